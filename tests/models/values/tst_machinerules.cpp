// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/machinerules.h"
#include "tests/support/patience.h"

using namespace Qt::StringLiterals;

class TestMachineRules : public QObject
{
    Q_OBJECT

    static HostCapabilities host(const QStringList &types = {u"qemu"_s, u"kvm"_s})
    {
        return {.architecture = u"x86_64"_s,
                .guests = {{.osType = u"exe"_s,
                            .architecture = u"x86_64"_s,
                            .emulator = u"/usr/lib/libvirt/libvirt_lxc"_s,
                            .domainTypes = {u"lxc"_s}},
                           {.osType = u"hvm"_s,
                            .architecture = u"aarch64"_s,
                            .emulator = u"/usr/bin/qemu-system-aarch64"_s,
                            .domainTypes = {u"qemu"_s},
                            .machineTypes = {u"virt-7.2"_s, u"virt"_s},
                            .acpi = true},
                           {.osType = u"hvm"_s,
                            .architecture = u"x86_64"_s,
                            .emulator = u"/usr/bin/qemu-system-x86_64"_s,
                            .domainTypes = types,
                            .machineTypes = {u"pc-i440fx-7.2"_s, u"pc"_s, u"q35"_s},
                            .acpi = true,
                            .apic = true}}};
    }
    static DomainCapabilities all()
    {
        return {.maximumVcpus = 8,
                .firmwares = {u"efi"_s},
                .secureBoot = true,
                .hostPassthrough = true,
                .hostModel = true,
                .maximumCpu = true,
                .diskBuses = {u"fdc"_s, u"scsi"_s, u"virtio"_s, u"usb"_s, u"sata"_s},
                .graphicsTypes = {u"vnc"_s, u"spice"_s},
                .videoModels = {u"vga"_s, u"qxl"_s, u"virtio"_s, u"none"_s},
                .rngModels = {u"virtio"_s},
                .rngBackends = {u"random"_s},
                .tpmModels = {u"tpm-tis"_s, u"tpm-crb"_s},
                .tpmBackends = {u"emulator"_s},
                .redirectionBuses = {u"usb"_s},
                .channelTypes = {u"unix"_s, u"spicevmc"_s},
                .saysChannels = true,
                .saysRedirections = true,
                .saysRng = true,
                .hypervFeatures = {u"relaxed"_s, u"vapic"_s, u"spinlocks"_s, u"synic"_s}};
    }
    static SystemFacts linux()
    {
        SystemFacts facts{.system = {.id = u"http://debian.org/debian/12"_s, .family = u"linux"_s},
                          .architecture = u"x86_64"_s};
        facts.devices = SystemDevices::fromInt(0x7fffff);
        return facts;
    }
    static SystemFacts windows11()
    {
        SystemFacts facts{.system = {.id = u"http://microsoft.com/win/11"_s, .family = u"winnt"_s},
                          .architecture = u"x86_64"_s};
        facts.devices = SystemDevice::Q35 | SystemDevice::E1000e | SystemDevice::Usb3;
        facts.needsUefi = facts.needsSecureBoot = facts.needsTpm = facts.localTime = true;
        facts.supportsBios = false;
        return facts;
    }
    static MachineSpec small()
    {
        MachineSpec spec{.name = u"new"_s};
        spec.disks = {{.source = DiskSource::file(u"/images/new.qcow2"_s), .format = u"qcow2"_s}};
        spec.networks = {{.source = u"default"_s}};
        return spec;
    }
    static SoundMachine made(const SystemFacts &facts, const DomainCapabilities &capabilities,
                             const MachineSpec &spec = small())
    {
        return soundMachine(choosePlatform(spec, host(), facts).value_or(MachineSpec{}), facts,
                            capabilities);
    }

private Q_SLOTS:
    void hardwareComesBeforeEmulationAndTheHostsOwnKindBeforeOthers()
    {
        QStringList order;
        for (const Platform &platform : platformsOf(host()))
            order += platform.virtType + u' ' + platform.architecture + u' ' + platform.machine;
        QCOMPARE(order, (QStringList{u"kvm x86_64 q35"_s, u"qemu x86_64 q35"_s,
                                     u"qemu aarch64 virt"_s, u"lxc x86_64 "_s}));
    }

