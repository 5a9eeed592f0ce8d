// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/journal.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Journal)
};

QJsonObject toJson(const Journal::Entry &entry)
{
    return {{u"id"_s, entry.id.toString()},
            {u"kind"_s, int(entry.kind)},
            {u"connection"_s, entry.connection.toString()},
            {u"pool"_s, entry.volume.pool.toString()},
            {u"volume"_s, entry.volume.name},
            {u"file"_s, entry.file},
            {u"xml"_s, QString::fromUtf8(entry.xml)},
            {u"began"_s, entry.began.toString(Qt::ISODate)}};
}

Journal::Entry fromJson(const QJsonObject &object)
{
    return {.id = QUuid::fromString(object[u"id"].toString()),
            .kind = Journal::Kind(qBound(0, object[u"kind"].toInt(), Journal::lastKind)),
            .connection = QUuid::fromString(object[u"connection"].toString()),
            .volume = {QUuid::fromString(object[u"pool"].toString()), object[u"volume"].toString()},
            .file = object[u"file"].toString(),
            .xml = object[u"xml"].toString().toUtf8(),
            .began = QDateTime::fromString(object[u"began"].toString(), Qt::ISODate)};
}

// A rename is on disk when its folder is.
void syncFolderOf(const QString &path)
{
    const int folder =
        open(QFile::encodeName(path.section(u'/', 0, -2)).constData(), O_RDONLY | O_DIRECTORY);
    if (folder >= 0) {
        fsync(folder);
        close(folder);
    }
}

} // namespace

Journal::Journal(const QString &path) : m_path(path)
{
    QFile file(path);
    if (path.isEmpty() || !file.open(QIODevice::ReadOnly))
        return;
    constexpr qint64 most = 16 * 1024 * 1024;
    const QJsonArray entries = QJsonDocument::fromJson(file.read(most)).array();
    for (const QJsonValue &entry : entries) {
        const Entry read = fromJson(entry.toObject());
        if (!read.id.isNull())
            m_entries.append(read);
    }
    m_before = m_entries;
}

Result<> Journal::write(const QList<Entry> &entries) const
{
    if (m_path.isEmpty())
        return {};
    QJsonArray array;
    for (const Entry &entry : entries)
        array.append(toJson(entry));
    QSaveFile file(m_path); // synced before it takes the name
    if (!file.open(QIODevice::WriteOnly)
        || file.write(QJsonDocument(array).toJson(QJsonDocument::Compact)) < 0 || !file.commit()) {
        return tl::unexpected(
            Error{.summary = Text::tr("What is about to begin cannot be written down, so nothing "
                                      "was begun."),
                  .detail = file.errorString(),
                  .advice = Text::tr("Make room on the disk of your home folder.")});
    }
    syncFolderOf(m_path);
    return {};
}

Result<QUuid> Journal::begin(Entry entry)
{
    const QMutexLocker lock(&m_mutex);
    entry.id = QUuid::createUuid();
    entry.began = QDateTime::currentDateTime();
    QList<Entry> entries = m_entries;
    entries.append(entry);
    if (const auto written = write(entries); !written)
        return tl::unexpected(written.error());
    m_entries = entries;
    return entry.id;
}

void Journal::end(const QUuid &id)
{
    const QMutexLocker lock(&m_mutex);
    const auto is = [&id](const Entry &entry) { return entry.id == id; };
    m_before.removeIf(is);
    // One that cannot be written now is offered once more, and found to be settled.
    if (m_entries.removeIf(is) > 0)
        (void)write(m_entries);
}

void Journal::settle(const ConnectionId &connection, const VolumeRef &volume)
{
    const QMutexLocker lock(&m_mutex);
    const auto is = [&](const Entry &entry) {
        return entry.connection == connection && entry.volume == volume
               && entry.kind != Kind::Download;
    };
    m_before.removeIf(is);
    if (m_entries.removeIf(is) > 0)
        (void)write(m_entries);
}

QList<Journal::Entry> Journal::open() const
{
    const QMutexLocker lock(&m_mutex);
    return m_entries;
}

QList<Journal::Entry> Journal::leftBehind() const
{
    const QMutexLocker lock(&m_mutex);
    return m_before;
}

std::optional<Journal::Entry> Journal::find(const ConnectionId &connection,
                                            const VolumeRef &volume) const
{
    const QMutexLocker lock(&m_mutex);
    for (const Entry &entry : m_entries) {
        if (entry.connection == connection && entry.volume == volume
            && (entry.kind == Kind::Upload || entry.kind == Kind::UploadOver))
            return entry;
    }
    return {};
}
