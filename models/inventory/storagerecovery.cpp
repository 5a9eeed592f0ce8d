// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What is done about operations that a crash or a lost link interrupted.
#include "models/core/async.h"
#include "models/core/partfile.h"
#include "models/core/safetext.h"
#include "models/inventory/lane.h"
#include "models/inventory/localfiles.h"
#include "models/inventory/storage_p.h"
#include "models/inventory/usergraph.h"
#include "models/virt/define.h"
#include "models/xml/storagereader.h"
#include "models/xml/storagewriter.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;
using Purpose = Session::Purpose;
using Kind = Journal::Kind;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

QString notUndone(const QString &name)
{
    return Text::tr("What was made for “%1” was not removed.").arg(shown(name));
}

// Whether the volume is there, and surely not somebody else's of the same name.
Result<bool> isThereAndOurs(Session &session, const StorageWork &work, const Journal::Made &made,
                            const QDateTime &began)
{
    const auto pool = session.storage().findPool(made.volume.pool);
    if (!pool)
        return tl::unexpected(pool.error());
    // Other programs may have removed or replaced it since the pool was read.
    if (const auto again = Virt::refreshPool(*pool); !again)
        return tl::unexpected(again.error());
    const auto volume = Virt::findVolume(*pool, made.volume.name).and_then([&](const auto &handle) {
        return readVolume(handle, made.volume.pool);
    });
    if (!volume && volume.error().kind == Error::Kind::NotFound)
        return false;
    if (!volume)
        return tl::unexpected(volume.error());
    if (!work.local)
        return true; // clocks differ, and files cannot be compared
    const bool other = made.file.isNull()
                           ? volume->modified.isValid() && volume->modified < began.addSecs(-2)
                           : LocalFiles::identityOf(volume->path) != made.file;
    if (other) {
        return refused(notUndone(made.volume.name),
                       Text::tr("The volume “%1” that is there now is another one.")
                           .arg(shown(made.volume.name)));
    }
    return true;
}

// Newest first.
Result<> removeMade(Session &session, const StorageWork &work, const Journal::Entry &entry,
                    const QList<Journal::Made> &all)
{
    QList<VolumeRef> there;
    for (auto made = all.crbegin(); made != all.crend(); ++made) {
        const auto ours = isThereAndOurs(session, work, *made, entry.began);
        if (!ours)
            return tl::unexpected(ours.error());
        if (*ours)
            there.append(made->volume);
    }
    if (!entry.machine.isNull()) {
        // Everything is asked before the first thing goes: the definition may be all that tells
        // what the volumes are.
        const auto facts = UserGraph::read(session, work.local);
        if (!facts)
            return tl::unexpected(facts.error());
        StorageFacts others = *facts;
        bool running = false, defined = false;
        others.machines.removeIf([&](const MachineReferences &machine) {
            const bool it = machine.uuid == entry.machine;
            defined |= it;
            running |= it && machine.running;
            return it;
        });
        if (running) {
            return tl::unexpected(Error{.kind = Error::Kind::Busy,
                                        .summary = notUndone(entry.name),
                                        .detail = Text::tr("The machine runs."),
                                        .advice = Text::tr("Shut it down first, or keep it.")});
        }
        const auto free = UserGraph::mustBeFree(StorageUsers(others), there, notUndone(entry.name));
        if (!free)
            return free;
        if (defined) {
            // One without volumes of its own may be somebody's document, which names its own files.
            const auto files = all.isEmpty() ? Virt::Files::Keep : Virt::Files::Remove;
            const auto gone =
                session.find(entry.machine).and_then([files](const DomainHandle &domain) {
                    return Virt::discard(domain, files);
                });
            if (!gone && gone.error().kind != Error::Kind::NotFound)
                return gone;
            session.noteChanged(entry.machine);
        }
    }
    return there.isEmpty() ? Result<>() : deleteUnused(session, work, there);
}

Result<> undoVolumes(Session &session, const StorageWork &work, const Journal::Entry &entry)
{
    const QList<Journal::Entry> parts = work.journal->parts(entry.id);
    QList<Journal::Made> all = entry.made;
    if (!entry.volume.name.isEmpty())
        all.append({.volume = entry.volume});
    for (const Journal::Entry &part : parts)
        all.append({.volume = part.volume});
    const auto done = removeMade(session, work, entry, all);
    for (const Journal::Entry &part : done ? parts : QList<Journal::Entry>())
        work.journal->end(part.id);
    return done;
}

Result<> removePart(const Journal::Entry &entry)
{
    PartFile part(entry.file);
    if (!part.exists())
        return {};
    return part.open(PartFile::StartAnew, 1).map([&] { part.remove(); });
}

