// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/machinedraft.h"

#include "models/core/safetext.h"
#include "models/core/units.h"
#include "models/values/machinerules.h"
#include "models/values/machinetext.h"
#include "models/values/storagerules.h"

#include <QCoreApplication>
#include <QRandomGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(MachineDraft)
};

constexpr quint64 gibiByte = 1ULL << 30;
constexpr quint64 leastMemoryKiB = 16ULL * 1024;

// Made here and not by libvirt, which would make another one when the machine is defined again.
QString newMacAddress()
{
    const quint32 random = QRandomGenerator::global()->generate();
    return u"52:54:00:%1:%2:%3"_s.arg(random & 0xff, 2, 16, QChar(u'0'))
        .arg(random >> 8 & 0xff, 2, 16, QChar(u'0'))
        .arg(random >> 16 & 0xff, 2, 16, QChar(u'0'));
}

DiskSource sourceOf(const MediumChoice &choice, const QString &poolName = {})
{
    if (!choice.file.isEmpty())
        return DiskSource::file(choice.file);
    DiskSource source{.kind = DiskSource::Kind::File,
                      .path = choice.volume.path,
                      .pool = poolName,
                      .volume = choice.volume.name};
    if (choice.volume.type == VolumeType::Block)
        source.kind = DiskSource::Kind::Block;
    else if (choice.volume.type == VolumeType::Network)
        source.kind = DiskSource::Kind::Volume;
    return source;
}

class Planner
{
public:
    explicit Planner(const MachineDraft &given) : draft(given) {}

    void addMedium(const MediumChoice &choice, DiskSpec disk)
    {
        disk.source = sourceOf(choice);
        if (choice.upload && !choice.file.isEmpty()) {
            VolumeStep step{.kind = VolumeStep::Kind::Upload, .pool = draft.pool.uuid};
            step.volume.name = freeName(choice.name());
            step.file = choice.file;
            disk.source = willBe(step);
            add(disk, step);
            return;
        }
        plan.spec.disks += disk;
    }
    // A copy of the medium that is as large as was wished, and the disk with its settings.
    void addCloudDisks()
    {
        const bool send = !draft.medium.file.isEmpty();
        const bool files = poolForm(draft.pool.type).files;
        const QString format = send ? draft.medium.format : files ? u"qcow2"_s : u"raw"_s;
        VolumeStep step{.kind = send ? VolumeStep::Kind::Upload : VolumeStep::Kind::Copy,
                        .pool = draft.pool.uuid,
                        .source = draft.medium.volume.ref(),
                        .file = draft.medium.file};
        const QString ending = !files               ? QString()
                               : format == "raw"_L1 ? u".img"_s
                                                    : u"."_s + format;
        step.volume.name = freeName(SafeText::fileName(draft.name) + ending);
        if (files)
            step.volume.format = format;
        step.volume.capacity = draft.diskBytes;
        add({.role = DiskSpec::Role::System, .source = willBe(step), .format = format}, step);

        addSeed(seedDisk({}));
    }
    // The image with the answers for the first boot, which is written just before.
    void addSeed(DiskSpec disk)
    {
        VolumeStep seed{.kind = VolumeStep::Kind::Upload, .pool = draft.pool.uuid};
        seed.volume.name = freeName(SafeText::fileName(draft.name) + u"-settings.iso"_s);
        disk.source = willBe(seed);
        add(disk, seed);
    }
    // The installer's kernel, for the first boot.
    void addKernels()
    {
        const auto add = [this](VolumeStep::Use use, const QString &ending) {
            VolumeStep step{.kind = VolumeStep::Kind::Upload,
                            .use = use,
                            .disk = -1,
                            .pool = draft.filePool.uuid};
            step.volume.name = freeName(SafeText::fileName(draft.name) + ending);
            plan.volumes += step;
            return draft.filePool.targetPath + u'/' + step.volume.name;
        };
        BootSpec &boot = plan.spec.boot;
        boot.kernel = add(VolumeStep::Use::Kernel, u"-installer-kernel"_s);
        boot.initrd = add(VolumeStep::Use::Initrd, u"-installer-initrd"_s);
        boot.commandLine = QStringList{draft.tree.arguments(), draft.treeArguments.simplified()}
                               .join(u' ')
                               .trimmed();
        boot.kernelOnce = true;
        plan.tree = draft.tree;
    }
    void addNewDisk()
    {
        VolumeStep step{.kind = VolumeStep::Kind::Create, .pool = draft.pool.uuid};
        const bool files = poolForm(draft.pool.type).files;
        const QString format = !files                       ? u"raw"_s
                               : draft.diskFormat.isEmpty() ? u"qcow2"_s
                                                            : draft.diskFormat;
        const QString ending = !files               ? QString()
                               : format == "raw"_L1 ? u".img"_s
                                                    : u"."_s + format;
        step.volume.name = freeName(SafeText::fileName(draft.name) + ending);
        if (files)
            step.volume.format = format;
        step.volume.capacity = draft.diskBytes;
        DiskSpec disk{.role = DiskSpec::Role::System, .source = willBe(step), .format = format};
        disk.blank = true;
        add(disk, step);
    }

