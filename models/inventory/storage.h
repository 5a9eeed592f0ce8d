// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/filedescriptor.h"
#include "models/core/result.h"
#include "models/inventory/journal.h"
#include "models/inventory/transfer.h"
#include "models/values/secret.h"
#include "models/values/storage.h"
#include "models/values/volumeusers.h"

#include <QFuture>
#include <QObject>

#include <memory>
#include <optional>

class ConnectionPrivate;
class StoragePrivate;

// The storage of one connection: its pools, and the volumes of those that somebody looks at. One
// for each connection (Connection::storage()), as old as that. Lives in the GUI thread; what
// reaches libvirt is answered by futures, what changes is announced in batches. Nothing is read
// before somebody asks: by setDemand(), or by a command.
//
// No command overwrites anything: what is made has a name that is proven new on the host. What
// would harm a user of a volume (delete, wipe, shrink, upload over) asks usersOf() in the worker
// just before the call, and is refused with Kind::Busy when there are any, or when that is unknown.
class Storage : public QObject
{
    Q_OBJECT

public:
    ~Storage() override;

    // The pools, after they were listed once; they stay while the link is down.
    QList<StoragePool> pools() const;
    std::optional<StoragePool> pool(const QUuid &pool) const;
    std::optional<StoragePool> poolByName(const QString &name) const;
    bool isListed() const;
    // Why the pools (or a pool's volumes) could not be listed.
    std::optional<Error> error() const;
    std::optional<Error> error(const QUuid &pool) const;

    // The volumes of a pool in demand; names and keys at first (see StorageVolume::described).
    QList<StorageVolume> volumes(const QUuid &pool) const;
    std::optional<StorageVolume> volume(const VolumeRef &volume) const;
    bool isListed(const QUuid &pool) const;

    // Which pools' volumes `viewer` shows now; without any, the pools alone. Ends with the viewer,
    // or with releaseDemand().
    void setDemand(QObject *viewer, const QList<QUuid> &pools);
    void releaseDemand(QObject *viewer);
    // Which volumes to read first: the rows on screen.
    void describeFirst(const QList<VolumeRef> &volumes);

    // Who uses a volume, as far as has been read. It is read when `viewer` wants it, and again when
    // machines or volumes changed; usersChanged() tells.
    void setUsersDemand(QObject *viewer, bool wanted);
    std::optional<VolumeUsers> knownUsers(const VolumeRef &volume) const; // nothing: not read yet
    // Who uses them now: reads everything again. For the dialog before a deletion.
    QFuture<Result<QHash<VolumeRef, VolumeUsers>>> usersOf(const QList<VolumeRef> &volumes);
    QFuture<Result<VolumeUsers>> usersOfVolume(const VolumeRef &volume);
    // The same of a path on the host, in a pool or in none.
    QFuture<Result<VolumeUsers>> usersOfFile(const QString &path);

    // Pools. Asking for what is already so succeeds.
    QFuture<Result<>> startPool(const QUuid &pool);
    QFuture<Result<>> stopPool(const QUuid &pool);  // no volume is lost, machines may miss them
    QFuture<Result<>> buildPool(const QUuid &pool); // refuses to format over something
    QFuture<Result<>> refreshPool(const QUuid &pool);
    QFuture<Result<>> setPoolAutostart(const QUuid &pool, bool enable);
    QFuture<Result<>> undefinePool(const QUuid &pool); // stopped ones; its volumes stay
    // Of a stopped pool: what virStoragePoolDelete removes (an empty folder, a volume group). It
    // asks about every volume first, for which the pool is started and stopped again.
    QFuture<Result<>> deletePoolContents(const QUuid &pool);
    // Defined, built, set to start with the host and started, as the spec says; all of it undone
    // when one fails, but for what was built.
    QFuture<Result<QUuid>> createPool(const PoolSpec &spec);
    QFuture<Result<QUuid>> definePool(const QByteArray &xml); // a new one; the name proven new
    // Of a stopped pool; the old definition comes back when the new one is refused.
    QFuture<Result<>> renamePool(const QUuid &pool, const QString &name);
    // What pools of a type could be made of: `spec` gives the host to ask, where it needs one.
    QFuture<Result<QList<PoolSource>>> findSources(const QString &type, const PoolSpec &spec = {});
    QFuture<Result<QList<PoolCapability>>> poolCapabilities();
    QFuture<Result<QByteArray>> poolXml(const QUuid &pool, bool inactive = false);

    // Secrets of the host, without their values: those go there and never come back. One made whose
    // value is refused is gone again.
    QFuture<Result<QList<HostSecret>>> secrets();
    QFuture<Result<HostSecret>> createSecret(const SecretSpec &spec, const SecretValue &value);
    QFuture<Result<>> deleteSecret(const QUuid &secret); // what it opens is not asked

