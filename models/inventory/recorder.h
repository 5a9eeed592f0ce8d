// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/inventory/timeline.h"
#include "models/values/stats.h"

#include <QHash>

// What a counter grew per second. Nothing when it went back (the machine or the device started
// anew), or when the time between is none, or too long for one figure to mean anything.
std::optional<double> ratePerSecond(quint64 before, quint64 now, qint64 elapsedMs);

// Which share of all its CPUs a host was busy, and waited for storage, between two samples.
struct HostCpuShares
{
    std::optional<double> busy = {}, iowait = {};
};
bool hasCpu(const HostSample &sample);
HostCpuShares hostCpuShares(const HostSample &before, const HostSample &now);
// Neither free nor buffers nor cache, of what is known; nothing without total and free.
std::optional<quint64> hostMemoryUsedKiB(const HostSample &sample);

// Turns one machine's samples into its timeline.
class MachineRecorder
{
public:
    void add(const MachineSample &sample, StatsGroups groups, quint32 vcpus);
    void forgetCounters(); // after a clock jump: the next sample gives no rates
    const Timeline &timeline() const { return m_timeline; }

private:
    template <class T>
    struct Before
    {
        T counters = {};
        qint64 timeMs = 0; // 0: none
    };

    void addCpu(const MachineSample &sample, quint32 vcpus);
    void addMemory(const MachineSample &sample);
    void addDisks(const MachineSample &sample);
    void addInterfaces(const MachineSample &sample);

    Timeline m_timeline;
    Before<quint64> m_cpu;
    Before<QList<std::optional<quint64>>> m_vcpus;
    QHash<QString, Before<DiskCounters>> m_disks;
    QHash<QString, Before<InterfaceCounters>> m_interfaces;
};

// Turns one host's samples into its timeline.
class HostRecorder
{
public:
    void add(const HostSample &sample);
    void forgetCounters();
    const Timeline &timeline() const { return m_timeline; }

private:
    Timeline m_timeline;
    std::optional<HostSample> m_before; // the last one that had CPU counters
};
