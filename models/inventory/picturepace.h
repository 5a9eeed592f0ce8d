// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QtGlobal>

#include <algorithm>

// How often one host may be asked for pictures of its machines: the rule, without a clock. A
// picture is nice to have, so it is asked for when that is cheap.
class PicturePace
{
public:
    enum class Verdict {
        Ask,
        Slow,        // it takes so long that only a try every few minutes is made
        Unsupported, // this hypervisor cannot: not asked again on this connection
    };

    static constexpr int mostUnderWay = 2;
    static constexpr qint64 slowMs = 2500;     // for one picture
    static constexpr int slowInARow = 3;       // then it is the link, not a busy moment
    static constexpr qint64 retryMs = 300'000; // while it is slow

    Verdict verdict() const { return m_verdict; }

    // After an answer that took so long: how long to leave the host alone. Four fifths of the time
    // at least nothing is under way.
    qint64 answered(qint64 tookMs)
    {
        m_slow = tookMs > slowMs ? m_slow + 1 : 0;
        m_verdict = m_slow >= slowInARow ? Verdict::Slow : Verdict::Ask;
        return m_verdict == Verdict::Slow ? retryMs : std::min(tookMs * 4, retryMs);
    }
    qint64 refused(const Error &error, qint64 tookMs)
    {
        constexpr int noSupport = 3; // VIR_ERR_NO_SUPPORT: the driver has no such function
        const qint64 pause = answered(tookMs);
        if (error.kind == Error::Kind::Unsupported && error.code == noSupport)
            m_verdict = Verdict::Unsupported;
        return pause;
    }
    // Of one machine that refused `times` in a row, where the others may not: 10 minutes at most.
    static qint64 patience(int times, qint64 intervalMs)
    {
        return std::min(intervalMs << std::min(times, 16), qint64(600'000));
    }

private:
    Verdict m_verdict = Verdict::Ask;
    int m_slow = 0;
};
