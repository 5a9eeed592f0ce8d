// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/hostdevices.h"

#include "models/core/safetext.h"
#include "models/xml/elementwriter.h"
#include "models/xml/xmlnode.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;
using Kind = NodeDevice::Kind;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(HostDevices)
};

uint number(const QString &text)
{
    return text.toUInt(nullptr, 0);
}

QString hex(const QString &text, int digits)
{
    return u"%1"_s.arg(number(text), digits, 16, QChar(u'0'));
}

QString pciId(const XmlNode &address)
{
    return u"pci %1:%2:%3.%4"_s.arg(
        hex(address.attribute(u"domain"), 4), hex(address.attribute(u"bus"), 2),
        hex(address.attribute(u"slot"), 2), hex(address.attribute(u"function"), 1));
}

void add(QStringList &ids, const XmlNode &device)
{
    const QString type = device.attribute(u"type");
    const XmlNode *source = device.child(u"source");
    const XmlNode *address = source ? source->child(u"address") : nullptr;
    if (!source || device.attribute(u"mode") == "capabilities"_L1)
        return;
    if (type == "usb"_L1 && source->child(u"vendor")) {
        ids += u"usb 0x%1:0x%2"_s.arg(hex(source->value(u"vendor@id"), 4),
                                      hex(source->value(u"product@id"), 4));
    }
    if (!address)
        return;
    if (type == "usb"_L1) {
        ids += u"usb %1:%2"_s.arg(number(address->attribute(u"bus")))
                   .arg(number(address->attribute(u"device")));
    } else if (type == "pci"_L1) {
        ids += pciId(*address);
    } else if (type == "mdev"_L1) {
        ids += u"mdev "_s + address->attribute(u"uuid").toLower();
    } else if (type == "scsi"_L1) {
        QString host = source->value(u"adapter@name");
        ids +=
            u"scsi %1:%2:%3:%4"_s.arg(host.remove(u"scsi_host"_s), address->attribute(u"bus"),
                                      address->attribute(u"target"), address->attribute(u"unit"));
    }
}

// "0000:00:1f.2" in its four parts, for libvirt.
QStringList partsOf(const QString &pciAddress)
{
    QString text = pciAddress;
    return text.replace(u'.', u':').split(u':');
}

void writeUsb(ElementWriter &xml, const NodeDevice &device, const QList<NodeDevice> &all)
{
    const auto same = std::count_if(all.cbegin(), all.cend(), [&device](const NodeDevice &one) {
        return one.kind == Kind::Usb && one.vendorId == device.vendorId
               && one.productId == device.productId;
    });
    const auto source = xml.element(u"source");
    xml.empty(u"vendor", {{u"id", device.vendorId}});
    xml.empty(u"product", {{u"id", device.productId}});
    if (same > 1)
        xml.empty(u"address", {{u"bus", device.address.section(u':', 0, 0)},
                               {u"device", device.address.section(u':', 1, 1)}});
}

const NodeDevice *netOf(const NodeDevice &device, const QList<NodeDevice> &all)
{
    const auto found = std::find_if(all.cbegin(), all.cend(), [&device](const NodeDevice &one) {
        return one.kind == Kind::Net && one.parent == device.name;
    });
    return found == all.cend() ? nullptr : &*found;
}

} // namespace

QStringList hostDevicesOf(const QByteArray &domainXml)
{
    QStringList ids;
    const auto root = readTree(domainXml);
    if (!root)
        return ids;
    for (const XmlNode *device : root->find(u"devices/hostdev"))
        add(ids, *device);
    // A network card of the host can be a machine's interface, too.
    for (const XmlNode *address : root->find(u"devices/interface/source/address")) {
        if (address->attribute(u"type") == "pci"_L1)
            ids += pciId(*address);
    }
    ids.removeDuplicates();
    return ids;
}

