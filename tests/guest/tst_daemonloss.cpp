// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/rpcproxy.h"
#include "tests/support/testguest.h"
#include "tests/support/windowuser.h"

#include <QElapsedTimer>
#include <QLineEdit>
#include <QProcess>
#include <QSignalSpy>
#include <QTimer>

using namespace Qt::StringLiterals;

// The daemon of a running machine goes, hangs and comes back under the window.
class TestDaemonLoss : public QObject
{
    Q_OBJECT

    PrivateLibvirtd daemon;
    std::unique_ptr<TestGuest> guest;
    WindowUser user;
    bool failed = false;
    const QString name = u"Guesthouse demo"_s;

    Connection *host() const { return user.connection(daemon.uri()); }
    QString hostName() const { return connectionDisplayName(host()->config()); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(daemon.start(), qPrintable(daemon.errorString()));
        guest = std::make_unique<TestGuest>(daemon);
        QVERIFY2(guest->define() && guest->start(), qPrintable(guest->errorString()));
        user.start({daemon.uri(), u"test:///default"_s});
        QVERIFY(QTest::qWaitForWindowExposed(&user.window()));
        QVERIFY(user.select(name));
        QTRY_VERIFY(user.state(name).startsWith(u"Running"_s));
        QVERIFY(guest->waitFor("GUEST-READY"));
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
        daemon.cont();
        QVERIFY(user.quit());
        daemon.quit();
    }

    void aKilledDaemonLeavesTheRowsAndSaysSo()
    {
        QVERIFY(daemon.kill());
        QTRY_COMPARE(host()->status().state, ConnectionState::Lost);
        QVERIFY(user.row(name).isValid());
        QVERIFY(user.row(name).data(MachineTreeModel::StaleRole).toBool());
        QVERIFY2(user.state(hostName()).startsWith(u"Connection lost"_s),
                 qPrintable(user.state(hostName())));
        QTRY_VERIFY(!user.notice().isEmpty());
        for (const QString &command : {u"Pause"_s, u"Force off"_s, u"Rename"_s}) {
            QVERIFY2(!user.command(command)->isEnabled(), qPrintable(command));
            QVERIFY(user.command(command)->toolTip().contains(u"The host is not connected"_s));
        }
        QVERIFY(user.command(u"Open console"_s)->isEnabled()); // it says itself why there is none
    }

    void itReconnectsByItselfAndFindsTheMachineStillRunning()
    {
        const QList<MachineKey> selected = user.tree()->selectedMachines();
        QVERIFY2(daemon.restart(), qPrintable(daemon.errorString()));
        QTRY_COMPARE_WITH_TIMEOUT(host()->status().state, ConnectionState::Connected, patience);
        QTRY_VERIFY(user.state(name).startsWith(u"Running"_s));
        QVERIFY(!user.row(name).data(MachineTreeModel::StaleRole).toBool());
        QTRY_COMPARE(user.notice(), QString());
        QCOMPARE(user.tree()->selectedMachines(), selected);
        QTRY_VERIFY(user.command(u"Pause"_s)->isEnabled());
        QVERIFY(user.choose(u"Pause"_s));
        QTRY_COMPARE(guest->state(), u"paused"_s);
        QTRY_VERIFY(user.command(u"Resume"_s)->isVisible());
        QVERIFY(user.choose(u"Resume"_s));
        QTRY_COMPARE(guest->state(), u"running"_s);
        QCOMPARE(guest->serialOutput().count("GUEST-READY"), 1); // the same run
    }

    void whatHappenedMeanwhileIsSeen()
    {
        QVERIFY(daemon.kill());
        QTRY_COMPARE(host()->status().state, ConnectionState::Lost);
        QVERIFY2(daemon.restart(), qPrintable(daemon.errorString()));
        QVERIFY(daemon
                    .virsh({u"desc"_s, guest->name(), u"--title"_s, u"--config"_s, u"--live"_s,
                            u"Meanwhile"_s})
                    .ok());
        QTRY_COMPARE_WITH_TIMEOUT(host()->status().state, ConnectionState::Connected, patience);
        QTRY_VERIFY_WITH_TIMEOUT(user.row(u"Meanwhile"_s).isValid(), patience);
        QVERIFY(
            daemon.virsh({u"desc"_s, guest->name(), u"--title"_s, u"--config"_s, u"--live"_s, name})
                .ok());
        QTRY_VERIFY_WITH_TIMEOUT(user.row(name).isValid(), patience);
    }