    // Volumes. `whole`: what they are made for, see beginMachine().
    QFuture<Result<StorageVolume>> createVolume(const QUuid &pool, const VolumeSpec &spec,
                                                const QUuid &whole = {});
    // A full copy in a pool of the same host, in the format of the spec; flattens a chain. libvirt
    // cannot be made to stop it: a canceled one is removed when the host has finished it.
    // `reflink`: shares the blocks where the file system can.
    Transfer<StorageVolume> copyVolume(const VolumeRef &source, const QUuid &pool,
                                       const VolumeSpec &spec, bool reflink = false,
                                       const QUuid &whole = {});
    enum class Resize { Grow, Shrink };
    // Shrink is asked for by name, or a smaller capacity is refused. `allocate`: takes the space.
    QFuture<Result<>> resizeVolume(const VolumeRef &volume, quint64 capacity, Resize mode,
                                   bool allocate = false);
    Transfer<bool> wipeVolume(const VolumeRef &volume,
                              WipeAlgorithm algorithm = WipeAlgorithm::Zero);
    // A file of this computer only, in a folder that we may write: libvirt has no call for it. Never
    // over another, and only while nobody uses it.
    QFuture<Result<>> renameVolume(const VolumeRef &volume, const QString &name);
    // Overlays before what they lie on. Stops at the first that is refused.
    QFuture<Result<>> deleteVolumes(const QList<VolumeRef> &volumes);

    // A local file into a new volume of its size, byte by byte; holes stay holes where the host
    // can. The volume goes again when it does not get there; where that is impossible (the link
    // broke), it is marked incomplete.
    Transfer<StorageVolume> uploadVolume(const QUuid &pool, const QString &name,
                                         const QString &file, const QUuid &whole = {});
    Transfer<StorageVolume> uploadVolume(const QUuid &pool, const QString &name,
                                         const FileDescriptor &file);
    // Into a volume there is, from its beginning; raw ones only, the rest of it keeps what it has.
    // Marked incomplete until it is through.
    Transfer<StorageVolume> uploadOver(const VolumeRef &volume, const QString &file);
    // The local file that an incomplete volume was sent from; empty: not known, or not incomplete.
    QString incompleteFile(const VolumeRef &volume) const;
    // Goes on where the upload into it stopped, if the file is the same as then.
    Transfer<StorageVolume> resumeUpload(const VolumeRef &volume);
    // Into `file`.part beside it, which becomes `file` when it is whole. A file that is there is
    // replaced only if `replace`. A part that an earlier attempt left is continued, if the volume
    // has not changed since.
    Transfer<quint64> downloadVolume(const VolumeRef &volume, const QString &file,
                                     bool replace = false);
    // The first bytes of a volume, to see what it is: at most 1 MiB.
    QFuture<Result<QByteArray>> peekVolume(const VolumeRef &volume, quint64 offset, quint64 length);

    // By its path on the host, in any pool that runs; Kind::NotFound when in none.
    QFuture<Result<StorageVolume>> volumeByPath(const QString &path);
    QFuture<Result<StorageVolume>> readVolume(const VolumeRef &volume);
    QFuture<Result<QByteArray>> volumeXml(const VolumeRef &volume);

    // Reads the pools again, and the volumes in demand.
    void refresh();

    // What operations of ours left on this host: of a run that crashed, or whose link broke; see
    // Remedies for what can be done about it. Asks the host before it touches anything, and removes
    // nothing that it cannot tell to be ours, or that somebody uses now.
    QList<Journal::Entry> leftBehind() const;
    QFuture<Result<>> undoLeft(const QUuid &entry);
    QFuture<Result<>> finishLeft(const QUuid &entry); // of a pool
    void keepLeft(const QUuid &entry);                // as it is: forgets the entry
    // Written down before a machine is made; what is made for it names it as `whole`. After a
    // crash, all of that is undone together.
    QFuture<Result<QUuid>> beginMachine(const QString &name, const QUuid &machine);
    void endMachine(const QUuid &entry, bool whole); // not whole: something was left behind

    // Where what was begun is written down; without one, it is forgotten with the program. Before
    // the connection opens.
    void setJournal(const std::shared_ptr<Journal> &journal);

Q_SIGNALS:
    void poolsChanged(const QList<StoragePool> &pools); // new or changed
    void poolsRemoved(const QList<QUuid> &pools);
    void listed(); // the pools, once they are all there
    void volumesChanged(const QUuid &pool, const QList<StorageVolume> &volumes);
    void volumesRemoved(const QUuid &pool, const QStringList &names);
    void volumesListed(const QUuid &pool); // after a list; also when it failed, see error()
    void usersChanged();
    void leftBehindChanged();

private:
    friend class Connection;
    friend class ConnectionPrivate;
    friend class StoragePrivate;
    explicit Storage(ConnectionPrivate *connection);
    std::unique_ptr<StoragePrivate> d;
};
