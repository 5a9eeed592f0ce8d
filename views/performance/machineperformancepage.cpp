// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/performance/machineperformancepage.h"

#include "models/core/safetext.h"
#include "models/core/units.h"
#include "models/inventory/statshistory.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

void MachinePerformancePage::setHistory(StatsHistory *history)
{
    m_history = history;
    connect(history, &StatsHistory::timelineChanged, this, [this](const MachineKey &machine) {
        if (machine == m_machine && !isPaused())
            refresh();
    });
}

void MachinePerformancePage::setMachine(const MachineKey &machine, const QString &name,
                                        MachineState state)
{
    const bool other = machine != m_machine;
    if (other) {
        withdrawDemand();
        resume();
    }
    m_machine = machine;
    m_name = name;
    m_state = state;
    setSubject(name);
    if (other && !machine.isNull())
        announceDemand();
    refresh();
}

void MachinePerformancePage::setHostAway(bool away)
{
    m_hostAway = away;
    refresh();
}

StatsGroups MachinePerformancePage::demandedGroups() const
{
    if (m_machine.isNull())
        return {};
    return StatsGroup::State | StatsGroup::Cpu | StatsGroup::Memory | StatsGroup::Vcpu
           | StatsGroup::Interface | StatsGroup::Block;
}

void MachinePerformancePage::watch(bool visible)
{
    if (m_history)
        m_history->watch(this, visible ? m_machine : MachineKey());
}

const Timeline &MachinePerformancePage::liveTimeline() const
{
    static const Timeline none;
    return m_history ? m_history->timeline(m_machine) : none;
}