    void aMachineRunsOnTheBestThatFitsIt()
    {
        const auto kvm = choosePlatform({}, host(), linux());
        QVERIFY(kvm);
        QCOMPARE(kvm->virtType, u"kvm"_s);
        QCOMPARE(kvm->machine, u"q35"_s);
        QCOMPARE(kvm->emulator, u"/usr/bin/qemu-system-x86_64"_s);
        QCOMPARE(kvm->acpi, std::optional(true));
        QCOMPARE(choosePlatform({}, host({u"qemu"_s}), linux())->virtType, u"qemu"_s);
        SystemFacts arm = linux();
        arm.architecture = u"aarch64"_s;
        QCOMPARE(choosePlatform({}, host(), arm)->machine, u"virt"_s);
        SystemFacts old = linux();
        old.devices.setFlag(SystemDevice::Q35, false);
        QCOMPARE(choosePlatform({}, host(), old)->machine, u"pc"_s);
        QVERIFY(!choosePlatform({.architecture = u"s390x"_s}, host(), {}));
        QVERIFY(!choosePlatform({.machine = u"none"_s}, host(), {}));
        QVERIFY(!choosePlatform({}, {}, {}));
        QCOMPARE(choosePlatform({.osType = u"exe"_s}, host(), {})->virtType, u"lxc"_s);
    }

    void everythingTheHostAndTheSystemHaveIsUsed()
    {
        const SoundMachine machine = made(linux(), all());
        const MachineSpec &spec = machine.spec;
        QVERIFY(machine.remarks.isEmpty());
        QCOMPARE(spec.cpu, std::optional(CpuChoice::HostPassthrough));
        QCOMPARE(spec.firmware, std::optional(Firmware::Bios));
        QCOMPARE(spec.disks.first().bus, u"virtio"_s);
        QCOMPARE(spec.disks.first().target, u"vda"_s);
        QCOMPARE(spec.disks.first().discard, u"unmap"_s);
        QCOMPARE(spec.networks.first().model, u"virtio"_s);
        QCOMPARE(spec.videoModel, u"virtio"_s);
        QCOMPARE(spec.usbModel, u"qemu-xhci"_s);
        QCOMPARE(spec.usbRedirections, std::optional(2));
        QCOMPARE(spec.pcieRootPorts, std::optional(14));
        QVERIFY(*spec.rng && *spec.balloon && *spec.agentChannel && *spec.spiceAgent
                && *spec.tablet);
        QVERIFY(!*spec.tpm && !*spec.localTime);
        QVERIFY(spec.hypervFeatures->isEmpty());
        QCOMPARE(spec.systemId, linux().system.id);
        QVERIFY(machineProblems(spec, all()).isEmpty());
        // What is chosen already stays.
        QCOMPARE(soundMachine(spec, windows11(), {}).spec, spec);
    }

    void whatTheHostLacksIsNotChosen()
    {
        DomainCapabilities poor{.diskBuses = {u"sata"_s, u"usb"_s},
                                .graphicsTypes = {u"vnc"_s},
                                .videoModels = {u"vga"_s},
                                .saysChannels = true,
                                .saysRedirections = true,
                                .saysRng = true};
        const MachineSpec spec = made(linux(), poor).spec;
        QCOMPARE(spec.cpu, std::optional(CpuChoice::Default));
        QCOMPARE(spec.disks.first().bus, u"sata"_s);
        QCOMPARE(spec.graphics, std::optional(GraphicsChoice::Vnc));
        QCOMPARE(spec.videoModel, u"vga"_s);
        QCOMPARE(spec.soundModel, u"none"_s);
        QCOMPARE(spec.usbRedirections, std::optional(0));
        QVERIFY(!*spec.rng && !*spec.agentChannel && !*spec.spiceAgent);
        QVERIFY(machineProblems(spec, poor).isEmpty());

        poor.graphicsTypes = {u"sdl"_s};
        const SoundMachine blind = made(linux(), poor);
        QCOMPARE(blind.spec.graphics, std::optional(GraphicsChoice::None));
        QCOMPARE(blind.spec.videoModel, u"none"_s);
        QCOMPARE(blind.remarks.size(), 1);
    }