// The names of one <hostdev>; a USB device can have two.
static QStringList idsOf(const QByteArray &hostdev)
{
    QStringList ids;
    if (const auto root = readTree(hostdev))
        add(ids, *root);
    return ids;
}

QList<NodeDevice> hostDevicesNamed(const QByteArray &hostdev, const QList<NodeDevice> &all)
{
    QList<NodeDevice> named;
    const QStringList ids = idsOf(hostdev);
    for (const NodeDevice &device : all) {
        const QStringList own = hostDeviceIds(device);
        const bool is = !ids.isEmpty()
                        && std::all_of(ids.cbegin(), ids.cend(),
                                       [&own](const QString &id) { return own.contains(id); });
        if (is)
            named += device;
    }
    return named;
}

Kind hostDeviceKind(const QByteArray &hostdev)
{
    const auto root = readTree(hostdev);
    if (!root || root->attribute(u"mode") == "capabilities"_L1)
        return Kind::Other;
    const QString type = root->attribute(u"type");
    // A server's, and one behind an adapter that is named by other things, are not in the list.
    if (type == "scsi"_L1)
        return root->value(u"source/adapter@name").isEmpty() ? Kind::Other : Kind::Scsi;
    return type == "usb"_L1    ? Kind::Usb
           : type == "pci"_L1  ? Kind::Pci
           : type == "mdev"_L1 ? Kind::Mediated
                               : Kind::Other;
}

QString hostDeviceName(const QByteArray &hostdev)
{
    QStringList names;
    for (const QString &id : idsOf(hostdev))
        names += id.section(u' ', 1);
    return names.join(u", "_s);
}

QByteArray hostDeviceXml(const NodeDevice &device, const QList<NodeDevice> &all)
{
    QByteArray text;
    ElementWriter xml(&text);
    writeHostDevice(xml, device, all);
    return text;
}

void writeHostDevice(ElementWriter &xml, const NodeDevice &device, const QList<NodeDevice> &all)
{
    switch (device.kind) {
    case Kind::Usb: {
        const auto element =
            xml.element(u"hostdev", {{u"mode", u"subsystem"_s}, {u"type", u"usb"_s}});
        writeUsb(xml, device, all);
        break;
    }
    case Kind::Pci: {
        const QStringList parts = partsOf(device.address);
        if (parts.size() != 4)
            return;
        const auto element = xml.element(
            u"hostdev", {{u"mode", u"subsystem"_s}, {u"type", u"pci"_s}, {u"managed", u"yes"_s}});
        const auto source = xml.element(u"source");
        xml.empty(u"address", {{u"domain", u"0x"_s + parts[0]},
                               {u"bus", u"0x"_s + parts[1]},
                               {u"slot", u"0x"_s + parts[2]},
                               {u"function", u"0x"_s + parts[3]}});
        break;
    }
    case Kind::Mediated: {
        const auto element = xml.element(
            u"hostdev",
            {{u"mode", u"subsystem"_s}, {u"type", u"mdev"_s}, {u"model", u"vfio-pci"_s}});
        const auto source = xml.element(u"source");
        xml.empty(u"address", {{u"uuid", device.address}});
        break;
    }
    case Kind::Scsi: {
        const QStringList parts = device.address.split(u':');
        if (parts.size() != 4)
            return;
        const auto element =
            xml.element(u"hostdev", {{u"mode", u"subsystem"_s}, {u"type", u"scsi"_s}});
        const auto source = xml.element(u"source");
        xml.empty(u"adapter", {{u"name", u"scsi_host"_s + parts[0]}});
        xml.empty(u"address", {{u"bus", parts[1]}, {u"target", parts[2]}, {u"unit", parts[3]}});
        break;
    }
    default:
        break;
    }
}

