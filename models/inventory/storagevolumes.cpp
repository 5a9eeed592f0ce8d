// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What the user does with volumes, but for their contents.
#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/inventory/localfiles.h"
#include "models/inventory/storage_p.h"
#include "models/inventory/usergraph.h"
#include "models/values/storagerules.h"
#include "models/xml/storagewriter.h"

#include <QCoreApplication>
#include <QElapsedTimer>

using namespace Qt::StringLiterals;
using Purpose = Session::Purpose;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

// A spec that leaves the format to a backing volume or source that has none to guess.
Result<StorageVolume> makeVolume(Session &session, const StorageWork &work, const QUuid &uuid,
                                 const VolumeSpec &spec, const QUuid &whole)
{
    if (const QString problem = volumeSpecProblem(spec); !problem.isEmpty())
        return refused(problem);
    const auto pool = findRunningPool(session, uuid);
    if (!pool)
        return tl::unexpected(pool.error());
    if (const auto isNew = newVolumeName(*pool, spec.name); !isNew)
        return tl::unexpected(isNew.error());
    const VolumeRef ref{uuid, spec.name};
    auto entry = OpenEntry::begin(work.journal, {.kind = Journal::Kind::CreateVolume,
                                                 .connection = work.connection,
                                                 .volume = ref,
                                                 .whole = whole});
    if (!entry)
        return tl::unexpected(entry.error());
    const auto volume = Virt::createVolume(*pool, volumeXml(spec), spec.preallocateMetadata);
    if (!volume) {
        forgetUnmade(*entry, *pool, ref, volume.error());
        return tl::unexpected(volume.error());
    }
    return keepMade(work, *entry, whole, *volume, ref);
}

Result<StorageVolume> copyIt(Session &session, const StorageWork &work, const VolumeRef &source,
                             const QUuid &uuid, VolumeSpec spec, bool reflink, const QUuid &whole,
                             TransferProgress &progress)
{
    const auto from = session.storage().findVolume(source);
    if (!from)
        return tl::unexpected(from.error());
    const auto known = readVolume(*from, source.pool);
    if (!known)
        return tl::unexpected(known.error());
    // A smaller copy would lose the end of it without a word.
    spec.capacity = qMax(spec.capacity, known->capacity);
    if (spec.format.isEmpty() && known->format != "iso"_L1)
        spec.format = known->format;
    if (const QString problem = volumeSpecProblem(spec); !problem.isEmpty())
        return refused(problem);
    const auto pool = findRunningPool(session, uuid);
    if (!pool)
        return tl::unexpected(pool.error());
    const tl::unexpected canceled(Error{.kind = Error::Kind::Canceled});
    if (progress.isCanceled())
        return canceled;
    if (const auto isNew = newVolumeName(*pool, spec.name); !isNew)
        return tl::unexpected(isNew.error());
    const VolumeRef ref{uuid, spec.name};
    auto entry = OpenEntry::begin(work.journal, {.kind = Journal::Kind::CopyVolume,
                                                 .connection = work.connection,
                                                 .volume = ref,
                                                 .whole = whole});
    if (!entry)
        return tl::unexpected(entry.error());
    progress.setTotal(spec.allocation.value_or(0) > 0 ? *spec.allocation : known->allocation);
    const auto volume =
        Virt::copyVolume(*pool, volumeXml(spec), *from, spec.preallocateMetadata, reflink);
    if (!volume) {
        forgetUnmade(*entry, *pool, ref, volume.error());
        return tl::unexpected(volume.error());
    }
    if (progress.isCanceled()) {
        // Ours, of a moment ago, and nobody was told of it.
        if (const auto gone = Virt::deleteVolume(*volume); !gone)
            return tl::unexpected(gone.error());
        entry->end();
        return canceled;
    }
    return keepMade(work, *entry, whole, *volume, ref);
}

Result<> mustBeFree(Session &session, bool local, const VolumeRef &volume, const QString &what)
{
    return UserGraph::read(session, local).and_then([&](const StorageFacts &facts) {
        return UserGraph::mustBeFree(StorageUsers(facts), {volume}, what);
    });
}