    void aHangingDaemonHoldsUpNeitherTheWindowNorAnotherHost()
    {
        qint64 longest = 0;
        QElapsedTimer beat;
        QTimer heart;
        connect(&heart, &QTimer::timeout, &heart, [&] { longest = qMax(longest, beat.restart()); });
        daemon.stop();
        beat.start();
        heart.start(5);
        QVERIFY(user.select(name));
        QVERIFY(user.choose(u"Pause"_s)); // a call that gets no answer
        QTRY_COMPARE_WITH_TIMEOUT(host()->status().state, ConnectionState::NotResponding, patience);
        QTRY_COMPARE(user.state(hostName()), u"Not responding"_s);

        // All that needs no answer works: pages, filter, the other host.
        for (const QString &page :
             {u"Hardware"_s, u"Performance"_s, u"Events"_s, u"Console"_s, u"Overview"_s})
            QVERIFY2(user.showPage(page), qPrintable(page));
        user.window().machinePanel()->filter()->setText(u"test"_s);
        QTRY_VERIFY(!user.row(name).isValid());
        QVERIFY(user.select(u"test"_s));
        QVERIFY(user.choose(u"Pause"_s));
        QTRY_VERIFY(user.state(u"test"_s).startsWith(u"Paused"_s));
        QVERIFY(user.choose(u"Resume"_s));
        QTRY_VERIFY(user.state(u"test"_s).startsWith(u"Running"_s));
        user.window().machinePanel()->filter()->clear();
        QTRY_VERIFY(user.row(name).isValid());

        // The X server asks the window whether it is there, as a window manager does.
        QProcess xdotool;
        QSignalSpy ended(&xdotool, &QProcess::finished);
        xdotool.start(u"/usr/bin/xdotool"_s,
                      {u"search"_s, u"--sync"_s, u"--onlyvisible"_s, u"--name"_s, u"Guesthouse"_s,
                       u"windowsize"_s, u"--sync"_s, u"1100"_s, u"700"_s});
        QVERIFY(ended.wait(patience));
        QTRY_COMPARE(user.window().width(), 1100);
        heart.stop();
        qInfo("longest gap of the GUI thread beside a hanging daemon: %lld ms", longest);

        daemon.cont();
        QTRY_COMPARE_WITH_TIMEOUT(host()->status().state, ConnectionState::Connected, patience);
        QTRY_COMPARE_WITH_TIMEOUT(guest->state(), u"paused"_s, patience); // what was asked, is done
        QTRY_VERIFY_WITH_TIMEOUT(user.state(name).startsWith(u"Paused"_s), patience);
        QVERIFY(daemon.virsh({u"resume"_s, guest->name()}).ok());
        QTRY_VERIFY(user.state(name).startsWith(u"Running"_s));
    }

    // The real program as a process of its own.
    void quittingBesideAHangingDaemonIsQuick()
    {
        QTemporaryDir profile;
        RpcProxy proxy; // counts what the program asks
        QVERIFY(proxy.start(daemon.socket()));
        QProcess program;
        program.setProcessChannelMode(QProcess::ForwardedChannels);
        program.start(QCoreApplication::applicationDirPath() + u"/../app/guesthouse"_s,
                      {u"--profile"_s, profile.path(), u"--connect"_s, daemon.uri(proxy.socket()),
                       u"--show-domain-performance"_s, guest->name()});
        QVERIFY(program.waitForStarted());
        QProcess search;
        QSignalSpy found(&search, &QProcess::finished);
        search.start(u"/usr/bin/xdotool"_s, {u"search"_s, u"--sync"_s, u"--onlyvisible"_s,
                                             u"--pid"_s, QString::number(program.processId())});
        QVERIFY(found.wait(patience));
        const QString window =
            QString::fromLatin1(search.readAllStandardOutput()).split(u'\n').value(0);
        QVERIFY(!window.isEmpty());
        // Statistics of the machine come in, so that is what it waits for when the daemon stops.
        constexpr int connectGetAllDomainStats = 344; // remote_protocol.x
        QTRY_VERIFY_WITH_TIMEOUT(proxy.traffic().byProcedure.value(connectGetAllDomainStats) >= 2,
                                 patience);
        daemon.stop();
        QSignalSpy ended(&program, &QProcess::finished);
        QElapsedTimer clock;
        clock.start();
        QProcess keys;
        keys.start(u"/usr/bin/xdotool"_s,
                   {u"windowactivate"_s, u"--sync"_s, window, u"key"_s, u"ctrl+q"_s});
        QVERIFY(ended.wait(10'000)); // QtTest's own end of patience, not a measure
        qInfo("the program ended %lld ms after its window was closed", clock.elapsed());
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.exitCode(), 0);
        daemon.cont();
        QVERIFY(daemon.virsh({u"domstate"_s, guest->name()}).ok());
    }
};

QTEST_MAIN(TestDaemonLoss)
#include "tst_daemonloss.moc"