QString hostDeviceText(const NodeDevice &device)
{
    if (device.kind == Kind::Mediated)
        return device.mediatedType.isEmpty() ? device.address : device.mediatedType;
    if (device.kind == Kind::Scsi)
        return Text::tr("SCSI %1", "type of device").arg(device.product);
    const QString words = u"%1 %2"_s.arg(device.vendor, device.product).trimmed();
    if (!words.isEmpty())
        return words;
    return Text::tr("Device %1:%2").arg(device.vendorId, device.productId);
}

QString hostDeviceDetail(const NodeDevice &device, const QList<NodeDevice> &all)
{
    QStringList parts;
    switch (device.kind) {
    case Kind::Usb:
        parts += Text::tr("Bus and device %1").arg(device.address);
        parts += u"%1:%2"_s.arg(device.vendorId, device.productId);
        break;
    case Kind::Scsi:
    case Kind::Pci:
    case Kind::Mediated:
        parts += device.address;
        break;
    default:
        break;
    }
    if (const NodeDevice *net = netOf(device, all))
        parts += net->path;
    if (device.kind == Kind::Mediated && !device.active)
        parts += Text::tr("not started");
    return parts.join(u" · ");
}

QList<NodeDevice> offeredHostDevices(const QList<NodeDevice> &all, Kind kind)
{
    QList<NodeDevice> offered;
    for (const NodeDevice &device : all) {
        const bool bridge = device.pciClass.startsWith("0x06"_L1); // host, ISA, PCI bridges
        const bool rootHub = device.vendorId == "0x1d6b"_L1;       // the kernel's own
        if (device.kind == kind && !device.address.isEmpty() && !bridge && !rootHub)
            offered += device;
    }
    return offered;
}

QString hostDeviceUsers(const NodeDevice &device, const QList<HostDeviceUser> &users)
{
    QStringList names;
    const QStringList ids = hostDeviceIds(device);
    for (const HostDeviceUser &one : users) {
        const bool has = std::any_of(ids.cbegin(), ids.cend(), [&one](const QString &id) {
            return one.devices.contains(id);
        });
        if (has)
            names += one.running ? Text::tr("%1 (running)").arg(one.name) : one.name;
    }
    return names.join(u", "_s);
}

// The others of its IOMMU group: a machine takes them along.
static QString groupSentence(const NodeDevice &device, const QList<NodeDevice> &all)
{
    QStringList others;
    for (const QString &address : device.groupMembers) {
        if (address == device.address)
            continue;
        const auto known = std::find_if(all.cbegin(), all.cend(), [&address](const auto &one) {
            return one.kind == Kind::Pci && one.address == address;
        });
        others += known == all.cend() ? address : u"%1 (%2)"_s.arg(hostDeviceText(*known), address);
    }
    if (others.isEmpty())
        return Text::tr("It is alone in its IOMMU group (%1).").arg(device.iommuGroup);
    return Text::tr("Its IOMMU group (%1) also has: %2. The host loses all of them while the "
                    "machine runs.")
        .arg(QString::number(device.iommuGroup), SafeText::line(others.join(u", "_s), 400));
}

QStringList hostDeviceSentences(const NodeDevice &device, const QList<NodeDevice> &all,
                                const QList<HostDeviceUser> &users)
{
    QStringList sentences;
    if (const QString user = hostDeviceUsers(device, users); !user.isEmpty())
        sentences +=
            Text::tr("It belongs to %1 already: only one machine at a time can run with it.")
                .arg(SafeText::line(user, 200));
    if (device.iommuGroup >= 0)
        sentences += groupSentence(device, all);
    else if (device.kind == Kind::Pci)
        sentences +=
            Text::tr("It is in no IOMMU group: the host's IOMMU is off, or there is none.");
    if (device.kind == Kind::Mediated && !device.active)
        sentences +=
            Text::tr("It is only defined: the machine starts once the host has started it.");
    if (!device.driver.isEmpty() && device.kind == Kind::Pci && device.driver != "vfio-pci"_L1)
        sentences +=
            Text::tr("The host uses it now (driver %1).").arg(SafeText::line(device.driver, 60));
    return sentences;
}
