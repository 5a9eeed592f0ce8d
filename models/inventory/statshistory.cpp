// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/statshistory.h"

#include "models/inventory/connection.h"
#include "models/inventory/recorder.h"
#include "models/inventory/trail.h"
#include "models/inventory/watched.h"

#include <QElapsedTimer>
#include <QHash>
#include <QPointer>

#include <algorithm>
#include <cstdlib>

namespace {

// Counters of all disks, or all interfaces, of one machine.
struct Sums
{
    size_t devices = 0; // which ones: sums of other devices cannot be compared
    quint64 first = 0, second = 0;
    qint64 timeMs = 0; // 0: none yet
};

struct MachineCounters
{
    MachineUsage usage;
    quint64 cpuTimeNs = 0;
    qint64 cpuTimeMs = 0; // when; 0: none yet
    Sums disks, interfaces;
    quint32 vcpus = 0;
    quint32 seenIn = 0;
    Trail<StatsHistory::trailLength> trail;
};
static_assert(sizeof(MachineCounters) < 512, "one for each running machine");

struct HostState
{
    QPointer<Connection> connection;
    QHash<QUuid, MachineCounters> machines;
    quint32 batch = 0;
    qint64 wallMs = 0, monotonicMs = 0; // of the last batch; 0: none yet
    std::optional<HostSample> cpu;      // the last one that had CPU counters
    HostUsage usage;
    Trail<StatsHistory::trailLength> trail;
};

Sums sums(const QList<DiskCounters> &disks, qint64 timeMs)
{
    Sums sums{.timeMs = timeMs};
    for (const DiskCounters &disk : disks) {
        sums.devices = qHashMulti(sums.devices, disk.name);
        sums.first += disk.readBytes;
        sums.second += disk.writtenBytes;
    }
    return sums;
}

Sums sums(const QList<InterfaceCounters> &interfaces, qint64 timeMs)
{
    Sums sums{.timeMs = timeMs};
    for (const InterfaceCounters &interface : interfaces) {
        sums.devices = qHashMulti(sums.devices, interface.name);
        sums.first += interface.receivedBytes;
        sums.second += interface.sentBytes;
    }
    return sums;
}

// The rates between what was and what is, which is then kept.
void advance(Sums &before, const Sums &now, std::optional<double> &first,
             std::optional<double> &second)
{
    if (before.timeMs && before.devices == now.devices) {
        const qint64 elapsed = now.timeMs - before.timeMs;
        first = ratePerSecond(before.first, now.first, elapsed);
        second = ratePerSecond(before.second, now.second, elapsed);
    }
    before = now;
}

// The guest's own view, unless it is too old to be called that.
std::optional<quint64> memoryUsed(const MachineSample &sample)
{
    constexpr qint64 oldest = 120; // seconds
    const auto spare = sample.guestUsableKiB ? sample.guestUsableKiB : sample.guestUnusedKiB;
    const bool old =
        sample.guestUpdatedSecs && sample.timeMs / 1000 - *sample.guestUpdatedSecs > oldest;
    if (sample.guestAvailableKiB && spare && *spare <= *sample.guestAvailableKiB && !old)
        return *sample.guestAvailableKiB - *spare;
    return sample.balloonKiB;
}

} // namespace

class StatsHistory::Private
{
public:
    bool addMachine(HostState &host, const MachineSample &sample, StatsGroups groups);
    void addHost(HostState &host, const HostSample &sample);
    bool jumped(HostState &host, qint64 wallMs, qint64 monotonicMs) const;
    void forgetCounters(const ConnectionId &connection, HostState &host);
    void forgetConnection(const ConnectionId &connection);

    QElapsedTimer clock;
    QHash<ConnectionId, HostState> hosts;
    Watched<MachineKey, MachineRecorder> machines;
    Watched<ConnectionId, HostRecorder> watchedHosts;
};

StatsHistory::StatsHistory(QObject *parent) : QObject(parent), d(std::make_unique<Private>())
{
    d->clock.start();
}

StatsHistory::~StatsHistory() = default;

