// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What the user does with pools.
#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/inventory/storage_p.h"
#include "models/inventory/usergraph.h"
#include "models/values/storagerules.h"
#include "models/xml/storagereader.h"
#include "models/xml/storagewriter.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using Purpose = Session::Purpose;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

} // namespace

Result<> poolNameIsNew(Session &session, const QString &name)
{
    return Virt::poolExists(session.connect(), name).and_then([&](bool exists) -> Result<> {
        if (exists)
            return refused(Text::tr("There is a storage pool “%1” already.").arg(shown(name)));
        return {};
    });
}

namespace {

// Undoes a definition of ours after `why` went wrong. A lost link undoes nothing.
tl::unexpected<Error> rollBack(const PoolHandle &pool, Error why)
{
    if (why.kind == Error::Kind::Lost)
        return tl::unexpected(why);
    const auto undone = Virt::stopPool(pool).and_then([&] { return Virt::undefinePool(pool); });
    if (!undone) {
        why.advice = Text::tr("Its definition could not be removed again: %1")
                         .arg(SafeText::line(undone.error().detail));
    }
    return tl::unexpected(why);
}

bool refusesToFormat(const QString &type)
{
    return type == "fs"_L1 || type == "disk"_L1 || type == "logical"_L1;
}

Result<QUuid> makePool(Session &session, const PoolSpec &spec)
{
    if (const QString problem = poolSpecProblem(spec); !problem.isEmpty())
        return refused(problem);
    const auto isNew = poolNameIsNew(session, spec.name);
    if (!isNew)
        return tl::unexpected(isNew.error());
    const auto pool = Virt::definePool(session.connect(), poolXml(spec));
    if (!pool)
        return tl::unexpected(pool.error());
    Result<> done;
    if (spec.build)
        done = Virt::buildPool(*pool, refusesToFormat(spec.type));
    if (done && spec.start)
        done = Virt::startPool(*pool);
    if (done && spec.autostart)
        done = Virt::setPoolAutostart(*pool, true);
    if (!done)
        return rollBack(*pool, done.error());
    return Virt::uuidOf(*pool);
}

Result<QUuid> definePoolOf(Session &session, const QByteArray &xml)
{
    const auto read = readPool(xml);
    if (!read)
        return tl::unexpected(read.error());
    return poolNameIsNew(session, read->name)
        .and_then([&]() -> Result<> {
            // libvirt would take the definition of another pool for a new one of this.
            if (!read->uuid.isNull() && Virt::findPool(session.connect(), read->uuid))
                return refused(Text::tr("There is a storage pool with this UUID already."));
            return {};
        })
        .and_then([&] { return Virt::definePool(session.connect(), xml); })
        .map([](const PoolHandle &pool) { return Virt::uuidOf(pool); });
}

} // namespace

Result<> renameStoppedPool(Session &session, const StorageWork &work, const QUuid &uuid,
                           const QString &name)
{
    if (const QString problem = poolNameProblem(name); !problem.isEmpty())
        return refused(problem);
    const auto pool = session.storage().findPool(uuid);
    if (!pool)
        return tl::unexpected(pool.error());
    StoragePool known{.uuid = uuid, .name = Virt::nameOf(*pool)};
    if (known.name == name)
        return {};
    if (const auto info = Virt::readInfo(*pool, known); !info)
        return info;
    if (known.isActive())
        return refused(
            Text::tr("Stop the storage pool “%1” before renaming it.").arg(shown(known.name)));
    const auto isNew = poolNameIsNew(session, name);
    if (!isNew)
        return isNew;
    const auto listed = Virt::listPools(session.connect());
    const auto before = Virt::poolXml(*pool, true);
    if (!listed || !before)
        return tl::unexpected(listed ? before.error() : listed.error());
    bool autostart = false;
    for (const Virt::ListedPool &each : *listed)
        autostart |= each.uuid == uuid && each.autostart;
    const auto after = renamedPool(*before, name);
    if (!after)
        return tl::unexpected(after.error());
    // libvirt has no call for it, and lets no second pool have the UUID: for a moment there is
    // none, and the journal has its definition.
    auto entry = OpenEntry::begin(work.journal, {.kind = Journal::Kind::RenamePool,
                                                 .connection = work.connection,
                                                 .volume = {uuid, {}},
                                                 .xml = *before,
                                                 .name = name,
                                                 .autostart = autostart});
    if (!entry)
        return tl::unexpected(entry.error());
    const auto undefined = Virt::undefinePool(*pool);
    if (!undefined) {
        if (undefined.error().kind != Error::Kind::Lost)
            entry->end();
        return undefined;
    }
    auto defined = Virt::definePool(session.connect(), *after);
    Result<> answer;
    if (!defined) {
        answer = tl::unexpected(defined.error());
        if (defined.error().kind == Error::Kind::Lost)
            return answer;
        defined = Virt::definePool(session.connect(), *before);
    }
    if (!defined)
        return tl::unexpected(defined.error()); // the journal keeps it
    if (autostart) {
        const auto set = Virt::setPoolAutostart(*defined, true);
        if (!set && set.error().kind == Error::Kind::Lost)
            return set;
    }
    entry->end();
    return answer;
}

