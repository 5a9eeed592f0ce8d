// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/values/machinekey.h"
#include "models/values/storage.h"

#include <QDateTime>
#include <QMutex>

#include <optional>

// What of ours has begun and not ended, on disk before it begins: after a crash it names exactly
// what was left behind. Any thread.
class Journal
{
public:
    enum class Kind {
        CreateVolume, // a volume of ours, not known to be whole
        Upload,       // a volume of ours that is being filled
        UploadOver,   // somebody's, that is being overwritten as the user asked
        Download,     // a file of ours
        RenamePool,   // a pool's definition may be missing: `xml` is what it was
    };
    static constexpr int lastKind = int(Kind::RenamePool);
    struct Entry
    {
        QUuid id = {};
        Kind kind = Kind::CreateVolume;
        ConnectionId connection = {};
        VolumeRef volume = {};
        QString file = {}; // of a download: what it will be called
        QByteArray xml = {};
        QDateTime began = {};
        bool operator==(const Entry &) const = default;
    };

    // A file that is made when it is needed; without one, all is forgotten with the object.
    explicit Journal(const QString &path);

    // On disk when it returns; when it cannot be written, nothing may begin.
    Result<QUuid> begin(Entry entry);
    void end(const QUuid &id);
    // Whatever was begun with the volume matters no more: it is gone, or filled anew.
    void settle(const ConnectionId &connection, const VolumeRef &volume);
    QList<Entry> open() const;
    // An open entry that makes the volume incomplete: an upload.
    std::optional<Entry> find(const ConnectionId &connection, const VolumeRef &volume) const;
    // Entries of an earlier run of the program: its crash left them.
    QList<Entry> leftBehind() const;

private:
    Result<> write(const QList<Entry> &entries) const;

    const QString m_path;
    mutable QMutex m_mutex;
    QList<Entry> m_entries, m_before;
};
