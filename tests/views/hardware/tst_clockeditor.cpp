// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/hardware/editorrig.h"

#include <QComboBox>
#include <QLineEdit>

using namespace Qt::StringLiterals;

// What single timers can have besides being there; the clock itself is in tst_featureseditor.
class TestClockEditor : public QObject
{
    Q_OBJECT

    const QString clock = u"section:clock#0"_s;
    static QByteArray machine(const QByteArray &timers)
    {
        const QByteArray clock = timers.isEmpty()
                                     ? QByteArray("  <clock offset='utc'/>\n")
                                     : "  <clock offset='utc'>\n" + timers + "  </clock>\n";
        return "<domain type='kvm'>\n  <name>m</name>\n  <os>\n    <type arch='x86_64'>hvm</type>\n"
               "  </os>\n"
               + clock + "</domain>\n";
    }
    static void choose(const EditorRig &rig, const QString &name, const QString &raw)
    {
        auto *box = rig.find<QComboBox>(name);
        QVERIFY2(box && !box->isHidden(), qPrintable(name));
        box->setCurrentIndex(raw.isEmpty() ? 0 : box->findData(raw));
        QVERIFY2(box->currentIndex() >= 0, qPrintable(raw));
    }
    static void type(const EditorRig &rig, const QString &name, const QString &text)
    {
        auto *edit = rig.find<QLineEdit>(name);
        QVERIFY2(edit && !edit->isHidden(), qPrintable(name));
        edit->selectAll();
        QTest::keyClick(edit, Qt::Key_Delete);
        QTest::keyClicks(edit, text);
    }
    static bool isOffered(const EditorRig &rig, const QString &name)
    {
        const auto *widget = rig.find<QWidget>(name);
        return widget && !widget->isHidden();
    }

private Q_SLOTS:
    void whatIsOnlyShownIsNotEdited()
    {
        EditorRig rig;
        for (const QByteArray &timers :
             {QByteArray(), QByteArray("    <timer name='rtc' tickpolicy='catchup' track='boot'>\n"
                                       "      <catchup threshold='1' slew='2' limit='3'/>\n"
                                       "    </timer>\n    <timer name='tsc' frequency='3' "
                                       "mode='newer'/>\n    <timer name='hpet' present='no' "
                                       "tickpolicy='delay'/>\n")}) {
            rig.show(machine(timers), clock);
            QCOMPARE(rig.edits, 0);
        }
        QCOMPARE(rig.find<QComboBox>(u"Mode of tsc"_s)->currentText(), u"newer"_s);
        QVERIFY(isOffered(rig, u"Ticks of hpet"_s));
    }

    void aTimerThatCatchesUpSaysHow()
    {
        const QByteArray rtc = "    <timer name='rtc' tickpolicy='catchup'/>\n";
        EditorRig rig;
        rig.show(machine(rtc), clock);
        type(rig, u"Threshold to catch up (rtc)"_s, u"123"_s);
        type(rig, u"Slew to catch up (rtc)"_s, u"120"_s);
        type(rig, u"Limit to catch up (rtc)"_s, u"10000"_s);
        QCOMPARE(rig.wanted(), machine("    <timer name='rtc' tickpolicy='catchup'>\n"
                                       "      <catchup threshold='123' slew='120' limit='10000'/>\n"
                                       "    </timer>\n"));
        // With another policy there is nothing to catch up with.
        choose(rig, u"Ticks of rtc"_s, u"delay"_s);
        QCOMPARE(rig.wanted(), machine("    <timer name='rtc' tickpolicy='delay'/>\n"));
        QVERIFY(!isOffered(rig, u"Slew to catch up (rtc)"_s));
        choose(rig, u"Ticks of rtc"_s, u"catchup"_s);
        QVERIFY(rig.changes.isEmpty());
    }

    void theTimeStampCounterHasAFrequencyAndAMode()
    {
        EditorRig rig;
        rig.show(machine({}), clock);
        QVERIFY(!isOffered(rig, u"Frequency of tsc (Hz)"_s));
        choose(rig, u"Time stamp counter (tsc)"_s, u"yes"_s);
        type(rig, u"Frequency of tsc (Hz)"_s, u"3504000000"_s);
        choose(rig, u"Mode of tsc"_s, u"emulate"_s);
        QCOMPARE(rig.wanted(), machine("    <timer name='tsc' present='yes' frequency='3504000000' "
                                       "mode='emulate'/>\n"));
        QVERIFY(!rig.find<QLineEdit>(u"Frequency of rtc (Hz)"_s));
        QVERIFY(!rig.find<QComboBox>(u"Time of tsc"_s));
        QVERIFY(!rig.find<QComboBox>(u"Ticks of kvmclock"_s));
    }

    void theRealTimeClockFollowsTheGuestOrTheHost()
    {
        const QByteArray pit = "    <timer name='pit' tickpolicy='delay'/>\n";
        EditorRig rig;
        rig.show(machine("    <timer name='rtc' tickpolicy='delay'/>\n" + pit), clock);
        choose(rig, u"Time of rtc"_s, u"wall"_s);
        QCOMPARE(rig.wanted(),
                 machine("    <timer name='rtc' tickpolicy='delay' track='wall'/>\n" + pit));
        choose(rig, u"Time of rtc"_s, {});
        QVERIFY(rig.changes.isEmpty());
    }
};

QTEST_MAIN(TestClockEditor)
#include "tst_clockeditor.moc"
