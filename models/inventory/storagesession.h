// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/values/storage.h"
#include "models/virt/storage.h"

#include <QHash>
#include <QMutex>
#include <QSet>

#include <memory>

class SessionRelay;

// What the pools' events said since it was last looked at.
struct PoolInbox
{
    QMutex mutex;
    QSet<QUuid> changed, refreshed;
    bool announced = false;
};

// The storage's side of an opened connection: its handles and its events. Worker threads only; as
// old as the Session it belongs to.
class StorageSession
{
public:
    explicit StorageSession(ConnectHandle connect) : m_connect(std::move(connect)) {}

    const ConnectHandle &connect() const { return m_connect; }
    // Emits news() on the relay when the inbox has something; once.
    void listen(const std::shared_ptr<PoolInbox> &inbox,
                const std::shared_ptr<SessionRelay> &relay);

    Result<QList<StoragePool>> listPools();
    Result<QList<StorageVolume>> listVolumes(const QUuid &pool); // names and keys
    Result<StorageVolume> readVolume(const VolumeRef &volume);   // by a handle of the list

    // Looked up anew: a volume's handle knows its pool by the name alone, which can have been given
    // to another meanwhile.
    Result<PoolHandle> findPool(const QUuid &pool) const;
    Result<VolumeHandle> findVolume(const VolumeRef &volume) const;

private:
    const ConnectHandle m_connect;
    QMutex m_mutex;
    std::unique_ptr<Virt::PoolSubscription> m_events;
    QHash<QUuid, QHash<QString, VolumeHandle>> m_volumes;
};

// A volume by its handle, whole.
Result<StorageVolume> readVolume(const VolumeHandle &handle, const QUuid &pool);
// Fails when there is a volume of this name.
Result<> newVolumeName(const PoolHandle &pool, const QString &name);
