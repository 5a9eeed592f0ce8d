// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

// What a series measures. Shares are 0…1, memory is bytes, rates are per second.
enum class StatsMetric : quint8 {
    Cpu,            // of all the machine's vCPUs, or of all the host's CPUs
    Vcpu,           // device: the vCPU's number
    CpuIowait,      // hosts only
    MemoryBalloon,  // what the machine is given
    MemoryResident, // what its process holds on the host
    GuestAvailable, // the guest's own view: what it sees,
    GuestUnused,    // what it uses for nothing at all,
    GuestUsable,    // what it could still use without swapping;
    GuestAge,       // how old that view is, in seconds
    MemoryTotal,    // hosts, from here
    MemoryUsed,
    MemoryFree,
    MemoryBuffers,
    MemoryCached,
    DiskRead, // bytes; device: the disk's target, from here
    DiskWritten,
    DiskReadRequests,
    DiskWriteRequests,
    Received, // bytes; device: the interface's name, from here
    Sent,
    ReceivedPackets,
    SentPackets,
    Errors,
    Drops,
};

struct SeriesKey
{
    StatsMetric metric = StatsMetric::Cpu;
    QString device = {}; // untrusted

    bool operator==(const SeriesKey &) const = default;
};

struct Series
{
    SeriesKey key = {};
    QList<float> values = {}; // one for each of the timeline's times; NaN: unknown
};

// The last hour of several series that share one time axis: at most `capacity` moments, a second
// or more apart. Series appear with their first value and go when nothing of them is left.
class Timeline
{
public:
    static constexpr int capacity = 3600;
    static constexpr qint64 lengthMs = qint64(capacity) * 1000;
    static constexpr int maximumSeries = 2048; // a host that invents devices stays bounded

    // Begins a moment, milliseconds since the epoch; false when it follows the last too closely.
    // A clock that was set back takes the older moments with it, so that times always ascend.
    bool begin(qint64 timeMs);
    void set(const SeriesKey &key, double value); // of the moment that was begun

    const QList<qint64> &times() const { return m_times; }
    const QList<Series> &series() const { return m_series; } // in the order they appeared
    const Series *find(const SeriesKey &key) const;
    QStringList devices(StatsMetric metric) const;
    float latest(const SeriesKey &key) const; // NaN: unknown

private:
    QList<qint64> m_times;
    QList<Series> m_series;
    qsizetype m_next = 0; // where the next set() will look first: the order seldom changes
};
