// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/storagesession.h"

#include "models/inventory/parallel.h"
#include "models/inventory/session.h"
#include "models/xml/storagereader.h"

#include <vector>

namespace {

Result<StoragePool> readListed(const Virt::ListedPool &listed)
{
    auto pool = Virt::poolXml(listed.handle, false).and_then(readPool);
    if (!pool) {
        if (pool.error().kind == Error::Kind::Lost || pool.error().kind == Error::Kind::NotFound)
            return pool;
        pool = StoragePool{}; // a definition that cannot be read leaves its row without details
    }
    pool->uuid = listed.uuid;
    pool->name = listed.name;
    pool->autostart = listed.autostart;
    pool->persistent = listed.persistent;
    const auto read = Virt::readInfo(listed.handle, *pool);
    if (!read && read.error().kind == Error::Kind::Lost)
        return tl::unexpected(read.error());
    if (!pool->isActive())
        pool->capacity = pool->allocation = pool->available = 0;
    return pool;
}

} // namespace

Result<StorageVolume> readVolume(const VolumeHandle &handle, const QUuid &pool)
{
    return Virt::volumeXml(handle)
        .and_then([](const QByteArray &xml) { return readVolume(xml); })
        .map([&](StorageVolume volume) {
            volume.pool = pool;
            volume.name = Virt::nameOf(handle); // what it is found by
            return volume;
        });
}

void StorageSession::listen(const std::shared_ptr<PoolInbox> &inbox,
                            const std::shared_ptr<SessionRelay> &relay)
{
    const QMutexLocker lock(&m_mutex);
    if (m_events)
        return;
    m_events = std::make_unique<Virt::PoolSubscription>(
        m_connect, std::make_shared<Virt::PoolSink>([inbox, relay](const QUuid &pool, bool again) {
            {
                const QMutexLocker inboxLock(&inbox->mutex);
                (again ? inbox->refreshed : inbox->changed).insert(pool);
                if (std::exchange(inbox->announced, true))
                    return;
            }
            Q_EMIT relay->news();
        }));
}

Result<QList<StoragePool>> StorageSession::listPools()
{
    const auto listed = Virt::listPools(m_connect);
    if (!listed)
        return tl::unexpected(listed.error());
    std::vector<Result<StoragePool>> read(size_t(listed->size()), StoragePool{});
    inParallel(listed->size(), [&](qsizetype i) { read[size_t(i)] = readListed(listed->at(i)); });
    QList<StoragePool> pools;
    for (const Result<StoragePool> &pool : read) {
        if (pool)
            pools.append(*pool);
        else if (pool.error().kind == Error::Kind::Lost)
            return tl::unexpected(pool.error());
    }
    return pools;
}

Result<QList<StorageVolume>> StorageSession::listVolumes(const QUuid &pool)
{
    const auto listed =
        findPool(pool).and_then([](const PoolHandle &handle) { return Virt::listVolumes(handle); });
    if (!listed)
        return tl::unexpected(listed.error());
    QList<StorageVolume> volumes;
    volumes.reserve(listed->size());
    QHash<QString, VolumeHandle> handles;
    handles.reserve(listed->size());
    for (const Virt::ListedVolume &volume : *listed) {
        volumes.append({.pool = pool, .name = volume.name, .key = volume.key});
        handles.insert(volume.name, volume.handle);
    }
    const QMutexLocker lock(&m_mutex);
    m_volumes[pool].swap(handles);
    return volumes;
}

Result<StorageVolume> StorageSession::readVolume(const VolumeRef &volume)
{
    VolumeHandle handle;
    {
        const QMutexLocker lock(&m_mutex);
        handle = m_volumes.value(volume.pool).value(volume.name);
    }
    if (handle)
        return ::readVolume(handle, volume.pool);
    return findVolume(volume).and_then(
        [&](const VolumeHandle &found) { return ::readVolume(found, volume.pool); });
}

Result<PoolHandle> StorageSession::findPool(const QUuid &pool) const
{
    return Virt::findPool(m_connect, pool);
}

Result<VolumeHandle> StorageSession::findVolume(const VolumeRef &volume) const
{
    return findPool(volume.pool).and_then([&](const PoolHandle &pool) {
        return Virt::findVolume(pool, volume.name);
    });
}
