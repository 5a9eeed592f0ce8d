// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/draftedplan.h"

#include "models/core/safetext.h"
#include "models/values/machinerules.h"
#include "models/values/storagerules.h"

#include <QCoreApplication>
#include <QRandomGenerator>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DraftedPlan)
};

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
    // Of an existing disk, or of a package of a machine.
    void addImported()
    {
        const ImportedMachine &from = draft.imported;
        plan.spec.description = from.description;
        if (from.package.isEmpty()) {
            addDisk(draft.medium, {.role = DiskSpec::Role::System});
            return;
        }
        plan.package = from.package;
        bool systemFound = false;
        for (const ImportedDisk &disk : from.disks) {
            DiskSpec spec{.role = DiskSpec::Role::Data};
            if (disk.cdrom) {
                spec.device = DiskSpec::Device::Cdrom;
                if (disk.file.isEmpty())
                    plan.spec.disks += spec;
                else
                    addConverted(disk, spec, u"raw"_s);
            } else if (disk.file.isEmpty()) {
                addEmptyDisk({.pool = draft.pool, .bytes = disk.capacity}, spec);
            } else {
                if (!std::exchange(systemFound, true))
                    spec.role = DiskSpec::Role::System;
                addConverted(disk, spec, storedFormat());
            }
        }
    }
    // A disk that there is: as it is, or what machines run on, made of it.
    void addDisk(const MediumChoice &choice, DiskSpec disk)
    {
        const ImportedMachine &from = draft.imported;
        const bool looked = choice == draft.medium && !from.disks.isEmpty();
        const QString format = looked ? from.disks.first().format : choice.format;
        disk.format = format;
        const bool stays = isRunnableFormat(format) && (format != "qcow2"_L1 || files());
        if (!choice.file.isEmpty() && choice.upload && !stays) {
            addConverted({.file = choice.file, .format = format}, disk, storedFormat());
        } else if (choice.file.isEmpty() && !isRunnableFormat(format)) {
            // The host converts it: it need not come here for that.
            VolumeStep step{.kind = VolumeStep::Kind::Copy,
                            .pool = draft.pool.uuid,
                            .source = choice.volume.ref()};
            nameVolume(step, storedFormat());
            disk.format = storedFormat();
            disk.source = willBe(step);
            add(disk, step);
        } else {
            addMedium(choice, disk);
        }
    }
    // A copy of the medium that is as large as was wished, and the disk with its settings.
    void addCloudDisks()
    {
        const bool send = !draft.medium.file.isEmpty();
        const QString given = draft.imported.disks.isEmpty() ? draft.medium.format
                                                             : draft.imported.disks.first().format;
        const bool stays = isRunnableFormat(given) && (given != "qcow2"_L1 || files());
        const QString format = send && stays ? given : storedFormat();
        VolumeStep step{.kind = send ? VolumeStep::Kind::Upload : VolumeStep::Kind::Copy,
                        .pool = draft.pool.uuid,
                        .source = draft.medium.volume.ref(),
                        .file = draft.medium.file};
        if (send && !stays)
            step.convertFrom = given;
        nameVolume(step, format);
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
        DiskSpec disk{.role = DiskSpec::Role::System};
        disk.blank = true;
        addEmptyDisk({.pool = draft.pool,
                      .bytes = draft.diskBytes,
                      .format = draft.diskFormat,
                      .preallocation = draft.preallocation},
                     disk);
    }
    void addFurther()
    {
        using Kind = FurtherDrive::Kind;
        for (const FurtherDrive &drive : draft.further) {
            DiskSpec disk{.role = DiskSpec::Role::Data};
            if (drive.kind == Kind::NewDisk) {
                addEmptyDisk(drive, disk);
            } else if (drive.kind == Kind::ExistingDisk) {
                addDisk(drive.medium, disk);
            } else {
                disk.device = DiskSpec::Device::Cdrom;
                disk.format = u"raw"_s;
                if (drive.kind == Kind::DriverCd)
                    disk.role = DiskSpec::Role::Drivers;
                addMedium(drive.medium, disk);
            }
        }
    }

    MachinePlan plan;