Result<> resizeIt(Session &session, bool local, const VolumeRef &ref, quint64 capacity,
                  Storage::Resize mode, bool allocate)
{
    const auto volume = session.storage().findVolume(ref);
    if (!volume)
        return tl::unexpected(volume.error());
    const auto known = readVolume(*volume, ref.pool);
    if (!known)
        return tl::unexpected(known.error());
    const bool shrink = capacity < known->capacity;
    const QString name = shown(ref.name);
    if (shrink && mode != Storage::Resize::Shrink)
        return refused(Text::tr("The volume “%1” was not made smaller.").arg(name),
                       Text::tr("It is larger than what was asked for by now."));
    if (capacity == known->capacity && !allocate)
        return {};
    const QString what = Text::tr("The volume “%1” was not resized.").arg(name);
    const auto facts = UserGraph::read(session, local);
    if (!facts)
        return tl::unexpected(facts.error());
    const StorageUsers users(*facts);
    // Growing hurts nobody but who has it open: QEMU (whose own resize tells the guest) and
    // overlays, which must not see their base change.
    const VolumeUsers found = users.of(ref);
    const bool open = std::any_of(found.machines.begin(), found.machines.end(),
                                  [](const VolumeUser &user) { return user.running; });
    if (shrink || open || !found.dependants.isEmpty()) {
        if (const auto free = UserGraph::mustBeFree(users, {ref}, what); !free)
            return free;
    }
    return Virt::resizeVolume(*volume, capacity, shrink, allocate);
}

} // namespace

Result<PoolHandle> findRunningPool(Session &session, const QUuid &uuid)
{
    return session.storage().findPool(uuid).and_then(
        [](const PoolHandle &pool) -> Result<PoolHandle> {
            StoragePool known;
            if (const auto info = Virt::readInfo(pool, known); !info)
                return tl::unexpected(info.error());
            if (!known.isActive())
                return refused(
                    Text::tr("The storage pool “%1” is stopped.").arg(shown(Virt::nameOf(pool))));
            return pool;
        });
}

Result<StorageVolume> keepMade(const StorageWork &work, OpenEntry &entry, const QUuid &whole,
                               const VolumeHandle &volume, const VolumeRef &ref)
{
    auto read = readVolume(volume, ref.pool);
    if (read) {
        const FileIdentity file = work.local ? LocalFiles::identityOf(read->path) : FileIdentity();
        entry.handOver(whole, {ref, file});
    } else if (read.error().kind != Error::Kind::Lost && Virt::deleteVolume(volume)) {
        entry.end();
    }
    return read;
}

void forgetUnmade(OpenEntry &entry, const PoolHandle &pool, const VolumeRef &ref,
                  const Error &failure)
{
    if (failure.kind == Error::Kind::Lost)
        return;
    // libvirt takes back what it could not complete. Where it did not, it is ours to remove: the
    // name was proven new.
    const auto there = Virt::volumeExists(pool, ref.name);
    if (there && !*there)
        entry.end();
    else if (there && Virt::findVolume(pool, ref.name).and_then(Virt::deleteVolume))
        entry.end();
}

Result<> deleteUnused(Session &session, const StorageWork &work, const QList<VolumeRef> &volumes)
{
    QElapsedTimer age;
    std::optional<StorageUsers> users;
    QList<VolumeRef> left = volumes;
    while (!left.isEmpty()) {
        // What was found out is true for a moment only.
        constexpr int freshMs = 3000;
        if (!users || age.elapsed() > freshMs) {
            age.start();
            const auto facts = UserGraph::read(session, work.local);
            if (!facts)
                return tl::unexpected(facts.error());
            users.emplace(*facts);
        }
        // Overlays go before what they lie on.
        auto next = std::find_if(left.begin(), left.end(), [&](const VolumeRef &volume) {
            return users->of(volume).dependants.isEmpty();
        });
        if (next == left.end())
            next = left.begin();
        const VolumeRef volume = *next;
        const QString name = shown(volume.name);
        const auto found = session.storage().findVolume(volume);
        if (!found && found.error().kind == Error::Kind::NotFound) {
            // Somebody was faster. (A stopped pool is found, and has another error.)
            work.journal->settle(work.connection, volume);
            left.erase(next);
            continue;
        }
        if (!found)
            return tl::unexpected(found.error());
        const auto deleted =
            UserGraph::mustBeFree(*users, {volume},
                                  Text::tr("The volume “%1” was not deleted.").arg(name))
                .and_then([&] { return Virt::deleteVolume(*found); });
        if (!deleted)
            return deleted;
        users->forget(volume);
        work.journal->settle(work.connection, volume);
        left.erase(next);
    }
    return {};
}

Result<> newVolumeName(const PoolHandle &pool, const QString &name)
{
    return Virt::volumeExists(pool, name).and_then([&](bool exists) -> Result<> {
        if (exists)
            return refused(Text::tr("There is a volume “%1” already.").arg(shown(name)));
        return {};
    });
}

QFuture<Result<StorageVolume>> Storage::createVolume(const QUuid &pool, const VolumeSpec &spec,
                                                     const QUuid &whole)
{
    return d->thenLook(d->run(Purpose::Command,
                              [=, work = d->work()](Session &session) {
                                  return makeVolume(session, work, pool, spec, whole);
                              }),
                       pool);
}

