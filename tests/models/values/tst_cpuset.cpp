// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/cpuset.h"
#include "tests/support/patience.h"

using namespace Qt::StringLiterals;

class TestCpuSet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void setsAreReadAsLibvirtWritesThem()
    {
        QCOMPARE(CpuSet::read(u"0-3,8,^2"_s), (QList<int>{0, 1, 3, 8}));
        QCOMPARE(CpuSet::read(u" 5 , 1-2 "_s), (QList<int>{1, 2, 5}));
        QCOMPARE(CpuSet::read({}), QList<int>{});
    }
    void whatIsNoSetIsRefused()
    {
        for (const char *text : {"a", "3-1", "1-", "-1", "1,,2", "99999", "0-999999999", "+1", "^"})
            QVERIFY2(!CpuSet::read(QString::fromLatin1(text)), text);
    }
    void setsAreWrittenWithRanges()
    {
        QCOMPARE(CpuSet::write({8, 0, 1, 2, 2, 4}), u"0-2,4,8"_s);
        QCOMPARE(CpuSet::write({}), QString());
    }
};

QTEST_GUILESS_MAIN(TestCpuSet)
#include "tst_cpuset.moc"
