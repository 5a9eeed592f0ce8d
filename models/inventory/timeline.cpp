// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/timeline.h"

#include <QStringList>

#include <algorithm>
#include <cmath>
#include <limits>

static constexpr float unknown = std::numeric_limits<float>::quiet_NaN();

bool Timeline::begin(qint64 timeMs)
{
    constexpr qint64 closest = 900; // a tick of one second that comes a little early still counts
    if (!m_times.isEmpty() && timeMs > m_times.last() && timeMs - m_times.last() < closest)
        return false;
    if (!m_times.isEmpty() && timeMs <= m_times.last()) {
        const qint64 shift = timeMs - m_times.last() - 1000;
        for (qint64 &time : m_times)
            time += shift;
    }
    const auto fresh = std::upper_bound(m_times.cbegin(), m_times.cend(), timeMs - lengthMs);
    qsizetype stale = fresh - m_times.cbegin();
    stale = std::max(stale, m_times.size() - (capacity - 1));
    if (stale > 0) {
        m_times.remove(0, stale);
        for (Series &series : m_series)
            series.values.remove(0, stale);
        m_series.removeIf([](const Series &series) {
            return std::all_of(series.values.cbegin(), series.values.cend(),
                               [](float value) { return std::isnan(value); });
        });
    }
    m_times.append(timeMs);
    for (Series &series : m_series)
        series.values.append(unknown);
    m_next = 0;
    return true;
}

void Timeline::set(const SeriesKey &key, double value)
{
    if (m_times.isEmpty())
        return;
    const auto use = [&](qsizetype index) {
        m_series[index].values.last() = float(value);
        m_next = index + 1;
    };
    if (m_next < m_series.size() && m_series[m_next].key == key)
        return use(m_next);
    for (qsizetype i = 0; i < m_series.size(); ++i)
        if (m_series[i].key == key)
            return use(i);
    if (m_series.size() >= maximumSeries)
        return;
    m_series.append({key, QList<float>(m_times.size(), unknown)});
    use(m_series.size() - 1);
}

const Series *Timeline::find(const SeriesKey &key) const
{
    for (const Series &series : m_series)
        if (series.key == key)
            return &series;
    return nullptr;
}

QStringList Timeline::devices(StatsMetric metric) const
{
    QStringList devices;
    for (const Series &series : m_series)
        if (series.key.metric == metric)
            devices.append(series.key.device);
    return devices;
}

float Timeline::latest(const SeriesKey &key) const
{
    const Series *series = find(key);
    return series && !series->values.isEmpty() ? series->values.last() : unknown;
}
