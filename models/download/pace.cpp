// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/download/pace.h"

#include <cmath>

namespace {
constexpr qint64 windowMs = 8000, leastMs = 1000;
}

void Pace::add(qint64 ms, quint64 bytes)
{
    // It began anew: what was before says nothing.
    if (!m_marks.isEmpty() && bytes < m_marks.last().bytes)
        m_marks.clear();
    m_marks += {ms, bytes};
    while (m_marks.size() > 2 && ms - m_marks[1].ms > windowMs)
        m_marks.removeFirst();
}

double Pace::rate() const
{
    if (m_marks.size() < 2)
        return 0;
    const Mark first = m_marks.first(), last = m_marks.last();
    if (last.ms - first.ms < leastMs)
        return 0;
    return double(last.bytes - first.bytes) * 1000 / double(last.ms - first.ms);
}

qint64 Pace::secondsLeft(quint64 total) const
{
    const double speed = rate();
    if (speed < 1 || total == 0 || m_marks.last().bytes > total)
        return -1;
    const double seconds = std::ceil(double(total - m_marks.last().bytes) / speed);
    return seconds > 1e9 ? -1 : qint64(seconds);
}
