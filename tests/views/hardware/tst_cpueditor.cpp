// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/hardware/editorrig.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QSpinBox>
#include <QToolButton>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

class TestCpuEditor : public QObject
{
    Q_OBJECT

    const QString cpu = u"section:cpu#0"_s;
    static QByteArray machine(const QByteArray &vcpu, const QByteArray &more = {})
    {
        return "<domain type='kvm'>\n  <name>m</name>\n  " + vcpu + "\n" + more
               + "  <os>\n    <type arch='x86_64'>hvm</type>\n  </os>\n</domain>\n";
    }
    static std::shared_ptr<const HardwareChoices> host()
    {
        HardwareChoices choices;
        choices.capabilities = DomainCapabilities{
            .maximumVcpus = 8,
            .hostPassthrough = true,
            .hostModel = true,
            .hostModelName = u"EPYC"_s,
            .hostModelFeatures = {u"ssbd"_s, u"x2apic"_s, u"ibpb"_s},
            .cpuModels = {{.name = u"Skylake-Server"_s}, {.name = u"EPYC"_s, .usable = true}}};
        HostCapabilities machine;
        for (int cell = 0; cell < 2; ++cell) {
            NumaCell node{.id = cell, .memoryKiB = 1048576, .cpus = 2};
            for (int i = 0; i < 2; ++i)
                node.cpuList += {.id = cell * 2 + i,
                                 .socket = cell,
                                 .die = 0,
                                 .core = i,
                                 .siblings = QString::number(cell * 2 + i)};
            machine.cells += node;
        }
        choices.host = machine;
        return std::make_shared<const HardwareChoices>(choices);
    }

private Q_SLOTS:
    void whatIsOnlyShownIsNotEdited()
    {
        for (const QByteArray &document :
             {machine("<vcpu>4</vcpu>"), machine("<vcpu placement='static' current='2'>4</vcpu>"),
              machine("<vcpu>2</vcpu>", "  <iothreads>2</iothreads>\n  <cputune>\n"
                                        "    <vcpupin vcpu='0' cpuset='0-1,^1'/>\n  </cputune>\n"
                                        "  <cpu mode='custom' match='exact' check='partial'>\n"
                                        "    <model fallback='forbid'>Made-Up</model>\n"
                                        "    <topology sockets='1' cores='1' threads='1'/>\n"
                                        "    <feature policy='new-word' name='avx'/>\n  </cpu>\n"),
              QByteArray("<domain type='lxc'><vcpu>1</vcpu><os><type>exe</type></os></domain>")}) {
            EditorRig rig;
            rig.choices = host();
            rig.show(document, cpu);
            rig.choices.reset();
            rig.fill();
            QCOMPARE(rig.edits, 0);
        }
    }

    void processorsAreCountedInUseAndAtMost()
    {
        EditorRig rig;
        rig.choices = host();
        rig.show(machine("<vcpu>2</vcpu>"), cpu);
        QVERIFY(rig.type(u"Maximum"_s, u"6"_s));
        QVERIFY(rig.type(u"In use"_s, u"3"_s));
        QCOMPARE(rig.wanted(), machine("<vcpu current='3'>6</vcpu>"));
        QVERIFY(rig.type(u"In use"_s, u"0"_s));
        QCOMPARE(rig.find<QSpinBox>(u"In use"_s)->text(), u"All"_s);
        QVERIFY(rig.type(u"Maximum"_s, u"2"_s));
        QVERIFY(rig.changes.isEmpty());
    }

    void countsBeyondWhatAnyHostTakesAreShownAsTheyAre()
    {
        EditorRig rig;
        rig.show(machine("<vcpu current='20000'>30000</vcpu><iothreads>5000</iothreads>"
                         "<cpu><topology sockets='30000' cores='1' threads='1'/></cpu>"),
                 cpu);
        QCOMPARE(rig.find<QSpinBox>(u"Maximum"_s)->value(), 30000);
        QCOMPARE(rig.find<QSpinBox>(u"In use"_s)->value(), 20000);
        QCOMPARE(rig.find<QSpinBox>(u"I/O threads"_s)->value(), 5000);
        QCOMPARE(rig.find<QSpinBox>(u"Sockets"_s)->value(), 30000);
        QCOMPARE(rig.edits, 0);
    }

