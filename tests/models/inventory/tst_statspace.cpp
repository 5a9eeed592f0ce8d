// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/statspace.h"
#include "tests/support/patience.h"

// How often a host is asked for statistics.
class TestStatsPace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aQuickHostIsAskedOnceInTheInterval()
    {
        StatsPace pace;
        QCOMPARE(pace.answered(20, 1000), 980);
        QCOMPARE(pace.answered(0, 1000), 1000);
        QCOMPARE(pace.answered(200, 1000), 800);
    }

    void aSlowHostIsLeftAloneFourTimesAsLongAsItTook()
    {
        StatsPace pace;
        pace.answered(1500, 1000);
        QCOMPARE(pace.answered(2000, 1000), 6000);
        QCOMPARE(pace.answered(2000, 1000), 8000);
        QCOMPARE(pace.answered(40'000, 1000), 8000);
        QCOMPARE(pace.answered(40'000, 1000), StatsPace::longestMs);
    }

    void oneSlowAnswerIsABusyMoment()
    {
        StatsPace pace;
        QCOMPARE(pace.answered(10'000, 1000), 0); // the interval is over already
        QCOMPARE(pace.answered(10, 1000), 990);
        QCOMPARE(pace.answered(10'000, 1000), 40);
        QCOMPARE(pace.answered(10, 1000), 990);
    }
};

QTEST_GUILESS_MAIN(TestStatsPace)
#include "tst_statspace.moc"
