// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

    MachineUsage usage(const MachineKey &machine) const;
    HostUsage hostUsage(const ConnectionId &connection) const;
    static constexpr int trailLength = 40;
    QList<float> cpuTrail(const MachineKey &machine) const; // newest last, 0…1, at most trailLength
    QList<float> hostCpuTrail(const ConnectionId &connection) const;

Q_SIGNALS:
    void machinesUpdated(const ConnectionId &connection, const QList<QUuid> &machines);
    void hostUpdated(const ConnectionId &connection);

private:
    class Private;
    std::unique_ptr<Private> d;
};
