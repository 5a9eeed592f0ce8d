// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Devices of the host, and those that a viewer lends.
#include "models/xml/newdevicewriters.h"

#include "models/xml/hostdevices.h"

using namespace Qt::StringLiterals;
using Machine = MachineHardware;

namespace {

void writeFirstOffered(ElementWriter &xml, const Machine &machine, NodeDevice::Kind kind)
{
    const auto &all = machine.choices().devices;
    const auto offered = all ? offeredHostDevices(*all, kind) : QList<NodeDevice>();
    if (!offered.isEmpty())
        writeHostDevice(xml, offered.first(), *all);
}

// Of containers, which take devices by their names.
void writeCapability(ElementWriter &xml, const QString &type, QStringView element,
                     const QString &name)
{
    const auto device = xml.element(u"hostdev", {{u"mode", u"capabilities"_s}, {u"type", type}});
    const auto source = xml.element(u"source");
    xml.text(element, name);
}

} // namespace

void NewDeviceWriters::hostUsb(ElementWriter &xml, const Machine &machine)
{
    writeFirstOffered(xml, machine, NodeDevice::Kind::Usb);
}

void NewDeviceWriters::hostPci(ElementWriter &xml, const Machine &machine)
{
    writeFirstOffered(xml, machine, NodeDevice::Kind::Pci);
}

void NewDeviceWriters::hostMediated(ElementWriter &xml, const Machine &machine)
{
    writeFirstOffered(xml, machine, NodeDevice::Kind::Mediated);
}

void NewDeviceWriters::hostScsi(ElementWriter &xml, const Machine &machine)
{
    writeFirstOffered(xml, machine, NodeDevice::Kind::Scsi);
}

void NewDeviceWriters::hostScsiTarget(ElementWriter &xml, const Machine &)
{
    const auto element =
        xml.element(u"hostdev", {{u"mode", u"subsystem"_s}, {u"type", u"scsi_host"_s}});
    xml.empty(u"source", {{u"protocol", u"vhost"_s}, {u"wwpn", u"naa.5000000000000000"_s}});
}

void NewDeviceWriters::hostBlock(ElementWriter &xml, const Machine &)
{
    writeCapability(xml, u"storage"_s, u"block", u"/dev/sdb"_s);
}

void NewDeviceWriters::hostCharacter(ElementWriter &xml, const Machine &)
{
    writeCapability(xml, u"misc"_s, u"char", u"/dev/input/event0"_s);
}

void NewDeviceWriters::hostInterface(ElementWriter &xml, const Machine &)
{
    writeCapability(xml, u"net"_s, u"interface", u"eth1"_s);
}

void NewDeviceWriters::redirection(ElementWriter &xml, const Machine &)
{
    xml.empty(u"redirdev", {{u"bus", u"usb"_s}, {u"type", u"spicevmc"_s}});
}

void NewDeviceWriters::redirectionFilter(ElementWriter &xml, const Machine &)
{
    const auto element = xml.element(u"redirfilter");
    xml.empty(u"usbdev", {{u"allow", u"yes"_s}});
}

void NewDeviceWriters::hub(ElementWriter &xml, const Machine &)
{
    xml.empty(u"hub", {{u"type", u"usb"_s}});
}

void NewDeviceWriters::smartcardHost(ElementWriter &xml, const Machine &)
{
    xml.empty(u"smartcard", {{u"mode", u"host"_s}});
}

void NewDeviceWriters::smartcardClient(ElementWriter &xml, const Machine &)
{
    xml.empty(u"smartcard", {{u"mode", u"passthrough"_s}, {u"type", u"spicevmc"_s}});
}

void NewDeviceWriters::smartcardCertificates(ElementWriter &xml, const Machine &)
{
    const auto element = xml.element(u"smartcard", {{u"mode", u"host-certificates"_s}});
    for (const QString &name : {u"cert1"_s, u"cert2"_s, u"cert3"_s})
        xml.text(u"certificate", name);
}
