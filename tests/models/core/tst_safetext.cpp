// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/safetext.h"
#include "tests/support/patience.h"

using namespace Qt::StringLiterals;

class TestSafeText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLineShowsWhatWouldReorderOrBreakIt()
    {
        QCOMPARE(SafeText::line(u"safe\u202egnp.exe"_s), u"safe\\u202egnp.exe"_s);
        QCOMPARE(SafeText::line(u"a\nb\tc"_s), u"a\\nb\\tc"_s);
        QCOMPARE(SafeText::line(u"\u200bx\u001b[2J"_s), u"\\u200bx\\u001b[2J"_s);
    }

    void aBlockKeepsItsLines() { QCOMPARE(SafeText::block(u"a\nb\r\x1b"_s), u"a\nb\\r\\u001b"_s); }

    void whatIsTooLongIsCut()
    {
        const QString cut = SafeText::line(QString(5000, u'x'), 200);
        QCOMPARE(cut.size(), 201);
        QVERIFY(cut.endsWith(u'…'));
    }

    void stackedMarksStayInTheirRow()
    {
        QVERIFY(SafeText::line(u"e"_s + QString(50, QChar(0x301))).size() <= 6);
    }

    void otherPlanesSurvive() { QCOMPARE(SafeText::line(u"vm 🦊"_s), u"vm 🦊"_s); }

    void anActionShowsItsAmpersand() { QCOMPARE(SafeText::forAction(u"a&b"_s), u"a&&b"_s); }

    void aToolTipIsNeverMarkup()
    {
        QCOMPARE(SafeText::toolTip({}), QString());
        const QString tip = SafeText::toolTip(u"<img src='/dev/zero'>\n&\u202e"_s);
        QVERIFY(tip.contains("&lt;img"_L1));
        QVERIFY(tip.contains("&amp;\\u202e"_L1));
        QCOMPARE(tip.count(u'<'), 2);
    }

    void aFileNameStaysInItsFolder()
    {
        QCOMPARE(SafeText::fileName(u"../../x"_s), u"_.._x"_s);
        QCOMPARE(SafeText::fileName(u"-rf"_s), u"rf"_s);
        QCOMPARE(SafeText::fileName(u"..."_s), u"machine"_s);
        QVERIFY(SafeText::fileName(QString(200, u'ä')).toUtf8().size() <= 120);
    }
};

QTEST_APPLESS_MAIN(TestSafeText)
#include "tst_safetext.moc"
