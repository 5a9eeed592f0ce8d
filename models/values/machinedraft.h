// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/hostcapabilities.h"
#include "models/values/machineplan.h"
#include "models/values/storage.h"
#include "models/values/systemfacts.h"

#include <QHash>
#include <QStringList>

#include <optional>

// What the New machine wizard collects, and the rules that make a plan of it. Pure; any thread.

enum class MachineOrigin {
    Installer, // from a CD image
    Disk,      // a disk with a system on it, which is used as it is
    Cloud,     // a copy of a cloud image, which is told at its first boot who may log in
    Tree,      // an installer's kernel from a server
    Network,   // PXE
    Blank,
    Xml,
    Container, // LXC: no machine, but programs that are kept to themselves
};

// A file of this computer, or a volume of the host.
struct MediumChoice
{
    QString file = {};
    StorageVolume volume = {}; // used when there is no file
    QString format = {};       // of a disk: "qcow2", "raw"
    bool upload = false;       // the file goes into a pool of the host first

    bool isEmpty() const { return file.isEmpty() && volume.name.isEmpty(); }
    QString path() const { return file.isEmpty() ? volume.path : file; }
    QString name() const; // the last part of the path
    bool operator==(const MediumChoice &) const = default;
};

// A disk of a machine that is brought along; a file of this computer, or a part of one.
struct ImportedDisk
{
    QString file = {};            // absolute; empty: a blank one, or a drive without a medium
    quint64 offset = 0, size = 0; // of the image in the file
    QString format = {};          // qemu-img's word: "vmdk"
    quint64 capacity = 0;         // bytes that the machine sees
    bool cdrom = false;

    bool operator==(const ImportedDisk &) const = default;
};

// What was found in a file that a machine is made of: a disk image, or a package of a machine, which
// says more. Untrusted. All of it is a default that the user may change.
struct ImportedMachine
{
    QString package = {}; // the path of the package; empty: a single image
    QString name = {}, description = {};
    QString systemName = {}; // in the words of who made it
    quint64 memoryKiB = 0;   // 0: not said, as for the others
    int vcpus = 0;
    std::optional<Firmware> firmware = {};
    QList<ImportedDisk> disks = {};

    bool isEmpty() const { return disks.isEmpty() && package.isEmpty(); }
    bool operator==(const ImportedMachine &) const = default;
};

// Whether machines run on such an image as it is.
bool isRunnableFormat(const QString &format);

// How much of a new disk is taken of its pool at once.
enum class Preallocation {
    None,     // it grows as it is filled
    Metadata, // its tables (qcow2)
    Full,
};
// What a new disk can have there; one alone: there is nothing to choose.
QList<Preallocation> preallocationsOf(const QString &format, const StoragePool &pool);

// A disk or CD drive beside the first.
struct FurtherDrive
{
    enum class Kind {
        NewDisk,
        ExistingDisk,
        Cd,
        DriverCd, // with drivers that the system lacks: virtio-win
    };

    Kind kind = Kind::NewDisk;
    MediumChoice medium = {}; // of all but a new disk
    StoragePool pool = {};    // of a new disk, as what follows
    quint64 bytes = 0;
    QString format = {};
    Preallocation preallocation = Preallocation::None;
    QStringList takenVolumes = {}; // names in `pool`

    bool isDisk() const { return kind == Kind::NewDisk || kind == Kind::ExistingDisk; }
    bool operator==(const FurtherDrive &) const = default;
};
// "New disk, 20 GiB in “default”", "CD “virtio-win.iso”"
QString driveText(const FurtherDrive &drive);

struct MachineDraft
{
    enum class Storage { New, Existing, None };

    MachineOrigin origin = MachineOrigin::Installer;
    MediumChoice medium = {};
    ImportedMachine imported = {}; // what the medium is, once it was looked at
    QByteArray xml = {};
    InstallTree tree = {};
    QString treeArguments = {};            // more for its kernel
    Injection injection = Injection::None; // of the answers for an installation without questions
    ContainerSpec container = {};          // of Origin::Container

    QString name = {};
    quint64 memoryKiB = 0;
    int vcpus = 0;
    std::optional<Firmware> firmware = {};
    std::optional<bool> secureBoot = {}, tpm = {}; // nothing: as the system needs it
    std::optional<NetworkSpec> network = {};       // nothing: no network card
    bool networkIsStopped = false;

    Storage storage = Storage::New;
    StoragePool pool = {};     // of the new volume, and of what is sent
    StoragePool filePool = {}; // of an installer's kernel: has to have files with paths
    quint64 diskBytes = 0;
    QString diskFormat = {};
    Preallocation preallocation = Preallocation::None;
    QList<FurtherDrive> further = {};
    MediumChoice existing = {};
    QStringList takenVolumes = {}; // names in `pool`

    bool start = true;

    bool operator==(const MachineDraft &) const = default;
};

// What the host has to give.
struct HostSize
{
    quint64 memoryKiB = 0; // 0: not known, as for the others
    int cpus = 0;
    int maximumVcpus = 0; // of one machine
};

// The system's recommendation, or something that most systems are well with, within the host's half.
SystemResources recommendedResources(const SystemFacts &system, const HostSize &host);

// Sentences for under the field; empty: fine. A remark is no reason to stop.
QString memoryProblem(quint64 kib, const HostSize &host);
QString memoryRemark(quint64 kib, const SystemFacts &system, const HostSize &host);
QString vcpusProblem(int vcpus, const HostSize &host);
QString vcpusRemark(int vcpus, const SystemFacts &system, const HostSize &host);
QString newDiskProblem(quint64 bytes, const StoragePool &pool,
                       Preallocation preallocation = Preallocation::None);
QString newDiskRemark(quint64 bytes, const StoragePool &pool, const SystemFacts &system);
QString containerProblem(const ContainerSpec &container);
QString newNameProblem(const QString &name, const QStringList &taken);

// "debian12", "debian12-2" …, as no machine is called yet.
QString suggestedName(const SystemFacts &system, const MachineDraft &draft,
                      const QStringList &taken);
// As no volume is called yet: `name` with a number before its ending, if need be.
QString freeVolumeName(const QString &name, const QStringList &taken);
// Of a disk by the first bytes of its file; "raw" when they say nothing.
QString diskFormatOf(const QByteArray &beginning);
