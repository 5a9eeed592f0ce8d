// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/hardware/editorrig.h"
#include "views/hardware/pathlist.h"

#include <QMenu>

using namespace Qt::StringLiterals;

class TestSchedulersEditor : public QObject
{
    Q_OBJECT

    const QString cpu = u"section:cpu#0"_s, numbers = u"Threads with this scheduler"_s;
    static QByteArray machine(const QByteArray &tuning)
    {
        return "<domain type='kvm'>\n  <name>m</name>\n  <vcpu>4</vcpu>\n"
               "  <iothreads>2</iothreads>\n  <iothreadids>\n    <iothread id='4'/>\n"
               "    <iothread id='7'/>\n  </iothreadids>\n"
               + (tuning.isEmpty() ? tuning
                                   : "  <cputune>\n" + tuning + QByteArray("  </cputune>\n"))
               + "</domain>\n";
    }
    static QByteArray line(const QByteArray &element) { return "    <" + element + "/>\n"; }
    static PathList *list(const EditorRig &rig) { return rig.find<PathList>(u"Schedulers"_s); }
    static bool add(const EditorRig &rig, int threads)
    {
        const auto *button = rig.find<QToolButton>(u"Add scheduler"_s);
        if (!button->isEnabled() || !button->menu()->actions()[threads]->isEnabled())
            return false;
        button->menu()->actions()[threads]->trigger();
        return true;
    }
    static bool select(const EditorRig &rig, const QString &title)
    {
        const auto found = list(rig)->findItems(title, Qt::MatchExactly, 0);
        if (found.size() == 1)
            list(rig)->setCurrentItem(found.first());
        return found.size() == 1;
    }

private Q_SLOTS:
    void whatIsOnlyShownIsNotEdited()
    {
        for (const QByteArray &tuning :
             {QByteArray(), line("vcpusched vcpus='0-1' scheduler='fifo' priority='7'"),
              line("vcpusched vcpus='0-9' scheduler='batch'")
                  + line("vcpusched vcpus='1' scheduler='newer' of='x'")
                  + line("vcpusched vcpus='1' scheduler='idle'") + line("vcpusched scheduler='rr'")
                  + line("iothreadsched iothreads='4' scheduler='idle'")
                  + line("emulatorsched scheduler='rr' priority='120'")}) {
            EditorRig rig;
            rig.show(machine(tuning), cpu);
            for (int row = 0; row < list(rig)->topLevelItemCount(); ++row)
                list(rig)->setCurrentItem(list(rig)->topLevelItem(row));
            QCOMPARE(rig.edits, 0);
        }
    }

    void threadsGetASchedulerAndLoseIt()
    {
        EditorRig rig;
        rig.show(machine({}), cpu);
        QVERIFY(!rig.shows(numbers));
        QVERIFY(add(rig, 0));
        QCOMPARE(rig.wanted(),
                 machine({}).replace("</domain>",
                                     "  <cputune>\n    <vcpusched vcpus='0-3' scheduler='batch'/>\n"
                                     "  </cputune>\n</domain>"));
        QVERIFY(!add(rig, 0)); // all of them have one
        QVERIFY(rig.type(numbers, u"0-1"_s));
        QVERIFY(add(rig, 0));
        QCOMPARE(rig.shown(numbers), u"2-3"_s);
        QVERIFY(add(rig, 1));
        QCOMPARE(rig.shown(numbers), u"4,7"_s);
        QVERIFY(add(rig, 2));
        QVERIFY(!rig.shows(numbers));
        QVERIFY(!rig.find<QToolButton>(u"Add scheduler"_s)->isEnabled());
        QCOMPARE(list(rig)->topLevelItemCount(), 4);
        QVERIFY(select(rig, u"vCPUs 2-3"_s));
        QVERIFY(rig.press(u"Remove scheduler"_s));
        QCOMPARE(rig.wanted(),
                 machine({}).replace("</domain>",
                                     "  <cputune>\n    <vcpusched vcpus='0-1' scheduler='batch'/>\n"
                                     "    <iothreadsched iothreads='4,7' scheduler='batch'/>\n"
                                     "    <emulatorsched scheduler='batch'/>\n"
                                     "  </cputune>\n</domain>"));
        for (int i = 0; i < 3; ++i)
            QVERIFY(rig.press(u"Remove scheduler"_s));
        QVERIFY(rig.changes.isEmpty());
    }

    void onlyRealTimeHasAPriority()
    {
        const QByteArray other = line("emulatorsched scheduler='idle'");
        EditorRig rig;
        rig.show(machine(line("vcpusched vcpus='1' scheduler='batch'") + other), cpu);
        QVERIFY(!rig.shows(u"Priority"_s));
        QVERIFY(rig.chooseValue(u"Scheduler"_s, u"fifo"_s));
        QVERIFY(rig.says(u"can make the host hang"_s));
        QCOMPARE(rig.wanted(),
                 machine(line("vcpusched vcpus='1' scheduler='fifo' priority='1'") + other));
        QVERIFY(rig.type(u"Priority"_s, u"50"_s));
        QCOMPARE(rig.wanted(),
                 machine(line("vcpusched vcpus='1' scheduler='fifo' priority='50'") + other));
        // No such number: it is what it was before somebody typed.
        QVERIFY(rig.type(u"Priority"_s, u"500"_s));
        QVERIFY(rig.says(u"A priority is a number from 1 to 99."_s));
        QCOMPARE(rig.wanted(),
                 machine(line("vcpusched vcpus='1' scheduler='fifo' priority='1'") + other));
        QVERIFY(rig.chooseValue(u"Scheduler"_s, u"idle"_s));
        QVERIFY(!rig.says(u"hang"_s));
        QVERIFY(!rig.shows(u"Priority"_s));
        QCOMPARE(rig.wanted(), machine(line("vcpusched vcpus='1' scheduler='idle'") + other));
        QVERIFY(rig.chooseValue(u"Scheduler"_s, u"batch"_s));
        QVERIFY(rig.changes.isEmpty());
    }

