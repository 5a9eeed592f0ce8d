// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/storage.h"

#include "models/inventory/storage_p.h"

Storage::Storage(ConnectionPrivate *connection)
    : d(std::make_unique<StoragePrivate>(this, connection))
{}

Storage::~Storage() = default;

QList<StoragePool> Storage::pools() const
{
    return d->pools.values();
}

std::optional<StoragePool> Storage::pool(const QUuid &pool) const
{
    const auto known = d->pools.constFind(pool);
    return known == d->pools.constEnd() ? std::nullopt : std::optional(*known);
}

std::optional<StoragePool> Storage::poolByName(const QString &name) const
{
    for (const StoragePool &pool : std::as_const(d->pools)) {
        if (pool.name == name)
            return pool;
    }
    return {};
}

bool Storage::isListed() const
{
    return d->listed;
}

std::optional<Error> Storage::error() const
{
    return d->error;
}

std::optional<Error> Storage::error(const QUuid &pool) const
{
    return d->contents.value(pool).error;
}

QList<StorageVolume> Storage::volumes(const QUuid &pool) const
{
    const auto known = d->contents.constFind(pool);
    return known == d->contents.constEnd() ? QList<StorageVolume>() : known->volumes.values();
}

std::optional<StorageVolume> Storage::volume(const VolumeRef &volume) const
{
    const auto pool = d->contents.constFind(volume.pool);
    if (pool == d->contents.constEnd())
        return {};
    const auto known = pool->volumes.constFind(volume.name);
    return known == pool->volumes.constEnd() ? std::nullopt : std::optional(*known);
}

bool Storage::isListed(const QUuid &pool) const
{
    return d->contents.value(pool).listed;
}

void Storage::setDemand(QObject *viewer, const QList<QUuid> &pools)
{
    if (!d->demands.contains(viewer))
        connect(viewer, &QObject::destroyed, d.get(), [this](QObject *gone) {
            d->demands.remove(gone);
            d->demandChanged();
        });
    d->demands.insert(viewer, QSet<QUuid>(pools.begin(), pools.end()));
    d->demandChanged();
}

void Storage::releaseDemand(QObject *viewer)
{
    if (d->demands.remove(viewer))
        viewer->disconnect(d.get());
    d->usersDemand.remove(viewer);
    d->demandChanged();
}

void Storage::describeFirst(const QList<VolumeRef> &volumes)
{
    d->onScreen = volumes;
    d->describer.want(volumes, true);
}

void Storage::refresh()
{
    for (auto pool = d->contents.constBegin(); pool != d->contents.constEnd(); ++pool)
        d->listVolumes(pool.key());
    d->relist();
}

void Storage::setJournal(const std::shared_ptr<Journal> &journal)
{
    d->journal = journal;
    d->lookForLeft();
}