    MachinePlan plan;

private:
    QString freeName(const QString &name)
    {
        const QString free = freeVolumeName(name, m_taken + draft.takenVolumes);
        m_taken += free;
        return free;
    }
    // For the review, until the volume is there and tells its path.
    DiskSource willBe(const VolumeStep &step) const
    {
        const QString folder = draft.pool.targetPath;
        DiskSource source{
            .kind = DiskSource::Kind::Volume, .pool = draft.pool.name, .volume = step.volume.name};
        if (!folder.isEmpty()) {
            source.kind = DiskSource::Kind::File;
            source.path = folder + u'/' + step.volume.name;
        }
        return source;
    }
    void add(const DiskSpec &disk, VolumeStep step)
    {
        step.disk = int(plan.spec.disks.size());
        plan.spec.disks += disk;
        plan.volumes += step;
    }

    const MachineDraft &draft;
    QStringList m_taken;
};

} // namespace

QString MediumChoice::name() const
{
    if (file.isEmpty() && !volume.name.isEmpty())
        return volume.name;
    return file.mid(file.lastIndexOf(u'/') + 1);
}

SystemResources recommendedResources(const SystemFacts &system, const HostSize &host)
{
    const auto best = [](auto recommended, auto minimum, auto fallback) {
        return recommended > 0 ? recommended : minimum > 0 ? minimum : fallback;
    };
    SystemResources wanted;
    wanted.memory = best(system.recommended.memory, system.minimum.memory, 2 * gibiByte);
    wanted.cpus = best(system.recommended.cpus, system.minimum.cpus, 2);
    wanted.storage = best(system.recommended.storage, system.minimum.storage, 20 * gibiByte);
    // Half of the host is left to itself, unless the system cannot do with the other half.
    if (host.memoryKiB > 0) {
        const quint64 half = qMax(host.memoryKiB / 2 / 1024 * 1024 * 1024, system.minimum.memory);
        wanted.memory = qMin(wanted.memory, half);
    }
    if (host.cpus > 0)
        wanted.cpus = qMin(wanted.cpus, host.cpus);
    if (host.maximumVcpus > 0)
        wanted.cpus = qMin(wanted.cpus, host.maximumVcpus);
    wanted.memory = qMax(wanted.memory, leastMemoryKiB * 1024);
    wanted.cpus = qMax(wanted.cpus, 1);
    return wanted;
}

QString memoryProblem(quint64 kib, const HostSize &host)
{
    if (kib < leastMemoryKiB)
        return Text::tr("A machine needs %1 at least.").arg(Units::kibibytes(leastMemoryKiB));
    if (host.memoryKiB > 0 && kib > host.memoryKiB)
        return Text::tr("The host has only %1.").arg(Units::kibibytes(host.memoryKiB));
    return {};
}

QString memoryRemark(quint64 kib, const SystemFacts &system, const HostSize &host)
{
    QStringList sentences;
    const QString name = SafeText::line(system.system.name, 60);
    if (system.minimum.memory > kib * 1024)
        sentences +=
            Text::tr("%1 needs %2 at least.").arg(name, Units::bytes(system.minimum.memory));
    else if (system.recommended.memory > 0)
        sentences +=
            Text::tr("Recommended for %1: %2.").arg(name, Units::bytes(system.recommended.memory));
    if (host.memoryKiB > 0)
        sentences += Text::tr("The host has %1.").arg(Units::kibibytes(host.memoryKiB));
    return sentences.join(u' ');
}

