// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Keeping the lists of pools and volumes true.
#include "models/core/async.h"
#include "models/inventory/storage_p.h"

static std::optional<StorageVolume> readOne(Session &session, const VolumeRef &volume)
{
    const auto read = session.storage().readVolume(volume);
    if (!read && read.error().kind == Error::Kind::Lost)
        return {};
    // What cannot be read leaves its row without details.
    return read.value_or(StorageVolume{.pool = volume.pool, .name = volume.name});
}

void ConnectionPrivate::storageConnected()
{
    if (storage)
        storage->d->connected();
}

void ConnectionPrivate::storageDisconnected()
{
    if (storage)
        storage->d->disconnected();
}

StoragePrivate::StoragePrivate(Storage *storage, ConnectionPrivate *connection)
    : q(storage)
    , link(connection)
    , journal(std::make_shared<Journal>(QString()))
    // Each delivery can move overlays below their bases, for which a view sorts everything anew.
    , describer(
          this, readOne, [this](const auto &read) { described(read); }, 80)
{
    constexpr int gatherMs = 50;
    newsTimer.setSingleShot(true);
    newsTimer.setInterval(gatherMs);
    connect(&newsTimer, &QTimer::timeout, this, &StoragePrivate::takeNews);
    constexpr int usersMs = 300;
    usersTimer.setSingleShot(true);
    usersTimer.setInterval(usersMs);
    connect(&usersTimer, &QTimer::timeout, this, &StoragePrivate::computeUsers);
    connect(link->q, &Connection::machineDefinitionChanged, this,
            [this](const QUuid &machine) { machinesChanged({machine}); });
    connect(link->q, &Connection::machinesChanged, this, [this](const QList<Machine> &changed) {
        QList<QUuid> news;
        for (const Machine &machine : changed) {
            const auto known = machines.constFind(machine.uuid);
            if (known == machines.constEnd() || known->running != machine.isActive()
                || known->name != machine.name)
                news.append(machine.uuid);
        }
        machinesChanged(news);
    });
    connect(link->q, &Connection::machinesRemoved, this, [this](const QList<QUuid> &gone) {
        for (const QUuid &machine : gone)
            machines.remove(machine);
        usersOutdated();
    });
    if (link->session)
        connected();
}

StoragePrivate::~StoragePrivate() = default;

void StoragePrivate::connected()
{
    describer.setSession(link->session);
    inbox = std::make_shared<PoolInbox>();
    relay = SessionRelay::make();
    connect(relay.get(), &SessionRelay::news, this, [this] {
        if (!newsTimer.isActive())
            newsTimer.start();
    });
    for (Contents &pool : contents)
        pool.readAll = true; // anything may have happened
    machines.clear();
    machinesRead = false;
    lookForLeft();
    demandChanged();
    if (isWanted() && listed)
        relist();
}

void StoragePrivate::disconnected()
{
    ++generation;
    describer.setSession({});
    newsTimer.stop();
    usersTimer.stop();
    if (relay)
        relay->disconnect(this);
    relay.reset();
    inbox.reset();
    listing = listAgain = readingMachines = computing = computeAgain = false;
    for (Contents &pool : contents)
        pool.listing = pool.listAgain = false;
}

void StoragePrivate::demandChanged()
{
    QSet<QUuid> wanted;
    for (const QSet<QUuid> &demand : std::as_const(demands))
        wanted |= demand;
    const QList<QUuid> shown = contents.keys();
    for (const QUuid &pool : shown) {
        if (!wanted.contains(pool))
            forgetContents(pool);
    }
    if (!link->session)
        return;
    if (isWanted() && !listed)
        relist();
    for (const QUuid &pool : std::as_const(wanted)) {
        if (!contents.contains(pool) || contents[pool].readAll)
            listVolumes(pool, true);
    }
    if (!usersDemand.isEmpty() && !machinesRead)
        readMachines();
}

void StoragePrivate::takeNews()
{
    if (!inbox)
        return;
    QSet<QUuid> moved, again;
    {
        const QMutexLocker lock(&inbox->mutex);
        moved.swap(inbox->changed);
        again.swap(inbox->refreshed);
        inbox->announced = false;
    }
    relist();
    for (const QUuid &pool : moved + again) {
        if (contents.contains(pool))
            listVolumes(pool, moved.contains(pool));
    }
}

void StoragePrivate::changed(const QUuid &pool, const std::optional<VolumeRef> &volume)
{
    if (!link->session)
        return;
    if (isWanted())
        relist();
    if (contents.contains(pool)) {
        listVolumes(pool);
        if (volume)
            describer.want({*volume});
    }
}

// One question at a time: an old answer never overtakes a newer one.
void StoragePrivate::relist()
{
    if (!link->session)
        return;
    if (listing) {
        listAgain = true;
        return;
    }
    listing = true;
    const auto answer =
        link->run(Session::Purpose::Read, [inboxNow = inbox, relayNow = relay](Session &session) {
            session.storage().listen(inboxNow, relayNow);
            return session.storage().listPools();
        });
    whenDone(answer, this, [this, mine = generation](const Result<QList<StoragePool>> &now) {
        if (mine != generation)
            return;
        listing = false;
        if (now) {
            error.reset();
            applyPools(*now);
        } else {
            error = now.error();
        }
        if (!std::exchange(listed, true) || !now)
            Q_EMIT q->listed();
        if (std::exchange(listAgain, false))
            relist();
    });
}

