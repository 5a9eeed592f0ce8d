// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Who uses what, as it is shown: the machines' documents are read once, and again one by one when
// they change; volumes count as far as they are in demand and read. Before something is deleted
// everything is read anew, see usergraph.h.
#include "models/core/async.h"
#include "models/inventory/lane.h"
#include "models/inventory/localfiles.h"
#include "models/inventory/parallel.h"
#include "models/inventory/storage_p.h"
#include "models/inventory/usergraph.h"

#include <QDir>

void Storage::setUsersDemand(QObject *viewer, bool wanted)
{
    if (!wanted) {
        d->usersDemand.remove(viewer);
        return;
    }
    if (d->usersDemand.contains(viewer))
        return;
    d->usersDemand.insert(viewer);
    connect(viewer, &QObject::destroyed, d.get(),
            [this](QObject *gone) { d->usersDemand.remove(gone); });
    d->demandChanged();
    d->usersOutdated();
}

std::optional<VolumeUsers> Storage::knownUsers(const VolumeRef &volume) const
{
    if (!d->users || !d->users->isKnown(volume))
        return {};
    return d->users->of(volume);
}

QFuture<Result<QHash<VolumeRef, VolumeUsers>>> Storage::usersOf(const QList<VolumeRef> &volumes)
{
    using Answer = Result<QHash<VolumeRef, VolumeUsers>>;
    return d->run(Session::Purpose::Command,
                  [volumes, local = d->local()](Session &session) -> Answer {
                      return UserGraph::read(session, local).map([&](const StorageFacts &facts) {
                          const StorageUsers users(facts);
                          QHash<VolumeRef, VolumeUsers> found;
                          for (const VolumeRef &volume : volumes)
                              found.insert(volume, users.of(volume));
                          return found;
                      });
                  });
}

QFuture<Result<VolumeUsers>> Storage::usersOfVolume(const VolumeRef &volume)
{
    return d->run(Session::Purpose::Command,
                  [volume, local = d->local()](Session &session) -> Result<VolumeUsers> {
                      return UserGraph::read(session, local).map([&](const StorageFacts &facts) {
                          return StorageUsers(facts).of(volume);
                      });
                  });
}

QFuture<Result<VolumeUsers>> Storage::usersOfFile(const QString &path)
{
    return d->run(Session::Purpose::Command,
                  [path, local = d->local()](Session &session) -> Result<VolumeUsers> {
                      return UserGraph::read(session, local).map([&](StorageFacts facts) {
                          // As one that nobody has named so far.
                          facts.files.append({.path = path});
                          if (const auto same = LocalFiles::identityOf(path); local)
                              facts.identities.insert(QDir::cleanPath(path), same);
                          return StorageUsers(facts).ofFile(path);
                      });
                  });
}

void StoragePrivate::machinesChanged(const QList<QUuid> &changedMachines)
{
    if (usersDemand.isEmpty() || changedMachines.isEmpty()) {
        machinesRead &= changedMachines.isEmpty();
        return;
    }
    outdated.unite(QSet<QUuid>(changedMachines.begin(), changedMachines.end()));
    readMachines();
}

void StoragePrivate::readMachines()
{
    if (!link->session || readingMachines)
        return;
    QList<Machine> wanted;
    for (const Machine &machine : std::as_const(link->machines)) {
        if (!machinesRead || outdated.contains(machine.uuid))
            wanted.append(machine);
    }
    outdated.clear();
    machinesRead = true;
    if (wanted.isEmpty())
        return usersOutdated();
    readingMachines = true;
    using Answer = Result<QList<MachineReferences>>;
    const auto answer = link->run(Session::Purpose::Read, [wanted](Session &session) -> Answer {
        std::vector<std::optional<MachineReferences>> read(size_t(wanted.size()));
        inParallel(wanted.size(), [&](qsizetype i) {
            QStringList unknown;
            if (const auto domain = session.find(wanted[i].uuid))
                read[size_t(i)] = UserGraph::readMachine(*domain, wanted[i], unknown);
        });
        QList<MachineReferences> found;
        for (const auto &machine : read) {
            if (machine)
                found.append(*machine);
        }
        return found;
    });
    whenDone(answer, this, [this, mine = generation](const Answer &read) {
        if (mine != generation)
            return;
        readingMachines = false;
        if (read) {
            for (const MachineReferences &machine : *read) {
                if (link->machines.contains(machine.uuid))
                    machines.insert(machine.uuid, machine);
            }
            usersOutdated();
        }
        if (!outdated.isEmpty())
            readMachines();
    });
}

void StoragePrivate::usersOutdated()
{
    if (!usersDemand.isEmpty() && !usersTimer.isActive())
        usersTimer.start();
}

// With ten thousand volumes it takes longer than a frame: away from the GUI thread.
void StoragePrivate::computeUsers()
{
    if (computing) {
        computeAgain = true;
        return;
    }
    computing = true;
    StorageFacts facts;
    facts.machines = machines.values();
    for (auto pool = contents.constBegin(); pool != contents.constEnd(); ++pool) {
        const QString poolName = pools.value(pool.key()).name;
        for (const StorageVolume &volume : pool->volumes) {
            if (volume.described) {
                facts.volumes.append({volume.ref(), poolName, volume.key, volume.path,
                                      volume.format, volume.backingPath, volume.backingFormat});
            }
        }
    }
    using Computed = std::shared_ptr<const StorageUsers>;
    auto promise = std::make_shared<QPromise<Computed>>();
    promise->start();
    const auto future = promise->future();
    runDetached([promise, facts] {
        promise->addResult(std::make_shared<const StorageUsers>(facts));
        promise->finish();
    });
    whenDone(future, this, [this](const Computed &computed) {
        computing = false;
        users = computed;
        Q_EMIT q->usersChanged();
        if (std::exchange(computeAgain, false))
            computeUsers();
    });
}