QString vcpusProblem(int vcpus, const HostSize &host)
{
    if (vcpus < 1)
        return Text::tr("A machine needs a processor.");
    if (host.maximumVcpus > 0 && vcpus > host.maximumVcpus)
        return Text::tr("A machine can have %n processor(s) here at most.", nullptr,
                        host.maximumVcpus);
    return {};
}

QString vcpusRemark(int vcpus, const SystemFacts &system, const HostSize &host)
{
    if (host.cpus > 0 && vcpus > host.cpus) {
        return Text::tr(
            "The host has only %n processor(s): the machine will be slower than with as "
            "many.",
            nullptr, host.cpus);
    }
    QStringList sentences;
    if (system.recommended.cpus > 0) {
        sentences += Text::tr("Recommended for %1: %2.")
                         .arg(SafeText::line(system.system.name, 60),
                              QString::number(system.recommended.cpus));
    }
    if (host.cpus > 0)
        sentences += Text::tr("The host has %n processor(s).", nullptr, host.cpus);
    return sentences.join(u' ');
}

QString newDiskProblem(quint64 bytes, const StoragePool &pool)
{
    if (pool.uuid.isNull())
        return Text::tr("The host has no running storage pool that a disk can be made in.");
    if (bytes < (1ULL << 20))
        return Text::tr("The disk is too small.");
    // Where nothing is thin, all of it is taken at once.
    if (!poolForm(pool.type).files && pool.available > 0 && bytes > pool.available)
        return Text::tr("Only %1 are free in “%2”.")
            .arg(Units::bytes(pool.available), SafeText::line(pool.name, 60));
    return {};
}

QString newDiskRemark(quint64 bytes, const StoragePool &pool, const SystemFacts &system)
{
    QStringList sentences;
    if (system.minimum.storage > bytes) {
        sentences +=
            Text::tr("%1 needs %2 at least.")
                .arg(SafeText::line(system.system.name, 60), Units::bytes(system.minimum.storage));
    } else if (system.recommended.storage > 0) {
        sentences += Text::tr("Recommended for %1: %2.")
                         .arg(SafeText::line(system.system.name, 60),
                              Units::bytes(system.recommended.storage));
    }
    if (!pool.uuid.isNull() && pool.capacity > 0) {
        sentences += Text::tr("%1 are free.").arg(Units::bytes(pool.available));
        if (bytes > pool.available && poolForm(pool.type).files)
            sentences += Text::tr("The disk grows as it is filled; it cannot become full here.");
    }
    return sentences.join(u' ');
}

QString newNameProblem(const QString &name, const QStringList &taken)
{
    if (const QString problem = renameProblem(name); !problem.isEmpty())
        return problem;
    return taken.contains(name) ? Text::tr("The host has a machine of this name already.")
                                : QString();
}

QString containerProblem(const ContainerSpec &container)
{
    if (container.init.isEmpty())
        return Text::tr("A container is there for a program: say which.");
    if (!container.init.startsWith(u'/'))
        return Text::tr("The program’s path is absolute: it begins with a slash.");
    if (!container.rootFolder.isEmpty() && !container.rootFolder.startsWith(u'/'))
        return Text::tr("The folder’s path is absolute: it begins with a slash.");
    return {};
}

QString suggestedName(const SystemFacts &system, const MachineDraft &draft,
                      const QStringList &taken)
{
    QString name = system.system.shortId;
    if (name.isEmpty() && !draft.medium.isEmpty()) {
        name = draft.medium.name();
        const qsizetype dot = name.lastIndexOf(u'.');
        if (dot > 0)
            name.truncate(dot);
        name = SafeText::fileName(name.left(60));
    }
    if (name.isEmpty() || !renameProblem(name).isEmpty())
        name = u"machine"_s;
    for (int number = 1;; ++number) {
        const QString tried = number == 1 ? name : u"%1-%2"_s.arg(name, QString::number(number));
        if (!taken.contains(tried))
            return tried;
    }
}

QString freeVolumeName(const QString &name, const QStringList &taken)
{
    const qsizetype dot = name.lastIndexOf(u'.');
    const QString stem = dot > 0 ? name.left(dot) : name;
    const QString ending = dot > 0 ? name.mid(dot) : QString();
    for (int number = 1;; ++number) {
        const QString tried = number == 1 ? name : stem + u'-' + QString::number(number) + ending;
        if (!taken.contains(tried))
            return tried;
    }
}

