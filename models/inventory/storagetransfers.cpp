// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What comes out of volumes.
#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/core/units.h"
#include "models/core/partfile.h"
#include "models/inventory/storage_p.h"
#include "models/inventory/usergraph.h"
#include "models/values/storagerules.h"
#include "models/xml/storagewriter.h"

#include <QCoreApplication>
#include <QFile>

#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;
using Purpose = Session::Purpose;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

// Which volume in which condition: what a part of a download was of.
QByteArray fingerprint(const StorageVolume &volume, quint64 size)
{
    return (volume.pool.toString() + u'\n' + volume.key + u'\n' + QString::number(size) + u'\n'
            + volume.modified.toString(Qt::ISODateWithMs))
        .toUtf8();
}

// libvirt holds in memory what comes faster than the disk takes it, so it is asked for in pieces.
constexpr quint64 piece = 64 * 1024 * 1024;

Result<> fetch(Session &session, const VolumeHandle &volume, PartFile &part, quint64 size,
               TransferProgress &progress)
{
    bool sparse = true;
    quint64 at = part.size();
    progress.setTotal(size);
    while (at < size) {
        std::optional<Error> failure;
        quint64 done = at;
        const auto keep = [&](const Result<> &kept, quint64 bytes) {
            if (!kept) {
                failure = kept.error();
                return false;
            }
            done += bytes;
            progress.setDone(done);
            return !progress.isCanceled();
        };
        const quint64 wanted = qMin(piece, size - at);
        const auto got =
            Virt::download(session.connect(), volume, at, wanted, sparse,
                           {.data =
                                [&](const char *data, qsizetype count) {
                                    return keep(part.write(done, data, count), quint64(count));
                                },
                            .hole = [&](quint64 count) { return keep({}, count); }});
        if (failure)
            return tl::unexpected(*failure);
        if (!got)
            return tl::unexpected(got.error());
        if (*got != wanted) {
            return tl::unexpected(
                Error{.summary = Text::tr("The volume became shorter while it was downloaded.")});
        }
        at += wanted;
        if (const auto kept = part.settle(at); !kept)
            return kept;
    }
    return {};
}

Result<quint64> downloadIt(Session &session, const StorageWork &work, const VolumeRef &ref,
                           const QString &path, bool replace, TransferProgress &progress)
{
    if (!replace && QFile::exists(path)) {
        return tl::unexpected(
            Error{.summary = Text::tr("There is a file of this name already."), .detail = path});
    }
    const auto volume = session.storage().findVolume(ref);
    if (!volume)
        return tl::unexpected(volume.error());
    const auto known = readVolume(*volume, ref.pool);
    const auto size = Virt::physicalSize(*volume);
    if (!known || !size)
        return tl::unexpected(known ? size.error() : known.error());

    std::optional<Journal::Entry> before;
    for (const Journal::Entry &entry : work.journal->open()) {
        if (entry.kind == Journal::Kind::Download && entry.file == path)
            before = entry;
    }
    // Nobody else's from here on, and left again when this goes.
    const OpenEntry held(work.journal, before ? before->id : QUuid());
    if (before && !work.journal->resume(before->id)) {
        return tl::unexpected(Error{.kind = Error::Kind::Busy,
                                    .summary = Text::tr("Another download goes into this file."),
                                    .detail = path});
    }
    const QByteArray mark = fingerprint(*known, *size);
    auto begun = OpenEntry::begin(work.journal, {.kind = Journal::Kind::Download,
                                                 .connection = work.connection,
                                                 .volume = ref,
                                                 .file = path,
                                                 .xml = mark});
    if (!begun)
        return tl::unexpected(begun.error());
    PartFile part(path);
    // Ours, of an earlier attempt; of a volume that has changed it is worth nothing.
    const PartFile::Opening how = !before || !part.exists() ? PartFile::MustBeNew
                                  : before->xml == mark     ? PartFile::Continue
                                                            : PartFile::StartAnew;
    if (const auto opened = part.open(how, piece); !opened) {
        begun->end();
        return tl::unexpected(opened.error());
    }
    if (before)
        work.journal->end(before->id);
    const auto done = fetch(session, *volume, part, *size, progress).and_then([&] {
        return part.finish(replace);
    });
    // After a lost link the next attempt goes on from here.
    if (!done && done.error().kind == Error::Kind::Lost)
        return tl::unexpected(done.error());
    if (!done)
        part.remove();
    begun->end();
    return done.map([&] { return *size; });
}

} // namespace

Transfer<quint64> Storage::downloadVolume(const VolumeRef &volume, const QString &file,
                                          bool replace)
{
    Transfer<quint64> transfer{.progress = std::make_shared<TransferProgress>()};
    transfer.future = d->run(Purpose::Transfer,
                             [=, work = d->work(), progress = transfer.progress](Session &session) {
                                 return downloadIt(session, work, volume, file, replace, *progress);
                             });
    whenDone(transfer.future, d.get(), [this](const auto &) { d->lookForLeft(); });
    return transfer;
}

QFuture<Result<QByteArray>> Storage::peekVolume(const VolumeRef &volume, quint64 offset,
                                                quint64 length)
{
    constexpr quint64 most = 1024 * 1024;
    return d->run(Purpose::Command, [=](Session &session) -> Result<QByteArray> {
        const auto handle = session.storage().findVolume(volume);
        if (!handle)
            return tl::unexpected(handle.error());
        const auto size = Virt::physicalSize(*handle);
        if (!size)
            return tl::unexpected(size.error());
        QByteArray bytes;
        if (offset >= *size)
            return bytes;
        bool sparse = false;
        return Virt::download(session.connect(), *handle, offset,
                              qMin(qMin(length, most), *size - offset), sparse,
                              {.data =
                                   [&](const char *data, qsizetype count) {
                                       bytes.append(data, count);
                                       return true;
                                   },
                               .hole = [](quint64) { return true; }})
            .map([&](quint64) { return bytes; });
    });
}
