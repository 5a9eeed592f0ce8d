// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/hardware/editorrig.h"

#include <QComboBox>
#include <QLineEdit>

using namespace Qt::StringLiterals;

// The sections that say how a machine is confined, and what it says of its maker.
class TestSecurityEditor : public QObject
{
    Q_OBJECT

    const QString security = u"section:security#0"_s, system = u"section:system-information#0"_s;
    static QByteArray machine(const QByteArray &more)
    {
        return "<domain type='kvm'>\n  <name>m</name>\n" + more + "</domain>\n";
    }

private Q_SLOTS:
    void whatIsOnlyShownIsNotEdited()
    {
        const QByteArray document =
            machine("  <seclabel type='static' model='dac' relabel='no'>\n"
                    "    <label>+0:+0</label>\n  </seclabel>\n"
                    "  <sysinfo type='smbios'>\n    <bios>\n"
                    "      <entry name='vendor'>V</entry>\n    </bios>\n  </sysinfo>\n"
                    "  <launchSecurity type='sev'>\n    <policy>0x3</policy>\n"
                    "  </launchSecurity>\n");
        EditorRig rig;
        rig.show(document, security);
        rig.show(document, system);
        rig.show(document, security);
        QCOMPARE(rig.edits, 0);
    }

    void theLabelOfOneModelLeavesTheOthersAlone()
    {
        HardwareChoices choices;
        choices.host = HostCapabilities{.securityModels = {u"apparmor"_s, u"dac"_s}};
        EditorRig rig;
        rig.choices = std::make_shared<const HardwareChoices>(choices);
        const QByteArray apparmor = "  <seclabel type='dynamic' model='apparmor' relabel='yes'/>\n";
        rig.show(machine(apparmor), security);
        QVERIFY(rig.chooseValue(u"Label of Owner of files (DAC)"_s, u"static"_s));
        QTest::keyClicks(rig.find<QLineEdit>(u"Fixed label of Owner of files (DAC)"_s),
                         u"+64055:+0"_s);
        QCOMPARE(rig.wanted(), machine(apparmor
                                       + "  <seclabel model='dac' type='static'>\n"
                                         "    <label>+64055:+0</label>\n  </seclabel>\n"));
        rig.find<QLineEdit>(u"Fixed label of Owner of files (DAC)"_s)->selectAll();
        QTest::keyClick(rig.find<QLineEdit>(u"Fixed label of Owner of files (DAC)"_s),
                        Qt::Key_Delete);
        QVERIFY(rig.chooseValue(u"Label of Owner of files (DAC)"_s, {}));
        QVERIFY(rig.changes.isEmpty());
    }

    void encryptedMemoryHasAPolicyAndTakesItAway()
    {
        EditorRig rig;
        rig.show(machine({}), security);
        QVERIFY(rig.chooseValue(u"Encrypted memory"_s, u"sev"_s));
        QTest::keyClicks(rig.find<QLineEdit>(u"Policy"_s), u"0x0003"_s);
        QCOMPARE(rig.wanted(), machine("  <launchSecurity type='sev'>\n"
                                       "    <policy>0x0003</policy>\n  </launchSecurity>\n"));
        QVERIFY(rig.chooseValue(u"Encrypted memory"_s, {}));
        QVERIFY(rig.changes.isEmpty());
    }

    void everythingOfSevIsEditedAndGoesWithIt()
    {
        const QByteArray sev = "  <launchSecurity type='sev' kernelHashes='yes'>\n"
                               "    <cbitpos>47</cbitpos>\n"
                               "    <reducedPhysBits>1</reducedPhysBits>\n"
                               "    <policy>0x3</policy>\n    <dhCert>QQ==</dhCert>\n"
                               "    <session>Qg==</session>\n  </launchSecurity>\n";
        EditorRig rig;
        rig.show(machine(sev), security);
        const QList<std::pair<QString, QByteArray>> texts{
            {u"C-bit position"_s, "47"},
            {u"Lost address bits"_s, "1"},
            {u"Policy"_s, "0x3"},
            {u"Owner’s key (base64)"_s, "QQ=="},
            {u"Session (base64)"_s, "Qg=="},
        };
        QByteArray wanted = sev;
        for (const auto &[name, before] : texts) {
            auto *edit = rig.find<QLineEdit>(name);
            QVERIFY2(edit && !edit->isHidden(), qPrintable(name));
            QCOMPARE(edit->text().toUtf8(), before);
            QTest::keyClick(edit, Qt::Key_End);
            QTest::keyClicks(edit, u"5"_s);
            wanted.replace('>' + before + '<', '>' + before + "5<");
        }
        QVERIFY(rig.chooseValue(u"Kernel is measured"_s, u"no"_s));
        wanted.replace("kernelHashes='yes'", "kernelHashes='no'");
        QCOMPARE(rig.wanted(), machine(wanted));
        QVERIFY(rig.chooseValue(u"Encrypted memory"_s, u"s390-pv"_s));
        QCOMPARE(rig.wanted(), machine("  <launchSecurity type='s390-pv'/>\n"));
    }

    void aKindThatIsNewerIsKeptWithWhatItSays()
    {
        const QByteArray snp = "  <launchSecurity type='sev-snp' authorKey='yes'>\n"
                               "    <policy>0x30000</policy>\n    <idBlock>QQ==</idBlock>\n"
                               "  </launchSecurity>\n";
        EditorRig rig;
        rig.show(machine(snp), security);
        QCOMPARE(rig.find<QComboBox>(u"Encrypted memory"_s)->currentText(), u"AMD SEV-SNP"_s);
        QVERIFY(!rig.find<QLineEdit>(u"Policy"_s)->isHidden());
        QVERIFY(rig.find<QLineEdit>(u"Session (base64)"_s)->isHidden());
        QVERIFY(rig.find<QWidget>(u"ID block (base64)"_s));
        QCOMPARE(rig.edits, 0);
        QVERIFY(rig.chooseValue(u"Encrypted memory"_s, {}));
        QCOMPARE(rig.wanted(), machine({}));
    }

    void whatTheGuestReadsOfItsMakerIsTyped()
    {
        EditorRig rig;
        rig.show(machine({}), system);
        QTest::keyClicks(rig.find<QLineEdit>(u"System: Serial number"_s), u"A <1>"_s);
        QTest::keyClicks(rig.find<QLineEdit>(u"Firmware: Vendor"_s), u"We"_s);
        QVERIFY(rig.chooseValue(u"The guest reads"_s, u"sysinfo"_s));
        const QByteArray wanted = rig.wanted();
        QCOMPARE(fieldValue(wanted, {}, u"sysinfo@type"_s), u"smbios"_s);
        QCOMPARE(fieldValue(wanted, {}, u"sysinfo/system/entry[name=serial]"_s), u"A <1>"_s);
        QCOMPARE(fieldValue(wanted, {}, u"sysinfo/bios/entry[name=vendor]"_s), u"We"_s);
        for (const QString &name : {u"System: Serial number"_s, u"Firmware: Vendor"_s}) {
            rig.find<QLineEdit>(name)->selectAll();
            QTest::keyClick(rig.find<QLineEdit>(name), Qt::Key_Delete);
        }
        QVERIFY(rig.chooseValue(u"The guest reads"_s, {}));
        QVERIFY(rig.changes.isEmpty());
        QCOMPARE(rig.wanted(), machine({}));
    }
};

QTEST_MAIN(TestSecurityEditor)
#include "tst_securityeditor.moc"