    void windows11GetsUefiSecureBootAndATpm()
    {
        const SoundMachine machine = made(windows11(), all());
        const MachineSpec &spec = machine.spec;
        QVERIFY(machine.remarks.isEmpty());
        QCOMPARE(spec.firmware, std::optional(Firmware::Uefi));
        QVERIFY(*spec.secureBoot && *spec.tpm && *spec.localTime);
        QCOMPARE(spec.tpmModel, u"tpm-crb"_s);
        QCOMPARE(spec.disks.first().bus, u"sata"_s);
        QCOMPARE(spec.networks.first().model, u"e1000e"_s);
        QCOMPARE(*spec.hypervFeatures,
                 (QStringList{u"relaxed"_s, u"vapic"_s, u"spinlocks"_s, u"synic"_s}));
        // Where they are missing, a sentence for each says so.
        DomainCapabilities old = all();
        old.firmwares.clear();
        old.tpmBackends = {u"passthrough"_s};
        const SoundMachine lacking = made(windows11(), old);
        QCOMPARE(lacking.remarks.size(), 3);
        QCOMPARE(lacking.spec.firmware, std::optional(Firmware::Bios));
        QVERIFY(!*lacking.spec.tpm);
    }

    void emulationIsSaidToBeSlowAndHasNoFiveLevels()
    {
        const SoundMachine machine = soundMachine(
            choosePlatform({}, host({u"qemu"_s}), linux()).value_or(MachineSpec{}), linux(), all());
        QCOMPARE(machine.remarks.size(), 1);
        QCOMPARE(machine.spec.cpu, std::optional(CpuChoice::Maximum));
        QCOMPARE(machine.spec.cpuWithout, QStringList{u"la57"_s});
    }

    void disksGetNamesThatNobodyHas()
    {
        MachineSpec spec = small();
        spec.disks.clear();
        for (int i = 0; i < 30; ++i)
            spec.disks += {.source = DiskSource::file(u"/d%1"_s.arg(i)), .format = u"raw"_s};
        spec.disks[3].target = u"vda"_s;
        spec.disks[4].bus = u"sata"_s;
        spec.disks += {.device = DiskSpec::Device::Cdrom};
        spec.disks += {.device = DiskSpec::Device::Floppy};
        const QList<DiskSpec> disks = made(linux(), all(), spec).spec.disks;
        QCOMPARE(disks[0].target, u"vdb"_s);
        QCOMPARE(disks[3].target, u"vda"_s);
        QCOMPARE(disks[4].target, u"sda"_s);
        QCOMPARE(disks[29].target, u"vdac"_s);
        QCOMPARE(disks[30].target, u"sdb"_s);
        QCOMPARE(disks[31].target, u"fda"_s);
        QVERIFY(disks[30].readOnly);
    }

    void aBlankDiskBootsBeforeTheInstallerAndAFullOneAfter()
    {
        using Device = BootSpec::Device;
        MachineSpec spec = small();
        spec.disks += {.device = DiskSpec::Device::Cdrom,
                       .role = DiskSpec::Role::Installer,
                       .source = DiskSource::file(u"/cd.iso"_s)};
        QCOMPARE(made(linux(), all(), spec).spec.boot.order,
                 (QList<Device>{Device::Cdrom, Device::Disk}));
        spec.disks.first().blank = true;
        QCOMPARE(made(linux(), all(), spec).spec.boot.order,
                 (QList<Device>{Device::Disk, Device::Cdrom}));
        spec.disks.clear();
        QCOMPARE(made(linux(), all(), spec).spec.boot.order, QList<Device>{Device::Network});
    }

