// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/draftedplan.h"
#include "tests/support/patience.h"

using namespace Qt::StringLiterals;

constexpr quint64 gibiByte = 1ULL << 30;

// The rules of the New machine wizard.
class TestMachineDraft : public QObject
{
    Q_OBJECT

    static HostCapabilities host()
    {
        HostCapabilities capabilities;
        capabilities.architecture = u"x86_64"_s;
        capabilities.guests = {{.osType = u"hvm"_s,
                                .architecture = u"x86_64"_s,
                                .emulator = u"/usr/bin/qemu-system-x86_64"_s,
                                .domainTypes = {u"qemu"_s},
                                .machineTypes = {u"q35"_s, u"pc"_s},
                                .machines = {{.name = u"q35"_s}, {.name = u"pc"_s}}}};
        return capabilities;
    }
    static StoragePool folder()
    {
        return {.uuid = QUuid::createUuid(),
                .name = u"default"_s,
                .type = u"dir"_s,
                .state = PoolState::Running,
                .capacity = 100 * gibiByte,
                .available = 10 * gibiByte,
                .targetPath = u"/images"_s};
    }
    static MachineDraft draft()
    {
        MachineDraft draft;
        draft.medium.file = u"/isos/debian.iso"_s;
        draft.name = u"web"_s;
        draft.memoryKiB = 1024 * 1024;
        draft.vcpus = 2;
        draft.network = NetworkSpec{.source = u"default"_s};
        draft.pool = folder();
        draft.diskBytes = 20 * gibiByte;
        return draft;
    }
    static DraftedPlan planned(const MachineDraft &draft)
    {
        DomainCapabilities capabilities;
        capabilities.graphicsTypes = {u"vnc"_s};
        return planMachine(draft, {}, host(), capabilities);
    }

private Q_SLOTS:
    void aMachineFromAnImageGetsANewDiskThatBootsFirst()
    {
        const DraftedPlan drafted = planned(draft());
        QCOMPARE(drafted.problems, QStringList());
        const MachineSpec &spec = drafted.plan.spec;
        QCOMPARE(spec.disks.size(), 2);
        QCOMPARE(spec.disks[0].source.path, u"/images/web.qcow2"_s);
        QVERIFY(spec.disks[0].blank);
        QCOMPARE(spec.disks[1].source.path, u"/isos/debian.iso"_s);
        QVERIFY(spec.disks[1].device == DiskSpec::Device::Cdrom);
        QVERIFY((spec.boot.order == QList{BootSpec::Device::Disk, BootSpec::Device::Cdrom}));
        QCOMPARE(drafted.plan.volumes.size(), 1);
        QCOMPARE(drafted.plan.volumes[0].volume.name, u"web.qcow2"_s);
        QCOMPARE(drafted.plan.volumes[0].volume.capacity, 20 * gibiByte);
        QCOMPARE(drafted.plan.volumes[0].disk, 0);
        QVERIFY(!spec.uuid.isNull());
        QVERIFY(spec.networks[0].macAddress.startsWith(u"52:54:00:"_s));
    }

    void aVolumeNeverTakesTheNameOfAnother()
    {
        MachineDraft taken = draft();
        taken.takenVolumes = {u"web.qcow2"_s, u"web-2.qcow2"_s};
        QCOMPARE(planned(taken).plan.volumes[0].volume.name, u"web-3.qcow2"_s);
        QCOMPARE(freeVolumeName(u"a.b.img"_s, {u"a.b.img"_s}), u"a.b-2.img"_s);
        QCOMPARE(freeVolumeName(u"disk"_s, {u"disk"_s}), u"disk-2"_s);
    }

    void aFileThatTheHostCannotReachIsSentFirst()
    {
        MachineDraft remote = draft();
        remote.medium.upload = true;
        remote.takenVolumes = {u"debian.iso"_s};
        const MachinePlan plan = planned(remote).plan;
        QCOMPARE(plan.volumes.size(), 2);
        QVERIFY(plan.volumes[1].kind == VolumeStep::Kind::Upload);
        QCOMPARE(plan.volumes[1].volume.name, u"debian-2.iso"_s);
        QCOMPARE(plan.volumes[1].file, u"/isos/debian.iso"_s);
        QCOMPARE(plan.volumes[1].disk, 1);
        QCOMPARE(plan.spec.disks[1].source.path, u"/images/debian-2.iso"_s);
    }

    void anExistingDiskIsUsedInItsFormatAndNothingIsMade()
    {
        MachineDraft import = draft();
        import.origin = MachineOrigin::Disk;
        import.medium = {.file = u"/disks/old.vmdk"_s, .format = u"vmdk"_s};
        const MachinePlan plan = planned(import).plan;
        QVERIFY(plan.volumes.isEmpty());
        QCOMPARE(plan.spec.disks.size(), 1);
        QCOMPARE(plan.spec.disks[0].format, u"vmdk"_s);
        QVERIFY(!plan.spec.disks[0].blank);
    }

