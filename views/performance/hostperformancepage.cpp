// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/performance/hostperformancepage.h"

#include "models/core/safetext.h"
#include "models/inventory/statshistory.h"

using namespace Qt::StringLiterals;

void HostPerformancePage::setHistory(StatsHistory *history)
{
    m_history = history;
    connect(history, &StatsHistory::hostTimelineChanged, this, [this](const ConnectionId &host) {
        if (host == m_host && !isPaused())
            refresh();
    });
}

void HostPerformancePage::setHost(const ConnectionId &connection, const QString &name, bool away)
{
    const bool other = connection != m_host;
    if (other) {
        withdrawDemand();
        resume();
    }
    m_host = connection;
    m_name = name;
    m_away = away;
    setSubject(name);
    if (other && !connection.isNull())
        announceDemand();
    refresh();
}

void HostPerformancePage::watch(bool visible)
{
    if (m_history)
        m_history->watchHost(this, visible ? m_host : ConnectionId());
}

const Timeline &HostPerformancePage::liveTimeline() const
{
    static const Timeline none;
    return m_history ? m_history->hostTimeline(m_host) : none;
}

QList<PerformancePage::Group> HostPerformancePage::groups(const Timeline &timeline) const
{
    const auto chart = [&](const QString &id, const QString &title, ChartUnit unit,
                           const QList<Chart::Line> &lines) {
        Chart made{id, title, unit, {}};
        for (const Chart::Line &line : lines)
            if (timeline.find(line.key))
                made.lines.append(line);
        return made;
    };
    Group cpu{u"cpu"_s, tr("CPU"), {}, {}};
    cpu.charts.append(chart(u"cpu"_s, tr("CPU of the host"), ChartUnit::Share,
                            {{{StatsMetric::Cpu, {}}, tr("Busy")},
                             {{StatsMetric::CpuIowait, {}}, tr("Waiting for storage")}}));
    Group memory{u"memory"_s, tr("Memory"), {}, {}};
    memory.charts.append(chart(u"memory"_s, tr("Memory of the host"), ChartUnit::Bytes,
                               {{{StatsMetric::MemoryTotal, {}}, tr("In all")},
                                {{StatsMetric::MemoryUsed, {}}, tr("Used")},
                                {{StatsMetric::MemoryFree, {}}, tr("Free")},
                                {{StatsMetric::MemoryCached, {}}, tr("Caches")},
                                {{StatsMetric::MemoryBuffers, {}}, tr("Buffers")}}));
    QList<Group> groups;
    for (const Group &group : {cpu, memory})
        if (!group.charts.first().lines.isEmpty())
            groups.append(group);
    return groups;
}

PerformancePage::Message HostPerformancePage::emptyMessage(const Timeline &timeline) const
{
    const QString name = SafeText::line(m_name, 80);
    if (m_host.isNull())
        return {u"utilities-system-monitor"_s, tr("No host selected"),
                tr("Select a host to see how busy it is.")};
    if (m_away)
        return {u"network-offline"_s, tr("“%1” is not connected").arg(name),
                tr("Its figures appear as soon as it is connected.")};
    if (timeline.times().size() > 1)
        return {u"utilities-system-monitor"_s, tr("No statistics"),
                tr("The hypervisor of “%1” says nothing of its host's CPU and memory.").arg(name)};
    return {u"utilities-system-monitor"_s, tr("Measuring…"),
            tr("The first figures are on their way.")};
}

QString HostPerformancePage::staleNote() const
{
    return m_away ? tr("“%1” is not connected: these are the last figures.")
                        .arg(SafeText::line(m_name, 80))
                  : QString();
}
