// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/machine.h"
#include "views/performance/performancepage.h"

// What one machine does: its CPU in all and by vCPU, its memory from every side, each disk and
// each interface by itself.
class MachinePerformancePage : public PerformancePage
{
    Q_OBJECT

public:
    using PerformancePage::PerformancePage;

    void setHistory(StatsHistory *history) override;
    // A null key: none. When another connection's machine follows, demandChanged() is emitted with
    // nothing while machine() is still the old one, and then for the new one.
    void setMachine(const MachineKey &machine, const QString &name, MachineState state);
    const MachineKey &machine() const { return m_machine; }
    void setHostAway(bool away); // its connection is not usable

protected:
    const Timeline &liveTimeline() const override;
    QList<Group> groups(const Timeline &timeline) const override;
    Message emptyMessage(const Timeline &timeline) const override;
    QString staleNote() const override;
    StatsGroups demandedGroups() const override;
    bool demandsHost() const override { return false; }
    void watch(bool visible) override;

private:
    QPointer<StatsHistory> m_history;
    MachineKey m_machine;
    QString m_name; // untrusted
    MachineState m_state = MachineState::Unknown;
    bool m_hostAway = false;
};