    void theNetworkIsAskedBeforeAFullDiskAndAfterABlankOne()
    {
        using Device = BootSpec::Device;
        MachineDraft pxe = draft();
        pxe.origin = MachineOrigin::Network;
        QVERIFY((planned(pxe).plan.spec.boot.order == QList{Device::Disk, Device::Network}));
        pxe.storage = MachineDraft::Storage::Existing;
        pxe.existing = {.file = u"/disks/old.img"_s, .format = u"raw"_s};
        QVERIFY((planned(pxe).plan.spec.boot.order == QList{Device::Network, Device::Disk}));
    }

    void aPoolWithoutFilesGetsRawVolumes()
    {
        MachineDraft logical = draft();
        logical.pool.type = u"logical"_s;
        logical.pool.targetPath = u"/dev/vg0"_s;
        const MachinePlan plan = planned(logical).plan;
        QCOMPARE(plan.volumes[0].volume.name, u"web"_s);
        QCOMPARE(plan.volumes[0].volume.format, QString());
        QCOMPARE(plan.spec.disks[0].format, u"raw"_s);
    }

    void aStoppedNetworkIsStartedFirst()
    {
        MachineDraft stopped = draft();
        QCOMPARE(planned(stopped).plan.startNetwork, QString());
        stopped.networkIsStopped = true;
        QCOMPARE(planned(stopped).plan.startNetwork, u"default"_s);
    }

    void whatIsRecommendedLeavesTheHostItsHalf()
    {
        SystemFacts system;
        system.recommended = {.cpus = 8, .memory = 16 * gibiByte, .storage = 64 * gibiByte};
        const HostSize small{.memoryKiB = 8 * 1024 * 1024, .cpus = 4, .maximumVcpus = 255};
        const SystemResources got = recommendedResources(system, small);
        QCOMPARE(got.memory, 4 * gibiByte);
        QCOMPARE(got.cpus, 4);
        QCOMPARE(got.storage, 64 * gibiByte);
        system.minimum.memory = 6 * gibiByte; // it cannot do with less
        QCOMPARE(recommendedResources(system, small).memory, 6 * gibiByte);
        QCOMPARE(recommendedResources({}, {}).memory, 2 * gibiByte);
    }

    void whatCannotBeIsToldUnderItsField()
    {
        const HostSize host{.memoryKiB = 4 * 1024 * 1024, .cpus = 2, .maximumVcpus = 16};
        QVERIFY(memoryProblem(1024, host).contains(u"at least"_s));
        QVERIFY(memoryProblem(5ULL * 1024 * 1024, host).contains(u"only"_s));
        QCOMPARE(memoryProblem(2ULL * 1024 * 1024, host), QString());
        QVERIFY(!vcpusProblem(17, host).isEmpty());
        QCOMPARE(vcpusProblem(4, host), QString());
        QVERIFY(vcpusRemark(4, {}, host).contains(u"slower"_s));
        QVERIFY(!newDiskProblem(gibiByte, {}).isEmpty());
        QCOMPARE(newDiskProblem(20 * gibiByte, folder()), QString()); // it is thin
        QVERIFY(newDiskRemark(20 * gibiByte, folder(), {}).contains(u"cannot become full"_s));
        StoragePool logical = folder();
        logical.type = u"logical"_s;
        QVERIFY(!newDiskProblem(20 * gibiByte, logical).isEmpty());
        QVERIFY(!newNameProblem(u"web"_s, {u"web"_s}).isEmpty());
        QVERIFY(!newNameProblem(u"a/b"_s, {}).isEmpty());
        QCOMPARE(newNameProblem(u"web"_s, {u"db"_s}), QString());
    }

    void aCloudImageThatNobodyKnowsHasTheDriversOfVirtualMachines()
    {
        MachineDraft wanted = draft();
        wanted.origin = MachineOrigin::Cloud;
        wanted.medium = {.file = u"/isos/cloud.qcow2"_s, .format = u"qcow2"_s};
        const MachineSpec spec = planned(wanted).plan.spec;
        QCOMPARE(spec.disks.size(), 2); // the copy and the settings
        for (const DiskSpec &disk : spec.disks)
            QCOMPARE(disk.bus, u"virtio"_s);
        QCOMPARE(spec.networks[0].model, u"virtio"_s);
        // A CD is for every system.
        QVERIFY(planned(draft()).plan.spec.disks[1].bus != u"virtio"_s);
    }