Result<> deleteContentsUnused(Session &session, const StorageWork &work, const QUuid &uuid)
{
    const auto pool = session.storage().findPool(uuid);
    if (!pool)
        return tl::unexpected(pool.error());
    StoragePool known;
    if (const auto info = Virt::readInfo(*pool, known); !info)
        return info;
    const QString plainName = Virt::nameOf(*pool), name = shown(plainName);
    if (known.isActive())
        return refused(
            Text::tr("Stop the storage pool “%1” before deleting its contents.").arg(name));
    auto entry = OpenEntry::begin(work.journal, {.kind = Journal::Kind::DeleteContents,
                                                 .connection = work.connection,
                                                 .volume = {uuid, {}},
                                                 .name = plainName});
    if (!entry)
        return tl::unexpected(entry.error());
    // Only while it runs can be seen what is in it.
    const auto free =
        Virt::startPool(*pool)
            .and_then([&] { return Virt::listVolumes(*pool); })
            .and_then([&](const QList<Virt::ListedVolume> &volumes) {
                QList<VolumeRef> all;
                for (const Virt::ListedVolume &volume : volumes)
                    all.append({uuid, volume.name});
                return UserGraph::read(session, work.local)
                    .and_then([&](const StorageFacts &facts) {
                        return UserGraph::mustBeFree(
                            StorageUsers(facts), all,
                            Text::tr("The contents of “%1” were not deleted.").arg(name));
                    });
            });
    const auto stopped = Virt::stopPool(*pool);
    Result<> done = free ? stopped : free;
    if (done) {
        if (auto begun = work.journal->entry(entry->id())) {
            begun->done = 1; // from here on there may be nothing that could be started
            work.journal->update(*begun);
        }
        done = Virt::deletePool(*pool);
    }
    if (stopped && (done || done.error().kind != Error::Kind::Lost))
        entry->end();
    return done;
}

QFuture<Result<>> Storage::startPool(const QUuid &pool)
{
    return d->changePool(pool, Virt::startPool);
}

QFuture<Result<>> Storage::stopPool(const QUuid &pool)
{
    return d->changePool(pool, Virt::stopPool);
}

QFuture<Result<>> Storage::buildPool(const QUuid &pool)
{
    return d->changePool(pool, [](const PoolHandle &handle) -> Result<> {
        return Virt::poolXml(handle, true)
            .and_then(readPool)
            .and_then([&](const StoragePool &known) {
                return Virt::buildPool(handle, refusesToFormat(known.type));
            });
    });
}

QFuture<Result<>> Storage::refreshPool(const QUuid &pool)
{
    return d->changePool(pool, Virt::refreshPool);
}

QFuture<Result<>> Storage::setPoolAutostart(const QUuid &pool, bool enable)
{
    return d->changePool(pool, [enable](const PoolHandle &handle) {
        return Virt::setPoolAutostart(handle, enable);
    });
}

QFuture<Result<>> Storage::undefinePool(const QUuid &pool)
{
    const auto future = d->run(Purpose::Command, [pool](Session &session) -> Result<> {
        const auto done = session.storage().findPool(pool).and_then(Virt::undefinePool);
        if (!done && done.error().kind == Error::Kind::NotFound)
            return {}; // somebody was faster
        return done;
    });
    return d->thenLook(future, pool);
}

QFuture<Result<>> Storage::deletePoolContents(const QUuid &pool)
{
    const auto future = d->run(Purpose::Command, [pool, work = d->work()](Session &session) {
        return deleteContentsUnused(session, work, pool);
    });
    return d->thenLook(future, pool);
}

QFuture<Result<QUuid>> Storage::createPool(const PoolSpec &spec)
{
    return d->thenLook(
        d->run(Purpose::Command, [spec](Session &session) { return makePool(session, spec); }), {});
}

QFuture<Result<QUuid>> Storage::definePool(const QByteArray &xml)
{
    return d->thenLook(
        d->run(Purpose::Command, [xml](Session &session) { return definePoolOf(session, xml); }),
        {});
}

QFuture<Result<>> Storage::renamePool(const QUuid &pool, const QString &name)
{
    const auto future = d->run(Purpose::Command, [pool, name, work = d->work()](Session &session) {
        return renameStoppedPool(session, work, pool, name);
    });
    return d->thenLook(future, pool);
}

QFuture<Result<QList<PoolSource>>> Storage::findSources(const QString &type, const PoolSpec &spec)
{
    return d->run(Purpose::Command, [type, spec](Session &session) -> Result<QList<PoolSource>> {
        return Virt::findPoolSources(session.connect(), type, sourceXml(spec))
            .and_then(readPoolSources);
    });
}

QFuture<Result<QList<PoolCapability>>> Storage::poolCapabilities()
{
    return d->run(Purpose::Read, [](Session &session) -> Result<QList<PoolCapability>> {
        return Virt::poolCapabilities(session.connect()).and_then(readPoolCapabilities);
    });
}

QFuture<Result<QByteArray>> Storage::poolXml(const QUuid &pool, bool inactive)
{
    return d->onPool(
        pool, [inactive](const PoolHandle &handle) { return Virt::poolXml(handle, inactive); });
}