    void aTopologyThatDoesNotMakeTheMaximumIsToldAndCanBeTaken()
    {
        EditorRig rig;
        rig.show(machine("<vcpu>4</vcpu>"), cpu);
        rig.settings.show();
        rig.find<QCheckBox>(u"Set the topology by hand"_s)->click();
        QCOMPARE(rig.wanted(),
                 machine("<vcpu>4</vcpu>", "")
                     .replace("</os>\n", "</os>\n  <cpu>\n    <topology sockets='4' cores='1' "
                                         "threads='1'/>\n  </cpu>\n"));
        QVERIFY(!rig.find<QToolButton>(u"Set the maximum to this"_s)->isVisible());
        QVERIFY(rig.type(u"Cores"_s, u"3"_s));
        QVERIFY(rig.type(u"Sockets"_s, u"2"_s));
        auto *fit = rig.find<QToolButton>(u"Set the maximum to this"_s);
        QVERIFY(fit->isVisible());
        fit->click();
        QCOMPARE(fieldValue(rig.wanted(), {}, u"vcpu"_s), u"6"_s);
        QVERIFY(!fit->isVisible());
        rig.find<QCheckBox>(u"Set the topology by hand"_s)->click();
        QCOMPARE(rig.wanted(), machine("<vcpu>6</vcpu>"));
    }

    void aModelIsOneOfTheHostsAndWhatTheHostLacksIsMarked()
    {
        EditorRig rig;
        rig.choices = host();
        rig.show(machine("<vcpu>1</vcpu>"), cpu);
        auto *model = rig.find<QComboBox>(u"Model"_s);
        QCOMPARE(model->currentText(), u"Default"_s);
        QVERIFY(model->itemText(model->findData(u"model=Skylake-Server"_s)).contains("lacks"_L1));
        QCOMPARE(model->findData(u"mode=maximum"_s), -1);
        QVERIFY(rig.chooseValue(u"Model"_s, u"model=EPYC"_s));
        const QByteArray custom =
            machine("<vcpu>1</vcpu>", "")
                .replace("</os>\n",
                         "</os>\n  <cpu mode='custom'>\n    <model>EPYC</model>\n  </cpu>\n");
        QCOMPARE(rig.wanted(), custom);
        QVERIFY(rig.chooseValue(u"Model"_s, u"mode=host-passthrough"_s));
        QCOMPARE(rig.wanted(),
                 machine("<vcpu>1</vcpu>", "")
                     .replace("</os>\n", "</os>\n  <cpu mode='host-passthrough'/>\n"));
        QVERIFY(rig.chooseValue(u"Model"_s, {}));
        QVERIFY(rig.changes.isEmpty());
    }

    void mitigationsAreTheHostsOwnFeatures()
    {
        const QByteArray plain = "  <cpu mode='custom' match='exact'>\n"
                                 "    <model fallback='allow'>EPYC</model>\n  </cpu>\n";
        EditorRig rig;
        rig.choices = host();
        rig.show(machine("<vcpu>1</vcpu>", plain), cpu);
        auto *box = rig.find<QCheckBox>(u"Security mitigations of the host"_s);
        QVERIFY(box->isEnabled() && !box->isChecked());
        box->click();
        QCOMPARE(rig.wanted(), machine("<vcpu>1</vcpu>",
                                       "  <cpu mode='custom' match='exact'>\n"
                                       "    <model fallback='allow'>EPYC</model>\n"
                                       "    <feature name='ssbd' policy='require'/>\n"
                                       "    <feature name='ibpb' policy='require'/>\n  </cpu>\n"));
        QVERIFY(box->isChecked());
        box->click();
        QVERIFY(rig.changes.isEmpty());
    }

