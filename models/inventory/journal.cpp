// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/journal.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <algorithm>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Journal)
};

// JSON's own numbers are exact up to 2⁵³ only.
QString number(quint64 value)
{
    return QString::number(value);
}

QJsonObject toJson(const Journal::Entry &entry)
{
    QJsonObject object{{u"id"_s, entry.id.toString()},
                       {u"kind"_s, int(entry.kind)},
                       {u"connection"_s, entry.connection.toString()},
                       {u"pool"_s, entry.volume.pool.toString()},
                       {u"volume"_s, entry.volume.name},
                       {u"file"_s, entry.file},
                       {u"xml"_s, QString::fromUtf8(entry.xml)},
                       {u"began"_s, entry.began.toString(Qt::ISODate)},
                       {u"name"_s, entry.name},
                       {u"autostart"_s, entry.autostart},
                       {u"machine"_s, entry.machine.toString()},
                       {u"whole"_s, entry.whole.toString()},
                       {u"done"_s, number(entry.done)}};
    QJsonArray made;
    for (const Journal::Made &one : entry.made) {
        made.append(QJsonObject{{u"pool"_s, one.volume.pool.toString()},
                                {u"volume"_s, one.volume.name},
                                {u"device"_s, number(one.file.device)},
                                {u"inode"_s, number(one.file.inode)}});
    }
    object[u"made"_s] = made;
    return object;
}

VolumeRef readRef(const QJsonObject &object)
{
    return {QUuid::fromString(object[u"pool"].toString()), object[u"volume"].toString()};
}

Journal::Entry fromJson(const QJsonObject &object)
{
    Journal::Entry entry{.id = QUuid::fromString(object[u"id"].toString()),
                         .kind = Journal::Kind(object[u"kind"].toInt()),
                         .connection = QUuid::fromString(object[u"connection"].toString()),
                         .volume = readRef(object),
                         .file = object[u"file"].toString(),
                         .xml = object[u"xml"].toString().toUtf8(),
                         .began = QDateTime::fromString(object[u"began"].toString(), Qt::ISODate),
                         .name = object[u"name"].toString(),
                         .autostart = object[u"autostart"].toBool(),
                         .machine = QUuid::fromString(object[u"machine"].toString()),
                         .whole = QUuid::fromString(object[u"whole"].toString()),
                         .done = object[u"done"].toString().toULongLong()};
    const QJsonArray made = object[u"made"].toArray();
    for (const QJsonValue &value : made) {
        const QJsonObject one = value.toObject();
        entry.made.append({.volume = readRef(one),
                           .file = {one[u"device"].toString().toULongLong(),
                                    one[u"inode"].toString().toULongLong()}});
    }
    return entry;
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
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(file.read(most), &error);
    if (!document.isArray()) {
        // Not ours to understand, and not to be written over either.
        file.close();
        QFile::rename(path, path + ".unreadable-"_L1
                                + QDateTime::currentDateTimeUtc().toString(u"yyyyMMddhhmmss"));
        return;
    }
    const QJsonArray entries = document.array();
    for (const QJsonValue &value : entries) {
        const int kind = value.toObject()[u"kind"].toInt(-1);
        const Entry read = fromJson(value.toObject());
        if (kind < 0 || kind > lastKind)
            m_foreign.append(value);
        else if (!read.id.isNull())
            m_entries.append(read);
    }
}

Result<> Journal::write(const QList<Entry> &entries) const
{
    if (m_path.isEmpty())
        return {};
    QJsonArray array = m_foreign;
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
    m_running.insert(entry.id);
    return entry.id;
}

void Journal::end(const QUuid &id)
{
    const QMutexLocker lock(&m_mutex);
    m_running.remove(id);
    // One that cannot be written now is offered once more, and found to be settled.
    if (m_entries.removeIf([&id](const Entry &entry) { return entry.id == id; }) > 0)
        (void)write(m_entries);
}

void Journal::leave(const QUuid &id)
{
    const QMutexLocker lock(&m_mutex);
    m_running.remove(id);
}

bool Journal::resume(const QUuid &id)
{
    const QMutexLocker lock(&m_mutex);
    const bool known = std::any_of(m_entries.cbegin(), m_entries.cend(),
                                   [&id](const Entry &entry) { return entry.id == id; });
    if (!known || m_running.contains(id))
        return false;
    m_running.insert(id);
    return true;
}

void Journal::update(const Entry &entry)
{
    const QMutexLocker lock(&m_mutex);
    for (Entry &known : m_entries) {
        if (known.id != entry.id)
            continue;
        known = entry;
        (void)write(m_entries);
        return;
    }
}

void Journal::handOver(const QUuid &id, const QUuid &whole, const Made &made)
{
    const QMutexLocker lock(&m_mutex);
    m_running.remove(id);
    m_entries.removeIf([&id](const Entry &entry) { return entry.id == id; });
    for (Entry &entry : m_entries) {
        if (entry.id == whole)
            entry.made.append(made);
    }
    (void)write(m_entries);
}

void Journal::settle(const ConnectionId &connection, const VolumeRef &volume)
{
    const QMutexLocker lock(&m_mutex);
    qsizetype changes = m_entries.removeIf([&](const Entry &entry) {
        return entry.connection == connection && entry.volume == volume
               && entry.kind != Kind::Download && !volume.name.isEmpty();
    });
    for (Entry &entry : m_entries) {
        if (entry.connection == connection)
            changes +=
                entry.made.removeIf([&volume](const Made &made) { return made.volume == volume; });
    }
    if (changes > 0)
        (void)write(m_entries);
}

QList<Journal::Entry> Journal::open() const
{
    const QMutexLocker lock(&m_mutex);
    return m_entries;
}

std::optional<Journal::Entry> Journal::entry(const QUuid &id) const
{
    const QMutexLocker lock(&m_mutex);
    for (const Entry &entry : m_entries) {
        if (entry.id == id)
            return entry;
    }
    return {};
}

QList<Journal::Entry> Journal::leftBehind() const
{
    const QMutexLocker lock(&m_mutex);
    QSet<QUuid> known;
    for (const Entry &entry : m_entries)
        known.insert(entry.id);
    QList<Entry> left;
    for (const Entry &entry : m_entries) {
        if (!m_running.contains(entry.id) && !known.contains(entry.whole))
            left.append(entry);
    }
    return left;
}

QList<Journal::Entry> Journal::parts(const QUuid &whole) const
{
    const QMutexLocker lock(&m_mutex);
    QList<Entry> parts;
    for (const Entry &entry : m_entries) {
        if (!whole.isNull() && entry.whole == whole)
            parts.append(entry);
    }
    return parts;
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

Remedies remediesFor(Journal::Kind kind)
{
    using enum Remedy;
    switch (kind) {
    case Journal::Kind::CreateVolume:
    case Journal::Kind::CopyVolume:
    case Journal::Kind::CreateMachine:
        return Undo | Keep;
    case Journal::Kind::Download:
        return Undo | Resume;
    case Journal::Kind::Upload:
        return Undo | Resume | Keep;
    case Journal::Kind::UploadOver:
        return Resume | Keep; // what was there before is gone
    case Journal::Kind::RenamePool:
        return Undo | Finish;
    case Journal::Kind::DeleteContents:
        return Finish | Keep;
    }
    return Keep;
}
