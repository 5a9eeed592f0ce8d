// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/values/machinekey.h"
#include "models/values/storage.h"
#include "models/values/volumeusers.h"

#include <QDateTime>
#include <QFlags>
#include <QJsonArray>
#include <QMutex>
#include <QSet>

#include <memory>
#include <optional>

// What of ours has begun and not ended, on disk before it begins: after a crash it names exactly
// what was left behind. Any thread.
class Journal
{
public:
    enum class Kind {   // written down as numbers: new ones go to the end
        CreateVolume,   // a volume of ours, not known to be whole
        Upload,         // a volume of ours that is being filled
        UploadOver,     // somebody's, that is being overwritten as the user asked
        Download,       // a file of ours
        RenamePool,     // a pool's definition may be missing: `xml` is what it was
        CopyVolume,     // a volume of ours, not known to be whole
        DeleteContents, // of a pool: it may be half gone, and run though it was stopped
        CreateMachine,  // `made`, its parts() and perhaps `machine` were made for it
    };
    static constexpr int lastKind = int(Kind::CreateMachine);

    // A volume that was surely made by us; on this computer, by which file.
    struct Made
    {
        VolumeRef volume = {};
        FileIdentity file = {};
        bool operator==(const Made &) const = default;
    };
    struct Entry
    {
        QUuid id = {};
        Kind kind = Kind::CreateVolume;
        ConnectionId connection = {};
        VolumeRef volume = {}; // of a pool's: the pool alone
        // Of a download: what it will be called. Of an upload: what it is sent from.
        QString file = {};
        QByteArray xml = {}; // a pool's definition; or of which contents a transfer is
        QDateTime began = {};
        QString name = {};      // that a pool or machine will have
        bool autostart = false; // of the pool
        QUuid machine = {};
        QList<Made> made = {}; // oldest first
        QUuid whole = {};      // the entry that this one is a part of
        quint64 done = 0;      // bytes of an upload that the host has for sure
        bool operator==(const Entry &) const = default;
    };

    // A file that is made when it is needed; without one, all is forgotten with the object.
    explicit Journal(const QString &path);

    // On disk when it returns; when it cannot be written, nothing may begin. Belongs to an
    // operation of this run until end() or leave().
    Result<QUuid> begin(Entry entry);
    void end(const QUuid &id);
    // Its operation is over without having come to an end.
    void leave(const QUuid &id);
    // The same entry is worked on again: false when somebody does already, or it is gone.
    bool resume(const QUuid &id);
    // What an operation has come to; forgotten entries stay so.
    void update(const Entry &entry);
    // Ends the entry of a volume, whose `made` is from then on a part of what `whole` made; without
    // such an entry, of nothing. In one step: a crash finds it in the one or in the other.
    void handOver(const QUuid &id, const QUuid &whole, const Made &made);
    // Whatever was begun with the volume matters no more: it is gone, or filled anew.
    void settle(const ConnectionId &connection, const VolumeRef &volume);

    QList<Entry> open() const;
    std::optional<Entry> entry(const QUuid &id) const;
    // An open entry that makes the volume incomplete: an upload.
    std::optional<Entry> find(const ConnectionId &connection, const VolumeRef &volume) const;
    // Entries that no operation of this run works on: a crash or a lost link left them. Without
    // those that are part of another.
    QList<Entry> leftBehind() const;
    QList<Entry> parts(const QUuid &whole) const;

private:
    Result<> write(const QList<Entry> &entries) const;

    const QString m_path;
    mutable QMutex m_mutex;
    QList<Entry> m_entries;
    QSet<QUuid> m_running;
    QJsonArray m_foreign; // of a newer version of the program: kept as they are
};

// What can be done about something that was left behind.
enum class Remedy {
    Undo = 1 << 0,   // remove what was made, or put back what was there
    Finish = 1 << 1, // do the rest
    Resume = 1 << 2, // transfer the rest of the file
    Keep = 1 << 3,   // leave it as it is
};
Q_DECLARE_FLAGS(Remedies, Remedy)
Q_DECLARE_OPERATORS_FOR_FLAGS(Remedies)
Remedies remediesFor(Journal::Kind kind);

// An entry while its operation runs: left behind when this goes before it has ended. Not copied.
class OpenEntry
{
public:
    OpenEntry() = default;
    OpenEntry(const std::shared_ptr<Journal> &journal, const QUuid &id)
        : m_journal(journal), m_id(id)
    {}
    OpenEntry(OpenEntry &&other) noexcept
        : m_journal(std::move(other.m_journal)), m_id(std::exchange(other.m_id, {}))
    {}
    OpenEntry &operator=(OpenEntry &&other) noexcept
    {
        std::swap(m_journal, other.m_journal);
        std::swap(m_id, other.m_id);
        return *this;
    }
    ~OpenEntry()
    {
        if (!m_id.isNull())
            m_journal->leave(m_id);
    }
    static Result<OpenEntry> begin(const std::shared_ptr<Journal> &journal,
                                   const Journal::Entry &entry)
    {
        return journal->begin(entry).map([&](const QUuid &id) { return OpenEntry(journal, id); });
    }

    QUuid id() const { return m_id; }
    void end()
    {
        if (!m_id.isNull())
            m_journal->end(std::exchange(m_id, {}));
    }
    void handOver(const QUuid &whole, const Journal::Made &made)
    {
        m_journal->handOver(std::exchange(m_id, {}), whole, made);
    }

private:
    std::shared_ptr<Journal> m_journal;
    QUuid m_id;
};
