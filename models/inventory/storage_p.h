// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/inventory/connection_p.h"
#include "models/inventory/journal.h"
#include "models/inventory/readqueue.h"
#include "models/inventory/storage.h"
#include "models/inventory/storagesession.h"

#include <QPointer>

// What a command refuses before it asks the host.
inline tl::unexpected<Error> refused(const QString &summary, const QString &detail = {})
{
    return tl::unexpected(Error{.summary = summary, .detail = detail});
}

// A name in a sentence.
inline QString shown(const QString &name)
{
    return SafeText::line(name, 80);
}

// What an operation needs in its worker, besides the session.
struct StorageWork
{
    std::shared_ptr<Journal> journal;
    ConnectionId connection;
    bool local = false; // the host is this computer
};
// Ends the entry of a volume that was made a moment ago, and makes it a part of `whole`; one that
// cannot be read is removed again.
Result<StorageVolume> keepMade(const StorageWork &work, OpenEntry &entry, const QUuid &whole,
                               const VolumeHandle &volume, const VolumeRef &ref);
// After a call that should have made a volume of ours failed: the entry ends if there is none.
void forgetUnmade(OpenEntry &entry, const PoolHandle &pool, const VolumeRef &ref,
                  const Error &failure);
Result<PoolHandle> findRunningPool(Session &session, const QUuid &pool);
Result<> deleteUnused(Session &session, const StorageWork &work, const QList<VolumeRef> &volumes);
// Deletes what a stopped pool is made of, unless somebody uses a volume of it.
Result<> deleteContentsUnused(Session &session, const StorageWork &work, const QUuid &pool);

// The definition again, by another name: libvirt has no call for it.
Result<> renameStoppedPool(Session &session, const StorageWork &work, const QUuid &pool,
                           const QString &name);
Result<> poolNameIsNew(Session &session, const QString &name);

// What Storage does, in three parts: the lists, who uses what, and commands. GUI thread.
class StoragePrivate : public QObject
{
    Q_OBJECT

public:
    StoragePrivate(Storage *storage, ConnectionPrivate *link);
    ~StoragePrivate() override;

    void connected(); // there is a session
    void disconnected();

    // Pools
    bool isWanted() const { return !demands.isEmpty(); }
    void demandChanged();
    void relist();
    void applyPools(const QList<StoragePool> &listed);
    void takeNews();

    // Volumes
    struct Contents
    {
        QHash<QString, StorageVolume> volumes;
        bool listed = false, listing = false, listAgain = false;
        bool readAll = false; // the next list makes all be read again
        std::optional<Error> error;
    };
    void listVolumes(const QUuid &pool, bool readAll = false);
    void applyVolumes(const QUuid &pool, const Result<QList<StorageVolume>> &listed);
    void described(const QHash<VolumeRef, StorageVolume> &read);
    void forgetContents(const QUuid &pool);
    void markIncomplete(StorageVolume &volume) const;
    // After our own command: what it changed has no event.
    void changed(const QUuid &pool, const std::optional<VolumeRef> &volume = {});

    // Users
    void machinesChanged(const QList<QUuid> &machines);
    void readMachines();
    void usersOutdated();
    void computeUsers();

    // Runs a call that gets the storage's session, and looks afterwards at what it changed.
    template <class Call>
    auto run(Session::Purpose purpose, Call call) -> QFuture<std::invoke_result_t<Call, Session &>>
    {
        using Answer = std::invoke_result_t<Call, Session &>;
        if (!link->session)
            return readyFuture(Answer(tl::unexpected(link->notConnected())));
        return link->run(purpose, std::move(call));
    }
    template <class Call>
    auto onPool(const QUuid &pool, Call call)
        -> QFuture<std::invoke_result_t<Call, const PoolHandle &>>
    {
        using Answer = std::invoke_result_t<Call, const PoolHandle &>;
        return run(Session::Purpose::Command,
                   [pool, call = std::move(call)](Session &session) -> Answer {
                       return session.storage().findPool(pool).and_then(call);
                   });
    }
    // The same for commands that change the pool.
    template <class Call>
    auto changePool(const QUuid &pool, Call call)
    {
        const auto future = onPool(pool, std::move(call));
        whenDone(future, this, [this, pool](const auto &) { changed(pool); });
        return future;
    }
    template <class Answer>
    QFuture<Answer> thenLook(const QFuture<Answer> &future, const QUuid &pool,
                             const std::optional<VolumeRef> &volume = {})
    {
        whenDone(future, this, [=, this](const Answer &) {
            changed(pool, volume);
            lookForLeft();
        });
        return future;
    }
    using OpenFile = std::function<FileDescriptor()>;
    Transfer<StorageVolume> upload(const VolumeRef &volume, const OpenFile &open,
                                   const QString &path, bool over, const QUuid &whole);
    void watchCopy(const VolumeRef &volume, const std::shared_ptr<TransferProgress> &progress,
                   const QFuture<Result<StorageVolume>> &future);

    Storage *q;
    ConnectionPrivate *link;
    std::shared_ptr<Journal> journal; // never null
    bool local() const { return link->q->isLocal(); }
    StorageWork work() const { return {journal, link->config.id, local()}; }
    QFuture<Result<>> settle(const QUuid &entry, bool finish);
    void lookForLeft(); // says when what was left behind is not what it was
    QList<Journal::Entry> left;

    QHash<QUuid, StoragePool> pools;
    bool listed = false, listing = false, listAgain = false;
    std::optional<Error> error;
    QHash<QUuid, Contents> contents;
    QHash<QObject *, QSet<QUuid>> demands;
    QList<VolumeRef> onScreen;
    ReadQueue<VolumeRef, StorageVolume> describer;
    int generation = 0;

    std::shared_ptr<PoolInbox> inbox;
    std::shared_ptr<SessionRelay> relay;
    QTimer newsTimer;

    QSet<QObject *> usersDemand;
    QHash<QUuid, MachineReferences> machines;
    QSet<QUuid> outdated; // machines to be read
    bool readingMachines = false, machinesRead = false, computing = false, computeAgain = false;
    QTimer usersTimer;
    std::shared_ptr<const StorageUsers> users;
};
