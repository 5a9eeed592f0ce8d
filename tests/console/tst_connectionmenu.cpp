// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/connectionmenu.h"
#include "tests/support/patience.h"

#include "console/consolesession.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

static Graphics graphics(const QString &type, int index, int port)
{
    Graphics result;
    result.type = type;
    result.index = index;
    result.port = port;
    result.listenType = u"address"_s;
    result.listenAddress = u"0.0.0.0"_s;
    return result;
}

class TestConnectionMenu : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_session = std::make_unique<ConsoleSession>();
        m_reconnect = std::make_unique<QAction>(u"Reconnect"_s);
        m_menu = std::make_unique<ConnectionMenu>(*m_session, m_reconnect.get(), nullptr);
        m_session->setMachine(u"web"_s, MachineState::Running, false);
    }

    void beforeTheDisplayIsKnownNothingIsOffered()
    {
        QVERIFY(!action(u"Copy address"_s)->isEnabled());
        QVERIFY(!action(u"Copy address"_s)->toolTip().isEmpty());
        QVERIFY(!action(u"Disconnect"_s)->isEnabled());
        QVERIFY(!ConnectionMenu::viewerFile(*m_session));
    }

    void theAddressIsCopiedAsOtherProgramsReadIt()
    {
        give({graphics(u"spice"_s, 0, 5901)});
        QVERIFY(action(u"Copy address"_s)->isEnabled());
        const QSignalSpy told(m_menu.get(), &ConnectionMenu::told);
        action(u"Copy address"_s)->trigger();
        QCOMPARE(told.size(), 1);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"spice://vm.example.org:5901"_s);
        const auto file = ConnectionMenu::viewerFile(*m_session);
        QVERIFY(file);
        QCOMPARE(file->title, u"web"_s);
        QVERIFY(file->where.password.isEmpty());
    }

    void aMachineWithOneDisplayLeavesNothingToChoose()
    {
        give({graphics(u"spice"_s, 0, 5901)});
        QVERIFY(!action(u"SPICE display"_s));
    }

    void ofTwoDisplaysTheOtherCanBeTaken()
    {
        give({graphics(u"vnc"_s, 0, 5900), graphics(u"spice"_s, 1, 5901)});
        QVERIFY(action(u"SPICE display"_s)->isChecked()); // the richer one
        const QSignalSpy chosen(m_menu.get(), &ConnectionMenu::graphicsChosen);
        action(u"VNC display"_s)->trigger();
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().first().toString(), u"vnc"_s);
        QCOMPARE(chosenGraphics(*m_session->target())->port, 5900);
        // And stays the one after the machine was started again.
        give({graphics(u"vnc"_s, 0, 5903), graphics(u"spice"_s, 1, 5904)});
        QCOMPARE(chosenGraphics(*m_session->target())->port, 5903);
        QVERIFY(action(u"VNC display"_s)->isChecked());
    }

    void aChoiceThatIsGoneIsNoHindrance()
    {
        m_session->setPreferredGraphics(u"vnc"_s);
        give({graphics(u"spice"_s, 0, 5901)});
        QCOMPARE(chosenGraphics(*m_session->target())->type, u"spice"_s);
    }

private:
    void give(const QList<Graphics> &all)
    {
        ConsoleTarget target;
        target.key.uuid = QUuid(u"{11111111-2222-3333-4444-555555555555}"_s);
        target.name = u"web"_s;
        target.hostName = u"vm.example.org"_s;
        target.graphics = all;
        m_session->setTarget(target);
        Q_EMIT m_menu->aboutToShow();
    }
    QAction *action(const QString &text) const
    {
        const QList<QAction *> actions = m_menu->actions();
        for (QAction *action : actions) {
            if (action->text() == text)
                return action;
        }
        return nullptr;
    }

    std::unique_ptr<ConsoleSession> m_session;
    std::unique_ptr<QAction> m_reconnect;
    std::unique_ptr<ConnectionMenu> m_menu;
};

QTEST_MAIN(TestConnectionMenu)
#include "tst_connectionmenu.moc"
