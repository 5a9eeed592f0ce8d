// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/inventory.h"
#include "models/inventory/lane.h"
#include "models/virt/eventloop.h"
#include "models/xml/domainedit.h"
#include "models/xml/firmware.h"
#include "models/xml/systemmetadata.h"
#include "tests/support/answers.h"
#include "tests/support/patience.h"
#include "tests/support/privatelibvirtd.h"

#include <QFile>
#include <QProcess>

#include <memory>

using namespace Qt::StringLiterals;

// Processors, memory, firmware and the name of a machine, changed on a daemon of the test's own.
class TestChangeSections : public QObject
{
    Q_OBJECT

    EventLoop loop;
    PrivateLibvirtd daemon;
    std::unique_ptr<Inventory> inventory;
    Connection *host = nullptr;
    const QUuid uuid{u"5a1f7d4c-0e0b-4c5e-9d0e-0f6f1d0f1a02"_s};
    const QString name = u"sections"_s, cpu = u"section:cpu#0"_s, memory = u"section:memory#0"_s;

    QByteArray xml(bool inactive) const
    {
        QStringList arguments{u"dumpxml"_s, uuid.toString(QUuid::WithoutBraces)};
        if (inactive)
            arguments += u"--inactive"_s;
        return daemon.virsh(arguments).output.toUtf8();
    }
    QByteArray definition(const QByteArray &os = {}) const
    {
        return "<domain type='qemu'><name>sections</name><uuid>"
               + uuid.toByteArray(QUuid::WithoutBraces)
               + "</uuid><memory unit='MiB'>128</memory><currentMemory unit='MiB'>128"
                 "</currentMemory><vcpu current='1'>2</vcpu><iothreads>1</iothreads>"
               + (os.isEmpty() ? QByteArray("<os><type arch='x86_64' machine='q35'>hvm</type></os>")
                               : os)
               + "<features><acpi/></features><devices>"
                 "<disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='"
               + daemon.folder().toUtf8()
               + "/disk.qcow2'/><target dev='vda' bus='virtio'/></disk>"
                 "<memballoon model='virtio'/></devices></domain>";
    }
    Result<EditOutcome> change(const DomainChanges &changes, EditTime time = EditTime::Both) const
    {
        return answerOf(host->changeMachine(uuid, changes, time));
    }
    Result<> rename(const QString &to) const
    {
        return answerOf(host->perform(uuid, {.action = MachineAction::Rename, .text = to}));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(daemon.start(), qPrintable(daemon.errorString()));
        inventory = std::make_unique<Inventory>();
        host = inventory->add({.uri = daemon.uri()});
        host->open();
        QTRY_COMPARE_WITH_TIMEOUT(host->status().state, ConnectionState::Connected, 30'000);
    }
    void cleanupTestCase()
    {
        inventory.reset();
        QVERIFY(waitForWorkers(30'000));
        daemon.quit();
    }
    void init()
    {
        const QString image = daemon.folder() + u"/disk.qcow2"_s;
        QFile::remove(image);
        QProcess make;
        make.start(u"/usr/bin/qemu-img"_s,
                   {u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, image, u"64M"_s});
        QVERIFY(make.waitForFinished(30'000) && make.exitCode() == 0);
        QVERIFY(QFile::setPermissions(image, QFile::Permissions(0x6666)));
        QVERIFY(daemon.define(definition()).ok());
        QTRY_VERIFY_WITH_TIMEOUT(host->machine(uuid).has_value(), 30'000);
    }
    void cleanup()
    {
        const QString id = uuid.toString(QUuid::WithoutBraces);
        daemon.virsh({u"destroy"_s, id});
        daemon.virsh(
            {u"undefine"_s, id, u"--managed-save"_s, u"--snapshots-metadata"_s, u"--nvram"_s});
        QTRY_VERIFY_WITH_TIMEOUT(!host->machine(uuid).has_value(), 30'000);
    }

    void aProcessorIsPluggedIntoARunningMachine()
    {
        QVERIFY(daemon.virsh({u"start"_s, name}).ok());
        const auto outcome = change({.fields = {{cpu, u"vcpu@current"_s, u"1"_s, u"2"_s}}});
        QVERIFY2(outcome, qPrintable(whyNot(outcome)));
        QVERIFY2(outcome->now.contains(cpu), qPrintable(outcome->notNow.value(cpu).detail));
        QCOMPARE(fieldValue(xml(false), {}, u"vcpu@current"_s).value_or(u"2"_s), u"2"_s);
        QCOMPARE(fieldValue(xml(true), {}, u"vcpu@current"_s).value_or(u"2"_s), u"2"_s);
    }

    void theBalloonChangesARunningMachinesMemory()
    {
        QVERIFY(daemon.virsh({u"start"_s, name}).ok());
        const auto outcome =
            change({.fields = {{memory, u"currentMemory"_s, u"131072"_s, u"98304"_s}}});
        QVERIFY2(outcome, qPrintable(whyNot(outcome)));
        QVERIFY2(outcome->now.contains(memory), qPrintable(outcome->notNow.value(memory).detail));
        QCOMPARE(fieldValue(xml(true), {}, u"currentMemory"_s), u"98304"_s);
    }

    void threadsOfARunningMachineArePinned()
    {
        QVERIFY(daemon.virsh({u"start"_s, name}).ok());
        const QString vcpu = u"cputune/vcpupin[vcpu=0]@cpuset"_s,
                      emulator = u"cputune/emulatorpin@cpuset"_s,
                      thread = u"cputune/iothreadpin[iothread=1]@cpuset"_s;
        const auto outcome = change({.fields = {{cpu, vcpu, {}, u"0"_s},
                                                {cpu, emulator, {}, u"0"_s},
                                                {cpu, thread, {}, u"0"_s}}});
        QVERIFY2(outcome, qPrintable(whyNot(outcome)));
        QVERIFY2(outcome->notNow.isEmpty(), qPrintable(outcome->notNow.value(cpu).detail));
        for (const bool inactive : {true, false}) {
            for (const QString &path : {vcpu, emulator, thread})
                QCOMPARE(fieldValue(xml(inactive), {}, path), u"0"_s);
        }
        // And anywhere again.
        const auto back = change({.fields = {{cpu, vcpu, u"0"_s, {}}}});
        QVERIFY(back && back->notNow.isEmpty());
        QCOMPARE(fieldValue(xml(true), {}, vcpu), std::nullopt);
        QVERIFY(daemon.virsh({u"vcpupin"_s, name, u"--vcpu"_s, u"0"_s}).output.contains(u'-'));
    }

    void ioThreadsComeAndGoWhileItRuns()
    {
        QVERIFY(daemon.virsh({u"start"_s, name}).ok());
        const auto more = change({.fields = {{cpu, u"iothreads"_s, u"1"_s, u"3"_s}}});
        QVERIFY2(more && more->notNow.isEmpty(),
                 qPrintable(more ? more->notNow.value(cpu).detail : more.error().detail));
        QCOMPARE(fieldValue(xml(false), {}, u"iothreads"_s), u"3"_s);
        const auto fewer = change({.fields = {{cpu, u"iothreads"_s, u"3"_s, u"1"_s}}});
        QVERIFY2(fewer && fewer->notNow.isEmpty(),
                 qPrintable(fewer ? fewer->notNow.value(cpu).detail : fewer.error().detail));
        QCOMPARE(fieldValue(xml(false), {}, u"iothreads"_s), u"1"_s);
        QCOMPARE(fieldValue(xml(true), {}, u"iothreads"_s), u"1"_s);
        // So many at once are none, and not some of them.
        const auto most = change({.fields = {{cpu, u"iothreads"_s, u"1"_s, u"5000"_s}}});
        QVERIFY2(most, most ? "" : qPrintable(most.error().detail));
        QCOMPARE(most->notNow.value(cpu).kind, Error::Kind::Unsupported);
        QCOMPARE(fieldValue(xml(false), {}, u"iothreads"_s), u"1"_s);
        QCOMPARE(fieldValue(xml(true), {}, u"iothreads"_s), u"5000"_s);
    }

    void eventsOfARunningMachineAreCounted()
    {
        const QString tuning = u"section:tuning#0"_s,
                      faults = u"perf/event[name=page_faults]@enabled"_s;
        QVERIFY(daemon.virsh({u"start"_s, name}).ok());
        const auto counts = [&] {
            return daemon.virsh({u"domstats"_s, name, u"--perf"_s})
                .output.contains("perf.page_faults="_L1);
        };
        const bool counting =
            daemon.virsh({u"perf"_s, name, u"--live"_s, u"--enable"_s, u"cpu_clock"_s}).ok();
        QVERIFY(!counts());
        const auto on = change({.fields = {{tuning, faults, {}, u"yes"_s}}});
        QVERIFY2(on && on->nextStart, qPrintable(on ? QString() : on.error().detail));
        QCOMPARE(fieldValue(xml(true), {}, faults), u"yes"_s);
        if (!counting) { // many kernels let no unprivileged libvirt do it
            QVERIFY2(on->notNow.value(tuning).detail.contains("perf"_L1),
                     qPrintable(on->notNow.value(tuning).detail));
            return;
        }
        QVERIFY2(on->notNow.isEmpty(), qPrintable(on->notNow.value(tuning).detail));
        QVERIFY(counts());
        const auto off = change({.fields = {{tuning, faults, u"yes"_s, {}}}});
        QVERIFY2(off && off->notNow.isEmpty(),
                 qPrintable(off ? off->notNow.value(tuning).detail : off.error().detail));
        QVERIFY(!counts());
        QCOMPARE(fieldValue(xml(true), {}, faults), std::nullopt);
        // An event that does not exist is refused, and says so.
        const auto odd =
            change({.fields = {{tuning, u"perf/event[name=nothing]@enabled"_s, {}, u"yes"_s}}},
                   EditTime::Now);
        QVERIFY(odd && !odd->notNow.value(tuning).detail.isEmpty());
    }

    void schedulersAndPoliciesOfARunningMachineWaitForItsNextStart()
    {
        const QString scheduler = u"cputune/vcpusched[vcpus=0]"_s;
        QVERIFY(daemon.virsh({u"start"_s, name}).ok());
        const auto added =
            change({.elements = {{.item = cpu,
                                  .path = scheduler,
                                  .after = "<vcpusched vcpus='0' scheduler='batch'/>"}}});
        QVERIFY2(added, added ? "" : qPrintable(added.error().detail));
        const auto changed =
            change({.fields = {{cpu, scheduler + u"@scheduler"_s, u"batch"_s, u"idle"_s},
                               {memory, u"numatune/memory@mode"_s, {}, u"strict"_s},
                               {memory, u"numatune/memory@nodeset"_s, {}, u"0"_s}}});
        QVERIFY2(changed, changed ? "" : qPrintable(changed.error().detail));
        QVERIFY(added->nextStart && changed->nextStart);
        QCOMPARE(added->notNow.value(cpu).kind, Error::Kind::Unsupported);
        QCOMPARE(changed->notNow.value(cpu).kind, Error::Kind::Unsupported);
        QVERIFY(changed->notNow.contains(memory) && !changed->now.contains(memory));
        QCOMPARE(fieldValue(xml(true), {}, scheduler + u"@scheduler"_s), u"idle"_s);
        QCOMPARE(fieldValue(xml(true), {}, u"numatune/memory@mode"_s), u"strict"_s);
        QVERIFY(!xml(false).contains("vcpusched"));
    }

    // A daemon without privileges is asked, and refuses; its definition takes them.
    void nodesOfMemoryAreAskedOfTheRunningMachine()
    {
        const QString nodes = u"numatune/memory@nodeset"_s;
        QVERIFY(daemon.virsh({u"start"_s, name}).ok());
        const auto changed = change({.fields = {{memory, nodes, {}, u"0"_s}}});
        QVERIFY2(changed && changed->nextStart, changed ? "" : qPrintable(changed.error().detail));
        QVERIFY2(changed->notNow.value(memory).detail.contains("NUMA"_L1),
                 qPrintable(changed->notNow.value(memory).detail));
        QCOMPARE(fieldValue(xml(true), {}, nodes), u"0"_s);
    }

    void theSystemOfARunningMachineIsChangedInItsMetadata()
    {
        const QString item = u"section:operating-system#0"_s;
        const QString path = SystemMetadata::path(xml(true));
        QVERIFY(daemon.virsh({u"start"_s, name}).ok());
        const auto outcome =
            change({.fields = {{item, path, {}, u"http://debian.org/debian/12"_s}}});
        QVERIFY2(outcome, qPrintable(whyNot(outcome)));
        QVERIFY2(outcome->now.contains(item), qPrintable(outcome->notNow.value(item).detail));
        for (const bool inactive : {true, false}) {
            const auto tree = readTree(xml(inactive));
            QVERIFY(tree);
            QCOMPARE(SystemMetadata::systemId(*tree), u"http://debian.org/debian/12"_s);
        }
        QTRY_COMPARE_WITH_TIMEOUT(host->machine(uuid)->osName, u"Debian 12"_s, 30'000);
        const auto back = change(
            {.fields = {
                 {item, SystemMetadata::path(xml(true)), u"http://debian.org/debian/12"_s, {}}}});
        QVERIFY2(back && back->notNow.isEmpty(),
                 qPrintable(back ? back->notNow.value(item).detail : back.error().detail));
        QVERIFY(!xml(true).contains("libosinfo"));
        QVERIFY(!xml(false).contains("libosinfo"));
    }

    void aMachineIsRenamedWithItsSnapshots()
    {
        QVERIFY(daemon.virsh({u"snapshot-create-as"_s, name, u"before"_s}).ok());
        const auto renamed = rename(u"other name"_s);
        QVERIFY2(renamed, qPrintable(whyNot(renamed)));
        QTRY_COMPARE_WITH_TIMEOUT(host->machine(uuid)->name, u"other name"_s, 30'000);
        QVERIFY(daemon.virsh({u"snapshot-list"_s, u"other name"_s, u"--name"_s})
                    .output.contains("before"_L1));
        QVERIFY(daemon.virsh({u"snapshot-revert"_s, u"other name"_s, u"before"_s}).ok());
    }

    void aMachineWithASavedStateKeepsItAndItsName()
    {
        QVERIFY(daemon.virsh({u"start"_s, name}).ok());
        QVERIFY(daemon.virsh({u"managedsave"_s, name}).ok());
        const auto refused = rename(u"saved"_s); // libvirt 9 does not
        QVERIFY(!refused);
        QVERIFY2(refused.error().detail.contains("saved state"_L1), qPrintable(whyNot(refused)));
        QVERIFY(daemon.virsh({u"dominfo"_s, name}).output.contains("Managed save:   yes"_L1));
        QVERIFY(daemon.virsh({u"start"_s, name}).ok());
    }

    void aNameThatIsTakenLeavesTheDefinitionAsItWas()
    {
        using namespace MachineFirmware;
        QVERIFY(change(changes(xml(true), u"section:boot#0"_s, Kind::Uefi)));
        QVERIFY(daemon
                    .define("<domain type='qemu'><name>taken</name><memory>65536</memory><os>"
                            "<type arch='x86_64'>hvm</type></os></domain>")
                    .ok());
        const QByteArray before = xml(true);
        const auto refused = rename(u"taken"_s);
        QVERIFY(!refused && !refused.error().detail.isEmpty());
        QCOMPARE(xml(true), before);
        QVERIFY(daemon.virsh({u"undefine"_s, u"taken"_s}).ok());
    }

    void aRunningMachineIsNotRenamedAndSaysWhy()
    {
        QVERIFY(daemon.virsh({u"start"_s, name}).ok());
        const auto refused = rename(u"never"_s);
        QVERIFY(!refused);
        QVERIFY(!refused.error().detail.isEmpty());
        QCOMPARE(host->machine(uuid)->name, name);
    }

    void firmwareChangesAndItsVariablesAreKept()
    {
        using namespace MachineFirmware;
        const QString boot = u"section:boot#0"_s;
        const auto uefi = change(changes(xml(true), boot, Kind::Uefi));
        QVERIFY2(uefi, qPrintable(whyNot(uefi)));
        QCOMPARE(read(xml(true)).kind, Kind::Uefi);
        QVERIFY(daemon.virsh({u"start"_s, name}).ok());
        const QString variables = read(xml(false)).variables;
        QVERIFY2(!variables.isEmpty(), xml(false));
        QVERIFY(daemon.virsh({u"destroy"_s, name}).ok());
        QVERIFY(QFile::exists(variables));
        QFile file(variables);
        QVERIFY2(file.open(QIODevice::ReadWrite), qPrintable(file.errorString()));
        QVERIFY(file.seek(file.size() - 8) && file.write("marked") == 6);
        file.close();

        const auto secure = change(changes(xml(true), boot, Kind::SecureUefi));
        QVERIFY2(secure, qPrintable(whyNot(secure)));
        QCOMPARE(read(xml(true)).kind, Kind::SecureUefi);
        const auto started = daemon.virsh({u"start"_s, name});
        QVERIFY2(started.ok(), qPrintable(started.output));
        QVERIFY(read(xml(false)).image.contains("secboot"_L1)
                || read(xml(false)).image.contains(".ms."_L1));
        QCOMPARE(read(xml(false)).variables, variables);
        QVERIFY(daemon.virsh({u"destroy"_s, name}).ok());

        // Renamed, it has them still, though libvirt would look for others.
        const QByteArray before = xml(true);
        QVERIFY(!before.contains("<nvram"));
        const auto taken = rename(u"test name"_s);
        QVERIFY2(taken, qPrintable(whyNot(taken)));
        QCOMPARE(read(xml(true)).variables, variables);
        QVERIFY(daemon.virsh({u"start"_s, u"test name"_s}).ok());
        QCOMPARE(read(xml(false)).variables, variables);
        QVERIFY(daemon.virsh({u"destroy"_s, u"test name"_s}).ok());
        QFile kept(variables);
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QVERIFY(kept.readAll().contains("marked"));

        // Nobody else of its old name gets them.
        const QUuid other{u"9e1f7d4c-0e0b-4c5e-9d0e-0f6f1d0f1a09"_s};
        const auto made = answerOf(host->defineMachine(
            "<domain type='qemu'><name>" + name.toUtf8() + "</name><uuid>"
                + other.toByteArray(QUuid::WithoutBraces)
                + "</uuid><memory unit='MiB'>64</memory><os firmware='efi'><type arch='x86_64' "
                  "machine='q35'>hvm</type></os><features><acpi/></features></domain>",
            name, other));
        QVERIFY2(made, qPrintable(whyNot(made)));
        const auto otherXml = [&] {
            return daemon
                .virsh({u"dumpxml"_s, u"--inactive"_s, other.toString(QUuid::WithoutBraces)})
                .output.toUtf8();
        };
        const QString others = read(otherXml()).variables;
        QCOMPARE(others, QString(variables).replace(u"_VARS.fd"_s, u"_VARS-2.fd"_s));
        QVERIFY(daemon.virsh({u"start"_s, name}).ok());
        QVERIFY(QFile::exists(others));
        QVERIFY(daemon.virsh({u"destroy"_s, name}).ok());
        QVERIFY(daemon.virsh({u"undefine"_s, name, u"--nvram"_s}).ok());
        QVERIFY(QFile::exists(variables));

        const auto bios = change(changes(xml(true), boot, Kind::Bios));
        QVERIFY2(bios, qPrintable(whyNot(bios)));
        QCOMPARE(read(xml(true)), Reading());
        QVERIFY(QFile::exists(variables));
        QVERIFY(daemon.virsh({u"start"_s, u"test name"_s}).ok());
    }
};

QTEST_MAIN(TestChangeSections)
#include "tst_changesections.moc"
