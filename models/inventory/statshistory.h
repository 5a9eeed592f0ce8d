// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/inventory/timeline.h"
#include "models/values/machinekey.h"
#include "models/values/stats.h"

#include <QObject>

#include <memory>

class Connection;

// Turns counters into rates and keeps them: a short CPU trail of every machine for the rows, and
// the last hour of everything for those that are being watched. GUI thread.
class StatsHistory : public QObject
{
    Q_OBJECT

public:
    explicit StatsHistory(QObject *parent = nullptr);
    ~StatsHistory() override;

    void follow(Connection *connection); // until it is destroyed

    // One tick. Machines that are absent from a batch with the CPU of others are taken to be off.
    // A host's sample may hold its CPU or its memory only: the other is as it was.
    // `monotonicMs`: when it came, on a clock that never jumps; without it, the samples' own times
    // are trusted.
    void add(const ConnectionId &connection, const StatsBatch &batch,
             std::optional<qint64> monotonicMs = {});

    MachineUsage usage(const MachineKey &machine) const;
    HostUsage hostUsage(const ConnectionId &connection) const;
    static constexpr int trailLength = 40;
    QList<float> cpuTrail(const MachineKey &machine) const; // newest last, 0…1, at most trailLength
    QList<float> hostCpuTrail(const ConnectionId &connection) const;

    // Records everything about one machine, or one host, for as long as `viewer` lives and watches
    // it; a null key ends it. The last few that were watched go on being recorded, so that coming
    // back to one finds no hole.
    void watch(QObject *viewer, const MachineKey &machine);
    void watchHost(QObject *viewer, const ConnectionId &connection);
    // The last hour; empty when nothing was recorded. Valid until the next call of anything.
    const Timeline &timeline(const MachineKey &machine) const;
    const Timeline &hostTimeline(const ConnectionId &connection) const;

Q_SIGNALS:
    // Whose usage or trail changed, once for each batch.
    void machinesUpdated(const ConnectionId &connection, const QList<QUuid> &machines);
    void hostUpdated(const ConnectionId &connection);
    void timelineChanged(const MachineKey &machine);
    void hostTimelineChanged(const ConnectionId &connection);

private:
    void forgetViewer(QObject *viewer);

    class Private;
    std::unique_ptr<Private> d;
};
