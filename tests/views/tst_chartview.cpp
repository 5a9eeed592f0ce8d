// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/patience.h"
#include "views/performance/chartview.h"

#include <QLocale>
#include <QSignalSpy>

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

static constexpr qint64 newest = 1'700'000'000'000;

class TestChartView : public QObject
{
    Q_OBJECT

    static void fill(ChartView &chart, int count, qint64 stepMs = 1000)
    {
        QList<qint64> times;
        ChartSeries read{u"Read"_s, {}}, written{u"Written"_s, {}};
        for (int i = 0; i < count; ++i) {
            times.append(newest - (count - 1 - i) * stepMs);
            read.values.append(float(i) * 1024);
            written.values.append(i % 5 == 0 ? std::numeric_limits<float>::quiet_NaN() : 512);
        }
        chart.setWindow(newest, 300);
        chart.setData(times, {read, written});
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void theScaleEndsAtARoundValueAboveTheHighest_data()
    {
        QTest::addColumn<ChartUnit>("unit");
        QTest::addColumn<double>("value");
        QTest::addColumn<double>("maximum");
        const double kib = 1024, mib = kib * kib, gib = mib * kib;
        QTest::newRow("share") << ChartUnit::Share << 0.01 << 1.0;
        QTest::newRow("nothing") << ChartUnit::BytesPerSecond << 0.0 << kib;
        QTest::newRow("MiB") << ChartUnit::BytesPerSecond << 75 * mib << 80 * mib;
        QTest::newRow("GiB") << ChartUnit::Bytes << 3.9 * gib << 4 * gib;
        QTest::newRow("between") << ChartUnit::Bytes << 1023 * mib << 1024 * mib;
        QTest::newRow("requests") << ChartUnit::PerSecond << 6500.0 << 8000.0;
        QTest::newRow("few") << ChartUnit::PerSecond << 0.2 << 4.0;
        QTest::newRow("exact") << ChartUnit::PerSecond << 400.0 << 400.0;
    }
    void theScaleEndsAtARoundValueAboveTheHighest()
    {
        QFETCH(ChartUnit, unit);
        QFETCH(double, value);
        const ChartScale scale = ChartScale::upTo(unit, value);
        QTEST(scale.maximum, "maximum");
        QVERIFY(scale.maximum >= value);
        const double steps = scale.maximum / scale.step;
        QVERIFY(steps >= 1 && steps <= 5);
        QCOMPARE(steps, std::round(steps));
    }

    void noValueMakesTheScaleNonsense()
    {
        for (const auto unit : {ChartUnit::Bytes, ChartUnit::BytesPerSecond, ChartUnit::PerSecond})
            for (const double value : {-1.0, 0.0, 1e-300, 1e300, std::nan(""), HUGE_VAL}) {
                const ChartScale scale = ChartScale::upTo(unit, value);
                QVERIFY(std::isfinite(scale.maximum) && scale.maximum > 0);
                QVERIFY(scale.step > 0 && scale.maximum / scale.step < 10);
            }
    }

    void theTimeAxisGoesFromItsStartToNow()
    {
        for (const int seconds : {60, 300, 900, 3600}) {
            const QList<ChartTick> ticks = chartTimeTicks(seconds);
            QCOMPARE(ticks.first().secondsAgo, seconds);
            QCOMPARE(ticks.last().secondsAgo, 0);
            QVERIFY(ticks.size() >= 4 && ticks.size() <= 7);
        }
    }

    void theLatestValuesAreSaidToThoseWhoCannotSeeThem()
    {
        ChartView chart(u"Disk vda"_s, ChartUnit::BytesPerSecond);
        QCOMPARE(chart.accessibleName(), u"Disk vda"_s);
        fill(chart, 100);
        QCOMPARE(chart.accessibleDescription(), u"Read: 99.0 KiB/s, Written: 512 bytes/s"_s);
    }

    void theArrowKeysMoveTheCursorFromMomentToMoment()
    {
        ChartView chart(u"Disk vda"_s, ChartUnit::BytesPerSecond);
        QSignalSpy moved(&chart, &ChartView::cursorMoved);
        QTest::keyClick(&chart, Qt::Key_Left); // without data: nothing
        QCOMPARE(moved.size(), 0);
        fill(chart, 100);
        QVERIFY(chart.cursorText().isEmpty());
        QTest::keyClick(&chart, Qt::Key_Left);
        QCOMPARE(chart.cursorTime(), newest);
        QTest::keyClick(&chart, Qt::Key_Left);
        QCOMPARE(chart.cursorTime(), newest - 1000);
        QCOMPARE(chart.cursorText().mid(1),
                 QStringList({u"Read: 98.0 KiB/s"_s, u"Written: 512 bytes/s"_s}));
        QTest::keyClick(&chart, Qt::Key_Home);
        QCOMPARE(chart.cursorTime(), newest - 99'000);
        QCOMPARE(chart.cursorText().last(), u"Written: unknown"_s);
        QTest::keyClick(&chart, Qt::Key_Left);
        QCOMPARE(chart.cursorTime(), newest - 99'000);
        QTest::keyClick(&chart, Qt::Key_End);
        QTest::keyClick(&chart, Qt::Key_Right);
        QCOMPARE(chart.cursorTime(), newest);
        QTest::keyClick(&chart, Qt::Key_Escape);
        QCOMPARE(chart.cursorTime(), 0);
        QCOMPARE(moved.last().first().toLongLong(), 0);
    }

    void thePointerFindsTheNearestMoment()
    {
        ChartView chart(u"Disk vda"_s, ChartUnit::BytesPerSecond);
        chart.resize(800, 200);
        fill(chart, 300);
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        QTest::mouseMove(&chart, QPoint(799, 100));
        QCOMPARE(chart.cursorTime(), newest);
        QTest::mouseMove(&chart, QPoint(1, 100));
        QVERIFY(chart.cursorTime() <= newest - 298'000);
    }

    void whatIsMeasuredInTurnsIsKnownInBetween()
    {
        ChartView chart(u"Host"_s, ChartUnit::Share);
        const float unknown = std::numeric_limits<float>::quiet_NaN();
        chart.setWindow(newest, 300);
        chart.setData({newest - 100'000, newest - 3000, newest},
                      {{u"a"_s, {1, 0.5f, unknown}}, {u"b"_s, {1, unknown, unknown}}});
        QCOMPARE(chart.accessibleDescription(), u"a: 50 %, b: unknown"_s);
    }

    void itPaintsAtAnySizeWithAnyData()
    {
        for (const QSize size : {QSize(1, 1), QSize(30, 30), QSize(120, 60), QSize(900, 200)}) {
            ChartView chart(QString(500, u'x'), ChartUnit::Bytes);
            chart.resize(size);
            QVERIFY(!chart.grab().isNull());
            fill(chart, 3600, 1000);
            chart.setCursorTime(newest - 5000);
            QVERIFY(!chart.grab().isNull());
            const float infinity = std::numeric_limits<float>::infinity();
            chart.setData({newest - 1000, newest}, {{u"a"_s, {infinity, -5}}, {u"b"_s, {}}});
            QVERIFY(!chart.grab().isNull());
        }
    }

    void itShowsItsLineWhereTheValueIs()
    {
        ChartView chart(u"CPU"_s, ChartUnit::Share);
        chart.resize(600, 200);
        chart.setWindow(newest, 60);
        const auto picture = [&](float value) {
            QList<qint64> times;
            QList<float> values;
            for (int i = 60; i >= 0; --i) {
                times.append(newest - i * 1000);
                values.append(value);
            }
            chart.setData(times, {{u"CPU"_s, values}});
            return chart.grab().toImage();
        };
        // Fuller below, so darker on the whole.
        const auto darkness = [](const QImage &image) {
            qint64 sum = 0;
            for (int y = 40; y < 160; ++y)
                for (int x = 150; x < 550; ++x)
                    sum += 255 - qGray(image.pixel(x, y));
            return sum;
        };
        const qint64 low = darkness(picture(0.1f)), high = darkness(picture(0.9f));
        QVERIFY(high > low * 2);
    }
};

QTEST_MAIN(TestChartView)
#include "tst_chartview.moc"
