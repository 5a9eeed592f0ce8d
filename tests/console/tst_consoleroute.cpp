// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/consoleroute.h"
#include "console/consoletunnel.h"
#include "tests/support/patience.h"

using namespace Qt::StringLiterals;

static Graphics spice()
{
    Graphics graphics;
    graphics.type = u"spice"_s;
    graphics.port = 5901;
    graphics.listenAddress = u"127.0.0.1"_s;
    return graphics;
}

static ConsoleTarget target(const QList<Graphics> &graphics, bool local)
{
    ConsoleTarget result;
    result.graphics = graphics;
    result.local = local;
    result.hostName = local ? QString() : u"host.example"_s;
    return result;
}

class TestConsoleRoute : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLocalMachineIsReachedThroughItsDaemon()
    {
        ConsoleTarget local = target({spice()}, true);
        local.allowFd = true;
        local.openChannel = [](int, bool) { return QFuture<Result<FileDescriptor>>(); };
        const ConsoleRoute route = consoleRoute(local, true);
        QCOMPARE(route.state, ConsoleState::Connecting);
        QVERIFY(route.where.sockets && route.where.local);
        // and by its address when that did not work
        const ConsoleRoute second = consoleRoute(local, false);
        QVERIFY(!second.where.sockets);
        QCOMPARE(second.where.host, u"127.0.0.1"_s);
        QCOMPARE(second.where.port, 5901);
    }

    void aServerWithTlsOnlyIsNeverHandedSockets()
    {
        Graphics secure = spice();
        secure.port = -1;
        secure.tlsPort = 5902;
        ConsoleTarget local = target({secure}, true);
        local.allowFd = true;
        local.openChannel = [](int, bool) { return QFuture<Result<FileDescriptor>>(); };
        const ConsoleRoute route = consoleRoute(local, true);
        QVERIFY(!route.where.sockets);
        QCOMPARE(route.where.tlsPort, 5902);
    }

    void aSocketOfThisComputerIsUsed()
    {
        Graphics socket = spice();
        socket.port = -1;
        socket.socketPath = u"/run/spice.sock"_s;
        QCOMPARE(consoleRoute(target({socket}, true), true).where.path, u"/run/spice.sock"_s);
        // but not another computer's
        QCOMPARE(consoleRoute(target({socket}, false), true).state, ConsoleState::OutOfReach);
    }

    void aRemoteMachineIsReachedAtItsHost_data()
    {
        QTest::addColumn<QString>("listen");
        QTest::addColumn<QString>("host");
        QTest::newRow("everywhere") << u"0.0.0.0"_s << u"host.example"_s;
        QTest::newRow("everywhere, IPv6") << u"::"_s << u"host.example"_s;
        QTest::newRow("not said") << QString() << u"host.example"_s;
        QTest::newRow("one address") << u"192.0.2.7"_s << u"192.0.2.7"_s;
        QTest::newRow("itself only") << u"127.0.0.1"_s << QString();
        QTest::newRow("itself only, IPv6") << u"::1"_s << QString();
    }

    void aRemoteMachineIsReachedAtItsHost()
    {
        QFETCH(QString, listen);
        QFETCH(QString, host);
        Graphics graphics = spice();
        graphics.listenAddress = listen;
        const ConsoleRoute route = consoleRoute(target({graphics}, false), true);
        QCOMPARE(route.state, host.isEmpty() ? ConsoleState::OutOfReach : ConsoleState::Connecting);
        QCOMPARE(route.where.host, host);
    }

    void aHostReachedBySshIsTheOnlyWayToItsDisplays_data()
    {
        QTest::addColumn<Graphics>("graphics");
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("secureAddress");
        const auto row = [](const char *name, int port, int tlsPort, const QString &listen,
                            const QString &socket, const QString &address, const QString &secure) {
            Graphics graphics = spice();
            graphics.port = port;
            graphics.tlsPort = tlsPort;
            graphics.listenAddress = listen;
            graphics.socketPath = socket;
            QTest::newRow(name) << graphics << address << secure;
        };
        row("itself only", 5901, -1, u"127.0.0.1"_s, {}, u"127.0.0.1:5901"_s, {});
        row("itself only, IPv6", 5901, -1, u"::1"_s, {}, u"[::1]:5901"_s, {});
        row("everywhere", 5901, -1, u"0.0.0.0"_s, {}, u"127.0.0.1:5901"_s, {});
        row("everywhere, IPv6", 5901, -1, u"::"_s, {}, u"[::1]:5901"_s, {});
        row("another address", 5901, -1, u"192.0.2.7"_s, {}, u"192.0.2.7:5901"_s, {});
        row("a socket", -1, -1, {}, u"/run/x.sock"_s, u"/run/x.sock"_s, {});
        row("TLS too", 5901, 5902, u"127.0.0.1"_s, {}, u"127.0.0.1:5901"_s, u"127.0.0.1:5902"_s);
        row("TLS only", -1, 5902, u"127.0.0.1"_s, {}, {}, u"127.0.0.1:5902"_s);
    }

    void aHostReachedBySshIsTheOnlyWayToItsDisplays()
    {
        QFETCH(Graphics, graphics);
        QFETCH(QString, address);
        QFETCH(QString, secureAddress);
        QCOMPARE(tunnelAddress(graphics), address);
        QCOMPARE(tunnelAddress(graphics, true), secureAddress);
        ConsoleTarget remote = target({graphics}, false);
        remote.tunnel = true;
        remote.openChannel = [](int, bool) { return QFuture<Result<FileDescriptor>>(); };
        for (const bool sockets : {true, false}) {
            const ConsoleRoute route = consoleRoute(remote, sockets);
            if (address.isEmpty()) { // SPICE's TLS cannot be led through
                QCOMPARE(route.state, ConsoleState::OutOfReach);
                QVERIFY(route.detail.contains(u"TLS"_s) && route.where.host.isEmpty());
                continue;
            }
            QCOMPARE(route.state, ConsoleState::Connecting);
            QVERIFY(route.where.sockets && !route.where.local);
            QVERIFY(route.where.host.isEmpty() && route.where.path.isEmpty());
            QCOMPARE(route.where.tlsPort, graphics.tlsPort);
        }
    }

    void whatSshWouldReachIsOfferedSo()
    {
        const ConsoleRoute loopback = consoleRoute(target({spice()}, false), true);
        QCOMPARE(loopback.state, ConsoleState::OutOfReach);
        QVERIFY(loopback.sshWouldHelp);
        QVERIFY(loopback.detail.contains(u"SSH"_s));
        Graphics nowhere = spice();
        nowhere.port = -1;
        ConsoleTarget remote = target({nowhere}, false);
        QVERIFY(!consoleRoute(remote, true).sshWouldHelp);
        remote.tunnel = true; // and not even ssh gets there
        remote.openChannel = [](int, bool) { return QFuture<Result<FileDescriptor>>(); };
        QCOMPARE(consoleRoute(remote, true).state, ConsoleState::OutOfReach);
    }

    void whatCannotBeShownIsNamed()
    {
        QCOMPARE(consoleRoute(target({}, true), true).state, ConsoleState::NoDisplay);
        Graphics other;
        other.type = u"<b>x</b>\n"_s;
        QVERIFY(consoleRoute(target({other}, true), true).detail.contains(u"<b>x</b>\\n"_s));
        Graphics gl = spice();
        gl.gl = true;
        // What the graphics card holds is handed over on one computer only, by sockets of its own.
        QCOMPARE(consoleRoute(target({gl}, true), true).state, ConsoleState::Unsupported);
        Graphics near = gl;
        near.socketPath = u"/run/spice.sock"_s;
        QCOMPARE(consoleRoute(target({near}, true), true).where.path, near.socketPath);
        const ConsoleRoute far = consoleRoute(target({gl}, false), true);
        QCOMPARE(far.state, ConsoleState::Unsupported);
        QVERIFY(far.detail.contains(u"OpenGL"_s));
    }

    void aVncDisplayIsReachedTheSameWays()
    {
        Graphics vnc;
        vnc.type = u"vnc"_s;
        vnc.port = 5900;
        vnc.listenAddress = u"0.0.0.0"_s;
        ConsoleTarget local = target({vnc}, true);
        local.allowFd = true;
        local.openChannel = [](int, bool) { return QFuture<Result<FileDescriptor>>(); };
        QVERIFY(consoleRoute(local, true).where.sockets);
        const ConsoleRoute route = consoleRoute(target({vnc}, false), true);
        QCOMPARE(route.state, ConsoleState::Connecting);
        QCOMPARE(route.where.protocol, Wire::Protocol::Vnc);
        QCOMPARE(route.where.host, u"host.example"_s);
        QCOMPARE(route.where.port, 5900);
        QVERIFY(!route.where.local);
    }

    void spiceIsChosenAmongSeveral()
    {
        Graphics vnc;
        vnc.type = u"vnc"_s;
        Graphics second = spice();
        second.index = 1;
        QCOMPARE(consoleRoute(target({vnc, second}, true), true).graphicsIndex, 1);
    }

    void aKindThatCannotBeShownIsExplained()
    {
        QSet<QString> words;
        for (const QString &type : {u"sdl"_s, u"dbus"_s, u"rdp"_s, u"egl-headless"_s, u"new<b>"_s}) {
            ConsoleTarget machine;
            Graphics graphics;
            graphics.type = type;
            machine.graphics = {graphics};
            const ConsoleRoute route = consoleRoute(machine, true);
            QCOMPARE(route.state, ConsoleState::Unsupported);
            QVERIFY(route.detail.contains(u"SPICE"_s));
            words.insert(route.detail);
        }
        QCOMPARE(words.size(), 5);
    }

    void whatWasGivenAsAnAddressIsTaken()
    {
        ConsoleTarget alone;
        alone.fixed = Wire::Open{.protocol = Wire::Protocol::Vnc, .host = u"h"_s, .port = 5900};
        const ConsoleRoute route = consoleRoute(alone, true);
        QCOMPARE(route.state, ConsoleState::Connecting);
        QCOMPARE(route.where.protocol, Wire::Protocol::Vnc);
        QCOMPARE(route.where.port, 5900);
    }
};

QTEST_APPLESS_MAIN(TestConsoleRoute)
#include "tst_consoleroute.moc"
