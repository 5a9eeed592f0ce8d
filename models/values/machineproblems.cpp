// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/safetext.h"
#include "models/values/machinerules.h"
#include "models/values/machinetext.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(MachineRules)
};

bool isAbsolute(const QString &path)
{
    return path.startsWith(u'/') && !path.contains(u'\0') && !path.contains(u'\n');
}

// XML 1.0 has no place for most control characters, not even escaped.
bool isWritable(const QString &text)
{
    static const QRegularExpression forbidden(
        uR"([\x{0}-\x{8}\x{b}\x{c}\x{e}-\x{1f}\x{fffe}\x{ffff}])"_s);
    return !text.contains(forbidden);
}

// A host that does not say what it offers is asked when the machine is defined.
bool isOffered(const QString &word, const QStringList &offered)
{
    return word.isEmpty() || offered.isEmpty() || offered.contains(word);
}

class Examiner
{
public:
    Examiner(const MachineSpec &machine, const DomainCapabilities &capabilities)
        : spec(machine), host(capabilities)
    {}

    QStringList run()
    {
        if (const QString problem = renameProblem(spec.name); !problem.isEmpty())
            problems += problem;
        if (const QString problem = titleProblem(spec.title); !problem.isEmpty())
            problems += problem;
        if (!isWritable(spec.name + spec.title + spec.description + spec.boot.commandLine))
            problems += Text::tr("A text has control characters that no machine can have.");
        if (spec.virtType.isEmpty() || spec.osType.isEmpty())
            problems += Text::tr("The host cannot run such a machine.");
        if (spec.memoryKiB == 0)
            problems += Text::tr("The machine has no memory.");
        if (spec.vcpus < 1)
            problems += Text::tr("The machine has no processor.");
        if (host.maximumVcpus > 0 && spec.vcpus > host.maximumVcpus)
            problems +=
                Text::tr("A machine can have %n processor(s) here at most.", "", host.maximumVcpus);
        if (spec.isContainer())
            examineContainer();
        else
            examineMachine();
        for (const DiskSpec &disk : spec.disks)
            examineDisk(disk);
        for (const NetworkSpec &network : spec.networks)
            examineNetwork(network);
        return problems;
    }

private:
    void examineContainer()
    {
        if (!isAbsolute(spec.container.init))
            problems += Text::tr("The first program of the container must be an absolute path.");
        if (!spec.container.rootFolder.isEmpty() && !isAbsolute(spec.container.rootFolder))
            problems += Text::tr("The container’s root folder must be an absolute path.");
    }

    void examineMachine()
    {
        const bool uefi = spec.firmware == Firmware::Uefi;
        if (uefi && spec.loader.isEmpty() && !host.hasUefi())
            problems += Text::tr("The host has no UEFI firmware.");
        if (spec.secureBoot.value_or(false) && !uefi)
            problems += Text::tr("Secure Boot needs UEFI.");
        else if (spec.secureBoot.value_or(false) && !host.secureBoot)
            problems += Text::tr("The host has no firmware with Secure Boot.");
        if (spec.tpm.value_or(false) && !host.tpmBackends.contains("emulator"_L1))
            problems += Text::tr("The host cannot emulate a TPM.");
        if ((spec.graphics == GraphicsChoice::Spice && !host.graphicsTypes.contains("spice"_L1))
            || (spec.graphics == GraphicsChoice::Vnc && !host.graphicsTypes.contains("vnc"_L1)))
            problems += Text::tr("The host does not offer the display that was chosen.");
        if (spec.videoModel != "none"_L1 && !isOffered(spec.videoModel, host.videoModels))
            problems += Text::tr("The host has no graphics card “%1”.")
                            .arg(SafeText::line(spec.videoModel, 40));
        for (const QString &path : {spec.boot.kernel, spec.boot.initrd, spec.loader}) {
            if (!path.isEmpty() && !isAbsolute(path))
                problems += Text::tr("“%1” is not an absolute path.").arg(SafeText::line(path));
        }
    }

    void examineDisk(const DiskSpec &disk)
    {
        const QString name = SafeText::line(disk.target.isEmpty() ? disk.source.path : disk.target);
        const bool isDisk = disk.device == DiskSpec::Device::Disk;
        const DiskSource &source = disk.source;
        if (isDisk && source.kind == DiskSource::Kind::None)
            problems += Text::tr("The disk %1 has no file or volume.").arg(name);
        if ((source.kind == DiskSource::Kind::File || source.kind == DiskSource::Kind::Block)
            && (!isAbsolute(source.path) || !isWritable(source.path)))
            problems += Text::tr("The disk %1 needs an absolute path.").arg(name);
        if (isDisk && disk.format.isEmpty())
            problems += Text::tr("The format of the disk %1 is not known.").arg(name);
        if (!isOffered(disk.bus, host.diskBuses))
            problems += Text::tr("The host has no bus “%1” for the disk %2.")
                            .arg(SafeText::line(disk.bus, 40), name);
        if (!disk.target.isEmpty() && m_targets.contains(disk.target))
            problems += Text::tr("Two disks are both called %1.").arg(name);
        m_targets += disk.target;
    }

    void examineNetwork(const NetworkSpec &network)
    {
        static const QRegularExpression mac(u"^[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}$"_s);
        using Kind = NetworkSpec::Kind;
        if (network.source.isEmpty() && network.kind != Kind::User && network.kind != Kind::None)
            problems += Text::tr("A network interface is connected to nothing that has a name.");
        if (!network.macAddress.isEmpty()) {
            const bool multicast = network.macAddress.size() > 1
                                   && (network.macAddress.left(2).toInt(nullptr, 16) & 1) != 0;
            if (!mac.match(network.macAddress).hasMatch() || multicast)
                problems += Text::tr("“%1” is not the address of a network card.")
                                .arg(SafeText::line(network.macAddress, 40));
        }
    }

    const MachineSpec &spec;
    const DomainCapabilities &host;
    QStringList problems;
    QStringList m_targets;
};

} // namespace

QStringList machineProblems(const MachineSpec &spec, const DomainCapabilities &capabilities)
{
    return Examiner(spec, capabilities).run();
}
