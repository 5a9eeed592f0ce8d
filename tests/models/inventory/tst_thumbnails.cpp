// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/inventory.h"
#include "models/inventory/lane.h"
#include "models/inventory/thumbnails.h"
#include "models/virt/eventloop.h"
#include "tests/support/nodefile.h"
#include "tests/support/patience.h"
#include "tests/support/privatelibvirtd.h"
#include "tests/support/rpcproxy.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;

// Pictures of screens against libvirt's test driver, whose machines all show the same PNG, counted
// at the daemon's socket.
class TestThumbnails : public QObject
{
    Q_OBJECT

    static constexpr int screenshotCall = 211; // REMOTE_PROC_DOMAIN_SCREENSHOT
    static constexpr int machineCount = 40;    // every tenth runs
    static constexpr QSize size{160, 100};

    std::unique_ptr<EventLoop> eventLoop;
    PrivateLibvirtd daemon;

    // A host behind a proxy that counts.
    struct Host
    {
        RpcProxy proxy;
        Connection *connection = nullptr;

        bool open(Inventory &inventory, PrivateLibvirtd &server, bool readOnly = false)
        {
            if (!proxy.start(server.socket()))
                return false;
            connection = inventory.add(
                {.uri = server.nodeUri(nodeFile(server, machineCount), proxy.socket()),
                 .readOnly = readOnly});
            connection->open();
            return QTest::qWaitFor(
                [this] {
                    return connection->status().state == ConnectionState::Connected
                           && connection->machines().size() == machineCount;
                },
                30'000);
        }
        QList<QUuid> machines(bool running) const
        {
            QList<QUuid> found;
            const auto all = connection->machines();
            for (const Machine &machine : all) {
                if (machine.isActive() == running)
                    found.append(machine.uuid);
            }
            return found;
        }
        int pictures() { return proxy.traffic().byProcedure.value(screenshotCall); }
        // So many more were asked for; how long that takes is no matter.
        bool waitFor(int more)
        {
            const int before = pictures();
            return QTest::qWaitFor([&] { return pictures() >= before + more; }, 30'000);
        }
    };

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

    void aMachineThatIsLookedAtHasAPictureOfTheSizeWanted()
    {
        Host host;
        Inventory inventory;
        QVERIFY(host.open(inventory, daemon));
        Thumbnails thumbnails(inventory);
        QSignalSpy changed(&thumbnails, &Thumbnails::changed);
        const MachineKey key{host.connection->id(), host.machines(true).first()};
        QVERIFY(thumbnails.picture(key).isNull());
        QObject viewer;
        thumbnails.setWanted(&viewer, {{key.connection, {key.uuid}}}, size);
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(changed[0][0].value<MachineKey>(), key);
        const QImage picture = thumbnails.picture(key);
        QVERIFY(picture.width() == size.width() || picture.height() == size.height());
        QVERIFY(picture.width() <= size.width() && picture.height() <= size.height());
        QVERIFY(thumbnails.obstacle(key.connection).isEmpty());

        // Somebody who shows it larger gets a larger one, without waiting for the next turn.
        QObject page;
        thumbnails.setWanted(&page, {{key.connection, {key.uuid}}}, size * 3);
        QTRY_VERIFY(thumbnails.picture(key).width() > size.width());
    }

    void onlyWhatIsWantedAndRunsIsAskedFor()
    {
        Host host, metronome;
        Inventory inventory;
        QVERIFY(host.open(inventory, daemon));
        QVERIFY(metronome.open(inventory, daemon));
        Thumbnails thumbnails(inventory);
        thumbnails.setInterval(3'600'000); // each once
        QObject viewer;
        Thumbnails::Machines rows;
        rows[host.connection->id()] = host.machines(false) + host.machines(true).first(2);
        thumbnails.setWanted(&viewer, rows, size);
        QTRY_COMPARE(host.pictures(), 2);

        // Until another host has been asked many times more: no sign of the rest.
        thumbnails.setInterval(100);
        thumbnails.setWanted(&viewer, {{metronome.connection->id(), metronome.machines(true)}},
                             size);
        QVERIFY(host.proxy.forget());
        QVERIFY(metronome.waitFor(12));
        QCOMPARE(host.pictures(), 0);
    }

    void nothingIsAskedForWhileNobodyLooks()
    {
        Host host, metronome;
        Inventory inventory;
        QVERIFY(host.open(inventory, daemon));
        QVERIFY(metronome.open(inventory, daemon));
        Thumbnails thumbnails(inventory);
        thumbnails.setInterval(100);
        QObject viewer, other;
        thumbnails.setWanted(&other, {{metronome.connection->id(), metronome.machines(true)}},
                             size);
        {
            QObject passing;
            thumbnails.setWanted(&passing, {{host.connection->id(), host.machines(true)}}, size);
            QVERIFY(host.waitFor(4));
        }
        thumbnails.setWanted(&viewer, {{host.connection->id(), host.machines(true)}}, size);
        QVERIFY(host.waitFor(4));
        thumbnails.setWanted(&viewer, {}); // hidden
        QVERIFY(metronome.waitFor(3));     // what was under way has arrived
        QVERIFY(host.proxy.forget());
        QVERIFY(metronome.waitFor(12));
        QCOMPARE(host.pictures(), 0);

        thumbnails.setInterval(0); // turned off
        QVERIFY(thumbnails.picture({host.connection->id(), host.machines(true).first()}).isNull());
        QVERIFY(host.proxy.forget());
        thumbnails.setWanted(&viewer, {{host.connection->id(), host.machines(true)}}, size);
        const auto xml =
            host.connection->machineXml(host.machines(true).first(), Connection::XmlKind::Live);
        QTRY_VERIFY(xml.isFinished());
        QCOMPARE(host.pictures(), 0);
    }

    void aFewAreUnderWayAtATime()
    {
        Host host;
        Inventory inventory;
        QVERIFY(host.open(inventory, daemon));
        Thumbnails thumbnails(inventory);
        thumbnails.setInterval(50);
        QObject viewer;
        QVERIFY(host.proxy.freeze());
        QVERIFY(host.proxy.forget());
        thumbnails.setWanted(&viewer, {{host.connection->id(), host.machines(true)}}, size);
        // A hanging host is noticed by a question of its own; until then two wait and no third.
        QTRY_COMPARE_WITH_TIMEOUT(host.connection->status().state, ConnectionState::NotResponding,
                                  30'000);
        QVERIFY2(host.pictures() <= 2, qPrintable(QString::number(host.pictures())));
        QVERIFY(host.proxy.thaw());
        QTRY_VERIFY_WITH_TIMEOUT(
            !thumbnails.picture({host.connection->id(), host.machines(true).last()}).isNull(),
            30'000);
    }

    void anOpenConsoleIsLookedAtInsteadOfTheHost()
    {
        Host host;
        Inventory inventory;
        QVERIFY(host.open(inventory, daemon));
        Thumbnails thumbnails(inventory);
        QImage screen(800, 600, QImage::Format_RGB32);
        screen.fill(Qt::blue);
        thumbnails.setConsolePictures([&](const MachineKey &) { return screen; });
        QSignalSpy changed(&thumbnails, &Thumbnails::changed);
        const MachineKey key{host.connection->id(), host.machines(true).first()};
        QObject viewer;
        thumbnails.setInterval(50);
        thumbnails.setWanted(&viewer, {{key.connection, {key.uuid}}}, size);
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(thumbnails.picture(key).pixel(1, 1), qRgb(0, 0, 255));
        screen.fill(Qt::green); // a picture that is the same again is no news; another is
        QTRY_COMPARE(changed.size(), 2);
        QCOMPARE(thumbnails.picture(key).pixel(1, 1), qRgb(0, 255, 0));
        QCOMPARE(host.pictures(), 0);
    }

    void aMachineThatIsTurnedOffHasNoPicture()
    {
        Host host;
        Inventory inventory;
        QVERIFY(host.open(inventory, daemon));
        Thumbnails thumbnails(inventory);
        const MachineKey key{host.connection->id(), host.machines(true).first()};
        QObject viewer;
        thumbnails.setWanted(&viewer, {{key.connection, {key.uuid}}}, size);
        QTRY_VERIFY(!thumbnails.picture(key).isNull());
        // Paused it keeps what it showed.
        auto done = host.connection->perform(key.uuid, {.action = MachineAction::Pause});
        QTRY_COMPARE(host.connection->machine(key.uuid)->state, MachineState::Paused);
        QVERIFY(!thumbnails.picture(key).isNull());
        done = host.connection->perform(key.uuid, {.action = MachineAction::ForceOff});
        QTRY_COMPARE(host.connection->machine(key.uuid)->state, MachineState::Off);
        QTRY_VERIFY(thumbnails.picture(key).isNull());
    }

    void aHostThatIsOpenForReadingOnlySaysSo()
    {
        Host host;
        Inventory inventory;
        QVERIFY(host.open(inventory, daemon, true));
        Thumbnails thumbnails(inventory);
        QVERIFY(!thumbnails.obstacle(host.connection->id()).isEmpty());
        QObject viewer;
        thumbnails.setWanted(&viewer, {{host.connection->id(), host.machines(true)}}, size);
        const auto xml =
            host.connection->machineXml(host.machines(true).first(), Connection::XmlKind::Live);
        QTRY_VERIFY(xml.isFinished());
        QCOMPARE(host.pictures(), 0);
    }
};

QTEST_GUILESS_MAIN(TestThumbnails)
#include "tst_thumbnails.moc"
