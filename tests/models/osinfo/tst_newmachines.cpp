// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/osinfo/systemcatalog.h"
#include "models/values/machinerules.h"
#include "models/xml/capabilitiesreader.h"
#include "models/xml/domaincapabilitiesreader.h"
#include "models/xml/machinewriter.h"
#include "models/xml/xmlnode.h"
#include "tests/support/patience.h"
#include "tests/support/privatelibvirtd.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

// From a system's name to a definition that libvirt takes, and to a machine that boots.
class TestNewMachines : public QObject
{
    Q_OBJECT

    PrivateLibvirtd daemon;
    SystemDatabase database;
    HostCapabilities host;
    QList<SystemEntry> systems;

    SystemFacts factsOf(const QString &shortId)
    {
        for (const SystemEntry &entry : std::as_const(systems)) {
            if (entry.shortId == shortId)
                return database.facts(entry.id, u"x86_64"_s).value_or(SystemFacts{});
        }
        return {};
    }

    Result<DomainCapabilities> capabilitiesFor(const MachineSpec &spec)
    {
        return readDomainCapabilities(
            daemon
                .virsh({u"domcapabilities"_s, u"--virttype"_s, spec.virtType, u"--emulatorbin"_s,
                        spec.emulator, u"--machine"_s, spec.machine, u"--arch"_s,
                        spec.architecture})
                .output.toUtf8());
    }

    // Software emulation always: /dev/kvm is no business of tests.
    Result<SoundMachine> soundFor(MachineSpec spec, const SystemFacts &facts)
    {
        spec.virtType = u"qemu"_s;
        spec.memoryKiB = 256 * 1024;
        spec.vcpus = 1;
        const auto chosen = choosePlatform(spec, host, facts);
        if (!chosen)
            return tl::unexpected(Error{.summary = u"no platform"_s});
        return capabilitiesFor(*chosen).map([&](const DomainCapabilities &capabilities) {
            return soundMachine(*chosen, facts, capabilities);
        });
    }

    QString file(const QString &name, const QByteArray &content = {}, qint64 size = 0) const
    {
        QFile made(daemon.folder() + u'/' + name);
        if (!made.open(QIODevice::WriteOnly) || made.write(content) < 0
            || (size > 0 && !made.resize(size)))
            return {};
        made.setPermissions(QFile::Permissions(0x6666));
        return made.fileName();
    }

    // Defined as it is written, and read back as libvirt keeps it.
    XmlNode defined(const SoundMachine &machine, QString *problem,
                    MachineStage stage = MachineStage::Installed)
    {
        const auto capabilities = capabilitiesFor(machine.spec);
        const auto xml =
            writeMachine(machine.spec, capabilities.value_or(DomainCapabilities{}), stage);
        if (!xml) {
            *problem = xml.error().summary + u'\n' + xml.error().detail;
            return {};
        }
        const VirshAnswer answer = daemon.define(*xml, {u"--validate"_s});
        if (!answer.ok()) {
            *problem = answer.error + u'\n' + QString::fromUtf8(*xml);
            return {};
        }
        const auto kept = readTree(
            daemon.virsh({u"dumpxml"_s, u"--inactive"_s, machine.spec.name}).output.toUtf8());
        return kept.value_or(XmlNode{});
    }

    static QStringList values(const XmlNode &root, QStringView elements, QStringView attribute)
    {
        QStringList all;
        for (const XmlNode *node : root.find(elements))
            all += node->attribute(attribute);
        return all;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(daemon.start(), qPrintable(daemon.errorString()));
        const auto read = readCapabilities(daemon.virsh({u"capabilities"_s}).output.toUtf8());
        QVERIFY(read);
        host = *read;
        const auto all = database.systems();
        QVERIFY(all);
        systems = *all;
    }

    void cleanupTestCase() { daemon.quit(); }