    void aContainerHasAProgramAndNoDisk()
    {
        MachineDraft wanted = draft();
        wanted.origin = MachineOrigin::Container;
        wanted.container = {.init = u"/sbin/init"_s, .rootFolder = u"/srv/web"_s};
        QVERIFY(!planned(wanted).problems.isEmpty()); // this host has machines only
        HostCapabilities lxc;
        lxc.architecture = u"x86_64"_s;
        lxc.guests = {{.osType = u"exe"_s,
                       .architecture = u"x86_64"_s,
                       .emulator = u"/usr/lib/libvirt/libvirt_lxc"_s,
                       .domainTypes = {u"lxc"_s}}};
        const DraftedPlan drafted = planMachine(wanted, {}, lxc, {});
        QCOMPARE(drafted.problems, QStringList());
        QVERIFY(drafted.plan.spec.isContainer());
        QVERIFY(drafted.plan.spec.disks.isEmpty() && drafted.plan.volumes.isEmpty());
        QCOMPARE(drafted.plan.spec.virtType, u"lxc"_s);
        QVERIFY(!containerProblem({}).isEmpty());
        QVERIFY(!containerProblem({.init = u"sh"_s}).isEmpty());
        QVERIFY(!containerProblem({.init = u"/bin/sh"_s, .rootFolder = u"srv"_s}).isEmpty());
    }

    void aNameIsProposedThatIsFree()
    {
        SystemFacts debian;
        debian.system.shortId = u"debian12"_s;
        QCOMPARE(suggestedName(debian, draft(), {}), u"debian12"_s);
        QCOMPARE(suggestedName(debian, draft(), {u"debian12"_s, u"debian12-2"_s}), u"debian12-3"_s);
        QCOMPARE(suggestedName({}, draft(), {}), u"debian"_s); // the image's
        QCOMPARE(suggestedName({}, {}, {u"machine"_s}), u"machine-2"_s);
    }

    void aDiskIsKnownByItsFirstBytes()
    {
        QCOMPARE(diskFormatOf("QFI\xfb\0\0\0\3"), u"qcow2"_s);
        QCOMPARE(diskFormatOf("KDMV"), u"vmdk"_s);
        QCOMPARE(diskFormatOf("vhdxfile"), u"vhdx"_s);
        QCOMPARE(diskFormatOf(QByteArray(64, ' ') + "\x7f\x10\xda\xbe"), u"vdi"_s);
        QCOMPARE(diskFormatOf({}), u"raw"_s);
    }

    void aForeignDiskIsConvertedForThePoolThatItGoesTo()
    {
        MachineDraft brought = draft();
        brought.origin = MachineOrigin::Disk;
        brought.medium = {.file = u"/home/me/old.vmdk"_s, .format = u"vmdk"_s, .upload = true};
        const DraftedPlan drafted = planned(brought);
        QCOMPARE(drafted.problems, QStringList());
        QCOMPARE(drafted.plan.volumes.size(), 1);
        const VolumeStep &step = drafted.plan.volumes[0];
        QVERIFY(step.kind == VolumeStep::Kind::Upload);
        QCOMPARE(step.convertFrom, u"vmdk"_s);
        QCOMPARE(step.volume.name, u"web.qcow2"_s);
        QCOMPARE(drafted.plan.spec.disks[0].format, u"qcow2"_s);
        // Where there are no files, there is no format.
        brought.pool.type = u"logical"_s;
        brought.pool.targetPath = u"/dev/vg"_s;
        const DraftedPlan logical = planned(brought);
        QCOMPARE(logical.plan.volumes[0].convertFrom, u"vmdk"_s);
        QCOMPARE(logical.plan.volumes[0].volume.format, QString());
        QCOMPARE(logical.plan.spec.disks[0].format, u"raw"_s);
    }
    void aForeignVolumeIsConvertedByItsHost()
    {
        MachineDraft brought = draft();
        brought.origin = MachineOrigin::Disk;
        brought.medium.file.clear();
        brought.medium.volume = {.pool = brought.pool.uuid,
                                 .name = u"old.vdi"_s,
                                 .path = u"/images/old.vdi"_s,
                                 .type = VolumeType::File,
                                 .format = u"vdi"_s};
        brought.medium.format = u"vdi"_s;
        const DraftedPlan drafted = planned(brought);
        QCOMPARE(drafted.plan.volumes.size(), 1);
        QVERIFY(drafted.plan.volumes[0].kind == VolumeStep::Kind::Copy);
        QCOMPARE(drafted.plan.volumes[0].source.name, u"old.vdi"_s);
        QCOMPARE(drafted.plan.spec.disks[0].source.path, u"/images/web.qcow2"_s);
        QCOMPARE(drafted.plan.spec.disks[0].format, u"qcow2"_s);
    }
    void aPackageBringsAllItsDisks()
    {
        MachineDraft brought = draft();
        brought.origin = MachineOrigin::Disk;
        brought.medium = {.file = u"/home/me/web.ova"_s, .format = u"ova"_s, .upload = true};
        brought.imported = {.package = u"/home/me/web.ova"_s,
                            .name = u"Web / server"_s,
                            .disks = {{.capacity = gibiByte},
                                      {.file = u"/home/me/web.ova"_s,
                                       .offset = 1024,
                                       .size = 4096,
                                       .format = u"vmdk"_s,
                                       .capacity = gibiByte},
                                      {.cdrom = true}}};
        const DraftedPlan drafted = planned(brought);
        QCOMPARE(drafted.problems, QStringList());
        QCOMPARE(drafted.plan.package, u"/home/me/web.ova"_s);
        const auto &disks = drafted.plan.spec.disks;
        QCOMPARE(disks.size(), 3);
        QVERIFY(disks[0].role == DiskSpec::Role::Data);
        QVERIFY(disks[1].role == DiskSpec::Role::System);
        QVERIFY(disks[2].source.kind == DiskSource::Kind::None);
        QCOMPARE(drafted.plan.volumes.size(), 2);
        QVERIFY(drafted.plan.volumes[0].kind == VolumeStep::Kind::Create);
        QCOMPARE(drafted.plan.volumes[1].fileOffset, 1024u);
        QCOMPARE(drafted.plan.volumes[1].volume.name, u"web-2.qcow2"_s);
        brought.name.clear();
        QCOMPARE(suggestedName({}, brought, {}), u"Web _ server"_s);
    }

