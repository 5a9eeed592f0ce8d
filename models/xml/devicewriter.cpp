// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/devicewriter.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QStringView word(DiskSpec::Device device)
{
    switch (device) {
    case DiskSpec::Device::Cdrom:
        return u"cdrom";
    case DiskSpec::Device::Floppy:
        return u"floppy";
    case DiskSpec::Device::Disk:
        break;
    }
    return u"disk";
}

QString sourceType(DiskSource::Kind kind)
{
    switch (kind) {
    case DiskSource::Kind::Block:
        return u"block"_s;
    case DiskSource::Kind::Network:
        return u"network"_s;
    case DiskSource::Kind::Volume:
        return u"volume"_s;
    case DiskSource::Kind::None:
    case DiskSource::Kind::File:
        break;
    }
    return u"file"_s;
}

QString numberOrNothing(int number)
{
    return number > 0 ? QString::number(number) : QString();
}

} // namespace

void DeviceWriter::run()
{
    const auto devices = xml.element(u"devices");
    if (!spec.emulator.isEmpty())
        xml.text(u"emulator", spec.emulator);
    if (spec.isContainer())
        writeContainer();
    else
        writeMachine();
}

void DeviceWriter::writeContainer()
{
    if (!spec.container.rootFolder.isEmpty()) {
        const auto filesystem =
            xml.element(u"filesystem", {{u"type", u"mount"_s}, {u"accessmode", u"passthrough"_s}});
        xml.empty(u"source", {{u"dir", spec.container.rootFolder}});
        xml.empty(u"target", {{u"dir", u"/"_s}});
    }
    for (const NetworkSpec &network : spec.networks)
        writeNetwork(network, 0);
    xml.empty(u"console", {{u"type", u"pty"_s}});
}

void DeviceWriter::writeMachine()
{
    orderBoot();
    for (qsizetype i = 0; i < spec.disks.size(); ++i)
        writeDisk(spec.disks[i], m_diskOrder.value(i));
    writeControllers();
    for (qsizetype i = 0; i < spec.networks.size(); ++i)
        writeNetwork(spec.networks[i], m_networkOrder.value(i));
    writeTextConsole();
    writeChannels();
    writeDisplay();
    writeOthers();
}

// Devices have their own places in the order, because <boot dev> knows only kinds.
void DeviceWriter::orderBoot()
{
    int next = 1;
    const auto place = [&](DiskSpec::Device device, auto preferred) {
        const auto matches = [&](const DiskSpec &disk) {
            return disk.device == device && preferred(disk);
        };
        const bool any = std::any_of(spec.disks.cbegin(), spec.disks.cend(), matches);
        for (qsizetype i = 0; i < spec.disks.size(); ++i) {
            if (any ? matches(spec.disks[i]) : spec.disks[i].device == device)
                m_diskOrder.insert(i, next++);
        }
    };
    for (const BootSpec::Device device : spec.boot.order) {
        switch (device) {
        case BootSpec::Device::Disk:
            place(DiskSpec::Device::Disk,
                  [](const DiskSpec &disk) { return disk.role == DiskSpec::Role::System; });
            break;
        case BootSpec::Device::Cdrom:
            place(DiskSpec::Device::Cdrom,
                  [](const DiskSpec &disk) { return disk.role == DiskSpec::Role::Installer; });
            break;
        case BootSpec::Device::Floppy:
            place(DiskSpec::Device::Floppy, [](const DiskSpec &) { return true; });
            break;
        case BootSpec::Device::Network:
            for (qsizetype i = 0; i < spec.networks.size(); ++i)
                m_networkOrder.insert(i, next++);
            break;
        }
    }
}

