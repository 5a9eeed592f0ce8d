// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/machinerules.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(MachineRules)
};

bool isX86(const QString &architecture)
{
    return architecture == "x86_64"_L1 || architecture == "i686"_L1;
}

bool isPcie(const MachineSpec &spec)
{
    return spec.machine.contains("q35"_L1) || spec.machine == "virt"_L1
           || spec.machine.startsWith("virt-"_L1);
}

// The first of `wanted` that is in `offered`. A host that does not speak of it offers them all.
QString firstOffered(const QStringList &wanted, const QStringList &offered)
{
    for (const QString &one : wanted) {
        if (offered.isEmpty() || offered.contains(one))
            return one;
    }
    return {};
}

class Chooser
{
public:
    Chooser(const MachineSpec &chosen, const SystemFacts &system,
            const DomainCapabilities &capabilities)
        : spec(chosen), facts(system), host(capabilities), known(!system.system.id.isEmpty())
    {}

    SoundMachine run()
    {
        if (spec.memoryKiB == 0)
            spec.memoryKiB = memoryKiB();
        if (spec.vcpus == 0)
            spec.vcpus =
                qMax(1, facts.recommended.cpus > 0 ? facts.recommended.cpus : facts.minimum.cpus);
        if (spec.systemId.isEmpty())
            spec.systemId = facts.system.id;
        if (spec.isContainer())
            return {spec, remarks};
        chooseCpu();
        chooseFirmware();
        chooseTpm();
        chooseGraphics();
        chooseUsb();
        for (DiskSpec &disk : spec.disks)
            chooseDisk(disk);
        nameDisks();
        for (NetworkSpec &network : spec.networks)
            chooseNetwork(network);
        chooseBoot();
        chooseOthers();
        return {spec, remarks};
    }

private:
    bool has(SystemDevice device) const { return facts.devices.testFlag(device); }

    quint64 memoryKiB() const
    {
        constexpr quint64 fallback = 2ull << 30;
        const quint64 bytes = qMax(facts.recommended.memory, facts.minimum.memory);
        return (bytes > 0 ? bytes : fallback) / 1024;
    }

    void chooseCpu()
    {
        if (spec.virtType == "qemu"_L1) {
            remarks += Text::tr("The machine runs in software emulation, without KVM: it works, "
                                "but it is slow.");
        }
        if (!spec.cpu) {
            if (spec.virtType == "kvm"_L1 && host.hostPassthrough)
                spec.cpu = CpuChoice::HostPassthrough;
            else if (spec.virtType == "kvm"_L1 && host.hostModel)
                spec.cpu = CpuChoice::HostModel;
            else if (host.maximumCpu && (!known || has(SystemDevice::Q35)))
                spec.cpu = CpuChoice::Maximum;
            else
                spec.cpu = CpuChoice::Default;
            // Guests hang at boot when emulation gives them page tables of five levels.
            if (spec.cpu == CpuChoice::Maximum && spec.virtType == "qemu"_L1
                && spec.architecture == "x86_64"_L1)
                spec.cpuWithout = QStringList{u"la57"_s};
        }
    }

    void chooseFirmware()
    {
        if (!spec.firmware) {
            const bool wants = facts.needsUefi || facts.needsSecureBoot
                               || (!isX86(spec.architecture) && host.hasUefi());
            spec.firmware = wants && host.hasUefi() ? Firmware::Uefi : Firmware::Bios;
            if (wants && !host.hasUefi()) {
                remarks += Text::tr("The system needs UEFI, but the host has no firmware for it "
                                    "(package “ovmf” on Debian).");
            }
        }
        const bool uefi = spec.firmware == Firmware::Uefi;
        if (!spec.secureBoot) {
            const bool wants =
                uefi && (facts.needsSecureBoot || (facts.isWindows() && facts.supportsSecureBoot));
            spec.secureBoot = wants && host.secureBoot && spec.machine.contains("q35"_L1);
            if (facts.needsSecureBoot && !*spec.secureBoot)
                remarks += Text::tr("The system needs Secure Boot, which the host does not offer.");
        }
    }

    void chooseTpm()
    {
        const bool offered = host.tpmBackends.contains("emulator"_L1);
        if (!spec.tpm) {
            spec.tpm = facts.needsTpm && offered;
            if (facts.needsTpm && !offered) {
                remarks += Text::tr("The system needs a TPM, but the host cannot emulate one "
                                    "(package “swtpm-tools” on Debian).");
            }
        }
        if (*spec.tpm && spec.tpmModel.isEmpty())
            spec.tpmModel =
                firstOffered({u"tpm-crb"_s, u"tpm-tis"_s, u"tpm-spapr"_s}, host.tpmModels);
    }

