// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/timeline.h"
#include "tests/support/patience.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

class TestTimeline : public QObject
{
    Q_OBJECT

    const SeriesKey cpu{StatsMetric::Cpu, {}};

private Q_SLOTS:
    void anHourIsKeptAndNoMore()
    {
        Timeline timeline;
        for (qint64 i = 0; i < 2 * Timeline::capacity; ++i) {
            QVERIFY(timeline.begin(1'000'000 + i * 1000));
            timeline.set(cpu, double(i));
        }
        QCOMPARE(timeline.times().size(), Timeline::capacity);
        QCOMPARE(timeline.find(cpu)->values.size(), Timeline::capacity);
        QCOMPARE(timeline.latest(cpu), float(2 * Timeline::capacity - 1));
        QVERIFY(timeline.times().last() - timeline.times().first() < Timeline::lengthMs);
    }

    void whatIsOlderThanAnHourGoesWhateverItsNumber()
    {
        Timeline timeline;
        timeline.begin(1000);
        timeline.begin(61'000);
        timeline.begin(1000 + Timeline::lengthMs);
        QCOMPARE(timeline.times(), QList<qint64>({61'000, 1000 + Timeline::lengthMs}));
    }

    void momentsTooCloseTogetherAreOne()
    {
        Timeline timeline;
        QVERIFY(timeline.begin(1000));
        QVERIFY(!timeline.begin(1300));
        QVERIFY(timeline.begin(2000));
    }

    void aDeviceThatCameLateHasNoPastAndOneThatLeftIsForgottenInTheEnd()
    {
        Timeline timeline;
        const SeriesKey early{StatsMetric::DiskRead, u"vda"_s},
            late{StatsMetric::DiskRead, u"vdb"_s};
        timeline.begin(0);
        timeline.set(early, 1);
        timeline.begin(1000);
        timeline.set(late, 2);
        QVERIFY(std::isnan(timeline.find(late)->values.first()));
        QVERIFY(std::isnan(timeline.find(early)->values.last()));
        QCOMPARE(timeline.devices(StatsMetric::DiskRead), QStringList({u"vda"_s, u"vdb"_s}));
        timeline.begin(Timeline::lengthMs + 500);
        QCOMPARE(timeline.devices(StatsMetric::DiskRead), QStringList({u"vdb"_s}));
        for (const Series &series : timeline.series())
            QCOMPARE(series.values.size(), timeline.times().size());
    }

    void timesAscendThoughTheClockWasSetBack()
    {
        Timeline timeline;
        for (qint64 time : {10'000, 11'000, 12'000})
            timeline.begin(time);
        timeline.begin(5000);
        QCOMPARE(timeline.times(), QList<qint64>({2000, 3000, 4000, 5000}));
    }

    void aHostThatInventsDevicesStaysBounded()
    {
        Timeline timeline;
        timeline.begin(0);
        for (int i = 0; i < 3 * Timeline::maximumSeries; ++i)
            timeline.set({StatsMetric::DiskRead, QString::number(i)}, 1);
        QCOMPARE(timeline.series().size(), Timeline::maximumSeries);
    }
};

QTEST_APPLESS_MAIN(TestTimeline)
#include "tst_timeline.moc"