void DeviceWriter::writeDisk(const DiskSpec &disk, int bootOrder)
{
    const auto element = xml.element(u"disk", {{u"type", sourceType(disk.source.kind)},
                                               {u"device", word(disk.device).toString()}});
    xml.empty(u"driver", {{u"name", u"qemu"_s},
                          {u"type", disk.format},
                          {u"cache", disk.cache},
                          {u"io", disk.io},
                          {u"discard", disk.discard}});
    writeSource(disk.source);
    xml.empty(u"target", {{u"dev", disk.target}, {u"bus", disk.bus}});
    if (disk.readOnly)
        xml.empty(u"readonly");
    if (disk.shareable)
        xml.empty(u"shareable");
    if (!disk.serial.isEmpty())
        xml.text(u"serial", disk.serial);
    if (bootOrder > 0)
        xml.empty(u"boot", {{u"order", QString::number(bootOrder)}});
}

void DeviceWriter::writeSource(const DiskSource &source)
{
    switch (source.kind) {
    case DiskSource::Kind::None:
        return;
    case DiskSource::Kind::File:
        xml.empty(u"source", {{u"file", source.path}});
        return;
    case DiskSource::Kind::Block:
        xml.empty(u"source", {{u"dev", source.path}});
        return;
    case DiskSource::Kind::Volume:
        xml.empty(u"source", {{u"pool", source.pool}, {u"volume", source.volume}});
        return;
    case DiskSource::Kind::Network:
        break;
    }
    const auto element =
        xml.element(u"source", {{u"protocol", source.protocol}, {u"name", source.path}});
    for (const DiskSource::Host &host : source.hosts)
        xml.empty(u"host", {{u"name", host.name}, {u"port", numberOrNothing(host.port)}});
    if (!source.secret.isNull()) {
        const auto auth = xml.element(u"auth", {{u"username", source.authUser}});
        xml.empty(u"secret", {{u"type", source.secretType},
                              {u"uuid", source.secret.toString(QUuid::WithoutBraces)}});
    }
}

void DeviceWriter::writeControllers()
{
    writeUsb();
    const bool scsi = std::any_of(spec.disks.cbegin(), spec.disks.cend(),
                                  [](const DiskSpec &disk) { return disk.bus == "scsi"_L1; });
    if (scsi) {
        xml.empty(u"controller",
                  {{u"type", u"scsi"_s}, {u"index", u"0"_s}, {u"model", u"virtio-scsi"_s}});
    }
    const int ports = spec.pcieRootPorts.value_or(0);
    if (ports > 0) {
        xml.empty(u"controller",
                  {{u"type", u"pci"_s}, {u"index", u"0"_s}, {u"model", u"pcie-root"_s}});
    }
    for (int i = 0; i < ports; ++i)
        xml.empty(u"controller", {{u"type", u"pci"_s}, {u"model", u"pcie-root-port"_s}});
}

void DeviceWriter::writeUsb()
{
    if (spec.usbModel.isEmpty())
        return;
    const bool xhci = spec.usbModel == "qemu-xhci"_L1;
    xml.empty(u"controller", {{u"type", u"usb"_s},
                              {u"index", u"0"_s},
                              {u"model", spec.usbModel},
                              {u"ports", xhci ? u"15"_s : QString()}});
    if (spec.usbModel != "ich9-ehci1"_L1)
        return;
    // USB 2 leaves slower devices to three companions.
    for (int i = 0; i < 3; ++i) {
        const auto companion = xml.element(
            u"controller",
            {{u"type", u"usb"_s}, {u"index", u"0"_s}, {u"model", u"ich9-uhci%1"_s.arg(i + 1)}});
        xml.empty(u"master", {{u"startport", QString::number(2 * i)}});
    }
}