    void libvirtTakesTheMachineOfEverySystem_data()
    {
        QTest::addColumn<QString>("machine");
        QTest::addColumn<QString>("diskBus");
        QTest::addColumn<QString>("network");
        QTest::addColumn<QString>("video");
        const auto row = [](const char *system, const QString &machine, const QString &disk,
                            const QString &network, const QString &video) {
            QTest::newRow(system) << machine << disk << network << video;
        };
        row("debian11", u"q35"_s, u"virtio"_s, u"virtio"_s, u"virtio"_s);
        row("ubuntu22.04", u"q35"_s, u"virtio"_s, u"virtio"_s, u"qxl"_s);
        row("fedora36", u"q35"_s, u"virtio"_s, u"virtio"_s, u"virtio"_s);
        row("rhel9.0", u"q35"_s, u"virtio"_s, u"virtio"_s, u"virtio"_s);
        row("centos-stream9", u"q35"_s, u"virtio"_s, u"virtio"_s, u"qxl"_s);
        row("opensuse15.4", u"q35"_s, u"virtio"_s, u"virtio"_s, u"virtio"_s);
        row("alpinelinux3.16", u"q35"_s, u"virtio"_s, u"virtio"_s, u"qxl"_s);
        row("win10", u"q35"_s, u"sata"_s, u"e1000e"_s, u"qxl"_s);
        row("win2k19", u"q35"_s, u"sata"_s, u"e1000e"_s, u"qxl"_s);
        row("freebsd13.0", u"pc"_s, u"virtio"_s, u"virtio"_s, u"qxl"_s);
        row("winxp", u"pc"_s, u"ide"_s, u"e1000"_s, u"qxl"_s);
        row("debian6", u"pc"_s, u"virtio"_s, u"virtio"_s, u"qxl"_s);
        row("", u"q35"_s, u"sata"_s, u"e1000e"_s, u"qxl"_s); // none that is known
    }