    void chooseGraphics()
    {
        if (!spec.graphics) {
            if (host.graphicsTypes.contains("spice"_L1))
                spec.graphics = GraphicsChoice::Spice;
            else if (host.graphicsTypes.contains("vnc"_L1))
                spec.graphics = GraphicsChoice::Vnc;
            else
                spec.graphics = GraphicsChoice::None;
            if (spec.graphics == GraphicsChoice::None)
                remarks += Text::tr("The host offers no display: the machine has a text console.");
        }
        if (spec.videoModel.isEmpty())
            spec.videoModel = videoModel();
        if (spec.soundModel.isEmpty())
            spec.soundModel = soundModel();
    }

    QString videoModel() const
    {
        if (spec.graphics == GraphicsChoice::None)
            return u"none"_s;
        QStringList wanted;
        if (has(SystemDevice::VirtioGpu))
            wanted += u"virtio"_s;
        // As a plain VGA card every system can use this one, and its driver makes it better.
        if (spec.graphics == GraphicsChoice::Spice && isX86(spec.architecture))
            wanted += u"qxl"_s;
        wanted += isX86(spec.architecture) ? QStringList{u"vga"_s, u"virtio"_s}
                                           : QStringList{u"virtio"_s, u"ramfb"_s, u"vga"_s};
        return firstOffered(wanted, host.videoModels);
    }

    QString soundModel() const
    {
        if (spec.graphics != GraphicsChoice::Spice || !isX86(spec.architecture))
            return u"none"_s;
        if (has(SystemDevice::Ac97Sound) && !has(SystemDevice::HdaSound))
            return u"ac97"_s;
        return isPcie(spec) ? u"ich9"_s : u"ich6"_s;
    }

    void chooseUsb()
    {
        if (spec.usbModel.isEmpty()) {
            const bool modern = has(SystemDevice::Usb3) || !known || !isX86(spec.architecture);
            spec.usbModel = modern ? u"qemu-xhci"_s : u"ich9-ehci1"_s;
        }
        const bool usb = spec.usbModel != "none"_L1;
        if (!spec.tablet)
            spec.tablet = usb && spec.graphics != GraphicsChoice::None;
        if (!spec.usbRedirections) {
            const bool offered = !host.saysRedirections || host.redirectionBuses.contains("usb"_L1);
            spec.usbRedirections = usb && offered && spec.graphics == GraphicsChoice::Spice ? 2 : 0;
        }
    }

    void chooseDisk(DiskSpec &disk) const
    {
        const bool isDisk = disk.device == DiskSpec::Device::Disk;
        if (disk.bus.isEmpty()) {
            QStringList wanted;
            if (disk.device == DiskSpec::Device::Floppy) {
                wanted += u"fdc"_s;
            } else {
                // A drive of CDs is an old thing that installers know: SATA or IDE.
                const bool early = isDisk || disk.role == DiskSpec::Role::Seed;
                if (isDisk && has(SystemDevice::VirtioDisk))
                    wanted += u"virtio"_s;
                if (early && has(SystemDevice::VirtioScsi))
                    wanted += u"scsi"_s;
                if (isPcie(spec) && isX86(spec.architecture))
                    wanted += u"sata"_s;
                if (!isPcie(spec) && isX86(spec.architecture))
                    wanted += u"ide"_s;
                wanted += {u"sata"_s, u"scsi"_s, u"usb"_s, u"virtio"_s};
            }
            disk.bus = firstOffered(wanted, host.diskBuses);
        }
        if (disk.device == DiskSpec::Device::Cdrom)
            disk.readOnly = true;
        // There are no such disks that cannot be written to: libvirt refuses them.
        else if (isDisk && (disk.bus == "sata"_L1 || disk.bus == "ide"_L1))
            disk.readOnly = false;
        if (disk.format.isEmpty() && !isDisk)
            disk.format = u"raw"_s;
        if (disk.discard.isEmpty() && isDisk && !disk.readOnly && !disk.shareable)
            disk.discard = u"unmap"_s;
    }

    static QString prefixOf(const QString &bus)
    {
        if (bus == "virtio"_L1)
            return u"vd"_s;
        if (bus == "ide"_L1)
            return u"hd"_s;
        return bus == "fdc"_L1 ? u"fd"_s : u"sd"_s;
    }

    // "vda", "vdb" … "vdaa", as nobody else has them.
    void nameDisks()
    {
        QStringList taken;
        for (const DiskSpec &disk : std::as_const(spec.disks))
            taken += disk.target;
        for (DiskSpec &disk : spec.disks) {
            for (int number = 0; disk.target.isEmpty(); ++number) {
                QString letters;
                for (int left = number; left >= 0; left = left / 26 - 1)
                    letters.prepend(QChar(u'a' + left % 26));
                const QString name = prefixOf(disk.bus) + letters;
                if (!taken.contains(name))
                    disk.target = name;
            }
            taken += disk.target;
        }
    }

