// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/osinfo/systemdatabase.h"

#include "models/osinfo/osinforeading.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QMutex>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace OsinfoReading;
using namespace Qt::StringLiterals;

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SystemDatabase)
};

Error unknownSystem(const QString &id)
{
    return {.kind = Error::Kind::NotFound,
            .summary = Text::tr("The database of operating systems does not know this system."),
            .detail = id};
}
} // namespace

struct SystemDatabase::Private
{
    QMutex mutex;
    Owned<OsinfoLoader> loader;

    // With the mutex held.
    Result<OsinfoDb *> load()
    {
        if (!loader) {
            Owned<OsinfoLoader> fresh(osinfo_loader_new());
            GError *error = nullptr;
            osinfo_loader_process_default_path(fresh.get(), &error);
            if (error) {
                const QString detail = QString::fromUtf8(error->message);
                g_error_free(error);
                return tl::unexpected(
                    Error{.summary = Text::tr("Cannot read the database of operating systems."),
                          .detail = detail,
                          .advice = Text::tr("It is in the package “osinfo-db”.")});
            }
            loader = std::move(fresh);
        }
        return osinfo_loader_get_db(loader.get());
    }

    template <class Read>
    auto onSystem(const QString &id, Read read) -> Result<std::invoke_result_t<Read, OsinfoOs *>>
    {
        const QMutexLocker lock(&mutex);
        const auto db = load();
        if (!db)
            return tl::unexpected(db.error());
        OsinfoOs *os = osinfo_db_get_os(*db, id.toUtf8().constData());
        if (!os)
            return tl::unexpected(unknownSystem(id));
        return read(os);
    }

    // Of one system, or without an id of all of them.
    template <class Read>
    auto onSystems(const QString &id, Read read) -> Result<std::invoke_result_t<Read, OsinfoOs *>>
    {
        if (!id.isEmpty())
            return onSystem(id, read);
        const QMutexLocker lock(&mutex);
        const auto db = load();
        if (!db)
            return tl::unexpected(db.error());
        std::invoke_result_t<Read, OsinfoOs *> all;
        for (OsinfoOs *os : elements<OsinfoOs>(osinfo_db_get_os_list(*db)))
            all += read(os);
        return all;
    }
};

SystemDatabase::SystemDatabase() : d(std::make_unique<Private>()) {}

SystemDatabase::~SystemDatabase() = default;

Result<QList<SystemEntry>> SystemDatabase::systems()
{
    const QMutexLocker lock(&d->mutex);
    const auto db = d->load();
    if (!db)
        return tl::unexpected(db.error());
    QList<SystemEntry> all;
    for (OsinfoOs *os : elements<OsinfoOs>(osinfo_db_get_os_list(*db)))
        all += entryOf(os);
    std::stable_sort(all.begin(), all.end(), [](const SystemEntry &a, const SystemEntry &b) {
        return a.released != b.released ? a.released > b.released : a.name < b.name;
    });
    return all;
}

Result<SystemFacts> SystemDatabase::facts(const QString &systemId, const QString &architecture)
{
    return d->onSystem(systemId, [&](OsinfoOs *os) { return factsOf(os, architecture); });
}

Result<QList<SystemMedium>> SystemDatabase::media(const QString &systemId)
{
    return d->onSystems(systemId, [](OsinfoOs *os) {
        QList<SystemMedium> all;
        for (OsinfoMedia *medium : elements<OsinfoMedia>(osinfo_os_get_media_list(os))) {
            if (const SystemMedium read = mediumOf(medium, os); !read.url.isEmpty())
                all += read;
        }
        return all;
    });
}

Result<QList<SystemImage>> SystemDatabase::images(const QString &systemId)
{
    return d->onSystems(systemId, [](OsinfoOs *os) {
        QList<SystemImage> all;
        for (OsinfoImage *image : elements<OsinfoImage>(osinfo_os_get_image_list(os))) {
            if (const SystemImage one = imageOf(image, os); !one.url.isEmpty())
                all += one;
        }
        return all;
    });
}

Result<QList<SystemTree>> SystemDatabase::trees(const QString &systemId)
{
    return d->onSystems(systemId, [](OsinfoOs *os) {
        QList<SystemTree> all;
        for (OsinfoTree *tree : elements<OsinfoTree>(osinfo_os_get_tree_list(os)))
            all += treeOf(tree, os);
        return all;
    });
}

Result<QList<InstallScript>> SystemDatabase::installScripts(const QString &systemId)
{
    return d->onSystem(systemId, [](OsinfoOs *os) {
        QList<InstallScript> all;
        for (OsinfoInstallScript *script :
             elements<OsinfoInstallScript>(osinfo_os_get_install_script_list(os)))
            all += scriptOf(script);
        return all;
    });
}

Result<UnattendedFile> SystemDatabase::unattended(const QString &systemId, const QString &scriptId,
                                                  const QString &architecture,
                                                  const UnattendedAnswers &answers)
{
    const auto made = d->onSystem(systemId, [&](OsinfoOs *os) -> Result<UnattendedFile> {
        for (OsinfoInstallScript *script :
             elements<OsinfoInstallScript>(osinfo_os_get_install_script_list(os))) {
            if (text(osinfo_entity_get_id(OSINFO_ENTITY(script))) == scriptId)
                return fileOf(script, os, architecture, answers);
        }
        return tl::unexpected(
            Error{.kind = Error::Kind::NotFound,
                  .summary = Text::tr("This system has no such installation without questions.")});
    });
    if (!made)
        return tl::unexpected(made.error());
    return *made;
}

Result<std::optional<SystemMedium>> SystemDatabase::identify(const IsoLabels &labels)
{
    const QMutexLocker lock(&d->mutex);
    const auto db = d->load();
    if (!db)
        return tl::unexpected(db.error());
    const Owned<OsinfoMedia> medium = mediumWith(labels);
    if (!osinfo_db_identify_media(*db, medium.get()))
        return std::nullopt;
    const Owned<OsinfoOs> os(osinfo_media_get_os(medium.get()));
    SystemMedium found = mediumOf(medium.get(), os.get());
    found.volumeId = labels.volumeId; // not the pattern that it fits
    return found;
}

Result<std::optional<SystemMedium>> SystemDatabase::identifyFile(const QString &path)
{
    QFile file(path);
    if (!QDir::isAbsolutePath(path) || !file.open(QIODevice::ReadOnly)) {
        return tl::unexpected(Error{.summary = Text::tr("Cannot read “%1”.").arg(path),
                                    .detail = file.errorString()});
    }
    return readIsoLabels(file.read(IsoLabels::needed)).and_then([this](const IsoLabels &labels) {
        return identify(labels);
    });
}

Result<std::optional<SystemTree>> SystemDatabase::identifyTree(const QByteArray &treeInfo,
                                                               const QString &url)
{
    {
        const QMutexLocker lock(&d->mutex);
        const auto db = d->load();
        if (!db)
            return tl::unexpected(db.error());
        if (const auto found = treeOfInfo(*db, treeInfo, url))
            return found;
    }
    // Mirrors have other hosts and folders, and the same below "dists".
    const auto own = [](const QString &address) {
        const QString path = QUrl(address).path().remove(QRegularExpression(u"/+$"_s));
        const qsizetype at = path.indexOf("/dists/"_L1);
        return at < 0 ? path : path.mid(at);
    };
    const QString wanted = own(url);
    const auto all = trees({});
    if (!all)
        return tl::unexpected(all.error());
    for (const SystemTree &tree : *all) {
        if (wanted.size() > 1 && own(tree.url) == wanted)
            return tree;
    }
    return std::nullopt;
}
