// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/hardware/editorrig.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QToolButton>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

class TestMemoryEditor : public QObject
{
    Q_OBJECT

    const QString memory = u"section:memory#0"_s;
    static QByteArray machine(const QByteArray &amounts, const QByteArray &more = {})
    {
        return "<domain type='kvm'>\n  <name>m</name>\n" + amounts + "  <vcpu>4</vcpu>\n" + more
               + "</domain>\n";
    }
    static QByteArray amounts(int maximum, int current)
    {
        return "  <memory unit='KiB'>" + QByteArray::number(maximum)
               + "</memory>\n  <currentMemory unit='KiB'>" + QByteArray::number(current)
               + "</currentMemory>\n";
    }
    static QByteArray cells(const QByteArray &inside)
    {
        return "  <cpu>\n    <numa>\n" + inside + "    </numa>\n  </cpu>\n";
    }

private Q_SLOTS:
    void whatIsOnlyShownIsNotEdited()
    {
        for (const QByteArray &document :
             {machine(amounts(1048577, 524288)), machine("  <memory unit='GiB'>1</memory>\n"),
              machine(amounts(1024, 1024),
                      "  <memoryBacking>\n    <hugepages>\n      <page size='1' unit='G' "
                      "nodeset='0'/>\n    </hugepages>\n    <locked/>\n  </memoryBacking>\n"),
              machine(amounts(1024, 1024),
                      cells("      <cell id='0' cpus='0-3' memory='1024' unit='KiB'/>\n"))}) {
            EditorRig rig;
            rig.show(document, memory);
            QCOMPARE(rig.edits, 0);
        }
    }

    // More than a hundred GiB that is no whole number of MiB.
    void anAmountIsShownWholeHoweverLargeItIs()
    {
        EditorRig rig;
        rig.show("<domain type='kvm'><name>m</name><memory unit='KiB'>268435457</memory>"
                 "<vcpu>4</vcpu></domain>",
                 memory);
        QCOMPARE(rig.find<QComboBox>(u"Unit of Maximum"_s)->currentText(), u"KiB"_s);
        QCOMPARE(rig.find<QDoubleSpinBox>(u"Maximum"_s)->text(), u"268435457"_s);
        QCOMPARE(rig.edits, 0);
        // Nor does another unit make it another amount.
        rig.find<QComboBox>(u"Unit of Maximum"_s)->setCurrentText(u"GiB"_s);
        rig.find<QComboBox>(u"Unit of Maximum"_s)->setCurrentText(u"KiB"_s);
        QCOMPARE(rig.find<QDoubleSpinBox>(u"Maximum"_s)->text(), u"268435457"_s);
        QCOMPARE(rig.edits, 0);
    }

    void limitsOnTheHostAreAmounts()
    {
        const auto limit = [](const QByteArray &amount) {
            return "  <memtune>\n    <hard_limit" + amount + "</hard_limit>\n  </memtune>\n";
        };
        EditorRig rig;
        rig.show(machine(amounts(1024, 1024)), memory);
        QVERIFY(rig.type(u"Hard limit"_s, u"2048"_s));
        QCOMPARE(rig.wanted(), machine(amounts(1024, 1024), limit(">2097152")));
        // A unit of somebody else's gives way to ours.
        EditorRig other;
        other.show(machine(amounts(1024, 1024), limit(" unit='GiB'>2")), memory);
        QCOMPARE(other.edits, 0);
        QVERIFY(other.type(u"Hard limit"_s, u"3"_s));
        QCOMPARE(other.wanted(), machine(amounts(1024, 1024), limit(" unit='KiB'>3145728")));
    }

    void amountsAreTypedInTheUnitThatSuitsThem()
    {
        EditorRig rig;
        rig.show(machine(amounts(1048576, 524288)), memory);
        QCOMPARE(rig.find<QComboBox>(u"Unit of Maximum"_s)->currentText(), u"GiB"_s);
        QCOMPARE(rig.find<QDoubleSpinBox>(u"In use"_s)->text(), u"512"_s);
        QVERIFY(rig.type(u"Maximum"_s, u"2"_s));
        QVERIFY(rig.type(u"In use"_s, u"768"_s));
        QCOMPARE(rig.wanted(), machine(amounts(2097152, 786432)));
        // Another unit is no other amount.
        rig.find<QComboBox>(u"Unit of Maximum"_s)->setCurrentIndex(1);
        QCOMPARE(rig.find<QDoubleSpinBox>(u"Maximum"_s)->text(), u"2048"_s);
        QVERIFY(rig.type(u"Maximum"_s, u"1024"_s));
        QVERIFY(rig.type(u"In use"_s, u"512"_s));
        QVERIFY(rig.changes.isEmpty());
    }

    void aForeignUnitBecomesLibvirts()
    {
        EditorRig rig;
        rig.show(machine("  <memory unit='GiB'>1</memory>\n"), memory);
        QVERIFY(rig.type(u"Maximum"_s, u"3"_s));
        QCOMPARE(rig.wanted(), machine("  <memory unit='KiB'>3145728</memory>\n"));
    }

