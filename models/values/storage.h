// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QHashFunctions>
#include <QMetaType>
#include <QStringList>
#include <QUuid>

#include <optional>

// Storage as a host tells of it. Everything here comes from outside: names, paths and words are
// untrusted, and a volume's name may hold line feeds.

// What a place in storage is asked for.
enum class StoragePurpose { Disk, Iso, Floppy, Kernel, Folder };

enum class PoolState { // libvirt's numbers (virStoragePoolState)
    Stopped,
    Building, // being initialized
    Running,
    Degraded,     // running, not all of it
    Inaccessible, // running, and cannot be reached
    Unknown,
};

// A place that a host keeps volumes in: a folder, a volume group, an export.
struct StoragePool
{
    QUuid uuid = {};
    QString name = {};
    QString type = {}; // libvirt's word: "dir", "logical" …; see poolTypeText()
    PoolState state = PoolState::Unknown;
    bool autostart = false;
    bool persistent = true;                              // false: it ends with being stopped
    quint64 capacity = 0, allocation = 0, available = 0; // bytes; 0 while it is stopped
    QString targetPath = {}; // where its volumes lie on the host; empty: nowhere in its file system
    QString source = {};     // one line: "server:/export", "vg0", "/dev/sdb"; empty for folders
    QString format = {};     // of the source: "nfs", "lvm2", "ext4"

    bool isActive() const
    {
        return state == PoolState::Running || state == PoolState::Degraded
               || state == PoolState::Inaccessible;
    }
    bool operator==(const StoragePool &) const = default;
};
Q_DECLARE_METATYPE(StoragePool)

// Which volume of a host: libvirt's own key is not unique where two pools show the same folder.
struct VolumeRef
{
    QUuid pool = {};
    QString name = {};

    bool isNull() const { return pool.isNull(); }
    bool operator==(const VolumeRef &) const = default;
};
Q_DECLARE_METATYPE(VolumeRef)

inline size_t qHash(const VolumeRef &ref, size_t seed = 0)
{
    return qHashMulti(seed, ref.pool, ref.name);
}

enum class VolumeType { // libvirt's numbers (virStorageVolType)
    File,
    Block,
    Directory,
    Network,
    NetworkDirectory,
    Ploop,
    Unknown,
};

struct StorageVolume
{
    QUuid pool = {};
    QString name = {};
    QString key = {}; // libvirt's; the path, for files
    // True once the rest has been read: a list tells only names and keys.
    bool described = false;
    QString path = {};
    VolumeType type = VolumeType::Unknown;
    quint64 capacity = 0;     // bytes, what a machine sees
    quint64 allocation = 0;   // bytes, what is taken of the pool
    quint64 physical = 0;     // bytes, the size of the file or device
    QString format = {};      // "qcow2", "raw", "iso"; empty where the pool has none
    QString compat = {};      // of qcow2: "1.1"; "0.10" cannot hold checkpoints
    quint64 clusterSize = 0;  // bytes; 0: unknown
    QString backingPath = {}; // what it is an overlay of; empty: of nothing
    QString backingFormat = {};
    QString encryption = {};   // "luks"; empty: none
    QUuid secret = {};         // the host's secret that opens it
    QStringList features = {}; // of qcow2: "lazy_refcounts"
    QDateTime modified = {};
    QString owner = {}; // "64055:108 0600"
    // Ours: an upload or copy into it did not reach its end.
    bool incomplete = false;

    VolumeRef ref() const { return {pool, name}; }
    bool operator==(const StorageVolume &) const = default;
};
Q_DECLARE_METATYPE(StorageVolume)

// A pool to be made.
struct PoolSpec
{
    struct Host
    {
        QString name = {};
        int port = 0; // 0: the default
        bool operator==(const Host &) const = default;
    };

    QString name = {};
    QString type = {}; // "dir" …; which of the others it takes, see poolFields()
    QString targetPath = {};
    QList<Host> hosts = {};
    QStringList devices = {};     // paths; an iSCSI target
    QString directory = {};       // of an export or Gluster volume
    QString sourceName = {};      // volume group, Ceph or Gluster or ZFS name
    QString format = {};          // empty: the host's default
    QString adapter = {};         // scsi: "host1"
    QString wwnn = {}, wwpn = {}; // scsi: an HBA's virtual port, in place of the adapter
    QString initiator = {};       // iqn, iscsi-direct
    QString protocolVersion = {}; // of NFS
    QString authType = {};        // "chap", "ceph"; empty: none
    QString user = {};
    QUuid secret = {};
    // What createPool() does after defining it.
    bool build = false; // makes the folder or the volume group; never formats over something
    bool start = true;
    bool autostart = true;

    bool operator==(const PoolSpec &) const = default;
};

// A volume to be made.
struct VolumeSpec
{
    QString name = {};
    QString format = {};  // "qcow2", "raw"; empty: as the pool does it
    quint64 capacity = 0; // bytes; 0 with a backing volume: as large as that
    // Bytes taken at once; nothing: as little as possible. The capacity: all of it.
    std::optional<quint64> allocation = {};
    bool preallocateMetadata = false; // qcow2
    QString backingPath = {};
    QString backingFormat = {};  // always given with a path: libvirt must not guess it
    QUuid encryptionSecret = {}; // LUKS, opened by this secret of the host
    quint64 clusterSize = 0;     // bytes, qcow2; 0: the default
    bool lazyRefcounts = false;  // qcow2
    bool noCopyOnWrite = false;  // btrfs

    bool operator==(const VolumeSpec &) const = default;
};

// Something found on a host or a server that a pool can be made of.
struct PoolSource
{
    QList<PoolSpec::Host> hosts = {};
    QStringList devices = {};
    QString directory = {}, name = {}, format = {}, adapter = {}, initiator = {};
    QString title = {}; // one line for a list: "vg0", "server:/export"

    bool operator==(const PoolSource &) const = default;
};
Q_DECLARE_METATYPE(PoolSource)

// What a host says about one type of pool.
struct PoolCapability
{
    QString type = {};
    bool supported = false;
    QString defaultPoolFormat = {};
    QStringList poolFormats = {};
    QString defaultVolumeFormat = {};
    QStringList volumeFormats = {};

    bool operator==(const PoolCapability &) const = default;
};

enum class WipeAlgorithm { // libvirt's numbers (virStorageVolWipeAlgorithm)
    Zero,
    Nnsa,
    Dod,
    Bsi,
    Gutmann,
    Schneier,
    Pfitzner7,
    Pfitzner33,
    Random,
    Trim,
};

QString poolTypeText(const QString &type);       // "Folder"; an unknown word is itself
QString poolStateText(PoolState state);          // "Running"
QString volumeTypeText(VolumeType type);         // "File"
QString volumeFormatText(const QString &format); // "QCOW2"; an unknown word is itself
QString wipeAlgorithmText(WipeAlgorithm algorithm);
