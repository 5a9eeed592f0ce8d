// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Disks, folders and the controllers that they are at.
#include "models/xml/newdevicewriters.h"

#include "models/xml/newdevices.h"

using namespace Qt::StringLiterals;
using Machine = MachineHardware;

namespace {

void writeDisk(ElementWriter &xml, const Machine &machine, const QString &type,
               const QString &device, const QString &format, const QString &bus)
{
    const auto element = xml.element(u"disk", {{u"type", type}, {u"device", device}});
    if (machine.isQemu()) {
        const bool blank = device == "disk"_L1;
        xml.empty(u"driver", {{u"name", u"qemu"_s},
                              {u"type", format},
                              {u"discard", blank ? u"unmap"_s : QString()}});
    }
    xml.empty(u"target", {{u"dev", machine.freeTarget(bus)}, {u"bus", bus}});
    if (device == "cdrom"_L1)
        xml.empty(u"readonly");
}

QString firstBus(const Machine &machine, const QString &device)
{
    return diskBuses(machine, device).value(0, u"virtio"_s);
}

void writeController(ElementWriter &xml, const Machine &machine, const QString &type,
                     const QString &model)
{
    const int index = machine.freeControllerIndex(type);
    xml.empty(u"controller",
              {{u"type", type}, {u"index", QString::number(index)}, {u"model", model}});
}

} // namespace

void NewDeviceWriters::disk(ElementWriter &xml, const Machine &machine)
{
    writeDisk(xml, machine, u"file"_s, u"disk"_s, u"qcow2"_s, firstBus(machine, u"disk"_s));
}

void NewDeviceWriters::cdrom(ElementWriter &xml, const Machine &machine)
{
    writeDisk(xml, machine, u"file"_s, u"cdrom"_s, u"raw"_s, firstBus(machine, u"cdrom"_s));
}

void NewDeviceWriters::floppy(ElementWriter &xml, const Machine &machine)
{
    writeDisk(xml, machine, u"file"_s, u"floppy"_s, u"raw"_s, u"fdc"_s);
}

void NewDeviceWriters::lun(ElementWriter &xml, const Machine &machine)
{
    writeDisk(xml, machine, u"block"_s, u"lun"_s, u"raw"_s, u"scsi"_s);
}

void NewDeviceWriters::virtiofs(ElementWriter &xml, const Machine &machine)
{
    const auto element =
        xml.element(u"filesystem", {{u"type", u"mount"_s}, {u"accessmode", u"passthrough"_s}});
    xml.empty(u"driver", {{u"type", u"virtiofs"_s}});
    xml.empty(u"source", {{u"dir", u"/srv"_s}});
    const int count = machine.count(u"devices/filesystem");
    xml.empty(u"target", {{u"dir", count ? u"share%1"_s.arg(count + 1) : u"share"_s}});
}

void NewDeviceWriters::plan9(ElementWriter &xml, const Machine &machine)
{
    const auto element =
        xml.element(u"filesystem", {{u"type", u"mount"_s}, {u"accessmode", u"mapped"_s}});
    xml.empty(u"driver", {{u"type", u"path"_s}});
    xml.empty(u"source", {{u"dir", u"/srv"_s}});
    const int count = machine.count(u"devices/filesystem");
    xml.empty(u"target", {{u"dir", count ? u"share%1"_s.arg(count + 1) : u"share"_s}});
}

void NewDeviceWriters::folder(ElementWriter &xml, const Machine &)
{
    const auto element =
        xml.element(u"filesystem", {{u"type", u"mount"_s}, {u"accessmode", u"passthrough"_s}});
    xml.empty(u"source", {{u"dir", u"/srv"_s}});
    xml.empty(u"target", {{u"dir", u"/srv"_s}});
}

void NewDeviceWriters::ramFolder(ElementWriter &xml, const Machine &)
{
    const auto element =
        xml.element(u"filesystem", {{u"type", u"ram"_s}, {u"accessmode", u"passthrough"_s}});
    xml.empty(u"source", {{u"usage", u"64"_s}, {u"units", u"MiB"_s}});
    xml.empty(u"target", {{u"dir", u"/tmp"_s}});
}

void NewDeviceWriters::imageFolder(ElementWriter &xml, const Machine &)
{
    const auto element =
        xml.element(u"filesystem", {{u"type", u"file"_s}, {u"accessmode", u"passthrough"_s}});
    xml.empty(u"driver", {{u"type", u"loop"_s}, {u"format", u"raw"_s}});
    xml.empty(u"source", {{u"file", u"/srv/folder.img"_s}});
    xml.empty(u"target", {{u"dir", u"/srv"_s}});
}

void NewDeviceWriters::lease(ElementWriter &xml, const Machine &)
{
    const auto element = xml.element(u"lease");
    xml.text(u"lockspace", u"guests"_s);
    xml.text(u"key", u"machine"_s);
    xml.empty(u"target", {{u"path", u"/var/lib/libvirt/leases"_s}});
}

void NewDeviceWriters::scsi(ElementWriter &xml, const Machine &machine)
{
    writeController(xml, machine, u"scsi"_s, machine.isQemu() ? u"virtio-scsi"_s : u"lsilogic"_s);
}

void NewDeviceWriters::usbController(ElementWriter &xml, const Machine &machine)
{
    writeController(xml, machine, u"usb"_s, u"qemu-xhci"_s);
}

void NewDeviceWriters::sata(ElementWriter &xml, const Machine &machine)
{
    writeController(xml, machine, u"sata"_s, {});
}

void NewDeviceWriters::virtioSerial(ElementWriter &xml, const Machine &machine)
{
    writeController(xml, machine, u"virtio-serial"_s, {});
}

void NewDeviceWriters::ccid(ElementWriter &xml, const Machine &machine)
{
    writeController(xml, machine, u"ccid"_s, {});
}

void NewDeviceWriters::pciePciBridge(ElementWriter &xml, const Machine &machine)
{
    writeController(xml, machine, u"pci"_s, u"pcie-to-pci-bridge"_s);
}

void NewDeviceWriters::pciBridge(ElementWriter &xml, const Machine &machine)
{
    writeController(xml, machine, u"pci"_s, u"pci-bridge"_s);
}

void NewDeviceWriters::pcieRootPort(ElementWriter &xml, const Machine &machine)
{
    writeController(xml, machine, u"pci"_s, u"pcie-root-port"_s);
}