    void aSeedIsADiskOfVirtio()
    {
        MachineSpec spec = small();
        spec.disks += seedDisk(u"/seed.iso"_s);
        const DiskSpec seed = made(linux(), all(), spec).spec.disks.last();
        QCOMPARE(seed.bus, u"virtio"_s);
        QVERIFY(seed.readOnly);
        QVERIFY(seed.discard.isEmpty());
    }

    void whatCannotBeIsSaidInSentences_data()
    {
        QTest::addColumn<MachineSpec>("spec");
        const auto row = [](const char *name, auto change) {
            MachineSpec spec = made(linux(), all()).spec;
            change(spec);
            QTest::newRow(name) << spec;
        };
        row("no name", [](MachineSpec &spec) { spec.name.clear(); });
        row("a name with a slash", [](MachineSpec &spec) { spec.name = u"a/b"_s; });
        row("a control character", [](MachineSpec &spec) { spec.description = u"\u0001"_s; });
        row("no memory", [](MachineSpec &spec) { spec.memoryKiB = 0; });
        row("no processor", [](MachineSpec &spec) { spec.vcpus = 0; });
        row("too many processors", [](MachineSpec &spec) { spec.vcpus = 9; });
        row("no platform", [](MachineSpec &spec) { spec.virtType.clear(); });
        row("no source", [](MachineSpec &spec) { spec.disks[0].source = {}; });
        row("a relative path", [](MachineSpec &spec) { spec.disks[0].source.path = u"a"_s; });
        row("a path of two lines",
            [](MachineSpec &spec) { spec.disks[0].source.path = u"/a\nb"_s; });
        row("no format", [](MachineSpec &spec) { spec.disks[0].format.clear(); });
        row("no such bus", [](MachineSpec &spec) { spec.disks[0].bus = u"ide"_s; });
        row("two of a name", [](MachineSpec &spec) { spec.disks += spec.disks[0]; });
        row("no network", [](MachineSpec &spec) { spec.networks[0].source.clear(); });
        row("a MAC that is none", [](MachineSpec &spec) { spec.networks[0].macAddress = u"52"_s; });
        row("a MAC of many",
            [](MachineSpec &spec) { spec.networks[0].macAddress = u"53:54:00:00:00:01"_s; });
        row("Secure Boot with BIOS", [](MachineSpec &spec) { spec.secureBoot = true; });
        row("no such card", [](MachineSpec &spec) { spec.videoModel = u"voodoo"_s; });
        row("a relative kernel", [](MachineSpec &spec) { spec.boot.kernel = u"vmlinuz"_s; });
        row("a container of nothing", [](MachineSpec &spec) {
            spec.osType = u"exe"_s;
            spec.disks.clear();
        });
    }

    void whatCannotBeIsSaidInSentences()
    {
        QFETCH(MachineSpec, spec);
        const QStringList problems = machineProblems(spec, all());
        QCOMPARE(problems.size(), 1);
        QVERIFY2(problems.first().endsWith(u'.'), qPrintable(problems.first()));
    }

    void theReviewSaysWhatThereIsInWords()
    {
        MachineSpec spec = made(windows11(), all()).spec;
        spec.name = u"<b>evil</b>\u202e"_s;
        QStringList lines;
        for (const MachineFact &fact : machineFacts(spec))
            lines += fact.label + u": "_s + fact.value;
        QVERIFY(lines.contains(u"Name: <b>evil</b>\\u202e"_s));
        QVERIFY(lines.contains(u"Kind: x86_64 (q35), hardware virtualization (KVM)"_s));
        QVERIFY(lines.contains(u"Firmware: UEFI with Secure Boot"_s));
        QVERIFY(lines.contains(u"Disk: /images/new.qcow2 · qcow2 · sata"_s));
        QVERIFY(lines.contains(u"Network: virtual network default · e1000e"_s));
        QVERIFY(lines.last().contains(u"TPM 2.0"_s));
    }
};

QTEST_GUILESS_MAIN(TestMachineRules)
#include "tst_machinerules.moc"