QList<PerformancePage::Group> MachinePerformancePage::groups(const Timeline &timeline) const
{
    const auto has = [&](const SeriesKey &key) { return timeline.find(key) != nullptr; };
    QList<Group> groups;

    Group cpu{u"cpu"_s, tr("CPU"), {}, {}};
    // A rate takes two samples and memory one: the page does not jump when the second comes.
    if (has({StatsMetric::Cpu, {}}) || has({StatsMetric::MemoryBalloon, {}}))
        cpu.charts.append(
            {u"total"_s, tr("CPU"), ChartUnit::Share, {{{StatsMetric::Cpu, {}}, tr("All vCPUs")}}});
    QStringList vcpus = timeline.devices(StatsMetric::Vcpu);
    std::sort(vcpus.begin(), vcpus.end(),
              [](const QString &a, const QString &b) { return a.toInt() < b.toInt(); });
    constexpr qsizetype together = 8; // more lines in one chart cannot be told apart
    for (qsizetype from = 0; from < vcpus.size(); from += together) {
        const QStringList some = vcpus.mid(from, together);
        const QString title = vcpus.size() <= together
                                  ? tr("By vCPU")
                                  : tr("vCPUs %1 to %2").arg(some.first(), some.last());
        Chart chart{u"vcpu%1"_s.arg(from), title, ChartUnit::Share, {}};
        for (const QString &vcpu : some)
            chart.lines.append({{StatsMetric::Vcpu, vcpu}, vcpu});
        cpu.charts.append(chart);
    }

    Group memory{u"memory"_s, tr("Memory"), {}, {}};
    Chart chart{u"memory"_s, tr("Memory"), ChartUnit::Bytes, {}};
    const QList<Chart::Line> lines{{{StatsMetric::MemoryBalloon, {}}, tr("Given")},
                                   {{StatsMetric::MemoryResident, {}}, tr("On the host")}};
    std::copy_if(lines.begin(), lines.end(), std::back_inserter(chart.lines),
                 [&](const Chart::Line &line) { return has(line.key); });
    if (!chart.lines.isEmpty())
        memory.charts.append(chart);
    Chart guest{u"guest"_s, tr("As the guest sees it"), ChartUnit::Bytes, {}};
    const QList<Chart::Line> guestLines{{{StatsMetric::GuestAvailable, {}}, tr("In all")},
                                        {{StatsMetric::GuestUsable, {}}, tr("Usable")},
                                        {{StatsMetric::GuestUnused, {}}, tr("Unused")}};
    std::copy_if(guestLines.begin(), guestLines.end(), std::back_inserter(guest.lines),
                 [&](const Chart::Line &line) { return has(line.key); });
    if (!guest.lines.isEmpty()) {
        memory.charts.append(guest);
        if (const float age = timeline.latest({StatsMetric::GuestAge, {}}); !std::isnan(age))
            memory.note = tr("The guest reported %1 ago").arg(Units::duration(qint64(age)));
    }

    Group disks{u"disks"_s, tr("Disks"), {}, {}};
    for (const QString &device : timeline.devices(StatsMetric::DiskRead)) {
        const QString name = SafeText::line(device, 40);
        disks.charts.append({u"bytes "_s + device,
                             tr("Disk %1").arg(name),
                             ChartUnit::BytesPerSecond,
                             {{{StatsMetric::DiskRead, device}, tr("Read")},
                              {{StatsMetric::DiskWritten, device}, tr("Written")}}});
        disks.charts.append({u"requests "_s + device,
                             tr("Requests of %1").arg(name),
                             ChartUnit::PerSecond,
                             {{{StatsMetric::DiskReadRequests, device}, tr("Read")},
                              {{StatsMetric::DiskWriteRequests, device}, tr("Write")}}});
    }

    Group interfaces{u"interfaces"_s, tr("Network interfaces"), {}, {}};
    for (const QString &device : timeline.devices(StatsMetric::Received)) {
        const QString name = SafeText::line(device, 40);
        interfaces.charts.append({u"bytes "_s + device,
                                  tr("Interface %1").arg(name),
                                  ChartUnit::BytesPerSecond,
                                  {{{StatsMetric::Received, device}, tr("Received")},
                                   {{StatsMetric::Sent, device}, tr("Sent")}}});
        interfaces.charts.append({u"packets "_s + device,
                                  tr("Packets of %1").arg(name),
                                  ChartUnit::PerSecond,
                                  {{{StatsMetric::ReceivedPackets, device}, tr("Received")},
                                   {{StatsMetric::SentPackets, device}, tr("Sent")}}});
        interfaces.charts.append({u"problems "_s + device,
                                  tr("Lost on %1").arg(name),
                                  ChartUnit::PerSecond,
                                  {{{StatsMetric::Errors, device}, tr("Errors")},
                                   {{StatsMetric::Drops, device}, tr("Dropped")}}});
    }

    for (const Group &group : {cpu, memory, disks, interfaces})
        if (!group.charts.isEmpty())
            groups.append(group);
    return groups;
}

PerformancePage::Message MachinePerformancePage::emptyMessage(const Timeline &timeline) const
{
    const QString name = SafeText::line(m_name, 80);
    if (m_machine.isNull())
        return {u"utilities-system-monitor"_s, tr("No machine selected"),
                tr("Select a machine to see what it does.")};
    if (m_hostAway)
        return {u"network-offline"_s, tr("The host is not connected"),
                tr("“%1” is measured again as soon as its host is back.").arg(name)};
    switch (m_state) {
    case MachineState::Off:
    case MachineState::Crashed:
        return {u"machine-off"_s, tr("“%1” is off").arg(name),
                tr("Start the machine to see its CPU, memory, disks and interfaces at work.")};
    default:
        break;
    }
    // One sample is not enough for a rate; two that hold nothing will not become better.
    if (timeline.times().size() > 1)
        return {u"utilities-system-monitor"_s, tr("No statistics"),
                tr("This hypervisor gives no statistics of “%1”.").arg(name)};
    return {u"utilities-system-monitor"_s, tr("Measuring…"),
            tr("The first figures are on their way.")};
}

QString MachinePerformancePage::staleNote() const
{
    const QString name = SafeText::line(m_name, 80);
    if (m_hostAway)
        return tr("The host of “%1” is not connected: these are the last figures.").arg(name);
    if (m_state == MachineState::Off || m_state == MachineState::Crashed)
        return tr("“%1” is off: these are its last figures.").arg(name);
    return {};
}