    void thePriorityComesBackWithTheSchedulerThatHadIt()
    {
        const QByteArray before = machine(line("emulatorsched scheduler='rr' priority='33'"));
        EditorRig rig;
        rig.show(before, cpu);
        QVERIFY(rig.chooseValue(u"Scheduler"_s, u"batch"_s));
        QCOMPARE(rig.wanted(), machine(line("emulatorsched scheduler='batch'")));
        QVERIFY(rig.chooseValue(u"Scheduler"_s, u"rr"_s));
        QVERIFY(rig.changes.isEmpty());
    }

    void otherThreadsKeepWhatElseTheSchedulerSays()
    {
        const QByteArray pin = line("vcpupin vcpu='0' cpuset='1'");
        const auto first = line("vcpusched vcpus='0-1' scheduler='rr' priority='2' newer='x'");
        EditorRig rig;
        rig.show(machine(first + pin), cpu);
        QVERIFY(rig.chooseValue(u"Scheduler"_s, u"fifo"_s));
        QVERIFY(rig.type(numbers, u"0-2"_s));
        QCOMPARE(
            rig.wanted(),
            machine(pin + line("vcpusched vcpus='0-2' scheduler='fifo' priority='2' newer='x'")));
        QVERIFY(rig.type(numbers, u"0-1"_s));
        QVERIFY(rig.chooseValue(u"Scheduler"_s, u"rr"_s));
        QCOMPARE(rig.wanted(), machine(first + pin));
    }

    void threadsThatAreNotThereOrTakenAreToldAtTheField()
    {
        const QByteArray before = machine(line("vcpusched vcpus='0-1' scheduler='batch'")
                                          + line("vcpusched vcpus='2' scheduler='idle'")
                                          + line("iothreadsched iothreads='4' scheduler='idle'"));
        EditorRig rig;
        rig.show(before, cpu);
        QVERIFY(select(rig, u"vCPUs 0-1"_s));
        QVERIFY(rig.type(numbers, u"0-2"_s));
        QVERIFY(rig.says(u"vCPU 2 has another scheduler in this list."_s));
        QVERIFY(rig.type(numbers, u"1,7"_s));
        QVERIFY(rig.says(u"The machine has no vCPU 7."_s));
        QVERIFY(rig.type(numbers, u"0-"_s));
        QVERIFY(rig.says(u"This is no list of numbers"_s));
        QVERIFY(rig.type(numbers, {}));
        QVERIFY(rig.says(u"This must name one thread at least."_s));
        QVERIFY(rig.changes.isEmpty());
        QCOMPARE(rig.wanted(), before);
        QVERIFY(select(rig, u"I/O threads 4"_s));
        QVERIFY(!rig.says(u"This must name"_s));
        QVERIFY(rig.type(numbers, u"4-5"_s));
        QVERIFY(rig.says(u"The machine has no I/O thread 5."_s));
        QVERIFY(rig.type(numbers, u"4, 7"_s));
        QVERIFY(!rig.says(u"has no I/O"_s));
        QCOMPARE(fieldValue(rig.wanted(), {}, u"cputune/iothreadsched@iothreads"_s), u"4,7"_s);
    }

    void whatADocumentSaysWrongIsMarked()
    {
        EditorRig rig;
        rig.show(machine(line("vcpusched vcpus='0-1' scheduler='batch'")
                         + line("vcpusched vcpus='1' scheduler='idle'")),
                 cpu);
        QVERIFY(select(rig, u"vCPUs 1"_s));
        QVERIFY(rig.says(u"vCPU 1 has another scheduler in this list."_s));
        // One that no path leads to is only shown.
        rig.show(machine(line("vcpusched scheduler='batch'")), cpu);
        QVERIFY(!rig.find<QComboBox>(u"Scheduler"_s)->isEnabled());
        QVERIFY(!rig.find<QToolButton>(u"Remove scheduler"_s)->isEnabled());
    }

    void whereNothingCanBeChangedNothingIsOffered()
    {
        EditorRig rig;
        rig.readOnly = true;
        rig.show(machine(line("vcpusched vcpus='1' scheduler='idle'")), cpu);
        QVERIFY(!rig.find<QToolButton>(u"Add scheduler"_s)->isEnabled());
        QVERIFY(!rig.find<QLineEdit>(numbers)->isEnabled());
        rig.readOnly = false;
        rig.show("<domain type='lxc'><vcpu>1</vcpu><os><type>exe</type></os></domain>", cpu);
        QVERIFY(!rig.shows(u"Add scheduler"_s));
    }
};

QTEST_MAIN(TestSchedulersEditor)
#include "tst_schedulerseditor.moc"
