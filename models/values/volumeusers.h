// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/storage.h"

#include <QHash>
#include <QList>

// Who uses a volume: one rule over everything that a host knows. libvirt itself protects nothing:
// it deletes base images and the disks of running machines without a word.

// A place that a document names: of a machine, of a snapshot, of a saved state.
struct StorageReference
{
    enum class Role {
        Disk,
        Cdrom,
        Floppy,
        Backing, // below a disk, as the document tells
        Mirror,  // where a running copy goes
        Kernel,
        Initrd,
        DeviceTree,
        Firmware,
        FirmwareVariables,
        Filesystem,
        Memory, // a snapshot's memory, an NVDIMM
        Other,
    };

    Role role = Role::Disk;
    QString path = {};                  // of a file, device or folder; or the name on a server
    QString poolName = {}, volume = {}; // in place of a path: <source pool= volume=>
    QString protocol = {};              // of a server's: "rbd"; empty: in the host's file system
    QString format = {};                // "qcow2"; empty: raw
    bool chainKnown = false;            // the document names all that is below it

    bool operator==(const StorageReference &) const = default;
};
QString storageRoleText(StorageReference::Role role); // "Disk"

// One machine's documents together.
struct MachineReferences
{
    enum class Origin { Live, Inactive, Snapshot, SavedState };
    struct Reference
    {
        StorageReference what = {};
        Origin origin = Origin::Live;
        QString snapshot = {}; // the name, for Origin::Snapshot
        bool operator==(const Reference &) const = default;
    };

    QUuid uuid = {};
    QString name = {};
    bool running = false;
    QList<Reference> references = {};

    bool operator==(const MachineReferences &) const = default;
};

// A device and an inode that a path on this computer leads to; a device's own number for devices.
struct FileIdentity
{
    quint64 device = 0, inode = 0;
    bool isNull() const { return device == 0 && inode == 0; }
    bool operator==(const FileIdentity &) const = default;
};
inline size_t qHash(const FileIdentity &identity, size_t seed = 0)
{
    return qHashMulti(seed, identity.device, identity.inode);
}

// Everything that was found out about one host.
struct StorageFacts
{
    struct Volume
    {
        VolumeRef ref = {};
        QString poolName = {};
        QString key = {}, path = {};
        QString format = {};
        QString backingPath = {}; // empty: none
        QString backingFormat = {};
    };
    // A file that is in no pool, and what its header says; on this computer only.
    struct LooseFile
    {
        QString path = {};
        QString backingPath = {};
        QString backingFormat = {};
    };

    QList<MachineReferences> machines = {};
    QList<Volume> volumes = {};
    QList<LooseFile> files = {};
    QHash<QString, FileIdentity> identities = {}; // by clean path; empty for remote hosts
    QStringList unknown = {};                     // why this may not be everything, as sentences
};

struct VolumeUser
{
    QUuid machine = {};
    QString name = {}; // the machine's; untrusted
    bool running = false;
    StorageReference::Role role = StorageReference::Role::Disk;
    QString snapshot = {}; // not empty: only a snapshot of the machine does
    bool savedState = false;
    QString through = {}; // not empty: the path of an overlay of the volume that the machine uses

    bool operator==(const VolumeUser &) const = default;
};

struct VolumeDependant
{
    VolumeRef ref = {}; // null: a file in no pool
    QString path = {};
    bool direct = true; // false: an overlay of an overlay

    bool operator==(const VolumeDependant &) const = default;
};

struct VolumeUsers
{
    QList<VolumeUser> machines = {};
    QList<VolumeDependant> dependants = {}; // volumes that are overlays of it
    QStringList unknown = {}; // why there may be more, as sentences; empty: there are no more

    bool isFree() const { return machines.isEmpty() && dependants.isEmpty() && unknown.isEmpty(); }
    bool operator==(const VolumeUsers &) const = default;
};
Q_DECLARE_METATYPE(VolumeUsers)

// "Used by “web” (disk), “db” (snapshot “s1”)"; "Base of a.qcow2"; empty when nobody is known.
QString volumeUsersText(const VolumeUsers &users, int most = 3);

// The rule. Made once for all facts, asked for any number of volumes.
class StorageUsers
{
public:
    StorageUsers() = default;
    explicit StorageUsers(const StorageFacts &facts);

    VolumeUsers of(const VolumeRef &volume) const;
    // Of a path that is one of the facts' volumes or files.
    VolumeUsers ofFile(const QString &path) const;
    bool isKnown(const VolumeRef &volume) const;
    // As if it had been deleted: for several in a row.
    void forget(const VolumeRef &volume);

private:
    VolumeUsers ofNode(int start) const;
    int nodeOf(const StorageReference &reference) const;
    int nodeOfPath(const QString &path) const;

    StorageFacts m_facts;
    QHash<QString, int> m_byPath; // clean paths and keys
    QHash<QString, int> m_byName; // pool name and volume name
    QHash<FileIdentity, int> m_byIdentity;
    QHash<VolumeRef, int> m_byRef;
    QList<int> m_nodeOf;          // of volumes: those with the same file are one
    QList<QList<int>> m_overlays; // node → what lies on it
    QList<QList<int>> m_members;  // node → its volumes (and, after them, loose files)
    struct Use
    {
        int machine = 0;
        int reference = 0;
    };
    QList<QList<Use>> m_uses; // node → machines
};
