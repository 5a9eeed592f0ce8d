// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/newdevices.h"

#include "models/xml/devicekinds.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(NewDevices)
};

struct Device
{
    QString key = {};
    XmlNode node = {};
};

// All devices of a document, with their keys.
QList<Device> devicesOf(const QByteArray &domainXml)
{
    QList<Device> devices;
    const auto root = readTree(domainXml);
    if (!root)
        return devices;
    QHash<QString, int> seen;
    for (const XmlNode *all : root->find(u"devices")) {
        for (const XmlNode &one : all->children) {
            const QString key = deviceKey(one);
            devices += Device{key + u'#' + QString::number(seen[key]++), one};
        }
    }
    return devices;
}

const Device *find(const QList<Device> &devices, const QString &key)
{
    const auto found = std::find_if(devices.cbegin(), devices.cend(),
                                    [&key](const Device &one) { return one.key == key; });
    return found == devices.cend() ? nullptr : &*found;
}

bool isController(const XmlNode &node)
{
    return node.name == "controller"_L1;
}

// A device is plugged into this controller, by the address that libvirt gave it.
bool holds(const XmlNode &controller, const XmlNode &device)
{
    const XmlNode *address = device.child(u"address");
    if (!address)
        return false;
    const QString type = controller.attribute(u"type"), index = controller.attribute(u"index");
    const QString on = address->attribute(u"type");
    if (type == "pci"_L1)
        return on == "pci"_L1
               && address->attribute(u"bus").toUInt(nullptr, 0) == index.toUInt(nullptr, 0);
    if (type == "usb"_L1)
        return on == "usb"_L1 && address->attribute(u"bus") == index;
    if (type == "virtio-serial"_L1 || type == "ccid"_L1)
        return on == type && address->attribute(u"controller") == index;
    if (on != "drive"_L1 || address->attribute(u"controller") != index)
        return false;
    const QString bus = device.value(u"target@bus");
    return bus == type || (type == "scsi"_L1 && device.name == "hostdev"_L1);
}

QList<HardwareItem> heldBy(const XmlNode &controller, const QList<Device> &devices,
                           const QByteArray &xml)
{
    QList<HardwareItem> held;
    for (const Device &one : devices) {
        if (holds(controller, one.node)) {
            held += describeDevice(one.node, xml);
            held.last().key = one.key;
        }
    }
    return held;
}

// What works through a SPICE display only; hypervisors refuse it without one.
bool needsSpice(const XmlNode &device)
{
    return device.name != "graphics"_L1
           && (device.attribute(u"type").startsWith("spice"_L1)
               || device.value(u"backend@type").startsWith("spice"_L1));
}

// "A, B": some of them, by name.
QString named(QStringList titles)
{
    titles.resize(std::min<qsizetype>(titles.size(), 4));
    return titles.join(u", "_s);
}

QString whyNotController(const XmlNode &node, const QList<Device> &devices, const QByteArray &xml)
{
    const QString type = node.attribute(u"type"), model = node.attribute(u"model");
    const QString own = Text::tr("It belongs to the machine's type: the host would put it back.");
    if (type == "pci"_L1 && (model == "pci-root"_L1 || model == "pcie-root"_L1))
        return own;
    QStringList on;
    for (const HardwareItem &one : heldBy(node, devices, xml))
        on += one.title;
    if (!on.isEmpty())
        return Text::tr("There are devices on it: %1. Remove them first.").arg(named(on));
    if (node.attribute(u"index") == "0"_L1
        && (type == "sata"_L1 || type == "ide"_L1 || type == "fdc"_L1))
        return own;
    if (node.attribute(u"index") == "0"_L1 && type == "usb"_L1)
        return Text::tr("The host would put it back. For a machine without USB, set its model to "
                        "“none”.");
    return {};
}

// Every value of `one` is in `other`, which may say more: what libvirt fills in.
bool isWithin(const XmlNode &one, const XmlNode &other, bool device = true)
{
    if (one.name != other.name)
        return false;
    for (const XmlNode::Attribute &attribute : one.attributes) {
        if (other.attribute(attribute.name) != attribute.value)
            return false;
    }
    if (one.children.isEmpty() && one.text.trimmed() != other.text.trimmed())
        return false;
    return std::all_of(one.children.cbegin(), one.children.cend(), [&](const XmlNode &child) {
        if (device
            && (child.name == "address"_L1 || child.name == "alias"_L1 || child.name == "boot"_L1))
            return true;
        return std::any_of(
            other.children.cbegin(), other.children.cend(),
            [&child](const XmlNode &there) { return isWithin(child, there, false); });
    });
}

