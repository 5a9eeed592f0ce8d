// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/safetext.h"
#include "models/core/units.h"
#include "models/values/machinerules.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(MachineRules)
};

QString kindText(const MachineSpec &spec)
{
    if (spec.isContainer())
        return Text::tr("Container");
    const QString how = spec.virtType == "kvm"_L1    ? Text::tr("hardware virtualization (KVM)")
                        : spec.virtType == "qemu"_L1 ? Text::tr("software emulation (QEMU)")
                                                     : SafeText::line(spec.virtType, 40);
    return spec.machine.isEmpty() ? u"%1, %2"_s.arg(SafeText::line(spec.architecture, 40), how)
                                  : u"%1 (%2), %3"_s.arg(SafeText::line(spec.architecture, 40),
                                                         SafeText::line(spec.machine, 60), how);
}

QString firmwareText(const MachineSpec &spec)
{
    if (spec.firmware != Firmware::Uefi)
        return Text::tr("BIOS");
    return spec.secureBoot.value_or(false) ? Text::tr("UEFI with Secure Boot") : Text::tr("UEFI");
}

QString processorText(const MachineSpec &spec)
{
    switch (spec.cpu.value_or(CpuChoice::Default)) {
    case CpuChoice::HostPassthrough:
        return Text::tr("As the host’s, unchanged");
    case CpuChoice::HostModel:
        return Text::tr("Like the host’s");
    case CpuChoice::Maximum:
        return Text::tr("All that the emulator can");
    case CpuChoice::Model:
        return SafeText::line(spec.cpuModel, 60);
    case CpuChoice::Default:
        break;
    }
    return Text::tr("The hypervisor’s default");
}

QString sourceText(const DiskSource &source)
{
    if (source.kind == DiskSource::Kind::None)
        return Text::tr("empty");
    if (!source.path.isEmpty())
        return SafeText::line(source.path);
    return Text::tr("%1 in pool %2")
        .arg(SafeText::line(source.volume), SafeText::line(source.pool));
}

MachineFact diskFact(const DiskSpec &disk)
{
    const QString label = disk.device == DiskSpec::Device::Disk    ? Text::tr("Disk")
                          : disk.device == DiskSpec::Device::Cdrom ? Text::tr("CD drive")
                                                                   : Text::tr("Floppy drive");
    QStringList parts{sourceText(disk.source)};
    if (disk.device == DiskSpec::Device::Disk)
        parts += SafeText::line(disk.format, 40);
    parts += SafeText::line(disk.bus, 40);
    if (disk.readOnly && disk.device == DiskSpec::Device::Disk)
        parts += Text::tr("read only");
    parts.removeAll(QString());
    return {label, parts.join(u" · "_s)};
}

QString networkText(const NetworkSpec &network)
{
    const QString source = SafeText::line(network.source);
    QString where;
    switch (network.kind) {
    case NetworkSpec::Kind::Network:
        where = Text::tr("virtual network %1").arg(source);
        break;
    case NetworkSpec::Kind::Bridge:
        where = Text::tr("bridge %1").arg(source);
        break;
    case NetworkSpec::Kind::Direct:
        where = Text::tr("directly on %1").arg(source);
        break;
    case NetworkSpec::Kind::User:
        where = Text::tr("the user’s own network (outgoing connections only)");
        break;
    case NetworkSpec::Kind::None:
        where = Text::tr("not connected");
        break;
    }
    return network.model.isEmpty() ? where
                                   : u"%1 · %2"_s.arg(where, SafeText::line(network.model, 40));
}