Transfer<StorageVolume> Storage::copyVolume(const VolumeRef &source, const QUuid &pool,
                                            const VolumeSpec &spec, bool reflink,
                                            const QUuid &whole)
{
    Transfer<StorageVolume> transfer{.progress = std::make_shared<TransferProgress>()};
    transfer.progress->setUnstoppable();
    transfer.future = d->thenLook(
        d->run(Purpose::Transfer,
               [=, work = d->work(), progress = transfer.progress](Session &session) {
                   return copyIt(session, work, source, pool, spec, reflink, whole, *progress);
               }),
        pool);
    d->watchCopy({pool, spec.name}, transfer.progress, transfer.future);
    return transfer;
}

// libvirt tells no progress: what the new volume has taken is looked at.
void StoragePrivate::watchCopy(const VolumeRef &volume,
                               const std::shared_ptr<TransferProgress> &progress,
                               const QFuture<Result<StorageVolume>> &future)
{
    auto *timer = new QTimer(this);
    timer->setSingleShot(true);
    timer->setInterval(1000);
    whenDone(future, timer, [timer](const auto &) { timer->deleteLater(); });
    connect(timer, &QTimer::timeout, this, [=, this] {
        if (progress->total() == 0) // not begun
            return timer->start();
        const auto size = run(Purpose::Control, [volume](Session &session) -> Result<quint64> {
            return session.storage().findVolume(volume).and_then(Virt::physicalSize);
        });
        whenDone(size, timer, [=](const Result<quint64> &bytes) {
            if (bytes)
                progress->setDone(*bytes);
            timer->start();
        });
    });
    timer->start();
}

QFuture<Result<>> Storage::resizeVolume(const VolumeRef &volume, quint64 capacity, Resize mode,
                                        bool allocate)
{
    const auto future = d->run(Purpose::Command, [=, local = d->local()](Session &session) {
        return resizeIt(session, local, volume, capacity, mode, allocate);
    });
    return d->thenLook(future, volume.pool, volume);
}

Transfer<bool> Storage::wipeVolume(const VolumeRef &volume, WipeAlgorithm algorithm)
{
    Transfer<bool> transfer{.progress = std::make_shared<TransferProgress>(), .cancelable = false};
    transfer.future = d->thenLook(
        d->run(Purpose::Transfer,
               [=, local = d->local(), journal = d->journal,
                connection = d->link->config.id](Session &session) -> Result<bool> {
                   const auto found = session.storage().findVolume(volume);
                   if (!found)
                       return tl::unexpected(found.error());
                   const QString what =
                       Text::tr("The volume “%1” was not wiped.").arg(shown(volume.name));
                   return mustBeFree(session, local, volume, what)
                       .and_then([&] { return Virt::wipeVolume(*found, algorithm); })
                       .map([&] {
                           journal->settle(connection, volume);
                           return true;
                       });
               }),
        volume.pool, volume);
    return transfer;
}

QFuture<Result<>> Storage::deleteVolumes(const QList<VolumeRef> &volumes)
{
    const auto future = d->run(Purpose::Command, [volumes, work = d->work()](Session &session) {
        return deleteUnused(session, work, volumes);
    });
    QSet<QUuid> pools;
    for (const VolumeRef &volume : volumes)
        pools.insert(volume.pool);
    for (const QUuid &pool : std::as_const(pools))
        d->thenLook(future, pool);
    return future;
}

QFuture<Result<StorageVolume>> Storage::volumeByPath(const QString &path)
{
    return d->run(Purpose::Command, [path](Session &session) -> Result<StorageVolume> {
        return Virt::findVolumeByPath(session.connect(), path)
            .and_then([](const VolumeHandle &volume) {
                return Virt::poolOf(volume).and_then([&](const PoolHandle &pool) {
                    return ::readVolume(volume, Virt::uuidOf(pool));
                });
            });
    });
}

QFuture<Result<StorageVolume>> Storage::readVolume(const VolumeRef &volume)
{
    return d->run(Purpose::Command, [volume](Session &session) -> Result<StorageVolume> {
        return session.storage().findVolume(volume).and_then(
            [&](const VolumeHandle &handle) { return ::readVolume(handle, volume.pool); });
    });
}

QFuture<Result<QByteArray>> Storage::volumeXml(const VolumeRef &volume)
{
    return d->run(Purpose::Command, [volume](Session &session) -> Result<QByteArray> {
        return session.storage().findVolume(volume).and_then(Virt::volumeXml);
    });
}