    void chooseNetwork(NetworkSpec &network) const
    {
        if (!network.model.isEmpty())
            return;
        if (has(SystemDevice::VirtioNetwork) || !isX86(spec.architecture))
            network.model = u"virtio"_s;
        else if (isPcie(spec) && (has(SystemDevice::E1000e) || !known))
            network.model = u"e1000e"_s;
        else if (has(SystemDevice::E1000) || !known)
            network.model = u"e1000"_s;
        else if (has(SystemDevice::Rtl8139))
            network.model = u"rtl8139"_s;
        else
            network.model = u"e1000"_s;
    }

    void chooseBoot()
    {
        if (!spec.boot.order.isEmpty())
            return;
        using Device = BootSpec::Device;
        const auto any = [this](auto matches) {
            return std::any_of(spec.disks.cbegin(), spec.disks.cend(), matches);
        };
        const bool installer = any([](const DiskSpec &disk) {
            return disk.device == DiskSpec::Device::Cdrom && disk.role == DiskSpec::Role::Installer;
        });
        const bool disks =
            any([](const DiskSpec &disk) { return disk.device == DiskSpec::Device::Disk; });
        const bool blank = any(
            [](const DiskSpec &disk) { return disk.role == DiskSpec::Role::System && disk.blank; });
        if (disks)
            spec.boot.order += Device::Disk;
        if (installer)
            spec.boot.order.insert(blank ? spec.boot.order.size() : 0, Device::Cdrom);
        if (spec.boot.order.isEmpty() && !spec.networks.isEmpty())
            spec.boot.order += Device::Network;
    }

    void chooseOthers()
    {
        const bool drivers =
            std::any_of(spec.disks.cbegin(), spec.disks.cend(),
                        [](const DiskSpec &disk) { return disk.role == DiskSpec::Role::Drivers; });
        const auto channel = [this](QStringView type) {
            return !host.saysChannels || host.channelTypes.contains(type);
        };
        if (!spec.agentChannel)
            spec.agentChannel = (has(SystemDevice::VirtioSerial) || drivers) && channel(u"unix");
        if (!spec.spiceAgent)
            spec.spiceAgent = spec.graphics == GraphicsChoice::Spice && channel(u"spicevmc");
        if (!spec.rng) {
            const bool offered =
                !host.saysRng
                || (host.rngModels.contains("virtio"_L1) && host.rngBackends.contains("random"_L1));
            spec.rng = has(SystemDevice::VirtioRng) && offered;
        }
        if (!spec.balloon)
            spec.balloon = true; // until a driver takes it up it does nothing
        if (!spec.serialConsole)
            spec.serialConsole = true;
        if (!spec.pcieRootPorts)
            spec.pcieRootPorts = isPcie(spec) ? 14 : 0;
        if (!spec.localTime)
            spec.localTime = facts.localTime;
        if (!spec.acpi)
            spec.acpi = isX86(spec.architecture) || spec.firmware == Firmware::Uefi;
        if (!spec.apic)
            spec.apic = isX86(spec.architecture);
        if (!spec.hypervFeatures)
            spec.hypervFeatures = hypervFeatures();
    }

    QStringList hypervFeatures() const
    {
        QStringList features;
        if (!facts.isWindows() || spec.virtType != "kvm"_L1)
            return features;
        if (host.hypervFeatures.isEmpty())
            return {u"relaxed"_s, u"vapic"_s, u"spinlocks"_s}; // since libvirt 1.1
        // In this order each stands on those before it.
        for (const auto &feature :
             {u"relaxed"_s, u"vapic"_s, u"spinlocks"_s, u"vpindex"_s, u"runtime"_s, u"synic"_s,
              u"stimer"_s, u"frequencies"_s, u"tlbflush"_s, u"ipi"_s}) {
            if (host.hypervFeatures.contains(feature))
                features += feature;
        }
        return features;
    }

    MachineSpec spec;
    const SystemFacts &facts;
    const DomainCapabilities &host;
    const bool known;
    QStringList remarks;
};

} // namespace

SoundMachine soundMachine(const MachineSpec &chosen, const SystemFacts &system,
                          const DomainCapabilities &capabilities)
{
    return Chooser(chosen, system, capabilities).run();
}

DiskSpec seedDisk(const QString &path)
{
    return {.device = DiskSpec::Device::Disk,
            .role = DiskSpec::Role::Seed,
            .source = DiskSource::file(path),
            .format = u"raw"_s,
            .readOnly = true};
}

const DiskSpec *mediumToTakeOut(const MachineSpec &spec)
{
    const DiskSpec *medium = nullptr;
    bool disk = false;
    for (const DiskSpec &one : spec.disks) {
        if (one.device == DiskSpec::Device::Cdrom && one.role == DiskSpec::Role::Installer
            && one.source.kind != DiskSource::Kind::None && !medium)
            medium = &one;
        disk = disk || (one.device == DiskSpec::Device::Disk && one.role == DiskSpec::Role::System);
    }
    return disk && spec.installerRestarts > 0 ? medium : nullptr;
}