    void featuresAreAddedChangedAndRemoved()
    {
        const QByteArray before =
            "  <cpu mode='host-model'>\n    <feature policy='disable' name='vmx'/>\n  </cpu>\n";
        EditorRig rig;
        rig.show(machine("<vcpu>1</vcpu>", before), cpu);
        auto *name = rig.find<QLineEdit>(u"Feature to add"_s);
        QTest::keyClicks(name, u"avx"_s);
        QTest::keyClick(name, Qt::Key_Return);
        QVERIFY(name->text().isEmpty());
        auto *policy = rig.find<QComboBox>(u"Policy of vmx"_s);
        QCOMPARE(policy->currentData().toString(), u"disable"_s);
        QVERIFY(rig.chooseValue(u"Policy of vmx"_s, u"force"_s));
        QCOMPARE(rig.wanted(), machine("<vcpu>1</vcpu>",
                                       "  <cpu mode='host-model'>\n"
                                       "    <feature policy='force' name='vmx'/>\n"
                                       "    <feature name='avx' policy='require'/>\n  </cpu>\n"));
        auto *list = rig.find<QTreeWidget>(u"Features"_s);
        for (int i = 0; i < 2; ++i) {
            list->setCurrentItem(list->topLevelItem(0));
            rig.find<QToolButton>(u"Remove feature"_s)->click();
        }
        QCOMPARE(rig.wanted(), machine("<vcpu>1</vcpu>", "  <cpu mode='host-model'/>\n"));
    }

    void threadsArePinnedOnTheMapOfTheHost()
    {
        EditorRig rig;
        rig.choices = host();
        rig.show(machine("<vcpu>2</vcpu>"), cpu);
        auto *threads = rig.find<QListWidget>(u"Threads of the machine"_s);
        QCOMPARE(threads->count(), 3);
        threads->clearSelection();
        threads->item(0)->setSelected(true);
        threads->item(1)->setSelected(true);
        rig.find<QToolButton>(u"Host CPU 2"_s)->click();
        rig.find<QToolButton>(u"Host CPU 3"_s)->click();
        threads->clearSelection();
        threads->item(2)->setSelected(true);
        QVERIFY(!rig.find<QToolButton>(u"Host CPU 2"_s)->isChecked());
        auto *text = rig.find<QLineEdit>(u"Run on host CPUs"_s);
        QTest::keyClicks(text, u"0-1"_s);
        QCOMPARE(fieldValue(rig.wanted(), {}, u"cputune/vcpupin[vcpu=0]@cpuset"_s), u"2-3"_s);
        QCOMPARE(fieldValue(rig.wanted(), {}, u"cputune/vcpupin[vcpu=1]@cpuset"_s), u"2-3"_s);
        QCOMPARE(fieldValue(rig.wanted(), {}, u"cputune/emulatorpin@cpuset"_s), u"0-1"_s);
        QVERIFY(threads->item(1)->text().contains("2-3"_L1));
        threads->selectAll();
        rig.find<QToolButton>(u"Run anywhere"_s)->click();
        QVERIFY(rig.changes.isEmpty());
    }

    void ioThreadsAreCountedAndCanBePinned()
    {
        EditorRig rig;
        rig.show(machine("<vcpu>1</vcpu>"), cpu);
        QVERIFY(rig.type(u"I/O threads"_s, u"2"_s));
        auto *threads = rig.find<QListWidget>(u"Threads of the machine"_s);
        QCOMPARE(threads->count(), 4);
        threads->clearSelection();
        threads->item(3)->setSelected(true);
        QTest::keyClicks(rig.find<QLineEdit>(u"Run on host CPUs"_s), u"5"_s);
        QCOMPARE(fieldValue(rig.wanted(), {}, u"cputune/iothreadpin[iothread=2]@cpuset"_s), u"5"_s);
        QCOMPARE(fieldValue(rig.wanted(), {}, u"iothreads"_s), u"2"_s);
    }
};

QTEST_MAIN(TestCpuEditor)
#include "tst_cpueditor.moc"