bool samePlace(const XmlNode &one, const XmlNode &other)
{
    const XmlNode *a = one.child(u"address"), *b = other.child(u"address");
    return a && b && isWithin(*a, *b, false);
}

} // namespace

QString whyNotRemovable(const QByteArray &domainXml, const QString &item)
{
    const auto devices = devicesOf(domainXml);
    const Device *device = find(devices, item);
    if (!device)
        return Text::tr("Only devices can be removed.");
    const XmlNode &node = device->node;
    if (node.name == "emulator"_L1)
        return Text::tr("Every machine has an emulator.");
    if (isController(node))
        return whyNotController(node, devices, domainXml);
    const QString bus = node.attribute(u"bus");
    if (node.name == "input"_L1 && (bus == "ps2"_L1 || bus == "xen"_L1))
        return Text::tr("It belongs to the machine's type: the host would put it back.");
    const auto count = [&devices](QLatin1String tag) {
        return std::count_if(devices.cbegin(), devices.cend(),
                             [tag](const Device &one) { return one.node.name == tag; });
    };
    const auto isSpice = [](const Device &one) {
        return one.node.name == "graphics"_L1 && one.node.attribute(u"type") == "spice"_L1;
    };
    if (isSpice(*device) && std::count_if(devices.cbegin(), devices.cend(), isSpice) == 1) {
        QStringList needing;
        for (const Device &one : devices) {
            if (needsSpice(one.node))
                needing += describeDevice(one.node, domainXml).title;
        }
        if (!needing.isEmpty())
            return Text::tr("There are devices that need it: %1. Remove them first.")
                .arg(named(needing));
    }
    if (node.name == "video"_L1 && count("video"_L1) == 1 && count("graphics"_L1) > 0)
        return Text::tr("The machine has a display, which needs a video card. Remove that first.");
    if (node.name == "memballoon"_L1)
        return Text::tr("The host would put it back. For a machine without one, set its model to "
                        "“none”.");
    if (node.name == "console"_L1 && node.value(u"target@type") == "serial"_L1
        && count("serial"_L1) > 0)
        return Text::tr("It is the first serial port under another name. Remove that.");
    return {};
}

QList<HardwareItem> devicesAt(const QByteArray &domainXml, const QString &controller)
{
    const auto devices = devicesOf(domainXml);
    const Device *device = find(devices, controller);
    return device && isController(device->node) ? heldBy(device->node, devices, domainXml)
                                                : QList<HardwareItem>();
}

QStringList removedWith(const QByteArray &domainXml, const QString &item)
{
    QStringList keys{item};
    const auto devices = devicesOf(domainXml);
    const Device *device = find(devices, item);
    if (!device)
        return keys;
    const XmlNode &node = device->node;
    const QString port = node.value(u"target@port");
    for (const Device &one : devices) {
        const bool console = node.name == "serial"_L1 && (port.isEmpty() || port == "0"_L1)
                             && one.node.name == "console"_L1
                             && one.node.value(u"target@type") == "serial"_L1;
        // USB 2 has companions for slower devices.
        const bool companion = isController(node) && isController(one.node)
                               && node.attribute(u"type") == "usb"_L1
                               && one.node.attribute(u"type") == "usb"_L1
                               && one.node.attribute(u"index") == node.attribute(u"index");
        if ((console || companion) && !keys.contains(one.key))
            keys += one.key;
    }
    return keys;
}

QString counterpart(const QByteArray &domainXml, const QString &item, const QByteArray &other)
{
    const auto devices = devicesOf(domainXml), others = devicesOf(other);
    const Device *device = find(devices, item);
    if (!device)
        return {};
    // Where libvirt says where it is plugged in, that tells; otherwise what it says of itself.
    const QString identity = item.section(u'#', 0, -2);
    const bool identified = !identity.endsWith(u'/') && identity.contains(u'/');
    QString found;
    for (const Device &one : others) {
        if (one.node.name != device->node.name
            || (identified && one.key.section(u'#', 0, -2) != identity))
            continue;
        if (!isWithin(one.node, device->node) && !isWithin(device->node, one.node)
            && !(identified && one.key == item))
            continue;
        if (samePlace(one.node, device->node))
            return one.key;
        if (found.isEmpty())
            found = one.key;
    }
    return found;
}

QString removableStorage(const QByteArray &domainXml, const QString &item)
{
    const auto devices = devicesOf(domainXml);
    const Device *device = find(devices, item);
    // Media of drives are shared by nature, and so is what is marked so.
    if (!device || device->node.name != "disk"_L1
        || (device->node.has(u"device") && device->node.attribute(u"device") != "disk"_L1)
        || device->node.child(u"shareable"))
        return {};
    const QString file = device->node.value(u"source@file");
    return file.isEmpty() ? device->node.value(u"source@dev") : file;
}
