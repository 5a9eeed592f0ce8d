// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/domainedit.h"
#include "models/xml/newdevices.h"
#include "tests/support/patience.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryFile>

#include <algorithm>

using namespace Qt::StringLiterals;

// What can be added to a machine and why not; each element is held to libvirt's own schema.
class TestNewDevices : public QObject
{
    Q_OBJECT

    static QByteArray machine(const QByteArray &devices, const QByteArray &type = "q35",
                              const QByteArray &more = {})
    {
        return "<domain type='qemu'>\n  <name>m</name>\n  <memory>65536</memory>\n  <os>\n    "
               "<type arch='x86_64' machine='"
               + type + "'>hvm</type>\n  </os>\n" + more + "  <devices>\n" + devices
               + "  </devices>\n</domain>\n";
    }
    static QByteArray container()
    {
        return "<domain type='lxc'>\n  <name>c</name>\n  <memory>65536</memory>\n  <os>\n    "
               "<type>exe</type>\n    <init>/bin/sh</init>\n  </os>\n  <devices>\n  "
               "  <console type='pty'/>\n  </devices>\n</domain>\n";
    }
    static HardwareChoices hostWithDevices()
    {
        HardwareChoices choices;
        choices.networks = QList<HostNetwork>{{u"other"_s, false}, {u"default"_s, true}};
        choices.devices = QList<NodeDevice>{
            {.name = u"usb_1_1"_s,
             .kind = NodeDevice::Kind::Usb,
             .vendorId = u"0x046d"_s,
             .productId = u"0xc077"_s,
             .address = u"1:4"_s},
            {.name = u"pci_0000_03_00_0"_s,
             .kind = NodeDevice::Kind::Pci,
             .address = u"0000:03:00.0"_s},
            {.name = u"mdev_x"_s,
             .kind = NodeDevice::Kind::Mediated,
             .address = u"4b20d080-1b54-4048-85b3-a6a62d165c01"_s},
            {.name = u"scsi_2_0_1_0"_s, .kind = NodeDevice::Kind::Scsi, .address = u"2:0:1:0"_s}};
        return choices;
    }
    static QString schemaProblem(const QByteArray &xml)
    {
        QTemporaryFile file;
        if (!file.open() || file.write(xml) != xml.size() || !file.flush())
            return u"no file"_s;
        QProcess xmllint;
        xmllint.start(u"/usr/bin/xmllint"_s,
                      {u"--noout"_s, u"--relaxng"_s, u"/usr/share/libvirt/schemas/domain.rng"_s,
                       file.fileName()});
        if (!xmllint.waitForFinished())
            return u"no answer"_s;
        return xmllint.exitCode() == 0 ? QString()
                                       : QString::fromUtf8(xmllint.readAllStandardError() + xml);
    }
    static NewDevice device(const MachineHardware &machine, const QString &id)
    {
        const auto all = newDevices(machine);
        const auto found =
            std::find_if(all.cbegin(), all.cend(), [&id](const auto &one) { return one.id == id; });
        return found == all.cend() ? NewDevice() : *found;
    }
    static QByteArray with(const QByteArray &document, const QByteArray &element)
    {
        const auto edited = applyChanges(document, {.elements = {{.after = element}}});
        return edited ? edited->xml : QByteArray();
    }

private Q_SLOTS:
    void everyNewDeviceFitsTheSchema_data()
    {
        QTest::addColumn<QByteArray>("document");
        QTest::addColumn<NewDevice>("device");
        const QByteArray bare = machine("", "q35", "  <maxMemory slots='4'>1048576</maxMemory>\n");
        const QByteArray spice = machine("    <graphics type='spice'/>\n");
        const QByteArray old = machine("", "pc");
        for (const QByteArray &document : {bare, spice, old, container()}) {
            const MachineHardware hardware(document, {}, hostWithDevices());
            for (const NewDevice &one : newDevices(hardware)) {
                // The installed schema is older than these.
                if (one.obstacle.isEmpty() && one.id != "pstore"_L1 && one.id != "crypto"_L1)
                    QTest::addRow("%s in %s", qPrintable(one.id),
                                  document == bare    ? "q35"
                                  : document == spice ? "spice"
                                  : document == old   ? "pc"
                                                      : "lxc")
                        << document << one;
            }
        }
    }
    void everyNewDeviceFitsTheSchema()
    {
        QFETCH(QByteArray, document);
        QFETCH(NewDevice, device);
        QVERIFY(!device.xml.isEmpty() && !device.title.isEmpty() && !device.icon.isEmpty());
        const auto edited =
            applyChanges(document, {.fields = device.also, .elements = {{.after = device.xml}}});
        QVERIFY2(edited, device.xml.constData());
        const QString problem = schemaProblem(edited->xml);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        // It is the last one, and found by its key.
        const QString key = lastDevice(edited->xml);
        QCOMPARE(deviceXml(edited->xml, key).replace('\'', '"'), device.xml);
    }

