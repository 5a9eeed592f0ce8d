// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/download/checksums.h"
#include "models/download/pace.h"
#include "tests/support/patience.h"

using namespace Qt::StringLiterals;

// Lists of checksums as servers have them, and how fast something comes.
class TestChecksums : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFileIsFoundInEveryKindOfList_data()
    {
        QTest::addColumn<QByteArray>("list");
        QTest::addColumn<bool>("alone");
        QTest::addColumn<bool>("found");
        const QByteArray digits(64, 'a'), others(64, 'b');
        QTest::addRow("sha256sum") << digits + "  a.iso\n" << false << true;
        QTest::addRow("binary") << others + " *b.iso\n" + digits + " *a.iso" << false << true;
        QTest::addRow("in a folder") << digits + "  ./x/a.iso" << false << true;
        QTest::addRow("BSD") << "# comment\nSHA256 (a.iso) = " + digits << false << true;
        QTest::addRow("another file's") << digits + "  b.iso" << false << false;
        QTest::addRow("alone") << digits + "\n" << true << true;
        QTest::addRow("alone, of another") << digits + "  b.iso\n" << true << false;
        QTest::addRow("not alone") << digits + "\n" << false << false;
        QTest::addRow("a page") << QByteArray("<html>not found</html>") << true << false;
        QTest::addRow("too short") << QByteArray("aaaa  a.iso") << false << false;
    }
    void theFileIsFoundInEveryKindOfList()
    {
        QFETCH(QByteArray, list);
        QFETCH(bool, alone);
        QFETCH(bool, found);
        const auto sum = findChecksum(list, u"a.iso"_s, alone);
        QCOMPARE(bool(sum), found);
        if (sum)
            QCOMPARE(sum->value, QByteArray(32, char(0xaa)));
    }

    void theStrongerOfTwoIsTaken()
    {
        const QByteArray list =
            QByteArray(64, 'a') + "  a.iso\n" + QByteArray(128, 'b') + "  a.iso\n";
        QCOMPARE(findChecksum(list, u"a.iso"_s, false)->algorithm, QCryptographicHash::Sha512);
    }

    void fedorasListsAreCalledAfterTheRelease()
    {
        QCOMPARE(checksumFiles(u"Fedora-Server-dvd-x86_64-38-1.6.iso"_s).first(),
                 u"Fedora-Server-38-1.6-x86_64-CHECKSUM"_s);
        QCOMPARE(checksumFiles(u"Fedora-Cloud-Base-38-1.6.x86_64.qcow2"_s).first(),
                 u"Fedora-Cloud-38-1.6-x86_64-CHECKSUM"_s);
        QCOMPARE(checksumFiles(u"debian-12.iso"_s).first(), u"SHA512SUMS"_s);
    }

    void whatIsNoChecksumIsSaid()
    {
        QVERIFY(checksumProblem({}).isEmpty());
        QVERIFY(checksumProblem(u" "_s + QString(64, u'F')).isEmpty());
        QVERIFY(!checksumProblem(QString(63, u'f')).isEmpty());
        QVERIFY(!checksumProblem(QString(64, u'g')).isEmpty());
    }

    void thePaceIsThatOfTheLastSeconds()
    {
        Pace pace;
        QCOMPARE(pace.rate(), 0.0);
        QCOMPARE(pace.secondsLeft(1000), -1);
        pace.add(0, 0);
        for (qint64 ms = 1000; ms <= 20'000; ms += 1000)
            pace.add(ms, quint64(ms)); // 1000 bytes a second
        QCOMPARE(qRound(pace.rate()), 1000);
        QCOMPARE(pace.secondsLeft(25'000), 5);
        for (qint64 ms = 21'000; ms <= 40'000; ms += 1000)
            pace.add(ms, 20'000 + quint64(ms - 20'000) * 10);
        QCOMPARE(qRound(pace.rate()), 10'000);
        pace.add(41'000, 5); // anew
        QCOMPARE(pace.rate(), 0.0);
    }
};

QTEST_GUILESS_MAIN(TestChecksums)
#include "tst_checksums.moc"