void StatsHistory::follow(Connection *connection)
{
    const ConnectionId id = connection->id();
    d->hosts[id].connection = connection;
    connect(connection, &Connection::sampled, this,
            [this, id](const StatsBatch &batch) { add(id, batch, d->clock.elapsed()); });
    connect(connection, &Connection::machinesChanged, this,
            [this, id](const QList<Machine> &machines) {
                HostState &host = d->hosts[id];
                QList<QUuid> off;
                for (const Machine &machine : machines) {
                    const auto known = host.machines.find(machine.uuid);
                    if (known == host.machines.end())
                        continue;
                    if (machine.vcpus)
                        known->vcpus = machine.vcpus;
                    if (!machine.isActive()) {
                        host.machines.erase(known);
                        off.append(machine.uuid);
                    }
                }
                if (!off.isEmpty())
                    Q_EMIT machinesUpdated(id, off);
            });
    connect(connection, &Connection::machinesRemoved, this,
            [this, id](const QList<QUuid> &machines) {
                HostState &host = d->hosts[id];
                for (const QUuid &uuid : machines)
                    host.machines.remove(uuid);
                d->machines.forget([&](const MachineKey &key) {
                    return key.connection == id && machines.contains(key.uuid);
                });
            });
    connect(connection, &Connection::statusChanged, this,
            [this, id](const ConnectionStatus &status) {
                if (status.isUsable())
                    return;
                // Figures of a host that is away would pass for current ones.
                HostState &host = d->hosts[id];
                const QList<QUuid> machines = host.machines.keys();
                d->forgetCounters(id, host);
                host.machines.clear();
                host.usage = {};
                Q_EMIT machinesUpdated(id, machines);
                Q_EMIT hostUpdated(id);
            });
    connect(connection, &QObject::destroyed, this, [this, id] { d->forgetConnection(id); });
}

void StatsHistory::add(const ConnectionId &connection, const StatsBatch &batch,
                       std::optional<qint64> monotonicMs)
{
    HostState &host = d->hosts[connection];
    const qint64 wallMs = !batch.machines.isEmpty() ? batch.machines.first().timeMs
                          : batch.host              ? batch.host->timeMs
                                                    : 0;
    if (wallMs && monotonicMs && d->jumped(host, wallMs, *monotonicMs))
        d->forgetCounters(connection, host);

    ++host.batch;
    QList<QUuid> updated;
    QList<MachineKey> recorded;
    for (const MachineSample &sample : batch.machines) {
        if (d->addMachine(host, sample, batch.groups))
            updated.append(sample.uuid);
        const MachineKey key{connection, sample.uuid};
        if (MachineRecorder *recorder = d->machines.find(key)) {
            recorder->add(sample, batch.groups, host.machines[sample.uuid].vcpus);
            recorded.append(key);
        }
    }
    if (batch.groups & StatsGroup::Cpu && !batch.machines.isEmpty()) {
        for (auto machine = host.machines.begin(); machine != host.machines.end();) {
            if (machine->seenIn == host.batch) {
                ++machine;
                continue;
            }
            updated.append(machine.key());
            machine = host.machines.erase(machine);
        }
    }
    if (batch.host) {
        d->addHost(host, *batch.host);
        HostRecorder *recorder = d->watchedHosts.find(connection);
        if (recorder)
            recorder->add(*batch.host);
        Q_EMIT hostUpdated(connection);
        if (recorder)
            Q_EMIT hostTimelineChanged(connection);
    }
    if (!updated.isEmpty())
        Q_EMIT machinesUpdated(connection, updated);
    for (const MachineKey &key : recorded)
        Q_EMIT timelineChanged(key);
}

// True when its usage or its trail changed.
bool StatsHistory::Private::addMachine(HostState &host, const MachineSample &sample,
                                       StatsGroups groups)
{
    MachineCounters &state = host.machines[sample.uuid];
    state.seenIn = host.batch;
    if (sample.vcpuCurrent)
        state.vcpus = sample.vcpuCurrent;
    else if (!state.vcpus && host.connection) // the vCPU group was not asked for
        state.vcpus = host.connection->machine(sample.uuid).value_or(Machine()).vcpus;
    MachineUsage usage;
    bool trailMoved = false;
    if (groups & StatsGroup::Cpu && sample.cpuTimeNs) {
        const qint64 elapsed = state.cpuTimeMs ? sample.timeMs - state.cpuTimeMs : 0;
        const auto rate = ratePerSecond(state.cpuTimeNs, *sample.cpuTimeNs, elapsed);
        if (rate && state.vcpus) {
            usage.cpuShare = std::min(1.0, *rate / 1e9 / state.vcpus);
            trailMoved = state.trail.append(*usage.cpuShare);
        }
        state.cpuTimeNs = *sample.cpuTimeNs;
        state.cpuTimeMs = sample.timeMs;
    }
    if (groups & StatsGroup::Block)
        advance(state.disks, sums(sample.disks, sample.timeMs), usage.diskReadRate,
                usage.diskWriteRate);
    if (groups & StatsGroup::Interface)
        advance(state.interfaces, sums(sample.interfaces, sample.timeMs), usage.receiveRate,
                usage.sendRate);
    if (groups & StatsGroup::Memory)
        usage.memoryUsedKiB = memoryUsed(sample);
    const bool changed = usage != state.usage || trailMoved;
    state.usage = usage;
    return changed;
}

