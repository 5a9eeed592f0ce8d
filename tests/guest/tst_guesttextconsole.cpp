// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/consoles.h"
#include "console/consolelink.h"
#include "console/consolepage.h"
#include "console/consoletabs.h"
#include "console/terminal/terminalview.h"
#include "models/core/async.h"
#include "tests/support/testguest.h"
#include "tests/support/windowuser.h"

#include <QLabel>

using namespace Qt::StringLiterals;

// The text consoles of a real machine in the window: typed into, taken away by another client and
// taken back, followed across resets and restarts.
class TestGuestTextConsole : public QObject
{
    Q_OBJECT

    PrivateLibvirtd daemon;
    std::unique_ptr<TestGuest> guest;
    WindowUser user;
    bool failed = false;
    const QString name = u"Guesthouse demo"_s;

    MachineKey key() const
    {
        return user.row(name).data(MachineTreeModel::KeyRole).value<MachineKey>();
    }
    ConsoleTabs *tabs() const { return user.window().consoles().existingTabs(key()); }
    SerialPage *page(int index = 0) const { return tabs()->textPages().value(index); }
    TextConsoleState state(int index = 0) const { return page(index)->session()->state(); }
    bool isConnected(int index = 0) const
    {
        return QTest::qWaitFor(
            [=, this] { return page(index) && state(index) == TextConsoleState::Connected; },
            patience);
    }
    static QString text(const SerialPage *of) { return of->terminal()->wholeText(); }
    bool says(const QString &what, int index = 0) const
    {
        return QTest::qWaitFor([&] { return text(page(index)).contains(what); }, patience);
    }
    // By keys, as a person does; Return at the end.
    void type(const QString &command, int index = 0) const
    {
        QTest::keyClicks(page(index)->terminal(), command);
        QTest::keyClick(page(index)->terminal(), Qt::Key_Return);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(daemon.start(), qPrintable(daemon.errorString()));
        guest = std::make_unique<TestGuest>(daemon);
        QVERIFY2(guest->define(), qPrintable(guest->errorString()));
        user.start({daemon.uri()});
        QVERIFY(QTest::qWaitForWindowExposed(&user.window()));
        QVERIFY(user.select(name));
    }

    // Each test goes on from where the one before left the machine.
    void init()
    {
        if (failed)
            QFAIL("an earlier test failed");
    }
    void cleanup() { failed |= QTest::currentTestFailed(); }

    void cleanupTestCase()
    {
        QVERIFY(user.quit());
        daemon.quit();
    }

    void eachTextConsoleIsATabBesideTheDisplay()
    {
        QVERIFY(user.showPage(u"Console"_s));
        QTRY_COMPARE(tabs()->textPages().size(), 2);
        QCOMPARE(page(0)->title(), u"Serial 1"_s);
        QCOMPARE(page(1)->title(), u"Virtio console 1"_s);
        QCOMPARE(tabs()->current(), static_cast<QWidget *>(tabs()->display()));
        QVERIFY(user.showPage(u"Serial 1"_s));
        QTRY_COMPARE(state(), TextConsoleState::Off);
        QVERIFY2(page()->message().contains(u"is off"_s), qPrintable(page()->message()));
        QVERIFY(WindowUser::click(page(), u"Start"_s));
        QVERIFY(isConnected());
        QVERIFY(says(u"GUEST-READY"_s));
    }

    void whatIsTypedIsAnswered()
    {
        type(u"echo SERIAL-$((6*7))"_s);
        QVERIFY(says(u"SERIAL-42"_s));
        QCOMPARE(state(1), TextConsoleState::Idle); // nobody looked at it
        QVERIFY(user.showPage(u"Virtio console 1"_s));
        QVERIFY(isConnected(1));
        QCOMPARE(state(0), TextConsoleState::Connected); // and stays so
        type({}, 1);
        type(u"echo VIRTIO-$((6*7))"_s, 1);
        QVERIFY(says(u"VIRTIO-42"_s, 1));
    }

    void theGuestCanBeToldTheSize()
    {
        const Terminal &terminal = page(1)->terminal()->terminal();
        page(1)->terminal()->type("stty rows " + QByteArray::number(terminal.rows()) + " cols "
                                  + QByteArray::number(terminal.columns()) + "; stty size\r");
        QVERIFY(says(u"%1 %2"_s.arg(terminal.rows()).arg(terminal.columns()), 1));
    }

    void aFloodIsShownToItsEnd()
    {
        type(
            u"yes 0123456789012345678901234567890123456789 | head -c 150000; echo FLOOD-$((6*7))"_s,
            1);
        QVERIFY(says(u"FLOOD-42"_s, 1));
    }

