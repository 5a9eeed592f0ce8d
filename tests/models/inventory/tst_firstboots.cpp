// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/firstboots.h"
#include "models/inventory/inventory.h"
#include "models/inventory/lane.h"
#include "models/inventory/storage.h"
#include "models/virt/eventloop.h"
#include "tests/support/answers.h"
#include "tests/support/patience.h"

#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

// What machines have for their first boot only, on libvirt's test driver.
class TestFirstBoots : public QObject
{
    Q_OBJECT

    EventLoop loop;
    std::unique_ptr<Inventory> inventory;
    std::unique_ptr<QTemporaryDir> folder;
    Connection *host = nullptr;
    QUuid machine;
    VolumeRef volume;

    QString path() const { return folder->filePath(u"firstboots.json"_s); }
    QString definition()
    {
        const auto xml = answerOf(host->machineXml(machine, Connection::XmlKind::Inactive));
        return xml ? QString::fromUtf8(*xml) : QString();
    }
    bool volumeIsThere() { return bool(answerOf(host->storage()->readVolume(volume))); }
    FirstBoot boot() const
    {
        return {.machine = {host->id(), machine},
                .volumes = {volume},
                .targets = {u"vdb"_s},
                .kernel = true};
    }
    MachineState state() const { return host->machine(machine)->state; }

private Q_SLOTS:
    void init()
    {
        folder = std::make_unique<QTemporaryDir>();
        inventory = std::make_unique<Inventory>();
        host = inventory->add({.uri = u"test:///default"_s});
        host->open();
        QTRY_COMPARE(host->status().state, ConnectionState::Connected);
        const QByteArray xml =
            "<domain type='test'><name>fresh</name><memory>65536</memory><os><type>hvm</type>"
            "<kernel>/k</kernel><initrd>/i</initrd><cmdline>install</cmdline></os>"
            "<on_reboot>destroy</on_reboot><devices>"
            "<disk type='file' device='disk'><source file='/a'/><target dev='vda'/></disk>"
            "<disk type='file' device='disk'><source file='/b'/><target dev='vdb'/></disk>"
            "</devices></domain>";
        const auto made = answerOf(host->defineMachine(xml, u"fresh"_s, {}));
        QVERIFY2(made, qPrintable(whyNot(made)));
        machine = *made;
        QTRY_VERIFY(host->machine(machine));
        host->storage()->setDemand(this, {});
        QTRY_VERIFY(host->storage()->poolByName(u"default-pool"_s));
        const auto pool = host->storage()->poolByName(u"default-pool"_s)->uuid;
        const auto created = answerOf(host->storage()->createVolume(
            pool, {.name = u"answers.img"_s, .format = u"raw"_s, .capacity = 1 << 20}));
        QVERIFY2(created, qPrintable(whyNot(created)));
        volume = created->ref();
    }
    void cleanup()
    {
        if (!machine.isNull()) {
            answerOf(host->perform(machine, {.action = MachineAction::ForceOff}));
            answerOf(host->discardMachine(machine));
        }
        answerOf(host->storage()->deleteVolumes({volume}));
        inventory.reset();
        QVERIFY(waitForWorkers(30'000));
    }

    void aMachineIsSettledWhenItRunsAndCleanedWhenItIsOff()
    {
        FirstBoots boots(*inventory, path());
        boots.add(boot());
        QVERIFY(definition().contains(u"/b"_s)); // it has not run yet
        QVERIFY(answerOf(host->perform(machine, {.action = MachineAction::Start})));
        QTRY_VERIFY(boots.open().value(0).settled);
        const QString settled = definition();
        QVERIFY2(!settled.contains(u"/b'"_s) && !settled.contains(u"<kernel>"_s),
                 qPrintable(settled));
        QVERIFY(settled.contains(u"/a'"_s));
        QVERIFY(volumeIsThere());
        QVERIFY(answerOf(host->perform(machine, {.action = MachineAction::ForceOff})));
        QTRY_VERIFY(boots.open().isEmpty());
        QVERIFY(!volumeIsThere());
    }

    void itIsKnownAfterTheProgramHasEnded()
    {
        {
            FirstBoots boots(*inventory, path());
            FirstBoot running = boot();
            QVERIFY(answerOf(host->perform(machine, {.action = MachineAction::Start})));
            QTRY_VERIFY(host->machine(machine)->isActive());
            boots.add(running);
            QTRY_VERIFY(boots.open().value(0).settled);
        }
        QVERIFY(answerOf(host->perform(machine, {.action = MachineAction::ForceOff})));
        QTRY_COMPARE(state(), MachineState::Off);
        QVERIFY(volumeIsThere());
        FirstBoots again(*inventory, path());
        QCOMPARE(again.open().size(), 1);
        Q_EMIT host->machinesChanged({}); // as its list arrives
        QTRY_VERIFY(again.open().isEmpty());
        QVERIFY(!volumeIsThere());
    }

    void anInstallersGuestThatEndsIsStartedAgainOnce()
    {
        FirstBoots boots(*inventory, path());
        FirstBoot installing = boot();
        installing.restart = true;
        QVERIFY(answerOf(host->perform(machine, {.action = MachineAction::Start})));
        boots.add(installing);
        QTRY_VERIFY(boots.open().value(0).settled);
        QVERIFY(answerOf(host->perform(machine, {.action = MachineAction::ShutDown})));
        QTRY_VERIFY(boots.open().isEmpty());
        QTRY_VERIFY(host->machine(machine)->isActive());
        QVERIFY(!volumeIsThere());
        QVERIFY(answerOf(host->perform(machine, {.action = MachineAction::ShutDown})));
        QTRY_COMPARE(state(), MachineState::Off);
    }

    void aMachineThatWasForcedOffStaysOff()
    {
        FirstBoots boots(*inventory, path());
        FirstBoot installing = boot();
        installing.restart = true;
        QVERIFY(answerOf(host->perform(machine, {.action = MachineAction::Start})));
        boots.add(installing);
        QTRY_VERIFY(boots.open().value(0).settled);
        QVERIFY(answerOf(host->perform(machine, {.action = MachineAction::ForceOff})));
        QTRY_VERIFY(boots.open().isEmpty());
        QCOMPARE(state(), MachineState::Off);
    }

    void whatAMachineThatIsGoneLeftIsRemoved()
    {
        FirstBoots boots(*inventory, path());
        boots.add(boot());
        QVERIFY(answerOf(host->discardMachine(machine)));
        QTRY_VERIFY(boots.open().isEmpty());
        QVERIFY(!volumeIsThere());
        machine = {};
    }

    void aFileOfNonsenseIsNoHarm()
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[{\"machine\":\"x\"}, 3, {\"volumes\":{}}]");
        file.close();
        QVERIFY(FirstBoots(*inventory, path()).open().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestFirstBoots)
#include "tst_firstboots.moc"
