// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/recorder.h"

#include <algorithm>

// Between these, what two counters differ by says something of the time between them.
static constexpr qint64 shortestMs = 100, longestMs = 90'000;

std::optional<double> ratePerSecond(quint64 before, quint64 now, qint64 elapsedMs)
{
    if (now < before || elapsedMs < shortestMs || elapsedMs > longestMs)
        return {};
    return double(now - before) * 1000.0 / double(elapsedMs);
}

bool hasCpu(const HostSample &sample)
{
    return sample.cpuBusyNs || sample.cpuUtilization;
}

HostCpuShares hostCpuShares(const HostSample &before, const HostSample &now)
{
    HostCpuShares shares;
    if (now.cpuUtilization)
        shares.busy = std::clamp(*now.cpuUtilization, 0.0, 1.0);
    const qint64 elapsed = now.timeMs - before.timeMs;
    if (elapsed < shortestMs || elapsed > longestMs || !now.cpuBusyNs || !now.cpuIdleNs
        || !before.cpuBusyNs || !before.cpuIdleNs || *now.cpuBusyNs < *before.cpuBusyNs
        || *now.cpuIdleNs < *before.cpuIdleNs)
        return shares; // no counters, or a CPU was taken offline
    const double busy = double(*now.cpuBusyNs - *before.cpuBusyNs);
    const double idle = double(*now.cpuIdleNs - *before.cpuIdleNs);
    // Linux takes iowait back now and then; that is no reason to lose the rest.
    const bool waits = now.cpuIowaitNs && before.cpuIowaitNs;
    const double wait = waits && *now.cpuIowaitNs > *before.cpuIowaitNs
                            ? double(*now.cpuIowaitNs - *before.cpuIowaitNs)
                            : 0;
    const double all = busy + idle + wait;
    if (all <= 0)
        return shares;
    shares.busy = busy / all;
    if (waits)
        shares.iowait = wait / all;
    return shares;
}

std::optional<quint64> hostMemoryUsedKiB(const HostSample &sample)
{
    if (!sample.memoryTotalKiB || !sample.memoryFreeKiB)
        return {};
    quint64 used = *sample.memoryTotalKiB;
    for (const auto &part : {sample.memoryFreeKiB, sample.memoryBuffersKiB, sample.memoryCachedKiB})
        used -= std::min(used, part.value_or(0));
    return used;
}

void MachineRecorder::forgetCounters()
{
    m_cpu = {};
    m_vcpus = {};
    m_disks.clear();
    m_interfaces.clear();
}

void MachineRecorder::add(const MachineSample &sample, StatsGroups groups, quint32 vcpus)
{
    if (!m_timeline.begin(sample.timeMs))
        return;
    // A group that was not asked for says nothing; its next counters start over.
    if (groups & StatsGroup::Cpu)
        addCpu(sample, vcpus);
    if (groups & StatsGroup::Memory)
        addMemory(sample);
    if (groups & StatsGroup::Block)
        addDisks(sample);
    if (groups & StatsGroup::Interface)
        addInterfaces(sample);
    if (groups & StatsGroup::Vcpu) {
        const qint64 elapsed = m_vcpus.timeMs ? sample.timeMs - m_vcpus.timeMs : 0;
        for (qsizetype i = 0; i < sample.vcpuTimeNs.size(); ++i) {
            const auto &now = sample.vcpuTimeNs[i];
            const auto before = m_vcpus.counters.value(i);
            if (!now || !before)
                continue;
            if (const auto rate = ratePerSecond(*before, *now, elapsed))
                m_timeline.set({StatsMetric::Vcpu, QString::number(i)}, std::min(1.0, *rate / 1e9));
        }
        m_vcpus = {sample.vcpuTimeNs, sample.timeMs};
    }
}

void MachineRecorder::addCpu(const MachineSample &sample, quint32 vcpus)
{
    if (!sample.cpuTimeNs)
        return;
    const qint64 elapsed = m_cpu.timeMs ? sample.timeMs - m_cpu.timeMs : 0;
    if (const auto rate = ratePerSecond(m_cpu.counters, *sample.cpuTimeNs, elapsed); rate && vcpus)
        m_timeline.set({StatsMetric::Cpu, {}}, std::min(1.0, *rate / 1e9 / vcpus));
    m_cpu = {*sample.cpuTimeNs, sample.timeMs};
}

