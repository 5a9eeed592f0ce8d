// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/newdevices.h"
#include "models/xml/xmlparts.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(NewDevices)
};

// What libvirt's QEMU driver has a way to plug in.
const QStringList &pluggable()
{
    static const QStringList tags{
        u"disk"_s,   u"controller"_s, u"lease"_s,   u"interface"_s, u"hostdev"_s,   u"redirdev"_s,
        u"serial"_s, u"parallel"_s,   u"console"_s, u"channel"_s,   u"rng"_s,       u"memory"_s,
        u"shmem"_s,  u"watchdog"_s,   u"input"_s,   u"vsock"_s,     u"filesystem"_s};
    return tags;
}

bool needsPort(const XmlNode &device)
{
    const QString &tag = device.name;
    const QString type = device.attribute(u"type"), bus = device.attribute(u"bus");
    if (tag == "disk"_L1)
        return device.value(u"target@bus") == "virtio"_L1;
    if (tag == "hostdev"_L1)
        return type == "pci"_L1 || type == "mdev"_L1 || type == "scsi_host"_L1;
    if (tag == "memory"_L1)
        return device.attribute(u"model").startsWith("virtio"_L1);
    if (tag == "input"_L1)
        return bus == "virtio"_L1;
    if (tag == "controller"_L1)
        return type == "scsi"_L1;
    return tag == "interface"_L1 || tag == "rng"_L1 || tag == "shmem"_L1 || tag == "vsock"_L1
           || tag == "filesystem"_L1;
}

} // namespace

QString whyNotWhileRunning(const QByteArray &device, const MachineHardware &machine)
{
    const auto root = XmlParts::read(device);
    if (!root || !machine.isQemu())
        return {};
    const QString cannot =
        Text::tr("A device of this kind cannot be added while the machine runs.");
    const QString bus = root->value(u"target@bus"), input = root->attribute(u"bus");
    if (!pluggable().contains(root->name))
        return cannot;
    if (root->name == "disk"_L1
        && (bus == "ide"_L1 || bus == "sata"_L1 || bus == "fdc"_L1 || bus == "sd"_L1))
        return Text::tr("The bus of this drive (%1) takes nothing while the machine runs.")
            .arg(bus.toUpper());
    if (root->name == "disk"_L1 && root->attribute(u"device") == "floppy"_L1)
        return cannot;
    if (root->name == "controller"_L1 && root->attribute(u"type") != "scsi"_L1)
        return cannot;
    if (root->name == "memory"_L1 && root->attribute(u"model") == "sgx-epc"_L1)
        return cannot;
    if (root->name == "input"_L1 && input != "usb"_L1 && input != "virtio"_L1)
        return cannot;
    if (root->name == "parallel"_L1)
        return cannot;
    if ((root->name == "serial"_L1 && machine.isX86()
         && root->value(u"target@type") != "usb-serial"_L1
         && root->value(u"target@type") != "pci-serial"_L1))
        return cannot;
    if (needsPort(*root) && machine.freePorts() == 0)
        return Text::tr("The running machine has no free PCI Express port to plug it into. It gets "
                        "one at the next start.");
    return {};
}
