// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/hardware/editorrig.h"
#include "views/basic/plainlabel.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

class TestTuningEditor : public QObject
{
    Q_OBJECT

    const QString section = u"section:tuning#0"_s;
    static QByteArray machine(const QByteArray &tuning)
    {
        return "<domain type='qemu'>\n  <name>m</name>\n" + tuning
               + "  <devices>\n    <disk type='block'>\n      <source dev='/dev/sdb'/>\n"
                 "      <target dev='vda'/>\n    </disk>\n  </devices>\n</domain>\n";
    }
    static void type(const EditorRig &rig, const QString &name, const QString &text)
    {
        auto *edit = rig.find<QLineEdit>(name);
        QVERIFY2(edit, qPrintable(name));
        edit->selectAll();
        QTest::keyClick(edit, Qt::Key_Delete);
        QTest::keyClicks(edit, text);
    }
    static void add(const EditorRig &rig, const QString &path)
    {
        rig.find<QComboBox>(u"Device of the host"_s)->setEditText(path);
        rig.find<QPushButton>(u"Add device"_s)->click();
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void whatIsOnlyShownIsNotEdited()
    {
        EditorRig rig;
        rig.show(machine("  <blkiotune>\n    <weight>800</weight>\n    <device>\n"
                         "      <path>/dev/sda</path>\n      <weight>1000</weight>\n"
                         "      <read_bytes_sec>1048577</read_bytes_sec>\n    </device>\n"
                         "  </blkiotune>\n  <resource>\n    <partition>/p</partition>\n"
                         "  </resource>\n"),
                 section);
        const auto *table = rig.find<QTreeWidget>(u"Limited devices"_s);
        QCOMPARE(table->topLevelItemCount(), 1);
        QCOMPARE(table->topLevelItem(0)->text(1), u"1000"_s);
        QCOMPARE(rig.find<QLineEdit>(u"Reads at most"_s)->text(), u"1048577"_s);
        QVERIFY(rig.find<QLineEdit>(u"Writes at most"_s)->text().isEmpty());
        rig.show(machine({}), section);
        QCOMPARE(table->topLevelItemCount(), 0);
        QCOMPARE(rig.edits, 0);
    }

    void aDeviceIsAddedLimitedAndRemoved()
    {
        EditorRig rig;
        rig.show(machine({}), section);
        auto *offered = rig.find<QComboBox>(u"Device of the host"_s);
        QCOMPARE(offered->count(), 1);
        QCOMPARE(offered->itemText(0), u"/dev/sdb"_s);
        add(rig, u"/dev/sdb"_s);
        QCOMPARE(rig.wanted(),
                 machine({}).replace("</domain>", "  <blkiotune>\n    <device><path>/dev/sdb</path>"
                                                  "</device>\n  </blkiotune>\n</domain>"));
        type(rig, u"Weight of the device"_s, u"500"_s);
        type(rig, u"Reads at most"_s, u"4096"_s);
        type(rig, u"Write requests (per s)"_s, u"30"_s);
        QCOMPARE(rig.changes.elements.size(), 1);
        QVERIFY(rig.wanted().contains("<weight>500</weight>"));
        QVERIFY(rig.wanted().contains("<read_bytes_sec>4096</read_bytes_sec>"));
        QVERIFY(rig.wanted().contains("<write_iops_sec>30</write_iops_sec>"));
        rig.find<QPushButton>(u"Remove device"_s)->click();
        QVERIFY(rig.changes.isEmpty());
        QCOMPARE(rig.wanted(), machine({}));
    }

    void theLimitOfOneDeviceLeavesTheOthersAsTheyWere()
    {
        const auto tuning = [](const QByteArray &second) {
            return machine("  <blkiotune>\n    <weight>800</weight>\n    <device>\n"
                           "      <path>/dev/sda</path>\n      <weight>1000</weight>\n"
                           "    </device>\n    <device><!-- slow -->\n"
                           "      <path>/dev/sdb</path>\n"
                           + second + "      <newer>x</newer>\n    </device>\n  </blkiotune>\n");
        };
        EditorRig rig;
        rig.show(tuning("      <weight>500</weight>\n"), section);
        auto *table = rig.find<QTreeWidget>(u"Limited devices"_s);
        table->setCurrentItem(table->topLevelItem(1));
        type(rig, u"Weight of the device"_s, u"250"_s);
        QCOMPARE(rig.wanted(), tuning("      <weight>250</weight>\n"));
        type(rig, u"Weight of the device"_s, {});
        QCOMPARE(rig.wanted(), tuning({}));
        type(rig, u"Weight of the device"_s, u"500"_s);
        QVERIFY(rig.changes.isEmpty());
        // One goes whole, the other stays.
        rig.find<QPushButton>(u"Remove device"_s)->click();
        QCOMPARE(rig.wanted(), machine("  <blkiotune>\n    <weight>800</weight>\n    <device>\n"
                                       "      <path>/dev/sda</path>\n      <weight>1000</weight>\n"
                                       "    </device>\n  </blkiotune>\n"));
    }

    void aPathThatCannotBeIsNotAdded()
    {
        EditorRig rig;
        rig.show(machine({}), section);
        auto *path = rig.find<QComboBox>(u"Device of the host"_s);
        auto *button = rig.find<QPushButton>(u"Add device"_s);
        QVERIFY(!button->isEnabled());
        path->setEditText(u"sdb"_s);
        QVERIFY(!button->isEnabled());
        path->setEditText(u"/dev/sdb"_s);
        QVERIFY(button->isEnabled());
        button->click();
        path->setEditText(u"/dev/sdb"_s);
        QVERIFY(!button->isEnabled());
    }

    void theWeightOfAllAndTheGroupAreTyped()
    {
        EditorRig rig;
        rig.show(machine({}), section);
        type(rig, u"Disk weight"_s, u"700"_s);
        type(rig, u"Resource group"_s, u"/machine/production"_s);
        QVERIFY(rig.wanted().contains("<weight>700</weight>"));
        QVERIFY(rig.wanted().contains("<partition>/machine/production</partition>"));
        type(rig, u"Disk weight"_s, {});
        type(rig, u"Resource group"_s, {});
        QVERIFY(rig.changes.isEmpty());
    }
};

QTEST_MAIN(TestTuningEditor)
#include "tst_tuningeditor.moc"