QString diskFormatOf(const QByteArray &beginning)
{
    static constexpr std::pair<const char *, const char *> known[] = {
        {"QFI\xfb", "qcow2"}, {"KDMV", "vmdk"}, {"vhdxfile", "vhdx"}, {"conectix", "vpc"}};
    for (const auto &[magic, format] : known) {
        if (beginning.startsWith(magic))
            return QString::fromLatin1(format);
    }
    // Behind a line of text.
    if (beginning.mid(64, 4) == QByteArrayLiteral("\x7f\x10\xda\xbe"))
        return u"vdi"_s;
    return u"raw"_s;
}

DraftedPlan planMachine(const MachineDraft &draft, const SystemFacts &system,
                        const HostCapabilities &host, const DomainCapabilities &capabilities)
{
    Planner planner(draft);
    MachineSpec &spec = planner.plan.spec;
    spec.name = draft.name;
    spec.uuid = QUuid::createUuid();
    spec.systemId = system.system.id;
    spec.memoryKiB = draft.memoryKiB;
    spec.vcpus = draft.vcpus;
    spec.firmware = draft.firmware;

    using Origin = MachineOrigin;
    if (draft.origin == Origin::Container) {
        spec.osType = u"exe"_s;
        spec.container = draft.container;
    } else if (draft.origin == Origin::Disk) {
        planner.addMedium(draft.medium,
                          {.role = DiskSpec::Role::System, .format = draft.medium.format});
    } else if (draft.origin == Origin::Cloud) {
        planner.addCloudDisks();
        // Made for virtual machines: whatever it is, it has these drivers, and often no others.
        for (DiskSpec &disk : spec.disks)
            disk.bus = system.system.id.isEmpty() ? u"virtio"_s : disk.bus;
    } else if (draft.storage == MachineDraft::Storage::New) {
        planner.addNewDisk();
    } else if (draft.storage == MachineDraft::Storage::Existing) {
        planner.addMedium(draft.existing,
                          {.role = DiskSpec::Role::System, .format = draft.existing.format});
    }
    if (draft.origin == Origin::Tree) {
        planner.addKernels();
    } else if (draft.origin == Origin::Installer) {
        planner.addMedium(draft.medium, {.device = DiskSpec::Device::Cdrom,
                                         .role = DiskSpec::Role::Installer,
                                         .format = u"raw"_s});
    } else if (draft.origin == Origin::Blank) {
        // An empty drive: for the medium that somebody will want to put in.
        spec.disks += DiskSpec{.device = DiskSpec::Device::Cdrom, .role = DiskSpec::Role::Data};
        spec.boot.order = {BootSpec::Device::Disk, BootSpec::Device::Cdrom};
    }
    if (draft.injection == Injection::Cdrom || draft.injection == Injection::OemDrive) {
        planner.addSeed({.device = DiskSpec::Device::Cdrom,
                         .role = DiskSpec::Role::Seed,
                         .format = u"raw"_s,
                         .readOnly = true});
    }
    if (draft.network) {
        NetworkSpec network = *draft.network;
        if (network.macAddress.isEmpty())
            network.macAddress = newMacAddress();
        if (draft.origin == Origin::Cloud && system.system.id.isEmpty() && network.model.isEmpty())
            network.model = u"virtio"_s;
        spec.networks += network;
        if (draft.networkIsStopped && network.kind == NetworkSpec::Kind::Network)
            planner.plan.startNetwork = network.source;
    }
    if (draft.origin == Origin::Network) {
        using Device = BootSpec::Device;
        spec.boot.order = {Device::Disk, Device::Network};
        // What is on the disk would start, and the network not be asked.
        if (draft.storage == MachineDraft::Storage::Existing)
            spec.boot.order = {Device::Network, Device::Disk};
    }
    planner.plan.start = draft.start;
    planner.plan.capabilities = capabilities;

    DraftedPlan drafted;
    const auto placed = choosePlatform(spec, host, system);
    if (!placed) {
        drafted.problems += Text::tr("The host cannot run such a machine.");
        return drafted;
    }
    const SoundMachine sound = soundMachine(*placed, system, capabilities);
    drafted.plan = planner.plan;
    drafted.plan.spec = sound.spec;
    drafted.remarks = sound.remarks;
    drafted.problems = machineProblems(sound.spec, capabilities);
    if (draft.origin == Origin::Tree && draft.filePool.uuid.isNull())
        drafted.problems +=
            Text::tr("The host has no running storage pool for the installer's kernel.");
    return drafted;
}
