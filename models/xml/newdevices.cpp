// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/newdevices.h"

#include "models/xml/devicekinds.h"
#include "models/xml/newdevicetable.h"
#include "models/xml/xmlparts.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;
using Machine = MachineHardware;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(NewDevices)
};

QByteArray written(const NewDeviceKind &kind, const Machine &machine)
{
    QByteArray text;
    ElementWriter xml(&text);
    xml.setAutoFormatting(true);
    xml.setAutoFormattingIndent(2);
    kind.write(xml, machine);
    xml.writeEndDocument(); // an empty element is open until then
    return text.trimmed();
}

int hypervisor(const Machine &machine)
{
    return machine.isQemu()        ? NewDeviceKind::Qemu
           : machine.isContainer() ? NewDeviceKind::Container
           : machine.isXen()       ? NewDeviceKind::Xen
                                   : NewDeviceKind::Other;
}

// Where it is not, it is no kind of which there are rules.
QString elementOf(const NewDeviceKind &kind)
{
    return QString::fromUtf16(kind.id).section(u'-', 0, 0);
}

QString noteFor(const NewDeviceKind &kind, const Machine &machine)
{
    const auto &host = machine.choices().host;
    if (kind.hostDevice == NodeDevice::Kind::Pci && host && !host->iommu)
        return Text::tr("The host does not say that it has an IOMMU that is turned on. Without one "
                        "the machine will not start with such a device.");
    const QStringView id(kind.id);
    if (id == u"memory-nvdimm" || id == u"memory-pmem")
        return Text::tr("What the guest keeps there is kept in a file of the host, which is as "
                        "large as the module.");
    if (id == u"hostdev-scsi-host")
        return Text::tr("It is made on the host first (with targetcli, below “vhost”) and is found "
                        "by its world-wide port name. Another program must not use it.");
    if (id == u"smartcard-certificates")
        return Text::tr("The certificates are in a database of the host (NSS), by their names.");
    return {};
}

} // namespace

QList<NewDevice> newDevices(const Machine &machine)
{
    QList<NewDevice> devices;
    const int own = hypervisor(machine);
    for (const NewDeviceKind &kind : newDeviceKinds()) {
        NewDevice device{.id = QString::fromUtf16(kind.id),
                         .group = kind.group,
                         .title = Text::tr(kind.title),
                         .icon = QString::fromUtf16(kind.icon),
                         .words = kind.words ? Text::tr(kind.words) : QString(),
                         .storage = kind.storage,
                         .hostDevice = kind.hostDevice};
        const QString why =
            DriverRules::whyNotAdded(machine.driver(), elementOf(kind), machine.capabilities());
        if (!(kind.hypervisors & own)) {
            // What is for containers alone is of no interest elsewhere.
            if (kind.hypervisors == NewDeviceKind::Container)
                continue;
            device.obstacle =
                why.isEmpty() ? Text::tr("Machines of this hypervisor cannot have one.") : why;
        } else if (!why.isEmpty()) {
            device.obstacle = why;
        } else if (kind.obstacle) {
            device.obstacle = kind.obstacle(machine);
        }
        if (device.obstacle.isEmpty()) {
            device.xml = written(kind, machine);
            device.note = noteFor(kind, machine);
        }
        if (device.id == "filesystem-virtiofs"_L1 && device.obstacle.isEmpty()
            && !machine.sharesMemory()) {
            // A change of the memory needs the next start, and so does the device then.
            device.also = {{.path = u"memoryBacking/source@type"_s, .after = u"memfd"_s},
                           {.path = u"memoryBacking/access@mode"_s, .after = u"shared"_s}};
            device.note = Text::tr("The folder's data goes through memory that machine and host "
                                   "share: the machine's memory is set to that, too.");
        }
        devices += device;
    }
    return devices;
}

QString newDeviceGroupText(NewDevice::Group group)
{
    using enum NewDevice::Group;
    switch (group) {
    case Storage:
        return Text::tr("Storage");
    case Network:
        return Text::tr("Network");
    case InputAndDisplay:
        return Text::tr("Display, input and sound");
    case Ports:
        return Text::tr("Ports and channels");
    case HostDevices:
        return Text::tr("Devices of the host");
    case Usb:
        return Text::tr("USB and smart cards");
    case Memory:
        return Text::tr("Memory");
    case Other:
        break;
    }
    return Text::tr("Other");
}

