// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/statscsv.h"
#include "tests/support/patience.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

class TestStatsCsv : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRowForEachMomentUnderOneHeader()
    {
        Timeline timeline;
        timeline.begin(1'700'000'000'123);
        timeline.set({StatsMetric::Cpu, {}}, 0.25);
        timeline.begin(1'700'000'003'123);
        timeline.set({StatsMetric::DiskRead, u"vda"_s}, 4096);
        const QList<QByteArray> lines = toCsv(timeline).split('\n');
        QCOMPARE(lines.size(), 4); // the last is empty: every row ends in CR LF
        QCOMPARE(lines[0], "Time,CPU (share),vda read (bytes/s)\r"_ba);
        QVERIFY(lines[1].endsWith(",0.25,\r"));
        QVERIFY(lines[2].endsWith(",,4096\r"));
        const auto time = QDateTime::fromString(
            QString::fromLatin1(lines[1].left(lines[1].indexOf(','))), Qt::ISODateWithMs);
        QCOMPARE(time.toMSecsSinceEpoch(), 1'700'000'000'123);
    }

    void nothingMeasuredIsAHeaderAlone() { QCOMPARE(toCsv({}), "Time\r\n"_ba); }

    void aDeviceNameIsNeitherFormulaNorAnotherCell_data()
    {
        QTest::addColumn<QString>("device");
        QTest::addColumn<QByteArray>("cell");
        QTest::newRow("equals") << u"=1+1"_s << "'=1+1 read (bytes/s)"_ba;
        QTest::newRow("plus") << u"+1"_s << "'+1 read (bytes/s)"_ba;
        QTest::newRow("minus") << u"-1"_s << "'-1 read (bytes/s)"_ba;
        QTest::newRow("at") << u"@a"_s << "'@a read (bytes/s)"_ba;
        QTest::newRow("comma") << u"=a,\"b\""_s << "\"'=a,\"\"b\"\" read (bytes/s)\""_ba;
        QTest::newRow("lines") << u"a\r\n=b"_s << "a\\r\\n=b read (bytes/s)"_ba;
        QTest::newRow("tab") << u"\t=b"_s << "\\t=b read (bytes/s)"_ba;
    }
    void aDeviceNameIsNeitherFormulaNorAnotherCell()
    {
        QFETCH(QString, device);
        QFETCH(QByteArray, cell);
        Timeline timeline;
        timeline.begin(1000);
        timeline.set({StatsMetric::DiskRead, device}, 1);
        QCOMPARE(toCsv(timeline).split('\r').first(), "Time," + cell);
    }

    void everyMetricHasWordsOfItsOwn()
    {
        QStringList words;
        for (int metric = 0; metric <= int(StatsMetric::Drops); ++metric)
            words.append(seriesText({StatsMetric(metric), u"x"_s}));
        QCOMPARE(words.removeDuplicates(), 0);
        QVERIFY(!words.contains(u"x"_s));
    }
};

QTEST_APPLESS_MAIN(TestStatsCsv)
#include "tst_statscsv.moc"
