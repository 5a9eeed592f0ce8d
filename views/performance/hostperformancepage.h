// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/machinekey.h"
#include "views/performance/performancepage.h"

// What a host itself does, by its own counters: how busy its CPUs are, where its memory is.
class HostPerformancePage : public PerformancePage
{
    Q_OBJECT

public:
    using PerformancePage::PerformancePage;

    void setHistory(StatsHistory *history) override;
    // As MachinePerformancePage::setMachine(); a null id: none.
    void setHost(const ConnectionId &connection, const QString &name, bool away);
    const ConnectionId &host() const { return m_host; }

protected:
    const Timeline &liveTimeline() const override;
    QList<Group> groups(const Timeline &timeline) const override;
    Message emptyMessage(const Timeline &timeline) const override;
    QString staleNote() const override;
    StatsGroups demandedGroups() const override { return {}; }
    bool demandsHost() const override { return !m_host.isNull(); }
    void watch(bool visible) override;

private:
    QPointer<StatsHistory> m_history;
    ConnectionId m_host;
    QString m_name; // untrusted
    bool m_away = false;
};
