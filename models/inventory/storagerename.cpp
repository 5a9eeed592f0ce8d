// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// A volume's new name. libvirt has no call for it, and a copy would lose what is inside an image
// (snapshots, what it lies on); so the file is renamed, where it is ours to rename.
#include "models/core/async.h"
#include "models/inventory/localfiles.h"
#include "models/inventory/storage_p.h"
#include "models/inventory/usergraph.h"
#include "models/values/storagerules.h"
#include "models/xml/storagereader.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

Result<> renameIt(Session &session, const StorageWork &work, const VolumeRef &ref,
                  const QString &name)
{
    const QString what = Text::tr("The volume “%1” was not renamed.").arg(shown(ref.name));
    const QString instead = Text::tr("Clone it under the new name, and delete it then.");
    if (name == ref.name)
        return {};
    if (const QString problem = volumeNameProblem(name); !problem.isEmpty())
        return refused(problem);
    if (work.journal->find(work.connection, ref))
        return refused(what, Text::tr("It is incomplete."));
    const auto pool = findRunningPool(session, ref.pool);
    if (!pool)
        return tl::unexpected(pool.error());
    const auto definition = Virt::poolXml(*pool, false).and_then(readPool);
    const auto volume = session.storage().findVolume(ref).and_then(
        [&](const VolumeHandle &handle) { return readVolume(handle, ref.pool); });
    if (!definition || !volume)
        return tl::unexpected(definition ? volume.error() : definition.error());
    const QString folder = definition->targetPath;
    if (!work.local || volume->type != VolumeType::File || folder.isEmpty()
        || volume->path != folder + u'/' + ref.name) {
        return tl::unexpected(
            Error{.kind = Error::Kind::Unsupported,
                  .summary = what,
                  .detail = Text::tr("Only files on this computer can be renamed."),
                  .advice = instead});
    }
    if (const auto isNew = newVolumeName(*pool, name); !isNew)
        return isNew;
    const auto facts = UserGraph::read(session, work.local);
    if (!facts)
        return tl::unexpected(facts.error());
    if (const auto free = UserGraph::mustBeFree(StorageUsers(*facts), {ref}, what); !free)
        return free;
    const QByteArray from = QFile::encodeName(volume->path),
                     to = QFile::encodeName(folder + u'/' + name);
    if (renameat2(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), RENAME_NOREPLACE) != 0) {
        const int code = errno;
        return tl::unexpected(Error{.kind = code == EACCES || code == EPERM ? Error::Kind::Denied
                                                                            : Error::Kind::Failed,
                                    .summary = what,
                                    .detail = QString::fromLocal8Bit(strerror(code)),
                                    .advice = instead});
    }
    work.journal->settle(work.connection, ref); // it is the user's by now
    return Virt::refreshPool(*pool);
}

} // namespace

QFuture<Result<>> Storage::renameVolume(const VolumeRef &volume, const QString &name)
{
    return d->thenLook(d->run(Session::Purpose::Command,
                              [=, work = d->work()](Session &session) {
                                  return renameIt(session, work, volume, name);
                              }),
                       volume.pool);
}
