// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/picturepace.h"
#include "tests/support/patience.h"

// How often a host is asked for pictures.
class TestPicturePace : public QObject
{
    Q_OBJECT

    using Verdict = PicturePace::Verdict;

private Q_SLOTS:
    void aHostIsLeftAloneFourTimesAsLongAsItTook()
    {
        PicturePace pace;
        QCOMPARE(pace.answered(0), 0);
        QCOMPARE(pace.answered(100), 400);
        QCOMPARE(pace.answered(1500), 6000);
        QCOMPARE(pace.verdict(), Verdict::Ask);
    }

    void oneSlowAnswerIsABusyMoment()
    {
        PicturePace pace;
        pace.answered(5000);
        pace.answered(5000);
        QCOMPARE(pace.verdict(), Verdict::Ask);
        pace.answered(50);
        pace.answered(5000);
        QCOMPARE(pace.verdict(), Verdict::Ask);
    }

    void threeInARowAreASlowLinkUntilOneIsQuick()
    {
        PicturePace pace;
        pace.answered(3000);
        pace.answered(3000);
        QCOMPARE(pace.answered(3000), PicturePace::retryMs);
        QCOMPARE(pace.verdict(), Verdict::Slow);
        pace.answered(100);
        QCOMPARE(pace.verdict(), Verdict::Ask);
    }

    void aHypervisorThatCannotIsToldFromAMachineThatHasNoScreen()
    {
        PicturePace pace;
        pace.refused({.kind = Error::Kind::Unsupported, .code = 67}, 5); // CONFIG_UNSUPPORTED
        pace.refused({.kind = Error::Kind::Failed, .code = 1}, 5);
        QCOMPARE(pace.verdict(), Verdict::Ask);
        pace.refused({.kind = Error::Kind::Unsupported, .code = 3}, 5); // NO_SUPPORT
        QCOMPARE(pace.verdict(), Verdict::Unsupported);
    }

    void aMachineThatRefusesIsAskedLessAndLess()
    {
        QCOMPARE(PicturePace::patience(0, 10'000), 10'000);
        QCOMPARE(PicturePace::patience(1, 10'000), 20'000);
        QCOMPARE(PicturePace::patience(3, 10'000), 80'000);
        QCOMPARE(PicturePace::patience(60, 10'000), 600'000);
    }
};

QTEST_GUILESS_MAIN(TestPicturePace)
#include "tst_picturepace.moc"
