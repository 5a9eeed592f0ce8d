// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/consolelink.h"
#include "console/textconsolesession.h"
#include "models/core/async.h"
#include "tests/support/patience.h"

#include <QSignalSpy>

#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

// When a text console is opened, and what is said when it is not, against a host of our own.
class TestTextConsoleSession : public QObject
{
    Q_OBJECT

    struct Host
    {
        int opened = 0, forced = 0;
        std::optional<Error> refusal = {};
        FileDescriptor other = {}; // the machine's end of the last one

        TextConsoleSession::Open open()
        {
            return [this](const QString &, bool force) {
                ++opened;
                forced += force;
                if (refusal && !force)
                    return readyFuture(Result<FileDescriptor>(tl::unexpected(*refusal)));
                int ends[2] = {-1, -1};
                ::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends);
                other = FileDescriptor(ends[1]);
                return readyFuture(Result<FileDescriptor>(FileDescriptor(ends[0])));
            };
        }
        void say(ConsolePacket kind, const QByteArray &body) const
        {
            const QByteArray packet = char(kind) + body;
            QCOMPARE(::send(other.get(), packet.constData(), size_t(packet.size()), 0),
                     ssize_t(packet.size()));
        }
        void end(ConsoleEnd why) const { say(ConsolePacket::End, QByteArray(1, char(why))); }
    };

    // Asks as a page does: whenever it wants to know, it is told.
    static void answer(TextConsoleSession &session, const TextConsole &console)
    {
        connect(
            &session, &TextConsoleSession::consoleWanted, &session,
            [&session, console] { session.setConsole(console); }, Qt::QueuedConnection);
    }
    const TextConsole pty{.alias = u"serial0"_s, .type = u"pty"_s};