    void everyKindOfLibvirtsIsOffered()
    {
        QStringList tags;
        for (const QByteArray &document : {machine("    <graphics type='spice'/>\n", "q35",
                                                   "  <maxMemory slots='4'>1</maxMemory>\n"),
                                           machine("")}) {
            for (const NewDevice &one :
                 newDevices(MachineHardware(document, {}, hostWithDevices()))) {
                if (const auto root = readTree(one.xml))
                    tags += root->name;
            }
        }
        const QStringList wanted{
            u"disk"_s,     u"controller"_s, u"interface"_s, u"input"_s,       u"graphics"_s,
            u"sound"_s,    u"audio"_s,      u"serial"_s,    u"parallel"_s,    u"console"_s,
            u"channel"_s,  u"hostdev"_s,    u"redirdev"_s,  u"redirfilter"_s, u"video"_s,
            u"watchdog"_s, u"filesystem"_s, u"smartcard"_s, u"tpm"_s,         u"rng"_s,
            u"panic"_s,    u"vsock"_s,      u"iommu"_s,     u"memory"_s,      u"memballoon"_s,
            u"shmem"_s,    u"pstore"_s,     u"crypto"_s,    u"hub"_s,         u"lease"_s};
        for (const QString &tag : wanted)
            QVERIFY2(tags.contains(tag), qPrintable(tag));
    }

    void whatIsThereAlreadySaysSo()
    {
        const MachineHardware full(
            machine("<watchdog model='itco'/><memballoon model='virtio'/><tpm><backend "
                    "type='emulator'/></tpm><vsock/><iommu model='intel'/><graphics type='vnc'/>"
                    "<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/>"
                    "</channel>"),
            {});
        for (const QString &id : {u"watchdog"_s, u"memballoon"_s, u"tpm"_s, u"vsock"_s, u"iommu"_s,
                                  u"graphics-vnc"_s, u"channel-agent"_s}) {
            QVERIFY2(!device(full, id).obstacle.isEmpty(), qPrintable(id));
            QVERIFY(device(full, id).xml.isEmpty());
        }
        QVERIFY(device(full, u"graphics-spice"_s).obstacle.isEmpty());
        // What works by SPICE needs SPICE; modules need slots; a port needs PCI Express.
        for (const QString &id : {u"redirdev"_s, u"channel-spice"_s, u"channel-webdav"_s,
                                  u"smartcard-client"_s, u"memory-dimm"_s})
            QVERIFY2(!device(full, id).obstacle.isEmpty(), qPrintable(id));
        const MachineHardware old(machine("<controller type='usb' model='none'/>", "pc"), {});
        QVERIFY(device(old, u"controller-pcie"_s).obstacle.contains(u"“pc”"_s));
        QVERIFY(!device(old, u"iommu"_s).obstacle.isEmpty());
        QVERIFY(device(old, u"input-tablet"_s).obstacle.contains("USB"_L1));
        // Of newer libvirts.
        QVERIFY(device(MachineHardware(machine(""), {}, {}, 9'000'000), u"pstore"_s)
                    .obstacle.contains("10.6"_L1));
        QVERIFY(device(MachineHardware(machine(""), {}, {}, 10'006'000), u"pstore"_s)
                    .obstacle.isEmpty());
    }