void StatsHistory::Private::addHost(HostState &host, const HostSample &sample)
{
    if (hasCpu(sample)) {
        host.usage.cpuShare = hostCpuShares(host.cpu.value_or(HostSample()), sample).busy;
        if (host.usage.cpuShare)
            host.trail.append(*host.usage.cpuShare);
        host.cpu = sample;
    }
    if (sample.memoryTotalKiB) {
        host.usage.memoryUsedKiB = hostMemoryUsedKiB(sample);
        host.usage.memoryTotalKiB = sample.memoryTotalKiB;
    }
}

// True when the wall clock and the one that never jumps disagree on how long ago the last batch was.
bool StatsHistory::Private::jumped(HostState &host, qint64 wallMs, qint64 monotonicMs) const
{
    const bool known = host.wallMs != 0;
    const qint64 wall = wallMs - host.wallMs, real = monotonicMs - host.monotonicMs;
    host.wallMs = wallMs;
    host.monotonicMs = monotonicMs;
    // Answers of a slow host come a little early or late.
    const qint64 tolerance = 3000 + real / 4;
    return known && std::abs(wall - real) > tolerance;
}

void StatsHistory::Private::forgetCounters(const ConnectionId &connection, HostState &host)
{
    for (MachineCounters &state : host.machines) {
        state.cpuTimeMs = 0;
        state.disks = {};
        state.interfaces = {};
    }
    host.cpu.reset();
    machines.each([&](const MachineKey &key, MachineRecorder &recorder) {
        if (key.connection == connection)
            recorder.forgetCounters();
    });
    if (HostRecorder *recorder = watchedHosts.find(connection))
        recorder->forgetCounters();
}

void StatsHistory::Private::forgetConnection(const ConnectionId &connection)
{
    hosts.remove(connection);
    machines.forget([&](const MachineKey &key) { return key.connection == connection; });
    watchedHosts.forget([&](const ConnectionId &id) { return id == connection; });
}

MachineUsage StatsHistory::usage(const MachineKey &machine) const
{
    const auto host = d->hosts.constFind(machine.connection);
    if (host == d->hosts.cend())
        return {};
    const auto state = host->machines.constFind(machine.uuid);
    return state == host->machines.cend() ? MachineUsage() : state->usage;
}

HostUsage StatsHistory::hostUsage(const ConnectionId &connection) const
{
    const auto host = d->hosts.constFind(connection);
    return host == d->hosts.cend() ? HostUsage() : host->usage;
}

QList<float> StatsHistory::cpuTrail(const MachineKey &machine) const
{
    const auto host = d->hosts.constFind(machine.connection);
    if (host == d->hosts.cend())
        return {};
    const auto state = host->machines.constFind(machine.uuid);
    return state == host->machines.cend() ? QList<float>() : state->trail.values();
}

QList<float> StatsHistory::hostCpuTrail(const ConnectionId &connection) const
{
    const auto host = d->hosts.constFind(connection);
    return host == d->hosts.cend() ? QList<float>() : host->trail.values();
}

void StatsHistory::watch(QObject *viewer, const MachineKey &machine)
{
    connect(viewer, &QObject::destroyed, this, &StatsHistory::forgetViewer, Qt::UniqueConnection);
    d->machines.watch(viewer, machine.isNull() ? nullptr : &machine);
}

void StatsHistory::watchHost(QObject *viewer, const ConnectionId &connection)
{
    connect(viewer, &QObject::destroyed, this, &StatsHistory::forgetViewer, Qt::UniqueConnection);
    d->watchedHosts.watch(viewer, connection.isNull() ? nullptr : &connection);
}

void StatsHistory::forgetViewer(QObject *viewer)
{
    d->machines.watch(viewer, nullptr);
    d->watchedHosts.watch(viewer, nullptr);
}

const Timeline &StatsHistory::timeline(const MachineKey &machine) const
{
    static const Timeline none;
    const MachineRecorder *recorder = d->machines.find(machine);
    return recorder ? recorder->timeline() : none;
}

const Timeline &StatsHistory::hostTimeline(const ConnectionId &connection) const
{
    static const Timeline none;
    const HostRecorder *recorder = d->watchedHosts.find(connection);
    return recorder ? recorder->timeline() : none;
}