void MachineRecorder::addMemory(const MachineSample &sample)
{
    const auto set = [this](StatsMetric metric, const std::optional<quint64> &kib) {
        if (kib)
            m_timeline.set({metric, {}}, double(*kib) * 1024);
    };
    set(StatsMetric::MemoryBalloon, sample.balloonKiB);
    set(StatsMetric::MemoryResident, sample.rssKiB);
    set(StatsMetric::GuestAvailable, sample.guestAvailableKiB);
    set(StatsMetric::GuestUnused, sample.guestUnusedKiB);
    set(StatsMetric::GuestUsable, sample.guestUsableKiB);
    if (sample.guestUpdatedSecs && *sample.guestUpdatedSecs > 0)
        m_timeline.set(
            {StatsMetric::GuestAge, {}},
            std::max(0.0, double(sample.timeMs) / 1000 - double(*sample.guestUpdatedSecs)));
}

void MachineRecorder::addDisks(const MachineSample &sample)
{
    QHash<QString, Before<DiskCounters>> current;
    for (const DiskCounters &now : sample.disks) {
        const auto before = m_disks.value(now.name);
        const qint64 elapsed = before.timeMs ? sample.timeMs - before.timeMs : 0;
        const auto set = [&](StatsMetric metric, quint64 DiskCounters::*counter) {
            if (const auto rate = ratePerSecond(before.counters.*counter, now.*counter, elapsed))
                m_timeline.set({metric, now.name}, *rate);
        };
        set(StatsMetric::DiskRead, &DiskCounters::readBytes);
        set(StatsMetric::DiskWritten, &DiskCounters::writtenBytes);
        set(StatsMetric::DiskReadRequests, &DiskCounters::readRequests);
        set(StatsMetric::DiskWriteRequests, &DiskCounters::writeRequests);
        current.insert(now.name, {now, sample.timeMs});
    }
    m_disks = std::move(current);
}

void MachineRecorder::addInterfaces(const MachineSample &sample)
{
    QHash<QString, Before<InterfaceCounters>> current;
    for (const InterfaceCounters &now : sample.interfaces) {
        const auto before = m_interfaces.value(now.name);
        const qint64 elapsed = before.timeMs ? sample.timeMs - before.timeMs : 0;
        const auto set = [&](StatsMetric metric, quint64 InterfaceCounters::*counter) {
            if (const auto rate = ratePerSecond(before.counters.*counter, now.*counter, elapsed))
                m_timeline.set({metric, now.name}, *rate);
        };
        set(StatsMetric::Received, &InterfaceCounters::receivedBytes);
        set(StatsMetric::Sent, &InterfaceCounters::sentBytes);
        set(StatsMetric::ReceivedPackets, &InterfaceCounters::receivedPackets);
        set(StatsMetric::SentPackets, &InterfaceCounters::sentPackets);
        set(StatsMetric::Errors, &InterfaceCounters::errors);
        set(StatsMetric::Drops, &InterfaceCounters::drops);
        current.insert(now.name, {now, sample.timeMs});
    }
    m_interfaces = std::move(current);
}

void HostRecorder::forgetCounters()
{
    m_before.reset();
}

void HostRecorder::add(const HostSample &sample)
{
    if (!m_timeline.begin(sample.timeMs))
        return;
    const HostCpuShares shares = hostCpuShares(m_before.value_or(HostSample()), sample);
    if (shares.busy)
        m_timeline.set({StatsMetric::Cpu, {}}, *shares.busy);
    if (shares.iowait)
        m_timeline.set({StatsMetric::CpuIowait, {}}, *shares.iowait);
    const auto set = [this](StatsMetric metric, const std::optional<quint64> &kib) {
        if (kib)
            m_timeline.set({metric, {}}, double(*kib) * 1024);
    };
    set(StatsMetric::MemoryTotal, sample.memoryTotalKiB);
    set(StatsMetric::MemoryUsed, hostMemoryUsedKiB(sample));
    set(StatsMetric::MemoryFree, sample.memoryFreeKiB);
    set(StatsMetric::MemoryBuffers, sample.memoryBuffersKiB);
    set(StatsMetric::MemoryCached, sample.memoryCachedKiB);
    if (hasCpu(sample))
        m_before = sample;
}
