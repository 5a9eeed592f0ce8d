// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFlags>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QUuid>

#include <optional>

// The groups of bulk statistics (virDomainStatsTypes) that a view asks for while it is visible.
enum class StatsGroup : quint32 { State = 1, Cpu = 2, Memory = 4, Vcpu = 8, Interface = 16, Block = 32 };
Q_DECLARE_FLAGS(StatsGroups, StatsGroup)
Q_DECLARE_OPERATORS_FOR_FLAGS(StatsGroups)

// Counters as the hypervisor gives them: monotonic since the machine's start. Absent is unknown.
struct DiskCounters
{
    QString name = {}; // target, "vda"
    quint64 readBytes = 0, writtenBytes = 0, readRequests = 0, writeRequests = 0;
    std::optional<quint64> capacity = {}, allocation = {}, physical = {}; // bytes
    bool operator==(const DiskCounters &) const = default;
};

struct InterfaceCounters
{
    QString name = {}; // "vnet0"
    quint64 receivedBytes = 0, sentBytes = 0, receivedPackets = 0, sentPackets = 0;
    quint64 errors = 0, drops = 0;
    bool operator==(const InterfaceCounters &) const = default;
};

// One machine's counters at one moment.
struct MachineSample
{
    QUuid uuid = {};
    qint64 timeMs = 0; // milliseconds since the epoch, when the answer came
    std::optional<quint64> cpuTimeNs = {};
    quint32 vcpuCurrent = 0; // 0: unknown
    QList<std::optional<quint64>> vcpuTimeNs = {}; // by vCPU number; absent: offline
    std::optional<quint64> balloonKiB = {}, balloonMaximumKiB = {}, rssKiB = {};
    std::optional<quint64> guestAvailableKiB = {}, guestUnusedKiB = {}, guestUsableKiB = {};
    std::optional<qint64> guestUpdatedSecs = {}; // when the guest last reported, since the epoch
    QList<DiskCounters> disks = {};
    QList<InterfaceCounters> interfaces = {};
};
Q_DECLARE_METATYPE(MachineSample)

// The host's own counters (virNodeGetCPUStats, virNodeGetMemoryStats), never sums of guests.
struct HostSample
{
    qint64 timeMs = 0;
    std::optional<quint64> cpuBusyNs = {}, cpuIdleNs = {}, cpuIowaitNs = {}; // sums over all CPUs
    std::optional<double> cpuUtilization = {}; // 0…1, from drivers that give only that
    std::optional<quint64> memoryTotalKiB = {}, memoryFreeKiB = {}, memoryBuffersKiB = {},
        memoryCachedKiB = {};
};
Q_DECLARE_METATYPE(HostSample)

// One tick of one connection: what was asked for, in one bulk call.
struct StatsBatch
{
    StatsGroups groups = {};
    std::optional<HostSample> host = {};
    QList<MachineSample> machines = {};
};
Q_DECLARE_METATYPE(StatsBatch)

// What the rows show of a machine: rates between its last two samples. Absent is unknown.
struct MachineUsage
{
    std::optional<double> cpuShare = {}; // 0…1 of the machine's own vCPUs
    std::optional<double> diskReadRate = {}, diskWriteRate = {}; // bytes per second, all disks
    std::optional<double> receiveRate = {}, sendRate = {}; // bytes per second, all interfaces
    std::optional<quint64> memoryUsedKiB = {}; // the guest's own view, else the balloon
    bool operator==(const MachineUsage &) const = default;
};

struct HostUsage
{
    std::optional<double> cpuShare = {}; // 0…1 of all host CPUs
    std::optional<quint64> memoryUsedKiB = {}, memoryTotalKiB = {};
    bool operator==(const HostUsage &) const = default;
};
