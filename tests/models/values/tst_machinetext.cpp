// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/machinetext.h"
#include "tests/support/patience.h"

using namespace Qt::StringLiterals;

class TestMachineText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNameThatLibvirtRefusesIsAProblem_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("words");
        QTest::newRow("empty") << QString() << u"needs a name"_s;
        QTest::newRow("slash") << u"a/b"_s << u"slash"_s;
        QTest::newRow("newline") << u"a\nb"_s << u"single line"_s;
        QTest::newRow("dots") << u".."_s << u"dots"_s;
        QTest::newRow("escape") << u"a\x1b[2J"_s << u"control"_s;
        QTest::newRow("long") << QString(241, u'x') << u"241 bytes"_s;
        QTest::newRow("long in bytes") << QString(121, u'ä') << u"242 bytes"_s;
    }

    void aNameThatLibvirtRefusesIsAProblem()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, words);
        QVERIFY2(renameProblem(name).contains(words), qPrintable(renameProblem(name)));
    }

    void aNameThatWorksIsNoProblem_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("remark");
        QTest::newRow("plain") << u"web"_s << QString();
        QTest::newRow("markup") << u"<b>&amp;%1"_s << QString();
        QTest::newRow("as long as may be") << QString(240, u'x') << QString();
        QTest::newRow("spaces") << u"   "_s << u"spaces only"_s;
        QTest::newRow("space at the end") << u"web "_s << u"ends with a space"_s;
        QTest::newRow("dash") << u"-rf"_s << u"dash"_s;
        QTest::newRow("invisible") << u"we\u202eb"_s << u"cannot be seen"_s;
    }

    void aNameThatWorksIsNoProblem()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, remark);
        QCOMPARE(renameProblem(name), QString());
        QVERIFY2(remark.isEmpty() ? renameRemark(name).isEmpty()
                                  : renameRemark(name).contains(remark),
                 qPrintable(renameRemark(name)));
    }

    void aTitleIsOneLineAndMayBeEmpty()
    {
        QCOMPARE(titleProblem({}), QString());
        QCOMPARE(titleProblem(u"Web <server>"_s), QString());
        QVERIFY(titleProblem(u"a\nb"_s).contains(u"single line"_s));
        QVERIFY(titleProblem(u"a\x07"_s).contains(u"control"_s));
    }

    void aPathOnTheHostIsAbsolute()
    {
        QCOMPARE(hostPathProblem(u"/var/tmp/web.core"_s), QString());
        QVERIFY(hostPathProblem({}).contains(u"Enter"_s));
        QVERIFY(hostPathProblem(u"web.core"_s).contains(u"absolute"_s));
        QVERIFY(hostPathProblem(u"/var/tmp/"_s).contains(u"folder"_s));
        QVERIFY(hostPathProblem(u"/a\nb"_s).contains(u"control"_s));
    }
};

QTEST_GUILESS_MAIN(TestMachineText)
#include "tst_machinetext.moc"