    void libvirtTakesTheMachineOfEverySystem()
    {
        QFETCH(QString, machine);
        QFETCH(QString, diskBus);
        QFETCH(QString, network);
        QFETCH(QString, video);
        const QString system = QString::fromLatin1(QTest::currentDataTag());
        const SystemFacts facts = factsOf(system);
        QCOMPARE(facts.system.shortId, system);
        MachineSpec wanted{.name = u"new-"_s + system};
        wanted.title = u"A <title> & \"more\" ’ü"_s;
        wanted.tags = {u"a & b"_s};
        wanted.disks = {{.source = DiskSource::file(u"/nonexistent/a&b <c>'\".qcow2"_s),
                         .format = u"qcow2"_s,
                         .blank = true},
                        {.device = DiskSpec::Device::Cdrom,
                         .role = DiskSpec::Role::Installer,
                         .source = DiskSource::file(u"/nonexistent/cd.iso"_s)},
                        {.device = DiskSpec::Device::Cdrom, .role = DiskSpec::Role::Drivers}};
        wanted.networks = {{.kind = NetworkSpec::Kind::User}};
        const auto sound = soundFor(wanted, facts);
        QVERIFY(sound);
        QCOMPARE(sound->spec.machine, machine);
        QVERIFY(sound->remarks.join(u' ').contains(u"software emulation"_s));
        QString problem;
        const XmlNode kept = defined(*sound, &problem);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));

        QCOMPARE(kept.value(u"title"), wanted.title);
        QCOMPARE(kept.value(u"devices/disk/source@file"), wanted.disks[0].source.path);
        QCOMPARE(kept.value(u"devices/disk/driver@type"), u"qcow2"_s);
        QCOMPARE(kept.value(u"devices/disk/driver@discard"), u"unmap"_s);
        QCOMPARE(values(kept, u"devices/disk/target", u"bus").first(), diskBus);
        QCOMPARE(kept.value(u"devices/interface/model@type"), network);
        QCOMPARE(kept.value(u"devices/video/model@type"), video);
        QCOMPARE(kept.value(u"devices/graphics@type"), u"spice"_s);
        QCOMPARE(kept.find(u"devices/redirdev").size(), 2);
        // The blank disk first: when the installer resets, the system comes up.
        QCOMPARE(values(kept, u"devices/disk/boot", u"order"), (QStringList{u"1"_s, u"2"_s}));
        QVERIFY(values(kept, u"devices/channel/target", u"name").contains(u"com.redhat.spice.0"_s));
        // There is a CD with drivers for those who lack one.
        QVERIFY(
            values(kept, u"devices/channel/target", u"name").contains(u"org.qemu.guest_agent.0"_s));
        if (machine == "q35"_L1) {
            const auto ports = values(kept, u"devices/controller", u"model");
            QVERIFY(ports.count(u"pcie-root-port"_s) >= 14);
        }
        QCOMPARE(kept.value(u"clock@offset"), facts.isWindows() ? u"localtime"_s : u"utc"_s);
        QCOMPARE(kept.find(u"devices/rng").size(),
                 facts.devices.testFlag(SystemDevice::VirtioRng) ? 1 : 0);
        QCOMPARE(kept.value(u"on_reboot"), u"restart"_s);
    }

    void uefiAndSecureBootAreWhatWasAskedFor_data()
    {
        QTest::addColumn<bool>("secure");
        QTest::newRow("with Secure Boot") << true;
        QTest::newRow("without") << false;
    }

    void uefiAndSecureBootAreWhatWasAskedFor()
    {
        QFETCH(bool, secure);
        MachineSpec wanted{.name = secure ? u"secure"_s : u"uefi"_s};
        wanted.firmware = Firmware::Uefi;
        wanted.secureBoot = secure;
        const auto sound = soundFor(wanted, factsOf(u"debian11"_s));
        QVERIFY(sound);
        const auto capabilities = capabilitiesFor(sound->spec);
        QVERIFY(capabilities);
        if (!capabilities->hasUefi())
            QSKIP("no UEFI firmware is installed (package ovmf)");
        QString problem;
        const XmlNode kept = defined(*sound, &problem);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        QCOMPARE(kept.value(u"os@firmware"), u"efi"_s);
        for (const XmlNode *feature : kept.find(u"os/firmware/feature"))
            QCOMPARE(feature->attribute(u"enabled"), secure ? u"yes"_s : u"no"_s);
        QCOMPARE(kept.find(u"os/firmware/feature").size(), 2);
        const QString name = sound->spec.name;
        const VirshAnswer started = daemon.virsh({u"start"_s, u"--paused"_s, name});
        QVERIFY2(started.ok(), qPrintable(started.error));
        QCOMPARE(daemon.virsh({u"dumpxml"_s, name}).output.contains(u"secure='yes'"_s), secure);
        QVERIFY(daemon.virsh({u"destroy"_s, name}).ok());
    }

    void everyChoiceCanBeMadeOtherwise()
    {
        MachineSpec wanted{.name = u"otherwise"_s};
        wanted.uuid = QUuid::createUuid();
        wanted.machine = u"pc"_s;
        wanted.graphics = GraphicsChoice::Vnc;
        wanted.videoModel = u"bochs"_s;
        wanted.soundModel = u"ac97"_s;
        wanted.usbModel = u"ich9-ehci1"_s;
        wanted.cpu = CpuChoice::Model;
        wanted.cpuModel = u"Penryn"_s;
        wanted.balloon = false;
        wanted.rng = false;
        wanted.boot = {.order = {BootSpec::Device::Network, BootSpec::Device::Disk}, .menu = true};
        wanted.disks = {
            {.source = {.kind = DiskSource::Kind::Network,
                        .path = u"pool/image"_s,
                        .protocol = u"rbd"_s,
                        .hosts = {{u"ceph.example"_s, 6789}, {u"::1"_s}},
                        .authUser = u"me"_s,
                        .secretType = u"ceph"_s,
                        .secret = QUuid::createUuid()},
             .format = u"raw"_s,
             .bus = u"scsi"_s,
             .serial = u"S1"_s,
             .cache = u"none"_s,
             .io = u"native"_s},
            {.role = DiskSpec::Role::Data,
             .source = {.kind = DiskSource::Kind::Volume, .pool = u"p"_s, .volume = u"v&"_s},
             .format = u"raw"_s},
            {.role = DiskSpec::Role::Data,
             .source = {.kind = DiskSource::Kind::Block, .path = u"/dev/nonexistent"_s},
             .format = u"raw"_s,
             .shareable = true},
            {.device = DiskSpec::Device::Floppy}};
        wanted.networks = {{.kind = NetworkSpec::Kind::Network,
                            .source = u"n"_s,
                            .portGroup = u"g"_s,
                            .model = u"e1000"_s,
                            .macAddress = u"52:54:00:01:02:03"_s},
                           {.kind = NetworkSpec::Kind::Bridge, .source = u"br0"_s},
                           {.kind = NetworkSpec::Kind::Direct, .source = u"eth0"_s},
                           {.kind = NetworkSpec::Kind::None}};
        const auto sound = soundFor(wanted, factsOf(u"debian11"_s));
        QVERIFY(sound);
        QString problem;
        const XmlNode kept = defined(*sound, &problem);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        QCOMPARE(kept.value(u"uuid"), wanted.uuid.toString(QUuid::WithoutBraces));
        QCOMPARE(kept.value(u"devices/graphics@type"), u"vnc"_s);
        QCOMPARE(kept.value(u"cpu/model"), u"Penryn"_s);
        QCOMPARE(kept.value(u"devices/memballoon@model"), u"none"_s);
        QCOMPARE(kept.find(u"devices/redirdev").size(), 0);
        QCOMPARE(values(kept, u"devices/interface/boot", u"order"),
                 (QStringList{u"1"_s, u"2"_s, u"3"_s, u"4"_s}));
        QCOMPARE(kept.value(u"devices/disk/boot@order"), u"5"_s);
        QCOMPARE(kept.value(u"devices/disk/source/auth/secret@type"), u"ceph"_s);
        QCOMPARE(values(kept, u"devices/disk", u"type"),
                 (QStringList{u"network"_s, u"volume"_s, u"block"_s, u"file"_s}));
        QCOMPARE(values(kept, u"devices/interface/link", u"state"), QStringList{u"down"_s});
    }

    void anInstallersKernelIsThereOnlyForTheInstallation()
    {
        MachineSpec wanted{.name = u"tree"_s};
        wanted.boot.kernel = u"/nonexistent/vmlinuz"_s;
        wanted.boot.initrd = u"/nonexistent/initrd"_s;
        wanted.boot.commandLine = u"auto url=http://example.org/?a=1&b=<2>"_s;
        wanted.boot.kernelOnce = true;
        const auto sound = soundFor(wanted, factsOf(u"debian11"_s));
        QVERIFY(sound);
        QString problem;
        XmlNode kept = defined(*sound, &problem, MachineStage::Installing);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        QCOMPARE(kept.value(u"os/cmdline"), wanted.boot.commandLine);
        QCOMPARE(kept.value(u"on_reboot"), u"destroy"_s);
        MachineSpec same = sound->spec;
        same.uuid = QUuid(kept.value(u"uuid"));
        kept = defined({same, {}}, &problem);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        QVERIFY(kept.find(u"os/kernel").isEmpty());
        QCOMPARE(kept.value(u"on_reboot"), u"restart"_s);
    }

    void aMachineMadeLikeThisInstallsFromACdAndBootsFromItsDisk()
    {
        QTemporaryDir folder;
        const auto run = [](const QString &program, const QStringList &arguments) {
            QProcess process;
            process.start(program, arguments);
            return process.waitForFinished(60'000) && process.exitCode() == 0;
        };
        const QString object = folder.filePath(u"installer.o"_s);
        const QString content = folder.filePath(u"cd"_s);
        QVERIFY(QDir().mkpath(content));
        QVERIFY(run(u"/usr/bin/as"_s,
                    {u"--32"_s, u"-o"_s, object,
                     QStringLiteral(GUESTHOUSE_SOURCE_DIR "/tests/data/boot/installer.S")}));
        QVERIFY(run(u"/usr/bin/ld"_s,
                    {u"-m"_s, u"elf_i386"_s, u"-Ttext"_s, u"0x7c00"_s, u"--oformat"_s, u"binary"_s,
                     u"-e"_s, u"_start"_s, u"-o"_s, content + u"/boot.img"_s, object}));
        const QString iso = daemon.folder() + u"/installer.iso"_s;
        QVERIFY(
            run(u"/usr/bin/xorriso"_s, {u"-as"_s, u"mkisofs"_s, u"-V"_s, u"Debian 11.5.0 amd64 n"_s,
                                        u"-b"_s, u"boot.img"_s, u"-no-emul-boot"_s,
                                        u"-boot-load-size"_s, u"4"_s, u"-o"_s, iso, content}));
        const auto medium = database.identifyFile(iso);
        QVERIFY(medium && *medium);
        const auto facts = database.facts((*medium)->systemId, (*medium)->architecture);
        QVERIFY(facts);
        const QString disk = file(u"system.raw"_s, {}, 8 << 20);
        MachineSpec wanted{.name = u"installed"_s};
        wanted.disks = {{.source = DiskSource::file(disk), .format = u"raw"_s, .blank = true},
                        {.device = DiskSpec::Device::Cdrom,
                         .role = DiskSpec::Role::Installer,
                         .source = DiskSource::file(iso)}};
        wanted.networks = {{.kind = NetworkSpec::Kind::User}};
        const auto sound = soundFor(wanted, *facts);
        QVERIFY(sound);
        QString problem;
        defined(*sound, &problem);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const VirshAnswer started = daemon.virsh({u"start"_s, u"installed"_s});
        QVERIFY2(started.ok(), qPrintable(started.error));
        QTRY_COMPARE_WITH_TIMEOUT(daemon.virsh({u"domstate"_s, u"installed"_s}).output.trimmed(),
                                  u"shut off"_s, 90'000);
        QFile written(disk);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const QByteArray sectors = written.read(1024);
        QVERIFY(sectors.sliced(512).startsWith("GUESTHOUSE WAS HERE"));
    }
};

QTEST_GUILESS_MAIN(TestNewMachines)
#include "tst_newmachines.moc"