    void theHostsWordIsHeard()
    {
        HardwareChoices choices;
        choices.capabilities = DomainCapabilities{.diskBuses = {u"virtio"_s, u"sata"_s},
                                                  .graphicsTypes = {u"vnc"_s},
                                                  .videoModels = {u"vga"_s},
                                                  .filesystemDrivers = {u"path"_s},
                                                  .hostDeviceTypes = {u"pci"_s},
                                                  .saysRng = true};
        const MachineHardware hardware(machine(""), {}, choices);
        for (const QString &id : {u"graphics-spice"_s, u"filesystem-virtiofs"_s, u"tpm"_s, u"lun"_s,
                                  u"floppy"_s, u"hostdev-usb"_s, u"hostdev-pci"_s})
            QVERIFY2(!device(hardware, id).obstacle.isEmpty(), qPrintable(id));
        QVERIFY(device(hardware, u"video"_s).xml.contains("vga"));
        QCOMPARE(diskBuses(hardware, u"disk"_s), (QStringList{u"virtio"_s, u"sata"_s}));
        // A container has no watchdog.
        const auto inside = newDevices(MachineHardware(container(), {}));
        QVERIFY(std::any_of(inside.cbegin(), inside.cend(), [](const NewDevice &one) {
            return one.id == "filesystem-mount"_L1 && one.obstacle.isEmpty();
        }));
        QVERIFY(!device(MachineHardware(container(), {}), u"watchdog"_s).obstacle.isEmpty());
    }

    void namesAndNumbersAreFreeNowAndLater()
    {
        QByteArray many;
        for (char letter = 'a'; letter <= 'z'; ++letter)
            many += "<disk type='file'><target dev='vd" + QByteArray(1, letter)
                    + "' bus='virtio'/></disk>";
        const QByteArray definition = machine(many),
                         live =
                             machine("<disk type='file'><target dev='vdaa' bus='virtio'/></disk>");
        const MachineHardware hardware(definition, live);
        QCOMPARE(hardware.freeTarget(u"virtio"_s), u"vdab"_s);
        QCOMPARE(hardware.freeTarget(u"sata"_s), u"sda"_s);
        QVERIFY(device(hardware, u"disk"_s).xml.contains("vdab"));
        const QByteArray scsi = diskOnBus(device(hardware, u"disk"_s).xml, u"scsi"_s, hardware);
        QVERIFY(scsi.contains("dev='sda'") && scsi.contains("bus='scsi'"));
        const auto companions = companionsOf(scsi, hardware);
        QCOMPARE(companions.size(), 1);
        QVERIFY(companions.first().contains("virtio-scsi"));
        QVERIFY(schemaProblem(with(machine(""), companions.first())).isEmpty());
        QVERIFY(companionsOf(scsi, MachineHardware(with(definition, companions.first()), {}))
                    .isEmpty());
        static const QRegularExpression mac(u"52:54:00(:[0-9a-f]{2}){3}"_s);
        const QByteArray one = device(hardware, u"interface"_s).xml;
        QVERIFY(mac.match(QString::fromUtf8(one)).hasMatch());
        QVERIFY(one != device(hardware, u"interface"_s).xml);
    }

    void aSharedFolderBringsTheMemoryItNeeds()
    {
        const NewDevice folder = device(MachineHardware(machine(""), {}), u"filesystem-virtiofs"_s);
        QCOMPARE(folder.also.size(), 2);
        QVERIFY(!folder.note.isEmpty());
        const MachineHardware shared(
            machine("", "q35", "<memoryBacking><access mode='shared'/></memoryBacking>"), {});
        QVERIFY(device(shared, u"filesystem-virtiofs"_s).also.isEmpty());
    }

    void whatCannotBePluggedInIsKnownBefore()
    {
        const QByteArray ports =
            "<controller type='pci' index='0' model='pcie-root'/>"
            "<controller type='pci' index='1' model='pcie-root-port'><address type='pci' "
            "bus='0x00'/></controller>"
            "<controller type='pci' index='2' model='pcie-root-port'><address type='pci' "
            "bus='0x00'/></controller>";
        const QByteArray first = "<rng model='virtio'><backend model='random'/><address "
                                 "type='pci' bus='0x01'/></rng>",
                         second = "<rng model='virtio'><backend model='random'/><address "
                                  "type='pci' bus='0x02'/></rng>";
        QCOMPARE(freePciePorts(machine(ports)), 2);
        QCOMPARE(freePciePorts(machine(ports + first)), 1);
        QCOMPARE(freePciePorts(machine(ports + first + second)), 0);
        QCOMPARE(freePciePorts(machine("", "pc")), -1);
        const MachineHardware full(machine(ports), machine(ports + first + second)),
            room(machine(ports), machine(ports));
        const QByteArray rng = device(full, u"rng"_s).xml;
        QVERIFY(whyNotWhileRunning(rng, full).contains("PCI Express"_L1));
        QCOMPARE(whyNotWhileRunning(rng, room), QString());
        QCOMPARE(whyNotWhileRunning(device(full, u"input-tablet"_s).xml, full), QString());
        QVERIFY(!whyNotWhileRunning(device(room, u"sound"_s).xml, room).isEmpty());
        QVERIFY(!whyNotWhileRunning(device(room, u"cdrom"_s).xml, room).isEmpty());
        QCOMPARE(whyNotWhileRunning(device(room, u"disk"_s).xml, room), QString());
        const Error refused{.summary = u"Cannot add this device."_s,
                            .detail = u"internal error: No more available PCI slots"_s};
        QVERIFY(refusedWhileRunning(refused).summary.contains("PCI Express"_L1));
        QCOMPARE(refusedWhileRunning(refused).detail, refused.detail);
    }