    void anotherClientTakesItAwayAndTheUserTakesItBack()
    {
        QVERIFY(user.showPage(u"Serial 1"_s));
        Connection other(user.connection(daemon.uri())->config());
        other.open();
        QTRY_VERIFY(other.status().isUsable());
        std::optional<Result<FileDescriptor>> polite, rude;
        whenDone(other.openConsole(key().uuid, u"serial0"_s, false), this,
                 [&](const Result<FileDescriptor> &answer) { polite = answer; });
        QTRY_VERIFY(polite.has_value());
        QVERIFY(!polite->has_value());
        QCOMPARE(polite->error().kind, Error::Kind::Busy);
        whenDone(other.openConsole(key().uuid, u"serial0"_s, true), this,
                 [&](const Result<FileDescriptor> &answer) { rude = answer; });
        QTRY_VERIFY(rude.has_value());
        QVERIFY2(rude->has_value(), qPrintable(*rude ? QString() : rude->error().detail));
        ConsoleLink link(**rude);
        rude.reset();
        std::optional<ConsoleEnd> end;
        connect(&link, &ConsoleLink::ended, this, [&](ConsoleEnd reason) { end = reason; });

        QTRY_COMPARE_WITH_TIMEOUT(state(), TextConsoleState::Taken, patience);
        QVERIFY2(page()->message().contains(u"taken by another client"_s),
                 qPrintable(page()->message()));
        QVERIFY(says(u"SERIAL-42"_s)); // what was said stays
        QVERIFY(WindowUser::click(page(), u"Take over"_s));
        QVERIFY(isConnected());
        QTRY_VERIFY(end.has_value());
        QCOMPARE(*end, ConsoleEnd::Taken);
        type(u"echo BACK-$((6*7))"_s);
        QVERIFY(says(u"BACK-42"_s));
    }

    // Linux takes a break and a letter for a request to its kernel.
    void aBreakReachesTheKernel()
    {
        const auto all = page()->actions();
        const auto sendBreak = std::find_if(all.begin(), all.end(), [](const QAction *action) {
            return action->iconText() == "Send break"_L1;
        });
        QVERIFY(sendBreak != all.end() && (*sendBreak)->isVisible());
        (*sendBreak)->trigger();
        // The answer of the monitor comes first; letters before it are a command of the shell.
        QTRY_VERIFY_WITH_TIMEOUT(
            (QTest::keyClicks(page()->terminal(), u"h"_s), text(page()).contains(u"HELP"_s)),
            patience);
        QTest::keyClick(page()->terminal(), Qt::Key_U, Qt::ControlModifier);
    }

    // A machine that takes nothing must not block the calls of its host.
    void aMachineThatDoesNotListenBlocksNobody()
    {
        QVERIFY(daemon.virsh({u"suspend"_s, guest->name()}).ok());
        page()->terminal()->pasteText(QString(40'000, u'#'));
        const auto *note = page();
        const auto waits = [note] {
            const auto labels = note->findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
                return label->isVisible() && label->text().contains("does not take"_L1);
            });
        };
        QTRY_VERIFY_WITH_TIMEOUT(waits(), patience);
        for (int i = 0; i < 10; ++i) {
            bool answered = false;
            whenDone(
                user.connection(daemon.uri())->machineXml(key().uuid, Connection::XmlKind::Live),
                this, [&](const Result<QByteArray> &xml) { answered = xml.has_value(); });
            QTRY_VERIFY(answered);
        }
        QVERIFY(daemon.virsh({u"resume"_s, guest->name()}).ok());
        QTRY_VERIFY_WITH_TIMEOUT(!waits(), patience);
        QTest::keyClick(page()->terminal(), Qt::Key_C, Qt::ControlModifier);
        type(u"echo AWAKE-$((6*7))"_s);
        QVERIFY(says(u"AWAKE-42"_s));
    }

    void aResetIsFollowed()
    {
        const auto boots = text(page()).count(u"GUEST-READY"_s);
        QVERIFY(daemon.virsh({u"reset"_s, guest->name()}).ok());
        QTRY_VERIFY_WITH_TIMEOUT(text(page()).count(u"GUEST-READY"_s) > boots, 90'000);
        QCOMPARE(state(), TextConsoleState::Connected);
        type(u"echo AGAIN-$((6*7))"_s);
        QVERIFY(says(u"AGAIN-42"_s));
    }

    void aStopIsSaidAndAStartIsFollowed()
    {
        QVERIFY(daemon.virsh({u"destroy"_s, guest->name()}).ok());
        QTRY_COMPARE_WITH_TIMEOUT(state(), TextConsoleState::Off, patience);
        QVERIFY2(page()->message().contains(u"is off"_s), qPrintable(page()->message()));
        QVERIFY(text(page()).contains(u"AGAIN-42"_s));
        QVERIFY(guest->start());
        QVERIFY2(isConnected(), qPrintable(page()->message()));
        QVERIFY(guest->waitFor("GUEST-READY"));
        type({});
        type(u"echo RESTARTED-$((6*7))"_s);
        QVERIFY(says(u"RESTARTED-42"_s));
        QVERIFY(text(page()).contains(u"Connected again"_s));
    }

    void theConsolesMoveToAWindowOfTheirOwnAndBack()
    {
        SerialPage *before = page();
        QVERIFY(user.choose(u"Own window"_s));
        QTRY_VERIFY(page()->window() != &user.window());
        QCOMPARE(state(), TextConsoleState::Connected);
        type(u"echo TORN-$((6*7))"_s);
        QVERIFY(says(u"TORN-42"_s));
        page()->window()->close();
        QTRY_COMPARE(page()->window(), &user.window());
        QCOMPARE(page(), before);
        QCOMPARE(state(), TextConsoleState::Connected);
    }
};

QTEST_MAIN(TestGuestTextConsole)
#include "tst_guesttextconsole.moc"