private Q_SLOTS:
    void itOpensWhenTheMachineRunsAndSomebodyLooks()
    {
        Host host;
        TextConsoleSession session(host.open());
        answer(session, pty);
        session.setMachine(u"web"_s, MachineState::Off, false);
        session.setActive(true);
        QCOMPARE(session.state(), TextConsoleState::Off);
        session.setActive(false);
        session.setMachine(u"web"_s, MachineState::Running, false);
        QCOMPARE(session.state(), TextConsoleState::Idle);
        session.setActive(true);
        QTRY_COMPARE(session.state(), TextConsoleState::Connected);
        QVERIFY(session.link());
        session.setActive(false); // stays
        QCOMPARE(session.state(), TextConsoleState::Connected);
        QCOMPARE(host.opened, 1);
        QCOMPARE(host.forced, 0);
    }

    void whatComesAndGoesIsCarried()
    {
        Host host;
        TextConsoleSession session(host.open());
        answer(session, pty);
        session.setMachine(u"web"_s, MachineState::Running, false);
        session.setActive(true);
        QTRY_VERIFY(session.link());
        QSignalSpy received(session.link(), &ConsoleLink::received);
        QSignalSpy leftOut(session.link(), &ConsoleLink::leftOut);
        host.say(ConsolePacket::Data, "hello");
        host.say(ConsolePacket::LeftOut, "12345");
        QTRY_COMPARE(leftOut.size(), 1);
        QCOMPARE(received.first()[0].toByteArray(), "hello");
        QCOMPARE(leftOut.first()[0].toLongLong(), 12345);
        QVERIFY(session.link()->send("answer"));
        char buffer[64];
        QCOMPARE(::recv(host.other.get(), buffer, sizeof buffer, 0), ssize_t(6));
        QVERIFY(!session.link()->send(QByteArray(2'000'000, 'x')));
    }

    void whatSomebodyElseHasIsTakenOnlyOnRequest()
    {
        Host host;
        host.refusal = Error{.kind = Error::Kind::Busy};
        TextConsoleSession session(host.open());
        answer(session, pty);
        session.setMachine(u"web"_s, MachineState::Running, false);
        session.setActive(true);
        QTRY_COMPARE(session.state(), TextConsoleState::Busy);
        session.setActive(false);
        session.setActive(true);
        QCOMPARE(session.state(), TextConsoleState::Busy);
        QCOMPARE(host.opened, 1);
        session.takeOver();
        QTRY_COMPARE(session.state(), TextConsoleState::Connected);
        QCOMPARE(host.forced, 1);
    }

    void whatIsTakenAwayIsNotTakenBack()
    {
        Host host;
        TextConsoleSession session(host.open());
        answer(session, pty);
        session.setMachine(u"web"_s, MachineState::Running, false);
        session.setActive(true);
        QTRY_VERIFY(session.link());
        host.end(ConsoleEnd::Taken);
        QTRY_COMPARE(session.state(), TextConsoleState::Taken);
        QVERIFY(!session.link());
        session.setMachine(u"web"_s, MachineState::Paused, false);
        QCOMPARE(session.state(), TextConsoleState::Taken);
        QCOMPARE(host.opened, 1);
    }

    void aRebootThatEndsItIsFollowed()
    {
        Host host;
        TextConsoleSession session(host.open());
        answer(session, pty);
        session.setMachine(u"web"_s, MachineState::Running, false);
        session.setActive(true);
        QTRY_VERIFY(session.link());
        host.end(ConsoleEnd::Ended);
        QTRY_VERIFY(!session.link());
        session.setMachine(u"web"_s, MachineState::Off, false);
        QTRY_COMPARE(session.state(), TextConsoleState::Off);
        session.setMachine(u"web"_s, MachineState::Running, false);
        QTRY_COMPARE(session.state(), TextConsoleState::Connected);
        // So short a stop that nobody saw it.
        session.noteStarted();
        host.end(ConsoleEnd::Ended);
        QTRY_COMPARE(host.opened, 3);
        QTRY_COMPARE(session.state(), TextConsoleState::Connected);
        // Without a start there is nothing to follow.
        TextConsoleSession still(host.open());
        answer(still, pty);
        still.setMachine(u"web"_s, MachineState::Running, false);
        still.setActive(true);
        QTRY_VERIFY(still.link());
        host.end(ConsoleEnd::Ended);
        QTRY_COMPARE(still.state(), TextConsoleState::Ended);
    }

    void whatTheRunBeforeStillHasIsTriedAgain()
    {
        Host host;
        TextConsoleSession session(host.open());
        answer(session, pty);
        session.setActive(true);
        host.refusal = Error{.kind = Error::Kind::Busy};
        session.noteStarted();
        session.setMachine(u"web"_s, MachineState::Running, false);
        QTRY_COMPARE(host.opened, 2);
        QCOMPARE(session.state(), TextConsoleState::Connecting);
        host.refusal.reset();
        QTRY_COMPARE(session.state(), TextConsoleState::Connected);
        QCOMPARE(host.forced, 0);
    }

    void aLostHostIsFollowedWhenItIsBack()
    {
        Host host;
        TextConsoleSession session(host.open());
        answer(session, pty);
        session.setMachine(u"web"_s, MachineState::Running, false);
        session.setActive(true);
        QTRY_VERIFY(session.link());
        host.other = {};
        QTRY_VERIFY(!session.link());
        session.setConnectionUsable(false, u"gone"_s);
        session.setConnectionUsable(true, {});
        QTRY_COMPARE(session.state(), TextConsoleState::Connected);
        QCOMPARE(host.opened, 2);
    }

    void whatIsNoPseudoTerminalIsNotTried()
    {
        Host host;
        TextConsoleSession session(host.open());
        answer(session, {.type = u"tcp"_s, .whyNot = u"It is TCP."_s});
        session.setMachine(u"web"_s, MachineState::Running, false);
        session.setActive(true);
        QTRY_COMPARE(session.state(), TextConsoleState::NotOpenable);
        QCOMPARE(session.detail(), u"It is TCP."_s);
        QCOMPARE(host.opened, 0);
    }

    void everyStateButConnectedHasWords()
    {
        for (int state = 0; state <= int(TextConsoleState::Failed); ++state) {
            const ConsoleMessage message =
                textConsoleMessage(TextConsoleState(state), u"web"_s, false, u"detail"_s);
            QCOMPARE(message.title.isEmpty(),
                     TextConsoleState(state) == TextConsoleState::Connected);
        }
    }
};

QTEST_GUILESS_MAIN(TestTextConsoleSession)
#include "tst_textconsolesession.moc"