    void furtherDisksAndCdsComeAfterTheFirst()
    {
        MachineDraft more = draft();
        StoragePool fast = folder();
        fast.name = u"fast"_s;
        fast.targetPath = u"/fast"_s;
        MediumChoice cd;
        cd.file = u"/isos/virtio-win.iso"_s;
        more.further = {{.pool = fast,
                         .bytes = 5 * gibiByte,
                         .format = u"raw"_s,
                         .preallocation = Preallocation::Full,
                         .takenVolumes = {u"web.img"_s}},
                        {.kind = FurtherDrive::Kind::DriverCd, .medium = cd}};
        more.preallocation = Preallocation::Metadata;
        const DraftedPlan drafted = planned(more);
        QCOMPARE(drafted.problems, QStringList());
        const auto &disks = drafted.plan.spec.disks;
        QCOMPARE(disks.size(), 4);
        QVERIFY(disks[0].role == DiskSpec::Role::System);
        QVERIFY(disks[1].role == DiskSpec::Role::Installer);
        QVERIFY(disks[2].role == DiskSpec::Role::Data);
        QCOMPARE(disks[2].source.path, u"/fast/web-2.img"_s);
        QCOMPARE(disks[2].format, u"raw"_s);
        QVERIFY(disks[3].role == DiskSpec::Role::Drivers);
        QVERIFY(disks[3].readOnly);
        const auto &steps = drafted.plan.volumes;
        QCOMPARE(steps.size(), 2);
        QVERIFY(steps[0].volume.preallocateMetadata);
        QVERIFY(!steps[0].volume.allocation);
        QCOMPARE(steps[1].pool, fast.uuid);
        QCOMPARE(steps[1].disk, 2);
        QCOMPARE(steps[1].volume.allocation, std::optional(5 * gibiByte));
        QVERIFY(!steps[1].volume.preallocateMetadata);
    }
    void oneDiskIsNotThereTwice()
    {
        MachineDraft twice = draft();
        twice.storage = MachineDraft::Storage::Existing;
        twice.existing = {.file = u"/images/a.qcow2"_s, .format = u"qcow2"_s};
        twice.further = {{.kind = FurtherDrive::Kind::ExistingDisk, .medium = twice.existing}};
        QCOMPARE(planned(twice).problems.size(), 1);
        twice.further[0].medium.file = u"/images/b.qcow2"_s;
        QCOMPARE(planned(twice).problems, QStringList());
    }
    void whatIsTakenAtOnceMustBeThere()
    {
        const StoragePool pool = folder();
        QVERIFY(newDiskProblem(20 * gibiByte, pool).isEmpty());
        QVERIFY(!newDiskProblem(20 * gibiByte, pool, Preallocation::Full).isEmpty());
        QCOMPARE(preallocationsOf(u"raw"_s, pool).size(), 2);
        QCOMPARE(preallocationsOf(u"qcow2"_s, pool).size(), 3);
        StoragePool volumes = pool;
        volumes.type = u"logical"_s;
        QCOMPARE(preallocationsOf({}, volumes), QList{Preallocation::Full});
    }
};

QTEST_GUILESS_MAIN(TestMachineDraft)
#include "tst_machinedraft.moc"