QString bootText(const MachineSpec &spec)
{
    if (!spec.boot.kernel.isEmpty()) {
        const QString kernel = SafeText::line(spec.boot.kernel);
        return spec.boot.kernelOnce ? Text::tr("kernel %1, for the installation").arg(kernel)
                                    : Text::tr("kernel %1").arg(kernel);
    }
    QStringList devices;
    for (const BootSpec::Device device : spec.boot.order) {
        switch (device) {
        case BootSpec::Device::Disk:
            devices += Text::tr("disk");
            break;
        case BootSpec::Device::Cdrom:
            devices += Text::tr("CD");
            break;
        case BootSpec::Device::Floppy:
            devices += Text::tr("floppy");
            break;
        case BootSpec::Device::Network:
            devices += Text::tr("network");
            break;
        }
    }
    return devices.join(Text::tr(", then ", "boot order"));
}

QString afterwardsText(const MachineSpec &spec)
{
    if (!mediumToTakeOut(spec))
        return {};
    return spec.installerRestarts == 1
               ? Text::tr("The CD is taken out when the installer restarts the machine.")
               : Text::tr("The CD is taken out when the installer has restarted the machine "
                          "%n time(s).",
                          "", spec.installerRestarts);
}

QString displayText(const MachineSpec &spec)
{
    switch (spec.graphics.value_or(GraphicsChoice::None)) {
    case GraphicsChoice::Spice:
        return u"SPICE · %1"_s.arg(SafeText::line(spec.videoModel, 40));
    case GraphicsChoice::Vnc:
        return u"VNC · %1"_s.arg(SafeText::line(spec.videoModel, 40));
    case GraphicsChoice::None:
        break;
    }
    return Text::tr("None; a text console");
}

QString othersText(const MachineSpec &spec)
{
    QStringList all;
    const auto add = [&all](bool has, const QString &word) {
        if (has)
            all += word;
    };
    add(spec.tpm.value_or(false), Text::tr("TPM 2.0"));
    add(!spec.soundModel.isEmpty() && spec.soundModel != "none"_L1, Text::tr("sound card"));
    add(spec.tablet.value_or(false), Text::tr("tablet"));
    add(spec.agentChannel.value_or(false), Text::tr("guest agent channel"));
    add(spec.spiceAgent.value_or(false), Text::tr("SPICE agent channel"));
    if (const int count = spec.usbRedirections.value_or(0); count > 0)
        all += Text::tr("%n USB redirection(s)", "", count);
    add(spec.rng.value_or(false), Text::tr("random numbers"));
    add(spec.balloon.value_or(false), Text::tr("memory balloon"));
    add(spec.serialConsole.value_or(false), Text::tr("serial port"));
    if (const int count = spec.pcieRootPorts.value_or(0); count > 0)
        all += Text::tr("%n PCI Express port(s)", "", count);
    return all.join(u", "_s);
}

} // namespace

QList<MachineFact> machineFacts(const MachineSpec &spec)
{
    QList<MachineFact> facts{{Text::tr("Name"), SafeText::line(spec.name)},
                             {Text::tr("Kind"), kindText(spec)}};
    facts += {Text::tr("Memory"), Units::kibibytes(spec.memoryKiB)};
    facts += {Text::tr("Processors"), QString::number(spec.vcpus)};
    if (spec.isContainer()) {
        facts += {Text::tr("First program"), SafeText::line(spec.container.init)};
        facts += {Text::tr("Root folder"), spec.container.rootFolder.isEmpty()
                                               ? Text::tr("The host’s")
                                               : SafeText::line(spec.container.rootFolder)};
    } else {
        facts += {Text::tr("Processor model"), processorText(spec)};
        facts += {Text::tr("Firmware"), firmwareText(spec)};
    }
    for (const DiskSpec &disk : spec.disks)
        facts += diskFact(disk);
    for (const NetworkSpec &network : spec.networks)
        facts += {Text::tr("Network"), networkText(network)};
    if (!spec.isContainer()) {
        facts += {Text::tr("Boots from"), bootText(spec)};
        facts += {Text::tr("Display"), displayText(spec)};
        facts += {Text::tr("Also"), othersText(spec)};
        facts += {Text::tr("After the installation"), afterwardsText(spec)};
    }
    facts.removeIf([](const MachineFact &fact) { return fact.value.isEmpty(); });
    return facts;
}