    void modulesSayWhatTheyNeed()
    {
        const QByteArray room = "  <maxMemory slots='4'>1048576</maxMemory>\n";
        const MachineHardware bare(machine(""), {}), slots(machine("", "q35", room), {});
        for (const QString &id : {u"memory-nvdimm"_s, u"memory-pmem"_s}) {
            QVERIFY2(device(bare, id).obstacle.contains("maxMemory"_L1), qPrintable(id));
            QCOMPARE(device(slots, id).obstacle, QString());
            QVERIFY(device(slots, id).note.contains("file"_L1));
        }
        // Enclaves take none of the slots, but the host must have them.
        QCOMPARE(device(bare, u"memory-sgx"_s).obstacle, QString());
        HardwareChoices choices;
        choices.capabilities.emplace();
        QVERIFY(device(MachineHardware(machine(""), {}, choices), u"memory-sgx"_s)
                    .obstacle.contains("SGX"_L1));
        choices.capabilities->sgx = true;
        QCOMPARE(device(MachineHardware(machine(""), {}, choices), u"memory-sgx"_s).obstacle,
                 QString());
        QVERIFY(!whyNotWhileRunning(device(bare, u"memory-sgx"_s).xml, bare).isEmpty());
        const MachineHardware arm(machine("").replace("x86_64", "armv7l").replace("q35", "virt"),
                                  {});
        for (const QString &id : {u"memory-nvdimm"_s, u"memory-pmem"_s, u"memory-sgx"_s})
            QVERIFY2(!device(arm, id).obstacle.isEmpty(), qPrintable(id));
    }

    void bridgesAreForTheMachinesThatHaveTheirBus()
    {
        const MachineHardware pcie(machine(""), {}), pci(machine("", "pc"), {});
        QCOMPARE(device(pcie, u"controller-pcie-pci"_s).obstacle, QString());
        QVERIFY(!device(pci, u"controller-pcie-pci"_s).obstacle.isEmpty());
        QCOMPARE(device(pci, u"controller-pci-bridge"_s).obstacle, QString());
        QVERIFY(!device(pcie, u"controller-pci-bridge"_s).obstacle.isEmpty());
    }

    void containersTakeDevicesOfTheHostByName()
    {
        const MachineHardware inside(container(), {});
        for (const QString &id : {u"hostdev-storage"_s, u"hostdev-misc"_s, u"hostdev-net"_s})
            QVERIFY2(device(inside, id).xml.contains("mode=\"capabilities\""), qPrintable(id));
        QCOMPARE(device(MachineHardware(machine(""), {}), u"hostdev-net"_s).id, QString());
        QVERIFY(!device(inside, u"hostdev-scsi-host"_s).obstacle.isEmpty());
    }

