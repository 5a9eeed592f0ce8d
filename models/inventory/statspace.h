// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>

// How often one host is asked for statistics: the rule, without a clock.
class StatsPace
{
public:
    static constexpr qint64 longestMs = 60'000;

    // After a tick that took so long: how long to leave the host alone. A host that needs a second
    // for an answer is not asked every second, but a single slow answer is a busy moment: the
    // quicker one of the last two counts.
    qint64 answered(qint64 tookMs, qint64 intervalMs)
    {
        const qint64 usual = std::min(tookMs, m_before);
        m_before = tookMs;
        return std::min(std::max(intervalMs - tookMs, usual * 4), longestMs);
    }

private:
    qint64 m_before = 0;
};
