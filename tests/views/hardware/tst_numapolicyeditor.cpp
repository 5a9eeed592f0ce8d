// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/hardware/editorrig.h"
#include "views/hardware/pathlist.h"

using namespace Qt::StringLiterals;

class TestNumaPolicyEditor : public QObject
{
    Q_OBJECT

    const QString memory = u"section:memory#0"_s, policy = u"Policy of this cell"_s,
                  nodes = u"NUMA nodes of this cell"_s;
    static QByteArray machine(const QByteArray &policies, bool cells = true)
    {
        return "<domain type='kvm'>\n  <name>m</name>\n  <memory unit='KiB'>2048</memory>\n"
               + policies
               + (cells ? "  <cpu>\n    <numa>\n      <cell id='0' cpus='0' memory='1024'/>\n"
                          "      <cell id='1' cpus='1' memory='1024'/>\n    </numa>\n  </cpu>\n"
                        : QByteArray())
               + "</domain>\n";
    }
    static QByteArray policies(const QByteArray &inside)
    {
        return "  <numatune>\n" + inside + "  </numatune>\n";
    }
    static QByteArray line(const QByteArray &element) { return "    <" + element + "/>\n"; }
    static std::shared_ptr<const HardwareChoices> host()
    {
        HostCapabilities two;
        two.cells = {{.id = 0}, {.id = 1}};
        return std::make_shared<const HardwareChoices>(HardwareChoices{.host = two});
    }
    static PathList *list(const EditorRig &rig)
    {
        return rig.find<PathList>(u"NUMA policy of each cell"_s);
    }
    static void select(const EditorRig &rig, int row)
    {
        list(rig)->setCurrentItem(list(rig)->topLevelItem(row));
    }

private Q_SLOTS:
    void whatIsOnlyShownIsNotEdited()
    {
        for (const QByteArray &document :
             {machine({}, false), machine({}), machine(policies(line("memory nodeset='9'"))),
              machine(policies(line("memory mode='newer' placement='auto'")
                               + line("memnode cellid='7' mode='strict' nodeset='0-'")
                               + line("memnode cellid='1' mode='newer' nodeset='0'")
                               + line("memnode cellid='1' mode='strict' nodeset='1'")))}) {
            EditorRig rig;
            rig.choices = host();
            rig.show(document, memory);
            for (int row = 0; row < list(rig)->topLevelItemCount(); ++row)
                select(rig, row);
            QCOMPARE(rig.edits, 0);
        }
    }

    void theWholeMachineHasAPolicy()
    {
        EditorRig rig;
        rig.choices = host();
        rig.show(machine({}, false), memory);
        QVERIFY(!rig.shows(u"NUMA policy of each cell"_s));
        QVERIFY(rig.chooseValue(u"NUMA policy"_s, u"preferred"_s));
        QVERIFY(rig.type(u"NUMA nodes"_s, u"0-1"_s));
        QCOMPARE(rig.wanted(),
                 machine({}, false).replace("</domain>",
                                            policies(line("memory mode='preferred' nodeset='0-1'"))
                                                + "</domain>"));
        QVERIFY(rig.type(u"NUMA nodes"_s, u"0-2"_s));
        QVERIFY(rig.says(u"The host has no NUMA node 2."_s));
        QVERIFY(rig.type(u"NUMA nodes"_s, u"1"_s));
        QVERIFY(!rig.says(u"The host has no"_s));
        QVERIFY(rig.chooseValue(u"NUMA placement"_s, u"auto"_s));
        QVERIFY(rig.says(u"no nodes are named"_s));
        QVERIFY(rig.type(u"NUMA nodes"_s, {}));
        QVERIFY(rig.chooseValue(u"NUMA placement"_s, {}));
        QVERIFY(rig.chooseValue(u"NUMA policy"_s, {}));
        QVERIFY(rig.changes.isEmpty());
    }

    void aCellHasAPolicyOfItsOwn()
    {
        const QByteArray all = line("memory mode='strict' nodeset='0-1'");
        EditorRig rig;
        rig.choices = host();
        rig.show(machine(policies(all)), memory);
        QCOMPARE(list(rig)->topLevelItemCount(), 2);
        select(rig, 1);
        QVERIFY(!rig.shows(nodes));
        QVERIFY(rig.chooseValue(policy, u"preferred"_s));
        QCOMPARE(
            rig.wanted(),
            machine(policies(all + line("memnode cellid='1' mode='preferred' nodeset='0-1'"))));
        QVERIFY(rig.type(nodes, u"1"_s));
        QVERIFY(rig.chooseValue(policy, u"interleave"_s));
        QCOMPARE(rig.wanted(),
                 machine(policies(all + line("memnode cellid='1' mode='interleave' nodeset='1'"))));
        QVERIFY(rig.chooseValue(policy, {}));
        QVERIFY(rig.changes.isEmpty());
        QCOMPARE(rig.wanted(), machine(policies(all)));
    }

    void aPolicyThatIsThereIsChangedInItsPlace()
    {
        const QByteArray last = line("memnode cellid='1' mode='strict' nodeset='1'");
        const auto first = [&](const QByteArray &attributes) {
            return machine(policies(line("memnode cellid='0' newer='x' " + attributes) + last));
        };
        EditorRig rig;
        rig.choices = host();
        rig.show(first("mode='strict' nodeset='0'"), memory);
        QVERIFY(rig.type(nodes, u"0-1"_s));
        QCOMPARE(rig.wanted(), first("mode='strict' nodeset='0-1'"));
        QVERIFY(rig.type(nodes, u"4"_s));
        QVERIFY(rig.says(u"The host has no NUMA node 4."_s));
        QVERIFY(rig.type(nodes, {}));
        QVERIFY(rig.says(u"This must name one node"_s));
        QVERIFY(rig.changes.isEmpty());
        QVERIFY(rig.chooseValue(policy, {}));
        QCOMPARE(rig.wanted(), machine(policies(last)));
        // Taken back, it says all that it said.
        QVERIFY(rig.chooseValue(policy, u"preferred"_s));
        QCOMPARE(rig.wanted(), first("mode='preferred' nodeset='0'"));
    }

    void whatDoesNotGoTogetherIsTold()
    {
        EditorRig rig;
        rig.choices = host();
        const QByteArray cell = line("memnode cellid='0' mode='strict' nodeset='0'");
        rig.show(machine(policies(line("memory mode='restrictive' nodeset='0'") + cell)), memory);
        QVERIFY(rig.says(u"Either all of them are restricted, or none."_s));
        rig.show(machine(policies(line("memory placement='auto'") + cell)), memory);
        QVERIFY(rig.says(u"does not go together with a placement"_s));
        rig.show(machine(policies(cell), false), memory);
        QVERIFY(rig.says(u"The guest has no cell of this number."_s));
        QVERIFY(rig.chooseValue(policy, {}));
        QCOMPARE(rig.wanted(), machine({}, false));
    }

    void withoutTheHostsWordAnyNodeCanBeTyped()
    {
        EditorRig rig;
        rig.show(machine({}), memory);
        QVERIFY(rig.chooseValue(policy, u"strict"_s));
        QVERIFY(rig.type(nodes, u"6"_s));
        QCOMPARE(fieldValue(rig.wanted(), {}, u"numatune/memnode[cellid=0]@nodeset"_s), u"6"_s);
    }
};

QTEST_MAIN(TestNumaPolicyEditor)
#include "tst_numapolicyeditor.moc"