void StoragePrivate::applyPools(const QList<StoragePool> &now)
{
    QSet<QUuid> present;
    QList<StoragePool> news;
    for (const StoragePool &pool : now) {
        present.insert(pool.uuid);
        const auto known = pools.constFind(pool.uuid);
        if (known != pools.constEnd() && *known == pool)
            continue;
        pools.insert(pool.uuid, pool);
        news.append(pool);
    }
    QList<QUuid> gone;
    for (auto known = pools.constBegin(); known != pools.constEnd(); ++known) {
        if (!present.contains(known.key()))
            gone.append(known.key());
    }
    for (const QUuid &pool : std::as_const(gone))
        pools.remove(pool);
    if (!news.isEmpty())
        Q_EMIT q->poolsChanged(news);
    if (!gone.isEmpty())
        Q_EMIT q->poolsRemoved(gone);
}

void StoragePrivate::listVolumes(const QUuid &pool, bool readAll)
{
    Contents &shown = contents[pool];
    shown.readAll |= readAll;
    if (!link->session)
        return;
    if (shown.listing) {
        shown.listAgain = true;
        return;
    }
    shown.listing = true;
    const auto answer = link->run(Session::Purpose::Read, [pool](Session &session) {
        return session.storage().listVolumes(pool);
    });
    whenDone(answer, this,
             [this, pool, mine = generation](const Result<QList<StorageVolume>> &volumes) {
                 if (mine != generation || !contents.contains(pool))
                     return;
                 contents[pool].listing = false;
                 applyVolumes(pool, volumes);
                 if (contents.contains(pool) && std::exchange(contents[pool].listAgain, false))
                     listVolumes(pool);
             });
}

void StoragePrivate::applyVolumes(const QUuid &pool, const Result<QList<StorageVolume>> &now)
{
    Contents &shown = contents[pool];
    shown.listed = true;
    const bool readAll = std::exchange(shown.readAll, false);
    if (!now) {
        // A stopped pool shows no volumes; that is what its state says, and no error.
        shown.error = now.error();
        if (now.error().kind == Error::Kind::Lost)
            return;
    } else {
        shown.error.reset();
    }
    QSet<QString> present;
    QList<StorageVolume> news;
    QList<VolumeRef> unread;
    for (StorageVolume volume : now.value_or(QList<StorageVolume>())) {
        present.insert(volume.name);
        const auto known = shown.volumes.find(volume.name);
        if (known != shown.volumes.end()) {
            if (readAll || !known->described)
                unread.append(known->ref());
            StorageVolume marked = *known;
            markIncomplete(marked);
            if (marked == *known)
                continue;
            *known = marked;
            news.append(marked);
            continue;
        }
        markIncomplete(volume);
        unread.append(volume.ref());
        shown.volumes.insert(volume.name, volume);
        news.append(volume);
    }
    QStringList gone;
    for (auto known = shown.volumes.constBegin(); known != shown.volumes.constEnd(); ++known) {
        if (!present.contains(known.key()))
            gone.append(known.key());
    }
    for (const QString &name : std::as_const(gone)) {
        shown.volumes.remove(name);
        describer.forget({pool, name});
    }
    if (!news.isEmpty())
        Q_EMIT q->volumesChanged(pool, news);
    if (!gone.isEmpty())
        Q_EMIT q->volumesRemoved(pool, gone);
    Q_EMIT q->volumesListed(pool);
    // What was read before has no event when it changes: it is read again where somebody looks.
    for (const VolumeRef &volume : std::as_const(onScreen)) {
        if (volume.pool == pool && !readAll && present.contains(volume.name))
            unread.append(volume);
    }
    describer.want(unread);
    describer.want(onScreen, true);
    if (!news.isEmpty() || !gone.isEmpty())
        usersOutdated();
}

void StoragePrivate::described(const QHash<VolumeRef, StorageVolume> &read)
{
    QHash<QUuid, QList<StorageVolume>> news;
    for (auto one = read.constBegin(); one != read.constEnd(); ++one) {
        const auto pool = contents.find(one.key().pool);
        if (pool == contents.end())
            continue;
        const auto known = pool->volumes.find(one.key().name);
        if (known == pool->volumes.end())
            continue;
        StorageVolume fresh = *one;
        if (!fresh.described)
            continue;
        if (fresh.key.isEmpty())
            fresh.key = known->key;
        markIncomplete(fresh);
        if (fresh == *known)
            continue;
        *known = fresh;
        news[one.key().pool].append(fresh);
    }
    for (auto pool = news.constBegin(); pool != news.constEnd(); ++pool)
        Q_EMIT q->volumesChanged(pool.key(), pool.value());
    if (!news.isEmpty())
        usersOutdated();
}

void StoragePrivate::forgetContents(const QUuid &pool)
{
    const Contents gone = contents.take(pool);
    if (!gone.volumes.isEmpty())
        Q_EMIT q->volumesRemoved(pool, gone.volumes.keys());
    // What waits to be read is mostly of this pool; the others ask again for what they lack.
    describer.clear();
    QList<VolumeRef> unread;
    for (const Contents &other : std::as_const(contents)) {
        for (const StorageVolume &volume : other.volumes) {
            if (!volume.described)
                unread.append(volume.ref());
        }
    }
    describer.want(unread);
}

void StoragePrivate::markIncomplete(StorageVolume &volume) const
{
    volume.incomplete = journal->find(link->config.id, volume.ref()).has_value();
}
