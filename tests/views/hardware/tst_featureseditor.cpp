// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/hardware/editorrig.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

class TestFeaturesEditor : public QObject
{
    Q_OBJECT

    const QString features = u"section:features#0"_s, clock = u"section:clock#0"_s;
    static QByteArray machine(const QByteArray &more)
    {
        return "<domain type='kvm'>\n  <name>m</name>\n  <os>\n    <type arch='x86_64'>hvm</type>"
               "\n  </os>\n"
               + more + "</domain>\n";
    }
    static QByteArray with(const QByteArray &inside)
    {
        return machine("  <features>\n" + inside + "  </features>\n");
    }

private Q_SLOTS:
    void whatIsOnlyShownIsNotEdited()
    {
        for (const QByteArray &document :
             {with("    <acpi/>\n    <hyperv mode='custom'>\n      <relaxed state='new'/>\n"
                   "    </hyperv>\n"),
              machine("  <clock offset='variable' adjustment='5' basis='utc'>\n"
                      "    <timer name='tsc' present='yes' frequency='5' mode='auto'/>\n"
                      "    <timer name='new' present='yes'/>\n  </clock>\n")}) {
            EditorRig rig;
            rig.show(document, features);
            rig.show(document, clock);
            rig.show(document, features);
            QCOMPARE(rig.edits, 0);
        }
    }

    void aFeatureIsThereOnOffOrTheDefault()
    {
        EditorRig rig;
        rig.show(with("    <acpi/>\n"), features);
        rig.find<QCheckBox>(u"APIC"_s)->click();
        QVERIFY(rig.chooseValue(u"Virtual performance counters"_s, u"off"_s));
        QVERIFY(rig.chooseValue(u"Hide KVM from the guest"_s, u"on"_s));
        QCOMPARE(rig.wanted(), with("    <acpi/>\n    <apic/>\n    <pmu state='off'/>\n    <kvm>\n"
                                    "      <hidden state='on'/>\n    </kvm>\n"));
        rig.find<QCheckBox>(u"APIC"_s)->click();
        QVERIFY(rig.chooseValue(u"Virtual performance counters"_s, {}));
        QVERIFY(rig.chooseValue(u"Hide KVM from the guest"_s, {}));
        QVERIFY(rig.changes.isEmpty());
    }

    void whatWindowsLikesIsOneClickOfWhatTheHostOffers()
    {
        HardwareChoices choices;
        choices.capabilities =
            DomainCapabilities{.hypervFeatures = {u"relaxed"_s, u"spinlocks"_s, u"reset"_s}};
        EditorRig rig;
        rig.choices = std::make_shared<const HardwareChoices>(choices);
        rig.show(with("    <acpi/>\n"), features);
        auto *recommended = rig.find<QPushButton>(u"Set what is recommended for Windows"_s);
        recommended->click();
        QCOMPARE(rig.wanted(),
                 machine("  <features>\n    <acpi/>\n    <hyperv>\n"
                         "      <relaxed state='on'/>\n"
                         "      <spinlocks state='on' retries='8191'/>\n    </hyperv>\n"
                         "  </features>\n  <clock>\n"
                         "    <timer name='hypervclock' present='yes'/>\n  </clock>\n"));
        QVERIFY(!recommended->isEnabled());
        auto *retries = rig.find<QLineEdit>(u"Spinlock retries"_s);
        QVERIFY(retries->isEnabled());
        retries->selectAll();
        QTest::keyClicks(retries, u"4095"_s);
        QVERIFY(rig.chooseValue(u"Spinlocks"_s, u"off"_s));
        QVERIFY(!rig.wanted().contains("retries"));
        rig.find<QPushButton>(u"Set none"_s)->click();
        QVERIFY(rig.changes.isEmpty());
    }

    void timersAndTheClockAreSet()
    {
        EditorRig rig;
        const QByteArray before = "  <clock offset='utc'>\n    <timer name='rtc' "
                                  "tickpolicy='catchup'>\n      <catchup threshold='1'/>\n"
                                  "    </timer>\n  </clock>\n";
        rig.show(machine(before), clock);
        QVERIFY(rig.chooseValue(u"High precision timer (hpet)"_s, u"no"_s));
        QVERIFY(rig.chooseValue(u"Ticks of rtc"_s, u"delay"_s));
        QVERIFY(rig.chooseValue(u"Clock shows"_s, u"timezone"_s));
        QTest::keyClicks(rig.find<QLineEdit>(u"Time zone"_s), u"Europe/Berlin"_s);
        QByteArray after = before;
        after.replace("offset='utc'", "offset='timezone' timezone='Europe/Berlin'")
            .replace("tickpolicy='catchup'>\n      <catchup threshold='1'/>\n    </timer>\n",
                     "tickpolicy='delay'/>\n    <timer name='hpet' present='no'/>\n");
        QCOMPARE(rig.wanted(), machine(after));
        QVERIFY(rig.chooseValue(u"Clock shows"_s, u"utc"_s));
        QVERIFY(rig.chooseValue(u"Ticks of rtc"_s, u"catchup"_s));
        QVERIFY(rig.chooseValue(u"High precision timer (hpet)"_s, {}));
        QVERIFY(rig.changes.isEmpty());
    }
};

QTEST_MAIN(TestFeaturesEditor)
#include "tst_featureseditor.moc"
