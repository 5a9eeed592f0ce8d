// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/connection.h"
#include "models/inventory/lane.h"
#include "models/virt/eventloop.h"
#include "tests/support/answers.h"
#include "tests/support/nodefile.h"
#include "tests/support/patience.h"
#include "tests/support/privatelibvirtd.h"
#include "tests/support/rpcproxy.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTimer>

#include <memory>

using namespace Qt::StringLiterals;

// A real daemon that is killed, frozen and counted at its socket.
class TestHostLink : public QObject
{
    Q_OBJECT

    std::unique_ptr<EventLoop> eventLoop;
    PrivateLibvirtd daemon;

    static std::unique_ptr<Connection> opened(const QString &uri)
    {
        auto connection =
            std::make_unique<Connection>(ConnectionConfig{.id = QUuid::createUuid(), .uri = uri});
        connection->open();
        [&] {
            QTRY_COMPARE_WITH_TIMEOUT(connection->status().state, ConnectionState::Connected,
                                      30'000);
        }();
        return connection;
    }

private Q_SLOTS:
    void initTestCase()
    {
        eventLoop = std::make_unique<EventLoop>();
        QVERIFY2(daemon.start(), qPrintable(daemon.errorString()));
    }

    void cleanup() { QVERIFY(waitForWorkers(30'000)); }

    void cleanupTestCase()
    {
        daemon.quit();
        eventLoop.reset();
    }

    void whatMachinesCanHaveIsAskedOfTheHost()
    {
        const auto connection = opened(daemon.uri());
        const auto host = connection->capabilities();
        QVERIFY(answered(host));
        QVERIFY(host.result());
        QVERIFY(!host.result()->guests.isEmpty());
        const auto pc = connection->domainCapabilities({}, u"x86_64"_s, u"q35"_s, u"qemu"_s);
        QVERIFY(answered(pc));
        QVERIFY(pc.result());
        QCOMPARE(pc.result()->virtType, u"qemu"_s);
        QVERIFY(pc.result()->machine.contains(u"q35"_s));
        QVERIFY(pc.result()->diskBuses.contains(u"virtio"_s));
        const auto none = connection->domainCapabilities({}, u"x86_64"_s, u"none"_s, u"qemu"_s);
        QVERIFY(answered(none));
        QVERIFY(!none.result());
        QVERIFY(!none.result().error().detail.isEmpty());
    }

    void aListCostsAsManyCallsForAThousandMachinesAsForTen()
    {
        int calls[2] = {};
        int index = 0;
        for (const int machines : {10, 1000}) {
            RpcProxy proxy;
            QVERIFY(proxy.start(daemon.socket()));
            Connection connection(
                {.id = QUuid::createUuid(),
                 .uri = daemon.nodeUri(nodeFile(daemon, machines), proxy.socket())});
            // Frozen at the moment the list is there: what follows in the background is not counted.
            connect(&connection, &Connection::machinesChanged, &connection, [&] {
                if (calls[index] == 0)
                    calls[index] = proxy.traffic().calls;
            });
            connection.open();
            QTRY_COMPARE_WITH_TIMEOUT(connection.machines().size(), machines, 30'000);
            ++index;
        }
        qInfo("round trips until the list is complete: %d for 10, %d for 1000", calls[0], calls[1]);
        QVERIFY(calls[0] > 0);
        // The lists: machines with their states, those that start with the host, saved, transient.
        // What is asked beside them may already be on its way when the counter is read.
        QVERIFY(calls[0] <= 12 + 4);
        QVERIFY(calls[1] <= 12 + 4);
    }

    void aTickCostsAtMostTwoCallsHoweverManyRun()
    {
        RpcProxy proxy;
        QVERIFY(proxy.start(daemon.socket()));
        const auto connection = opened(daemon.nodeUri(nodeFile(daemon, 200), proxy.socket()));
        QTRY_VERIFY(!connection->host().hostname.isEmpty());
        const auto described = [&] {
            const auto machines = connection->machines();
            return std::all_of(machines.begin(), machines.end(),
                               [](const Machine &machine) { return machine.described; });
        };
        QTRY_VERIFY_WITH_TIMEOUT(described(), 30'000);
        connection->setStatsInterval(500);
        QSignalSpy sampled(connection.get(), &Connection::sampled);
        QObject viewer;
        connection->setStatsDemand(&viewer, StatsGroup::Cpu | StatsGroup::Block, true);
        QTRY_VERIFY_WITH_TIMEOUT(sampled.size() >= 2,
                                 30'000); // how many fields there are is asked once
        QVERIFY(proxy.forget());
        const auto before = sampled.size();
        QTRY_VERIFY_WITH_TIMEOUT(sampled.size() >= before + 4, 30'000);
        connection->setStatsDemand(&viewer, {});
        const int ticks = int(sampled.size() - before) + 1; // one may be under way
        QVERIFY2(proxy.traffic().calls <= 2 * ticks,
                 qPrintable(QString::number(proxy.traffic().calls)));
    }

    void aBurstOfEventsCostsAFewQuestions()
    {
        const QString uri = daemon.testDriverUri();
        RpcProxy proxy;
        QVERIFY(proxy.start(daemon.socket()));
        const auto connection = opened(daemon.testDriverUri(proxy.socket()));
        QTRY_VERIFY(!connection->host().hostname.isEmpty());
        const QUuid uuid = connection->machines().first().uuid;
        QTRY_VERIFY(connection->machine(uuid)->described);
        QByteArray script;
        constexpr int rounds = 300;
        for (int i = 0; i < rounds; ++i)
            script += "suspend test\nresume test\n";
        script += "suspend test\n";
        QVERIFY(proxy.forget());
        qsizetype events = 0;
        connect(connection.get(), &Connection::eventsArrived, connection.get(),
                [&](const QList<MachineEvent> &news) { events += news.size(); });
        // Held back and let go at once, so that it is a burst however slow virsh is.
        QVERIFY(proxy.freeze());
        QVERIFY(daemon.virshScript(script, uri));
        QVERIFY(proxy.thaw());
        QTRY_COMPARE(connection->machine(uuid)->state, MachineState::Paused);
        QTRY_COMPARE(events, 2 * rounds + 1);
        const int calls = proxy.traffic().calls;
        qInfo("%d events were answered by %d calls", int(events), calls);
        QVERIFY(calls <= events / 10);
    }

    void aKilledDaemonIsNoticedAndFoundAgain()
    {
        const auto connection = opened(daemon.testDriverUri());
        QVERIFY(daemon.kill());
        QTRY_COMPARE(connection->status().state, ConnectionState::Lost);
        QCOMPARE(connection->machines().size(), 1); // they stay, with their age
        QVERIFY(connection->status().dataFrom.isValid());
        QVERIFY(connection->status().retryAt.isValid());
        QVERIFY(daemon.restart());
        QTRY_COMPARE_WITH_TIMEOUT(connection->status().state, ConnectionState::Connected, 60'000);
        QCOMPARE(connection->machines().size(), 1);
        QVERIFY(!connection->status().dataFrom.isValid());
    }

    void aHangingHostDisturbsNobodyAndSaysSo()
    {
        RpcProxy proxy;
        QVERIFY(proxy.start(daemon.socket()));
        const auto hanging = opened(daemon.testDriverUri(proxy.socket()));
        const auto other = opened(daemon.testDriverUri());
        const QUuid uuid = other->machines().first().uuid;
        QVERIFY(proxy.freeze());
        QList<QFuture<Result<QByteArray>>> stuck;
        for (int i = 0; i < 20; ++i) // more than any lane is wide
            stuck.append(hanging->machineXml(uuid, Connection::XmlKind::Live));
        hanging->refresh();
        QTRY_COMPARE_WITH_TIMEOUT(hanging->status().state, ConnectionState::NotResponding,
                                  patience);

        // Meanwhile the other host answers, and this thread is never held up.
        qint64 longest = 0;
        QElapsedTimer beat;
        beat.start();
        QTimer heart;
        connect(&heart, &QTimer::timeout, &heart, [&] { longest = qMax(longest, beat.restart()); });
        heart.start(5);
        for (int i = 0; i < 50; ++i)
            QVERIFY(answered(other->machineXml(uuid, Connection::XmlKind::Live)));
        qInfo("longest gap of the GUI thread beside a hanging host: %lld ms", longest);

        QVERIFY(proxy.thaw());
        QTRY_COMPARE_WITH_TIMEOUT(hanging->status().state, ConnectionState::Connected, 30'000);
        for (const auto &call : stuck)
            QVERIFY(answered(call) && call.result());
    }

    void aHangingHostIsLeftAtOnce()
    {
        RpcProxy proxy;
        QVERIFY(proxy.start(daemon.socket()));
        auto hanging = opened(daemon.testDriverUri(proxy.socket()));
        QVERIFY(proxy.freeze());
        const auto stuck =
            hanging->machineXml(hanging->machines().first().uuid, Connection::XmlKind::Live);
        QElapsedTimer clock;
        clock.start();
        hanging.reset(); // what waits is answered, nothing is waited for
        QVERIFY(stuck.isFinished());
        QCOMPARE(stuck.result().error().kind, Error::Kind::Lost);
        qInfo("leaving took %lld ms", clock.elapsed());
        QVERIFY(proxy.cut());
    }
};

QTEST_GUILESS_MAIN(TestHostLink)
#include "tst_hostlink.moc"