void DeviceWriter::writeNetwork(const NetworkSpec &network, int bootOrder)
{
    using Kind = NetworkSpec::Kind;
    const Kind kind = network.kind;
    const QString type = kind == Kind::Network  ? u"network"_s
                         : kind == Kind::Bridge ? u"bridge"_s
                         : kind == Kind::Direct ? u"direct"_s
                                                : u"user"_s;
    const auto element = xml.element(u"interface", {{u"type", type}});
    if (!network.macAddress.isEmpty())
        xml.empty(u"mac", {{u"address", network.macAddress}});
    if (kind == Kind::Network) {
        xml.empty(u"source", {{u"network", network.source}, {u"portgroup", network.portGroup}});
    } else if (kind == Kind::Bridge) {
        xml.empty(u"source", {{u"bridge", network.source}});
    } else if (kind == Kind::Direct) {
        xml.empty(u"source", {{u"dev", network.source}, {u"mode", u"bridge"_s}});
    }
    if (!network.model.isEmpty())
        xml.empty(u"model", {{u"type", network.model}});
    if (kind == Kind::None)
        xml.empty(u"link", {{u"state", u"down"_s}});
    if (bootOrder > 0)
        xml.empty(u"boot", {{u"order", QString::number(bootOrder)}});
}

void DeviceWriter::writeTextConsole()
{
    if (!spec.serialConsole.value_or(false))
        return;
    xml.empty(u"serial", {{u"type", u"pty"_s}});
    const auto console = xml.element(u"console", {{u"type", u"pty"_s}});
    xml.empty(u"target", {{u"type", u"serial"_s}});
}

void DeviceWriter::writeChannels()
{
    const auto channel = [this](const QString &type, const QString &name) {
        const auto element = xml.element(u"channel", {{u"type", type}});
        xml.empty(u"target", {{u"type", u"virtio"_s}, {u"name", name}});
    };
    if (spec.agentChannel.value_or(false))
        channel(u"unix"_s, u"org.qemu.guest_agent.0"_s);
    if (spec.spiceAgent.value_or(false))
        channel(u"spicevmc"_s, u"com.redhat.spice.0"_s);
}

void DeviceWriter::writeDisplay()
{
    if (spec.tablet.value_or(false))
        xml.empty(u"input", {{u"type", u"tablet"_s}, {u"bus", u"usb"_s}});
    const bool x86 = spec.architecture == "x86_64"_L1 || spec.architecture == "i686"_L1;
    const GraphicsChoice graphics = spec.graphics.value_or(GraphicsChoice::None);
    if (graphics != GraphicsChoice::None) {
        // Others have no PS/2 port.
        if (!x86 && spec.usbModel != "none"_L1)
            xml.empty(u"input", {{u"type", u"keyboard"_s}, {u"bus", u"usb"_s}});
        const bool spice = graphics == GraphicsChoice::Spice;
        xml.empty(u"graphics", {{u"type", spice ? u"spice"_s : u"vnc"_s}, {u"autoport", u"yes"_s}});
    }
    if (!spec.soundModel.isEmpty() && spec.soundModel != "none"_L1)
        xml.empty(u"sound", {{u"model", spec.soundModel}});
    if (!spec.videoModel.isEmpty()) {
        const auto video = xml.element(u"video");
        xml.empty(u"model", {{u"type", spec.videoModel}});
    }
    for (int i = 0; i < spec.usbRedirections.value_or(0); ++i)
        xml.empty(u"redirdev", {{u"bus", u"usb"_s}, {u"type", u"spicevmc"_s}});
}

void DeviceWriter::writeOthers()
{
    if (spec.tpm.value_or(false)) {
        const auto tpm = xml.element(u"tpm", {{u"model", spec.tpmModel}});
        xml.empty(u"backend", {{u"type", u"emulator"_s}, {u"version", u"2.0"_s}});
    }
    if (spec.balloon) {
        const auto balloon =
            xml.element(u"memballoon", {{u"model", *spec.balloon ? u"virtio"_s : u"none"_s}});
        if (*spec.balloon)
            xml.empty(u"stats", {{u"period", u"5"_s}});
    }
    if (spec.rng.value_or(false)) {
        const auto rng = xml.element(u"rng", {{u"model", u"virtio"_s}});
        xml.text(u"backend", u"/dev/urandom"_s, {{u"model", u"random"_s}});
    }
}