    void whatBelongsToTheMachineIsNotRemovable()
    {
        const QByteArray document = machine(
            "<emulator>/q</emulator>"
            "<disk type='file' device='disk'><source file='/a'/><target dev='sda' bus='scsi'/>"
            "<address type='drive' controller='0' bus='0' target='0' unit='0'/></disk>"
            "<controller type='scsi' index='0' model='virtio-scsi'/>"
            "<controller type='scsi' index='1' model='virtio-scsi'/>"
            "<controller type='pci' index='0' model='pcie-root'/>"
            "<controller type='usb' index='0' model='qemu-xhci'/>"
            "<input type='mouse' bus='ps2'/><input type='tablet' bus='usb'/>"
            "<serial type='pty'><target port='0'/></serial>"
            "<console type='pty'><target type='serial' port='0'/></console>"
            "<graphics type='vnc'/><video><model type='vga'/></video><memballoon model='virtio'/>"
            "<rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>");
        for (const QString &key :
             {u"emulator/#0"_s, u"controller/0scsi#0"_s, u"controller/0pci#0"_s,
              u"controller/0usb#0"_s, u"input/mouse#0"_s, u"console/serial#0"_s, u"video/#0"_s,
              u"memballoon/#0"_s, u"section:cpu"_s, u"gone/#3"_s})
            QVERIFY2(!whyNotRemovable(document, key).isEmpty(), qPrintable(key));
        QVERIFY(whyNotRemovable(document, u"controller/0scsi#0"_s).contains("sda"_L1));
        for (const QString &key : {u"disk/sda#0"_s, u"controller/1scsi#0"_s, u"input/tablet#0"_s,
                                   u"serial/0#0"_s, u"graphics/vnc#0"_s, u"rng/#0"_s})
            QCOMPARE(whyNotRemovable(document, key), QString());
        QCOMPARE(removedWith(document, u"serial/0#0"_s),
                 (QStringList{u"serial/0#0"_s, u"console/serial#0"_s}));
        QCOMPARE(removedWith(document, u"rng/#0"_s), QStringList{u"rng/#0"_s});
        // What works through SPICE only.
        const QByteArray spice = "<graphics type='spice'/><channel type='spicevmc'><target "
                                 "type='virtio' name='com.redhat.spice.0'/></channel>";
        QVERIFY(whyNotRemovable(machine(spice), u"graphics/spice#0"_s).contains("SPICE agent"_L1));
        QCOMPARE(
            whyNotRemovable(machine(spice + "<graphics type='spice'/>"), u"graphics/spice#0"_s),
            QString());
        const auto held = devicesAt(document, u"controller/0scsi#0"_s);
        QCOMPARE(held.size(), 1);
        QCOMPARE(held.first().key, u"disk/sda#0"_s);
        QVERIFY(devicesAt(document, u"controller/1scsi#0"_s).isEmpty());
        QVERIFY(devicesAt(document, u"rng/#0"_s).isEmpty());
        QCOMPARE(removableStorage(document, u"disk/sda#0"_s), u"/a"_s);
        QCOMPARE(removableStorage(document, u"rng/#0"_s), QString());
    }

    void aDeviceIsFoundInTheOtherDocument()
    {
        const QByteArray definition = machine(
            "<hostdev mode='subsystem' type='usb'><source><vendor id='0x1'/><product id='0x2'/>"
            "</source></hostdev>"
            "<hostdev mode='subsystem' type='usb'><source><vendor id='0x3'/><product id='0x4'/>"
            "</source></hostdev>"
            "<interface type='network'><mac address='52:54:00:00:00:01'/><source "
            "network='default'/></interface>");
        const QByteArray live = machine(
            "<hostdev mode='subsystem' type='usb'><source><vendor id='0x3'/><product id='0x4'/>"
            "<address bus='1' device='2'/></source><alias name='hostdev1'/></hostdev>"
            "<interface type='network'><mac address='52:54:00:00:00:01'/><source network='default' "
            "portid='x' bridge='virbr0'/><target dev='vnet0'/><alias name='net0'/></interface>"
            "<rng model='virtio'><backend model='random'/></rng>");
        QCOMPARE(counterpart(live, u"hostdev/#0"_s, definition), u"hostdev/#1"_s);
        QCOMPARE(counterpart(definition, u"hostdev/#0"_s, live), QString());
        QCOMPARE(counterpart(definition, u"hostdev/#1"_s, live), u"hostdev/#0"_s);
        QCOMPARE(counterpart(definition, u"interface/52:54:00:00:00:01#0"_s, live),
                 u"interface/52:54:00:00:00:01#0"_s);
        QCOMPARE(counterpart(live, u"rng/#0"_s, definition), QString());
    }

    void whatCannotBeReadOffersNothingAndBreaksNothing()
    {
        const MachineHardware broken("<domain", "");
        QVERIFY(!broken.isRead());
        QVERIFY(!newDevices(broken).isEmpty());
        QCOMPARE(lastDevice("<domain/>"), QString());
        QCOMPARE(counterpart("<a/>", u"rng/#0"_s, "<b"), QString());
        QCOMPARE(diskOnBus("<disk", u"scsi"_s, broken), QByteArray("<disk"));
    }
};

QTEST_GUILESS_MAIN(TestNewDevices)
#include "tst_newdevices.moc"
