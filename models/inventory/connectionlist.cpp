// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/connection_p.h"

#include "models/core/async.h"

// Keeping the list true: an event is a reason to look, and what was read is what is shown.

// What comes from XML or from an agent is not in a list's answer: it is kept until read again.
static void keepDescription(Machine &fresh, const Machine &known)
{
    fresh.described = known.described;
    fresh.hasAgentChannel = known.hasAgentChannel;
    fresh.graphicsCount = known.graphicsCount;
    fresh.vcpus = known.vcpus;
    fresh.memoryKiB = known.memoryKiB;
    fresh.title = known.title;
    fresh.description = known.description;
    fresh.tags = known.tags;
    fresh.osName = known.osName;
    fresh.macs = known.macs;
    if (fresh.state == MachineState::Running)
        fresh.guestAddresses = known.guestAddresses;
}

static bool changesDefinition(const MachineEvent &event)
{
    using enum MachineEvent::Kind;
    switch (event.kind) {
    case Lifecycle:
    case DiskChange:
    case TrayChange:
    case DeviceAdded:
    case DeviceRemoved:
    case BalloonChange:
    case Tunable:
    case MetadataChange:
    case MemoryDeviceSizeChange:
        return true;
    default:
        return false;
    }
}

// The row's own words are in the persistent definition: only these events can change them.
static bool changesDescription(const MachineEvent &event)
{
    constexpr int defined = 0; // VIR_DOMAIN_EVENT_DEFINED
    using enum MachineEvent::Kind;
    return event.kind == MetadataChange || event.kind == BalloonChange
           || (event.kind == Lifecycle && event.type == defined);
}

void ConnectionPrivate::takeNews()
{
    if (!session)
        return;
    QList<MachineEvent> events;
    bool changed = false;
    {
        const QMutexLocker lock(&session->inbox->mutex);
        events.swap(session->inbox->events);
        changed = !session->inbox->changed.isEmpty();
        session->inbox->announced = false;
    }
    QList<QUuid> describeAgain;
    QSet<QUuid> redefined;
    for (MachineEvent &event : events) {
        event.machine.connection = config.id;
        if (changesDescription(event))
            describeAgain.append(event.machine.uuid);
        if (changesDefinition(event))
            redefined.insert(event.machine.uuid);
    }
    if (changed)
        ask();
    describer.want(describeAgain);
    if (!events.isEmpty())
        Q_EMIT q->eventsArrived(events);
    for (const QUuid &machine : std::as_const(redefined))
        Q_EMIT q->machineDefinitionChanged(machine);
}

// One question at a time: an event meanwhile makes us ask again, so an old answer never overtakes
// a newer one and a burst costs two calls.
void ConnectionPrivate::ask()
{
    if (!session)
        return;
    if (asking) {
        askAgain = true;
        return;
    }
    asking = true;
    whenDone(run(Session::Purpose::Read, [](Session &live) { return live.readChanged(); }), this,
             [this, mine = generation](const Result<Session::Changes> &changes) {
                 if (mine != generation)
                     return;
                 asking = false;
                 if (changes)
                     apply(changes->machines, changes->gone);
                 if (std::exchange(relistAgain, false) || !changes)
                     relist();
                 else if (std::exchange(askAgain, false))
                     ask();
             });
}

void ConnectionPrivate::relist()
{
    if (!session)
        return;
    if (asking) {
        relistAgain = true;
        return;
    }
    asking = true;
    whenDone(run(Session::Purpose::Read, [](Session &live) { return live.listMachines(); }), this,
             [this, mine = generation](const Result<QList<Machine>> &listed) {
                 if (mine != generation)
                     return;
                 asking = false;
                 if (listed)
                     replaceAll(*listed, Describe::OnScreen);
                 relistAgain = false;
                 if (std::exchange(askAgain, false))
                     ask();
             });
}

void ConnectionPrivate::apply(const QList<Machine> &news, const QList<QUuid> &gone)
{
    QList<Machine> changed;
    QList<QUuid> added;
    for (Machine fresh : news) {
        const auto known = machines.find(fresh.uuid);
        if (known == machines.end()) {
            added.append(fresh.uuid);
            machines.insert(fresh.uuid, fresh);
            changed.append(fresh);
            continue;
        }
        keepDescription(fresh, *known);
        if (fresh == *known)
            continue;
        *known = fresh;
        changed.append(fresh);
    }
    QList<QUuid> removed;
    for (const QUuid &machine : gone) {
        describer.forget(machine);
        if (machines.remove(machine))
            removed.append(machine);
    }
    if (!changed.isEmpty())
        Q_EMIT q->machinesChanged(changed);
    if (!removed.isEmpty())
        Q_EMIT q->machinesRemoved(removed);
    describer.want(added);
    demandChanged();
}

void ConnectionPrivate::replaceAll(const QList<Machine> &listed, Describe which)
{
    QSet<QUuid> present;
    for (const Machine &machine : listed)
        present.insert(machine.uuid);
    QList<QUuid> gone;
    for (auto known = machines.constBegin(); known != machines.constEnd(); ++known) {
        if (!present.contains(known.key()))
            gone.append(known.key());
    }
    apply(listed, gone);
    // What was read before may have changed while nobody told us: while the link was down,
    // anything; later, what has no event, which matters where somebody looks.
    QList<QUuid> stale = onScreen;
    if (which == Describe::All) {
        stale.clear();
        for (const Machine &machine : listed)
            stale.append(machine.uuid);
    }
    stale.removeIf([&](const QUuid &machine) { return !present.contains(machine); });
    describer.want(stale);
    describer.want(onScreen, true);
}

void ConnectionPrivate::describe(const Describer::Summaries &summaries)
{
    QList<Machine> changed;
    for (auto read = summaries.constBegin(); read != summaries.constEnd(); ++read) {
        const auto known = machines.find(read.key());
        if (known == machines.end())
            continue;
        Machine fresh = *known;
        fresh.described = true;
        fresh.title = read->title;
        fresh.description = read->description;
        fresh.osName = read->osName;
        fresh.macs = read->macs;
        fresh.tags = read->tags;
        fresh.vcpus = read->vcpus;
        fresh.memoryKiB = read->memoryKiB;
        fresh.graphicsCount = read->graphicsCount;
        fresh.hasAgentChannel = read->hasAgentChannel;
        if (fresh == *known)
            continue;
        *known = fresh;
        changed.append(fresh);
    }
    if (!changed.isEmpty())
        Q_EMIT q->machinesChanged(changed);
}