QStringList diskBuses(const Machine &machine, const QString &device)
{
    if (device == "floppy"_L1)
        return {u"fdc"_s};
    if (device == "lun"_L1)
        return {u"scsi"_s, u"virtio"_s};
    QStringList buses;
    if (machine.isXen())
        buses = QStringList{u"xen"_s, u"ide"_s, u"scsi"_s};
    else if (!machine.isQemu())
        buses = QStringList{u"ide"_s, u"sata"_s, u"scsi"_s};
    else if (device == "cdrom"_L1)
        buses = machine.isX86() && machine.isPcie() ? QStringList{u"sata"_s, u"scsi"_s, u"usb"_s}
                : machine.isX86() ? QStringList{u"ide"_s, u"sata"_s, u"scsi"_s, u"usb"_s}
                                  : QStringList{u"scsi"_s, u"usb"_s};
    else
        buses = machine.isX86() && !machine.isPcie()
                    ? QStringList{u"virtio"_s, u"scsi"_s, u"sata"_s, u"ide"_s, u"usb"_s}
                    : QStringList{u"virtio"_s, u"scsi"_s, u"sata"_s, u"usb"_s};
    if (const DomainCapabilities *can = machine.capabilities(); can && !can->diskBuses.isEmpty())
        buses.removeIf([can](const QString &bus) { return !can->diskBuses.contains(bus); });
    if (machine.usbIsOff())
        buses.removeAll(u"usb"_s);
    // As the disks that are there: they were chosen for this guest.
    if (device == "disk"_L1) {
        const QString usual = machine.values(u"devices/disk/target", u"@bus").value(0);
        if (buses.removeAll(usual) > 0)
            buses.prepend(usual);
    }
    return buses;
}

QList<QByteArray> companionsOf(const QByteArray &device, const Machine &machine)
{
    const auto root = XmlParts::read(device);
    if (!root || !machine.isQemu())
        return {};
    const bool scsi = (root->name == "disk"_L1 && root->value(u"target@bus") == "scsi"_L1)
                      || (root->name == "hostdev"_L1 && root->attribute(u"type") == "scsi"_L1);
    // libvirt would make one of an old model that few guests know.
    if (scsi && machine.freeControllerIndex(u"scsi"_s) == 0) {
        for (const NewDeviceKind &kind : newDeviceKinds()) {
            if (QStringView(kind.id) == u"controller-scsi")
                return {written(kind, machine)};
        }
    }
    return {};
}

int freePciePorts(const QByteArray &live)
{
    const auto root = readTree(live);
    if (!root)
        return -1;
    QStringList free;
    bool pcie = false;
    for (const XmlNode *one : root->find(u"devices/controller")) {
        const QString model = one->attribute(u"model");
        pcie = pcie || model == "pcie-root"_L1;
        if (model == "pcie-root-port"_L1 || model == "pcie-switch-downstream-port"_L1)
            free += one->attribute(u"index");
    }
    if (!pcie)
        return -1;
    for (const XmlNode *devices : root->find(u"devices")) {
        for (const XmlNode &one : devices->children) {
            const XmlNode *address = one.child(u"address");
            if (address && address->attribute(u"type") == "pci"_L1)
                free.removeAll(QString::number(address->attribute(u"bus").toUInt(nullptr, 0)));
        }
    }
    return int(free.size());
}

Error refusedWhileRunning(const Error &error)
{
    if (!error.detail.contains("No more available PCI slots"_L1)
        && !error.summary.contains("No more available PCI slots"_L1))
        return error;
    Error inWords = error;
    inWords.summary =
        Text::tr("The running machine has no free PCI Express port to plug the device "
                 "into.");
    inWords.advice = Text::tr("It gets one when the device is added at the next start. For more "
                              "devices while it runs, add PCI Express ports.");
    return inWords;
}

QString lastDevice(const QByteArray &domainXml)
{
    const auto root = readTree(domainXml);
    const XmlNode *devices = root ? root->child(u"devices") : nullptr;
    if (!devices || devices->children.isEmpty())
        return {};
    const QString key = deviceKey(devices->children.last());
    const auto same = std::count_if(devices->children.cbegin(), devices->children.cend(),
                                    [&key](const XmlNode &one) { return deviceKey(one) == key; });
    return key + u'#' + QString::number(same - 1);
}
