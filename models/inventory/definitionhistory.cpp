// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/definitionhistory.h"

#include "models/xml/pendingchanges.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPromise>
#include <QSaveFile>

#include <memory>
#include <optional>
#include <semaphore>

using namespace Qt::StringLiterals;
using Origin = DefinitionVersion::Origin;

namespace {

constexpr int format = 1;
constexpr int expectedForSeconds = 30;
constexpr qint64 largestFile = 64 * 1024 * 1024;
constexpr std::pair<Origin, const char16_t *> origins[] = {
    {Origin::Found, u"found"}, {Origin::Ours, u"ours"}, {Origin::Outside, u"outside"}};

QByteArray hashOf(const QByteArray &xml)
{
    return QCryptographicHash::hash(xml, QCryptographicHash::Sha256).toHex();
}

// Oldest first.
QStringList filesIn(const QString &folder)
{
    return QDir(folder).entryList({u"*.json"_s}, QDir::Files, QDir::Name);
}

std::optional<DefinitionVersion> read(const QString &path)
{
    QFile file(path);
    if (file.size() > largestFile || !file.open(QIODevice::ReadOnly))
        return {};
    const QJsonObject object = QJsonDocument::fromJson(file.readAll()).object();
    DefinitionVersion version{
        .id = QFileInfo(path).completeBaseName(),
        .when = QDateTime::fromMSecsSinceEpoch(object.value("when"_L1).toVariant().toLongLong(),
                                               Qt::UTC),
        .what = object.value("what"_L1).toString(),
        .xml = object.value("xml"_L1).toString().toUtf8(),
    };
    if (object.value("format"_L1).toInt() != format
        || object.value("hash"_L1).toString().toLatin1() != hashOf(version.xml))
        return {};
    for (const auto &[origin, word] : origins) {
        if (object.value("who"_L1).toString() == QStringView(word))
            version.origin = origin;
    }
    return version;
}

bool save(const QString &folder, const DefinitionVersion &version)
{
    QString who;
    for (const auto &[origin, word] : origins) {
        if (origin == version.origin)
            who = QString::fromUtf16(word);
    }
    const QJsonObject object{{u"format"_s, format},
                             {u"when"_s, version.when.toMSecsSinceEpoch()},
                             {u"who"_s, who},
                             {u"what"_s, version.what},
                             {u"hash"_s, QString::fromLatin1(hashOf(version.xml))},
                             {u"xml"_s, QString::fromUtf8(version.xml)}};
    constexpr auto ownOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    constexpr auto ownFolder = ownOnly | QFileDevice::ExeOwner;
    if (!QDir().mkpath(folder) || !QFile::setPermissions(folder, ownFolder))
        return false;
    QSaveFile file(folder + u'/' + version.id + u".json"_s);
    return file.open(QIODevice::WriteOnly) && file.setPermissions(ownOnly)
           && file.write(QJsonDocument(object).toJson(QJsonDocument::Compact)) >= 0
           && file.commit();
}

} // namespace

DefinitionHistory::DefinitionHistory(const QString &folder, QObject *parent)
    : DefinitionHistory(folder, Limits{}, parent)
{}

DefinitionHistory::DefinitionHistory(const QString &folder, const Limits &limits, QObject *parent)
    : QObject(parent), m_folder(folder), m_limits(limits)
{}

DefinitionHistory::~DefinitionHistory()
{
    const auto done = std::make_shared<std::binary_semaphore>(0);
    m_writer.post([done](bool) { done->release(); }); // behind everything that is queued
    done->acquire();
}

QString DefinitionHistory::folderOf(const MachineKey &machine) const
{
    return m_folder + u'/' + machine.connection.toString(QUuid::WithoutBraces) + u'/'
           + machine.uuid.toString(QUuid::WithoutBraces);
}

void DefinitionHistory::recordChange(const MachineKey &machine, const QByteArray &before,
                                     const QByteArray &after, const QString &what)
{
    record(machine, before);
    record(machine, after, what);
}

void DefinitionHistory::expect(const MachineKey &machine, const QString &what)
{
    m_expected.insert(machine, {what, QDateTime::currentDateTimeUtc().addSecs(expectedForSeconds)});
}

void DefinitionHistory::record(const MachineKey &machine, const QByteArray &xml,
                               const QString &what)
{
    if (machine.isNull() || xml.isEmpty()
        || (what.isEmpty() && machine == m_seenOf && xml == m_seen))
        return;
    m_seenOf = machine;
    m_seen = xml;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QString said = what;
    if (const auto expected = m_expected.constFind(machine);
        said.isEmpty() && expected != m_expected.constEnd() && now < expected->until)
        said = expected->what;
    m_writer.post([=, this](bool) { write(machine, xml, said, now); });
}

// In the writer's thread, as everything below.
void DefinitionHistory::write(const MachineKey &machine, const QByteArray &xml, const QString &what,
                              const QDateTime &when)
{
    const QByteArray plain = withoutSecrets(xml);
    if (plain.isEmpty())
        return;
    const QString folder = folderOf(machine);
    const QStringList files = filesIn(folder);
    const auto newest = files.isEmpty() ? std::nullopt : read(folder + u'/' + files.last());
    DefinitionVersion version{.when = when,
                              .origin = !what.isEmpty()   ? Origin::Ours
                                        : files.isEmpty() ? Origin::Found
                                                          : Origin::Outside,
                              .what = what,
                              .xml = plain};
    if (newest && newest->xml == plain) {
        // What a reading saw a moment before we said that it is ours.
        constexpr int moment = 10;
        if (what.isEmpty() || newest->origin != Origin::Outside
            || newest->when.secsTo(when) > moment)
            return;
        version.id = newest->id;
    } else {
        // In the order of the names, also when a clock was set back.
        const qint64 last = files.isEmpty() ? 0 : files.last().section(u'.', 0, 0).toLongLong();
        const qint64 stamp = qMax(when.toMSecsSinceEpoch(), last + 1);
        version.id = u"%1"_s.arg(stamp, 15, 10, QChar(u'0'));
    }
    if (save(folder, version)) {
        m_failed = false;
        prune(folder);
        Q_EMIT recorded(machine);
    } else if (!m_failed) {
        m_failed = true;
        Q_EMIT failed(folder);
    }
}

void DefinitionHistory::prune(const QString &folder) const
{
    QStringList files = filesIn(folder);
    qint64 bytes = 0;
    for (const QString &file : std::as_const(files))
        bytes += QFileInfo(folder + u'/' + file).size();
    while (files.size() > 1 && (files.size() > m_limits.versions || bytes > m_limits.bytes)) {
        const QString oldest = folder + u'/' + files.takeFirst();
        bytes -= QFileInfo(oldest).size();
        QFile::remove(oldest);
    }
}

QFuture<DefinitionHistory::Versions> DefinitionHistory::versions(const MachineKey &machine)
{
    const auto promise = std::make_shared<QPromise<Versions>>();
    promise->start();
    m_writer.post([promise, folder = folderOf(machine)](bool) {
        Versions found;
        const QStringList files = filesIn(folder);
        for (auto file = files.crbegin(); file != files.crend(); ++file) {
            if (auto version = read(folder + u'/' + *file))
                found.versions += *std::move(version);
            else
                ++found.unreadable;
        }
        promise->addResult(std::move(found));
        promise->finish();
    });
    return promise->future();
}