    void hugePagesAreOfASizeOfTheHost()
    {
        HardwareChoices choices;
        choices.host = HostCapabilities{.pageSizesKiB = {4, 2048, 1048576}};
        EditorRig rig;
        rig.choices = std::make_shared<const HardwareChoices>(choices);
        rig.show(machine(amounts(1024, 1024)), memory);
        QVERIFY(rig.chooseValue(u"Huge pages"_s, u"2048"_s));
        QCOMPARE(rig.wanted(),
                 machine(amounts(1024, 1024))
                     .replace("</vcpu>\n",
                              "</vcpu>\n  <memoryBacking>\n    <hugepages>\n      <page "
                              "size='2048' unit='KiB'/>\n    </hugepages>\n"
                              "  </memoryBacking>\n"));
        QVERIFY(rig.chooseValue(u"Huge pages"_s, u"host"_s));
        QCOMPARE(elementXml(rig.wanted(), {}, u"memoryBacking/hugepages"_s), "<hugepages/>");
        QVERIFY(rig.chooseValue(u"Huge pages"_s, {}));
        QVERIFY(rig.changes.isEmpty());
    }

    void sharedMemoryIsOneTick()
    {
        EditorRig rig;
        rig.show(machine(amounts(1024, 1024)), memory);
        auto *shared = rig.find<QCheckBox>(u"Shared with processes of the host"_s);
        shared->click();
        QCOMPARE(fieldValue(rig.wanted(), {}, u"memoryBacking/source@type"_s), u"memfd"_s);
        QCOMPARE(fieldValue(rig.wanted(), {}, u"memoryBacking/access@mode"_s), u"shared"_s);
        QVERIFY(shared->isChecked());
        shared->click();
        QVERIFY(rig.changes.isEmpty());
    }

    void cellsAreAddedChangedAndRemoved()
    {
        const QByteArray before = machine(amounts(2097152, 2097152));
        EditorRig rig;
        rig.show(before, memory);
        auto *add = rig.find<QToolButton>(u"Add cell"_s);
        add->click();
        QVERIFY(rig.type(u"Memory of cell 0"_s, u"1.5"_s));
        add->click();
        auto *cpus = rig.find<QLineEdit>(u"vCPUs of cell 0"_s);
        cpus->selectAll();
        QTest::keyClicks(cpus, u"0-1"_s);
        QTest::keyClicks(rig.find<QLineEdit>(u"vCPUs of cell 1"_s), u"2-3"_s);
        QVERIFY(rig.chooseValue(u"Access to cell 1"_s, u"shared"_s));
        QByteArray after = before;
        after.replace("</vcpu>\n",
                      "</vcpu>\n"
                          + cells("      <cell id='0' cpus='0-1' memory='1572864' unit='KiB'/>\n"
                                  "      <cell id='1' memory='524288' unit='KiB' cpus='2-3' "
                                  "memAccess='shared'/>\n"));
        QCOMPARE(rig.wanted(), after);
        auto *list = rig.find<QTreeWidget>(u"NUMA cells"_s);
        for (int left = 2; left > 0; --left) {
            QCOMPARE(list->topLevelItemCount(), left);
            list->setCurrentItem(list->topLevelItem(0));
            rig.find<QToolButton>(u"Remove cell"_s)->click();
        }
        QVERIFY(rig.changes.isEmpty());
    }

    void distancesOfCellsAreKept()
    {
        const QByteArray distances = "        <distances>\n          <sibling id='0' value='10'/>\n"
                                     "        </distances>\n";
        const auto document = [&](const QByteArray &cpus) {
            return machine(amounts(1024, 1024), cells("      <cell id='0' cpus='" + cpus
                                                      + "' memory='1024' unit='KiB'>\n" + distances
                                                      + "      </cell>\n"));
        };
        EditorRig rig;
        rig.show(document("0-3"), memory);
        QTest::keyClicks(rig.find<QLineEdit>(u"vCPUs of cell 0"_s), u",7"_s);
        QCOMPARE(rig.wanted(), document("0-3,7"));
    }

    void memoryToAddHasARoofAndSlots()
    {
        EditorRig rig;
        rig.show(machine(amounts(1048576, 1048576)), memory);
        QVERIFY(rig.type(u"Most with added memory"_s, u"4096"_s));
        QTest::keyClicks(rig.find<QLineEdit>(u"Slots for memory"_s), u"8"_s);
        QCOMPARE(fieldValue(rig.wanted(), {}, u"maxMemory"_s), u"4194304"_s);
        QCOMPARE(fieldValue(rig.wanted(), {}, u"maxMemory@slots"_s), u"8"_s);
    }
};

QTEST_MAIN(TestMemoryEditor)
#include "tst_memoryeditor.moc"
