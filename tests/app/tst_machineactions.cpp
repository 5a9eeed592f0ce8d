// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/machineactions.h"
#include "tests/support/patience.h"

#include <QAction>

class TestMachineActions : public QObject
{
    Q_OBJECT

    static bool isOffered(const MachineCommandSet &commands, MachineAction id)
    {
        return commands.action(id)->isVisible() && commands.action(id)->isEnabled();
    }

private Q_SLOTS:
    void whatFitsTheStateIsOffered_data()
    {
        using enum MachineAction;
        QTest::addColumn<MachineState>("state");
        QTest::addColumn<bool>("saved");
        QTest::addColumn<MachineAction>("offered");
        QTest::addColumn<MachineAction>("hidden");
        QTest::newRow("running") << MachineState::Running << false << Pause << Resume;
        QTest::newRow("paused") << MachineState::Paused << false << Resume << Pause;
        QTest::newRow("asleep") << MachineState::Suspended << false << WakeUp << Resume;
        QTest::newRow("off") << MachineState::Off << false << Start << Restore;
        QTest::newRow("saved") << MachineState::Off << true << Restore << Start;
    }

    void whatFitsTheStateIsOffered()
    {
        QFETCH(MachineState, state);
        QFETCH(bool, saved);
        QFETCH(MachineAction, offered);
        QFETCH(MachineAction, hidden);
        MachineCommandSet commands;
        commands.setMachines({{.name = QStringLiteral("one"), .state = MachineState::Running}}, true);
        commands.setMachines({{.name = QStringLiteral("one"), .state = state, .savedState = saved}},
                             true);
        QVERIFY(isOffered(commands, offered));
        QVERIFY(!commands.action(hidden)->isVisible());
    }

    void nothingThatAsksTheHostIsOfferedWhileItIsAway()
    {
        MachineCommandSet commands;
        commands.setMachines({{.name = QStringLiteral("one"), .state = MachineState::Paused}}, false);
        QVERIFY(!commands.action(MachineAction::Resume)->isEnabled());
        QVERIFY(!commands.action(MachineAction::ShutDown)->isEnabled());
        QVERIFY(commands.action(MachineAction::Resume)->toolTip().contains(u'.'));
    }
};

QTEST_MAIN(TestMachineActions)
#include "tst_machineactions.moc"
