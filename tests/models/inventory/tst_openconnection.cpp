// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/core/async.h"
#include "models/inventory/connection.h"
#include "models/inventory/lane.h"
#include "models/virt/eventloop.h"
#include "tests/support/answers.h"
#include "tests/support/patience.h"

#include <QSignalSpy>
#include <QTemporaryFile>

#include <memory>

using namespace Qt::StringLiterals;

// libvirt's own test driver: a whole hypervisor in the process, events included.
class TestOpenConnection : public QObject
{
    Q_OBJECT

    std::unique_ptr<EventLoop> eventLoop;

    static std::unique_ptr<Connection> opened(const QString &uri = u"test:///default"_s)
    {
        auto connection =
            std::make_unique<Connection>(ConnectionConfig{.id = QUuid::createUuid(), .uri = uri});
        connection->open();
        [&] { QTRY_COMPARE(connection->status().state, ConnectionState::Connected); }();
        return connection;
    }

    static Machine only(const Connection &connection) { return connection.machines().value(0); }

private Q_SLOTS:
    void initTestCase() { eventLoop = std::make_unique<EventLoop>(); }

    // Connections in one process share the test driver's state until the last is closed.
    void cleanup() { QVERIFY(waitForWorkers(15'000)); }

    void cleanupTestCase() { eventLoop.reset(); }

    void openingListsTheMachines()
    {
        const auto connection = opened();
        QCOMPARE(connection->machines().size(), 1);
        QCOMPARE(only(*connection).name, u"test"_s);
        QCOMPARE(only(*connection).state, MachineState::Running);
        QTRY_COMPARE(connection->host().driver, u"TEST"_s);
        QTRY_VERIFY(only(*connection).described);
        QCOMPARE(only(*connection).memoryKiB, quint64(2 * 1024 * 1024));
    }

    void aChangeArrivesByItsEventAndTheStateThatWasRead()
    {
        const auto connection = opened();
        const QUuid uuid = only(*connection).uuid;
        QSignalSpy events(connection.get(), &Connection::eventsArrived);
        QVERIFY(answerOf(connection->perform(uuid, {.action = MachineAction::Pause})));
        QTRY_COMPARE(connection->machine(uuid)->state, MachineState::Paused);
        QVERIFY(!events.isEmpty());
        const auto event = events.first().first().value<QList<MachineEvent>>().first();
        QCOMPARE(event.machine, (MachineKey{connection->id(), uuid}));
        QCOMPARE(event.machineName, u"test"_s);
    }

    void askingForWhatIsAlreadySoSucceeds()
    {
        const auto connection = opened();
        const QUuid uuid = only(*connection).uuid;
        QVERIFY(answerOf(connection->perform(uuid, {.action = MachineAction::Start})));
        QVERIFY(answerOf(connection->perform(uuid, {.action = MachineAction::ForceOff})));
        QVERIFY(answerOf(connection->perform(uuid, {.action = MachineAction::ForceOff})));
        QTRY_COMPARE(connection->machine(uuid)->state, MachineState::Off);
    }

    void theAddressesOfAGuestAreThoseOfItsCards()
    {
        QTemporaryFile node;
        QVERIFY(node.open());
        node.write("<node xmlns:test='http://libvirt.org/schemas/domain/test/1.0'><network>"
                   "<name>lab</name><bridge name='virbr9'/><forward/>"
                   "<ip address='192.0.2.1' netmask='255.255.255.0'><dhcp>"
                   "<range start='192.0.2.16' end='192.0.2.99'/></dhcp></ip></network>"
                   "<domain type='test'><name>web</name><memory>65536</memory><vcpu>1</vcpu>"
                   "<os><type>hvm</type></os><devices><interface type='network'>"
                   "<mac address='52:54:00:00:00:01'/><source network='lab'/></interface>"
                   "<interface type='network'><mac address='52:54:00:00:00:02'/>"
                   "<source network='lab'/></interface></devices>"
                   "<test:runstate>1</test:runstate></domain></node>");
        QVERIFY(node.flush());
        const auto connection = opened(u"test://"_s + node.fileName());
        const QUuid uuid = only(*connection).uuid;
        QVERIFY(only(*connection).addresses().isEmpty()); // nobody has asked
        connection->requestAddresses({uuid});
        QTRY_COMPARE(connection->machine(uuid)->guestAddresses,
                     (QList<GuestAddresses>{{u"52:54:00:00:00:01"_s, {u"192.0.2.17"_s}},
                                            {u"52:54:00:00:00:02"_s, {u"192.0.2.18"_s}}}));
        QCOMPARE(connection->machine(uuid)->addresses(),
                 QStringList({u"192.0.2.17"_s, u"192.0.2.18"_s}));
        QVERIFY(answerOf(connection->perform(uuid, {.action = MachineAction::ForceOff})));
        QTRY_VERIFY(connection->machine(uuid)->guestAddresses.isEmpty());
    }

    void whatHasNoEventIsReadAgain()
    {
        const auto connection = opened();
        const QUuid uuid = only(*connection).uuid;
        QVERIFY(!only(*connection).autostart);
        QVERIFY(answerOf(connection->perform(uuid, {.action = MachineAction::Autostart})));
        QTRY_VERIFY(connection->machine(uuid)->autostart);
    }

    void aTitleReachesTheRow()
    {
        const auto connection = opened();
        const QUuid uuid = only(*connection).uuid;
        QVERIFY(answerOf(
            connection->perform(uuid, {.action = MachineAction::EditTitle, .text = u"The one"_s})));
        QTRY_COMPARE(connection->machine(uuid)->title, u"The one"_s);
        QVERIFY(answerOf(connection->perform(uuid, {.action = MachineAction::EditTitle})));
        QTRY_COMPARE(connection->machine(uuid)->title, QString());
    }

    void savedStateIsMadeRestoredAndDiscarded()
    {
        const auto connection = opened();
        const QUuid uuid = only(*connection).uuid;
        QVERIFY(answerOf(connection->perform(uuid, {.action = MachineAction::SaveState})));
        QTRY_VERIFY(connection->machine(uuid)->savedState);
        QTRY_COMPARE(connection->machine(uuid)->state, MachineState::Off);
        QVERIFY(answerOf(connection->perform(uuid, {.action = MachineAction::Restore})));
        QTRY_COMPARE(connection->machine(uuid)->state, MachineState::Running);
        QTRY_VERIFY(!connection->machine(uuid)->savedState);
        QVERIFY(answerOf(connection->perform(uuid, {.action = MachineAction::SaveState})));
        QTRY_VERIFY(connection->machine(uuid)->savedState);
        QVERIFY(answerOf(connection->perform(uuid, {.action = MachineAction::DiscardSavedState})));
        QTRY_VERIFY(!connection->machine(uuid)->savedState);
        QVERIFY(answerOf(connection->perform(uuid, {.action = MachineAction::DiscardSavedState})));
    }

    void renamingAndDeletingMoveTheRow()
    {
        const auto connection = opened();
        const QUuid uuid = only(*connection).uuid;
        QVERIFY(answerOf(connection->perform(uuid, {.action = MachineAction::ForceOff})));
        QVERIFY(answerOf(
            connection->perform(uuid, {.action = MachineAction::Rename, .text = u"%2 <b>"_s})));
        QTRY_COMPARE(connection->machine(uuid)->name, u"%2 <b>"_s);
        QSignalSpy removed(connection.get(), &Connection::machinesRemoved);
        QVERIFY(answerOf(connection->perform(uuid, {.action = MachineAction::Delete})));
        QTRY_COMPARE(removed.size(), 1);
        QVERIFY(!connection->machine(uuid));
        QVERIFY(answerOf(connection->perform(uuid, {.action = MachineAction::ForceOff})).has_value()
                == false);
    }

    void aSavedStateThatAppearedIsNotDeletedUnseen()
    {
        const auto connection = opened();
        const QUuid uuid = only(*connection).uuid;
        QVERIFY(answerOf(connection->perform(uuid, {.action = MachineAction::SaveState})));
        const auto refused = answerOf(
            connection->perform(uuid, {.action = MachineAction::Delete, .keepSavedState = true}));
        QVERIFY(!refused);
        QVERIFY(connection->machine(uuid));
    }

    void aFailureCarriesLibvirtsWords()
    {
        const auto connection = opened();
        const auto outcome = answerOf(connection->perform(
            only(*connection).uuid, {.action = MachineAction::Rename, .text = u"other"_s}));
        QVERIFY(!outcome);
        QVERIFY(outcome.error().summary.contains(u"“test”"_s));
        QVERIFY(!outcome.error().detail.isEmpty());
        QVERIFY(outcome.error().code != 0);
        QVERIFY(outcome.error().domain != 0);
    }

    void aConnectionThatCannotBeOpenedSaysWhy()
    {
        Connection connection({.id = QUuid::createUuid(),
                               .uri = u"qemu:///system?socket=/nonexistent/libvirt-sock"_s});
        connection.open();
        QTRY_COMPARE(connection.status().state, ConnectionState::Failed);
        QVERIFY(connection.status().error->detail.contains(u"/nonexistent/libvirt-sock"_s));
        QVERIFY(connection.status().retryAt.isValid());
        const auto answer = answerOf(connection.perform(QUuid::createUuid(), {}));
        QVERIFY(!answer);
    }

    void everyStateOfTheFixtureIsRead()
    {
        const auto connection = opened(u"test://"_s + QFINDTESTDATA("data/node.xml"));
        QHash<QString, Machine> byName;
        for (const Machine &machine : connection->machines())
            byName.insert(machine.name, machine);
        QCOMPARE(byName[u"d-paused"_s].state, MachineState::Paused);
        QCOMPARE(byName[u"d-crashed"_s].state, MachineState::Crashed);
        QCOMPARE(byName[u"d-asleep"_s].state, MachineState::Suspended);
        QCOMPARE(byName[u"d-off"_s].state, MachineState::Off);
        QVERIFY(byName[u"d-saved"_s].savedState);
        QVERIFY(!byName[u"d-transient"_s].persistent);
    }

    void closingKeepsTheRowsAndEndsTheCalls()
    {
        const auto connection = opened();
        const auto pending =
            connection->machineXml(only(*connection).uuid, Connection::XmlKind::Live);
        connection->close();
        QCOMPARE(connection->status().state, ConnectionState::Disconnected);
        QVERIFY(connection->status().dataFrom.isValid());
        QCOMPARE(connection->machines().size(), 1);
        QTRY_VERIFY(pending.isFinished());
        QVERIFY(pending.resultCount() == 1);
        connection->open();
        QTRY_COMPARE(connection->status().state, ConnectionState::Connected);
    }

    void anAnswerToADeadReceiverIsDropped()
    {
        const auto connection = opened();
        bool called = false;
        const auto answer = connection->capabilitiesXml();
        {
            QObject receiver;
            whenDone(answer, &receiver, [&](const Result<QByteArray> &) { called = true; });
        }
        QTRY_VERIFY(answer.isFinished());
        QCoreApplication::sendPostedEvents();
        QVERIFY(!called);
    }

    void closingUnderLoadIsSafe()
    {
        for (int round = 0; round < 20; ++round) {
            const auto connection = opened();
            const QUuid uuid = only(*connection).uuid;
            for (int i = 0; i < 25; ++i) {
                connection->refresh();
                connection->machineXml(uuid, Connection::XmlKind::Live);
                connection->perform(
                    uuid, {.action = i % 2 ? MachineAction::Pause : MachineAction::Resume});
            }
        }
    }

    void statisticsAreAskedOnlyWhileSomebodyLooks()
    {
        const auto connection = opened();
        connection->setStatsInterval(500);
        QSignalSpy sampled(connection.get(), &Connection::sampled);
        {
            QObject viewer;
            connection->setStatsDemand(&viewer, StatsGroup::Cpu, true);
            QTRY_VERIFY(sampled.size() >= 2);
            const auto batch = sampled.first().first().value<StatsBatch>();
            QVERIFY(batch.host.has_value());
        }
        // A sample that was under way may still come; after it there is no timer left.
        connection->refresh();
        QVERIFY(waitForQuiet(*connection, sampled));
    }

private:
    // Two questions answered one after the other, with no sample between them.
    bool waitForQuiet(Connection &connection, QSignalSpy &sampled)
    {
        const QUuid uuid = only(connection).uuid;
        answerOf(connection.machineXml(uuid, Connection::XmlKind::Live));
        sampled.clear();
        QSignalSpy later(&connection, &Connection::sampled);
        return !later.wait(1500);
    }
};

QTEST_GUILESS_MAIN(TestOpenConnection)
#include "tst_openconnection.moc"