private:
    bool files() const { return poolForm(draft.pool.type).files; }
    QString storedFormat() const { return files() ? u"qcow2"_s : u"raw"_s; }
    // After the machine.
    void nameVolume(VolumeStep &step, const QString &format)
    {
        nameVolume(step, format, draft.pool, {});
    }
    void nameVolume(VolumeStep &step, const QString &format, const StoragePool &pool,
                    const QStringList &taken)
    {
        const bool inFiles = poolForm(pool.type).files;
        const QString ending = !inFiles             ? QString()
                               : format == "raw"_L1 ? u".img"_s
                                                    : u"."_s + format;
        step.volume.name = freeName(SafeText::fileName(draft.name) + ending, taken);
        if (inFiles)
            step.volume.format = format;
    }
    void addEmptyDisk(const FurtherDrive &drive, DiskSpec disk)
    {
        const bool inFiles = poolForm(drive.pool.type).files;
        VolumeStep step{.kind = VolumeStep::Kind::Create, .pool = drive.pool.uuid};
        disk.format = !inFiles ? u"raw"_s : drive.format.isEmpty() ? u"qcow2"_s : drive.format;
        nameVolume(step, disk.format, drive.pool, drive.takenVolumes);
        step.volume.capacity = drive.bytes;
        // Logical volumes and their like that are not whole are another thing.
        if (!inFiles || drive.preallocation == Preallocation::Full)
            step.volume.allocation = drive.bytes;
        step.volume.preallocateMetadata =
            drive.preallocation == Preallocation::Metadata && disk.format == "qcow2"_L1;
        disk.source = willBe(step, drive.pool);
        add(disk, step);
    }
    void addConverted(const ImportedDisk &from, DiskSpec disk, const QString &format)
    {
        VolumeStep step{.kind = VolumeStep::Kind::Upload,
                        .pool = draft.pool.uuid,
                        .file = from.file,
                        .convertFrom = from.format,
                        .fileOffset = from.offset,
                        .fileSize = from.size};
        disk.format = format;
        nameVolume(step, format);
        disk.source = willBe(step);
        add(disk, step);
    }
    QString freeName(const QString &name, const QStringList &taken = {})
    {
        const QString free = freeVolumeName(name, m_taken + draft.takenVolumes + taken);
        m_taken += free;
        return free;
    }
    // For the review, until the volume is there and tells its path.
    DiskSource willBe(const VolumeStep &step) const { return willBe(step, draft.pool); }
    static DiskSource willBe(const VolumeStep &step, const StoragePool &pool)
    {
        DiskSource source{
            .kind = DiskSource::Kind::Volume, .pool = pool.name, .volume = step.volume.name};
        if (!pool.targetPath.isEmpty()) {
            source.kind = DiskSource::Kind::File;
            source.path = pool.targetPath + u'/' + step.volume.name;
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
    spec.secureBoot = draft.secureBoot;
    spec.tpm = draft.tpm;

    using Origin = MachineOrigin;
    if (draft.origin == Origin::Container) {
        spec.osType = u"exe"_s;
        spec.container = draft.container;
    } else if (draft.origin == Origin::Disk) {
        planner.addImported();
    } else if (draft.origin == Origin::Cloud) {
        planner.addCloudDisks();
        // Made for virtual machines: whatever it is, it has these drivers, and often no others.
        for (DiskSpec &disk : spec.disks)
            disk.bus = system.system.id.isEmpty() ? u"virtio"_s : disk.bus;
    } else if (draft.storage == MachineDraft::Storage::New) {
        planner.addNewDisk();
    } else if (draft.storage == MachineDraft::Storage::Existing) {
        planner.addDisk(draft.existing, {.role = DiskSpec::Role::System});
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
    if (draft.origin != Origin::Disk && draft.origin != Origin::Container)
        planner.addFurther();
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
    QStringList places;
    for (const DiskSpec &disk : sound.spec.disks) {
        const QString place = disk.source.path.isEmpty()
                                  ? disk.source.pool + u'/' + disk.source.volume
                                  : disk.source.path;
        if (disk.device == DiskSpec::Device::Disk && places.contains(place))
            drafted.problems +=
                Text::tr("“%1” is there as two disks.").arg(SafeText::line(place, 200));
        places += place;
    }
    if (draft.origin == Origin::Tree && draft.filePool.uuid.isNull())
        drafted.problems +=
            Text::tr("The host has no running storage pool for the installer's kernel.");
    return drafted;
}