Result<> restorePool(Session &session, const StorageWork &work, const Journal::Entry &entry,
                     bool finish)
{
    const auto before = readPool(entry.xml);
    if (!before)
        return tl::unexpected(before.error());
    const QString name = finish ? entry.name : before->name;
    auto pool = session.storage().findPool(entry.volume.pool);
    if (!pool && pool.error().kind != Error::Kind::NotFound)
        return tl::unexpected(pool.error());
    if (pool) {
        if (const auto renamed = renameStoppedPool(session, work, entry.volume.pool, name);
            !renamed)
            return renamed;
        pool = session.storage().findPool(entry.volume.pool);
    } else {
        pool = poolNameIsNew(session, name)
                   .and_then([&] {
                       return finish ? renamedPool(entry.xml, name) : Result<QByteArray>(entry.xml);
                   })
                   .and_then([&](const QByteArray &xml) {
                       return Virt::definePool(session.connect(), xml);
                   });
    }
    if (!pool)
        return tl::unexpected(pool.error());
    return entry.autostart ? Virt::setPoolAutostart(*pool, true) : Result<>();
}

Result<> finishDeletion(Session &session, const StorageWork &work, const Journal::Entry &entry)
{
    const QUuid uuid = entry.volume.pool;
    const auto pool = session.storage().findPool(uuid);
    if (!pool) {
        return pool.error().kind == Error::Kind::NotFound ? Result<>()
                                                          : tl::unexpected(pool.error());
    }
    // It was stopped when this began, and may run because of us.
    if (const auto stopped = Virt::stopPool(*pool); !stopped)
        return stopped;
    // Where nothing is left that could be started, only the definition is to go.
    const bool nothingLeft = entry.done > 0 && [&] {
        const auto started = Virt::startPool(*pool);
        return !started && started.error().kind != Error::Kind::Lost;
    }();
    if (!nothingLeft) {
        const auto deleted = Virt::stopPool(*pool).and_then(
            [&] { return deleteContentsUnused(session, work, uuid); });
        if (!deleted)
            return deleted;
    }
    return Virt::undefinePool(*pool);
}

Result<> settleLeft(Session &session, const StorageWork &work, const QUuid &id, bool finish)
{
    if (!work.journal->resume(id))
        return {}; // settled meanwhile, or being settled
    OpenEntry held(work.journal, id);
    const auto entry = work.journal->entry(id);
    const Remedies remedies = entry ? remediesFor(entry->kind) : Remedies();
    if (!remedies.testFlag(finish ? Remedy::Finish : Remedy::Undo))
        return refused(Text::tr("This cannot be undone."));
    Result<> done;
    if (entry->kind == Kind::RenamePool)
        done = restorePool(session, work, *entry, finish);
    else if (entry->kind == Kind::DeleteContents)
        done = finishDeletion(session, work, *entry);
    else if (entry->kind == Kind::Download)
        done = removePart(*entry);
    else
        done = undoVolumes(session, work, *entry);
    if (done)
        held.end();
    return done;
}

} // namespace

QList<Journal::Entry> Storage::leftBehind() const
{
    return d->left;
}

QFuture<Result<>> Storage::undoLeft(const QUuid &entry)
{
    return d->settle(entry, false);
}

QFuture<Result<>> Storage::finishLeft(const QUuid &entry)
{
    return d->settle(entry, true);
}

QFuture<Result<>> StoragePrivate::settle(const QUuid &id, bool finish)
{
    const auto entry = journal->entry(id);
    const auto future = run(Purpose::Command, [id, finish, work = work()](Session &session) {
        return settleLeft(session, work, id, finish);
    });
    return thenLook(future, entry ? entry->volume.pool : QUuid());
}

void Storage::keepLeft(const QUuid &entry)
{
    // Writing takes as long as the disk does.
    auto promise = std::make_shared<QPromise<bool>>();
    promise->start();
    const auto future = promise->future();
    runDetached([promise, entry, journal = d->journal] {
        if (journal->resume(entry))
            journal->end(entry);
        promise->addResult(true);
        promise->finish();
    });
    whenDone(future, d.get(), [this](bool) {
        d->lookForLeft();
        const auto pools = d->contents.keys();
        for (const QUuid &pool : pools) // a mark may have gone
            d->listVolumes(pool);
    });
}

QFuture<Result<QUuid>> Storage::beginMachine(const QString &name, const QUuid &machine)
{
    return d->run(Purpose::Control, [name, machine, work = d->work()](Session &) {
        return work.journal->begin({.kind = Kind::CreateMachine,
                                    .connection = work.connection,
                                    .name = name,
                                    .machine = machine});
    });
}

void Storage::endMachine(const QUuid &entry, bool whole)
{
    if (whole) {
        runDetached([entry, journal = d->journal] { journal->end(entry); });
        return;
    }
    d->journal->leave(entry);
    d->lookForLeft();
}

void StoragePrivate::lookForLeft()
{
    QList<Journal::Entry> now = journal->leftBehind();
    now.removeIf(
        [this](const Journal::Entry &entry) { return entry.connection != link->config.id; });
    if (std::exchange(left, now) != now)
        Q_EMIT q->leftBehindChanged();
}
