// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What goes into volumes and comes out of them.
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

using OpenFile = std::function<FileDescriptor()>;

struct LocalFile
{
    FileDescriptor descriptor = {};
    quint64 size = 0; // bytes
    quint64 data = 0; // bytes that are no holes
};

Result<LocalFile> openLocal(const OpenFile &open)
{
    LocalFile file{.descriptor = open()};
    struct stat found;
    if (!file.descriptor || fstat(file.descriptor.get(), &found) != 0) {
        return tl::unexpected(
            Error{.summary = Text::tr("The file on this computer cannot be read."),
                  .detail = QString::fromLocal8Bit(strerror(errno))});
    }
    if (S_ISREG(found.st_mode)) {
        file.size = quint64(found.st_size);
        file.data = qMin(file.size, quint64(found.st_blocks) * 512);
    } else if (S_ISBLK(found.st_mode)) {
        const off_t end = lseek(file.descriptor.get(), 0, SEEK_END);
        file.size = file.data = end > 0 ? quint64(end) : 0;
    }
    if (file.size == 0)
        return tl::unexpected(Error{.summary = Text::tr("There is nothing in the file.")});
    return file;
}

// A pipe or a terminal would make us wait.
OpenFile opening(const QString &path)
{
    return [path] {
        return FileDescriptor(
            ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    };
}

Virt::Progress watching(const std::shared_ptr<TransferProgress> &progress)
{
    return [progress](quint64 done) {
        progress->setDone(done);
        return !progress->isCanceled();
    };
}

// Everything that a transfer needs to know in its worker.
struct Context
{
    std::shared_ptr<Journal> journal;
    ConnectionId connection;
    bool local = false;
    std::shared_ptr<TransferProgress> progress;
};

Result<StorageVolume> uploadNew(Session &session, const Context &context, const VolumeRef &ref,
                                const OpenFile &open)
{
    if (const QString problem = volumeNameProblem(ref.name); !problem.isEmpty())
        return tl::unexpected(Error{.summary = problem});
    const auto file = openLocal(open);
    if (!file)
        return tl::unexpected(file.error());
    const auto pool = session.storage().findPool(ref.pool);
    if (!pool)
        return tl::unexpected(pool.error());
    StoragePool known;
    if (const auto info = Virt::readInfo(*pool, known); !info)
        return tl::unexpected(info.error());
    if (known.isActive() && file->data > known.available) {
        return tl::unexpected(
            Error{.summary = Text::tr("The pool “%1” has too little room for the file.")
                                 .arg(SafeText::line(Virt::nameOf(*pool), 80)),
                  .detail = Text::tr("It needs %1, and %2 are left.")
                                .arg(Units::bytes(file->data), Units::bytes(known.available))});
    }
    if (const auto isNew = newVolumeName(*pool, ref.name); !isNew)
        return tl::unexpected(isNew.error());
    const auto entry = context.journal->begin(
        {.kind = Journal::Kind::Upload, .connection = context.connection, .volume = ref});
    if (!entry)
        return tl::unexpected(entry.error());
    const auto volume = Virt::createVolume(
        *pool, volumeXml({.name = ref.name, .format = u"raw"_s, .capacity = file->size}), false);
    if (!volume) {
        if (volume.error().kind != Error::Kind::Lost)
            context.journal->end(*entry);
        return tl::unexpected(volume.error());
    }
    context.progress->setTotal(file->size);
    const auto sent = Virt::upload(session.connect(), *volume, file->descriptor.get(), file->size,
                                   true, watching(context.progress));
    if (!sent) {
        // Made by us a moment ago and of no use to anybody. What cannot be removed stays marked.
        if (sent.error().kind != Error::Kind::Lost && Virt::deleteVolume(*volume))
            context.journal->end(*entry);
        return tl::unexpected(sent.error());
    }
    context.journal->end(*entry);
    // So that its real format is seen. A pool that is busy is read by libvirt itself soon.
    (void)Virt::refreshPool(*pool);
    return session.storage().findVolume(ref).and_then(
        [&](const VolumeHandle &whole) { return readVolume(whole, ref.pool); });
}

Result<StorageVolume> uploadInto(Session &session, const Context &context, const VolumeRef &ref,
                                 const OpenFile &open)
{
    const auto file = openLocal(open);
    if (!file)
        return tl::unexpected(file.error());
    const auto volume = session.storage().findVolume(ref);
    if (!volume)
        return tl::unexpected(volume.error());
    const auto known = readVolume(*volume, ref.pool);
    if (!known)
        return known;
    const QString what =
        Text::tr("Nothing was uploaded into the volume “%1”.").arg(SafeText::line(ref.name, 80));
    if (!known->format.isEmpty() && known->format != "raw"_L1 && known->format != "iso"_L1) {
        return tl::unexpected(
            Error{.kind = Error::Kind::Unsupported,
                  .summary = what,
                  .detail = Text::tr("Its format is %1, and the end of the old image would stay.")
                                .arg(volumeFormatText(known->format)),
                  .advice = Text::tr("Upload into a new volume.")});
    }
    if (file->size > known->capacity) {
        return tl::unexpected(
            Error{.summary = what,
                  .detail = Text::tr("The file has %1, the volume %2.")
                                .arg(Units::bytes(file->size), Units::bytes(known->capacity))});
    }
    const auto facts = UserGraph::read(session, context.local);
    if (!facts)
        return tl::unexpected(facts.error());
    if (const auto free = UserGraph::mustBeFree(StorageUsers(*facts), {ref}, what); !free)
        return tl::unexpected(free.error());
    const auto entry = context.journal->begin(
        {.kind = Journal::Kind::UploadOver, .connection = context.connection, .volume = ref});
    if (!entry)
        return tl::unexpected(entry.error());
    context.progress->setTotal(file->size);
    // Not sparse: a hole would leave in a file what was there before.
    const auto sent = Virt::upload(session.connect(), *volume, file->descriptor.get(), file->size,
                                   false, watching(context.progress));
    if (!sent)
        return tl::unexpected(sent.error()); // it stays marked
    context.journal->settle(context.connection, ref);
    return readVolume(*volume, ref.pool);
}

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

Result<quint64> downloadIt(Session &session, const Context &context, const VolumeRef &ref,
                           const QString &path, bool replace)
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
    for (const Journal::Entry &entry : context.journal->open()) {
        if (entry.kind == Journal::Kind::Download && entry.file == path)
            before = entry;
    }
    const QByteArray mark = fingerprint(*known, *size);
    PartFile part(path);
    Result<> opened;
    QUuid entry;
    if (before && part.exists()) {
        // Ours, of an earlier attempt; of a volume that has changed it is worth nothing.
        opened = part.open(before->xml == mark ? PartFile::Continue : PartFile::StartAnew, piece);
    } else {
        opened = part.open(PartFile::MustBeNew, piece);
    }
    if (!opened)
        return tl::unexpected(opened.error());
    if (before)
        context.journal->end(before->id);
    const auto begun = context.journal->begin({.kind = Journal::Kind::Download,
                                               .connection = context.connection,
                                               .volume = ref,
                                               .file = path,
                                               .xml = mark});
    if (!begun) {
        part.remove();
        return tl::unexpected(begun.error());
    }
    const auto done = fetch(session, *volume, part, *size, *context.progress).and_then([&] {
        return part.finish(replace);
    });
    // After a lost link the next attempt goes on from here.
    if (!done && done.error().kind == Error::Kind::Lost)
        return tl::unexpected(done.error());
    if (!done)
        part.remove();
    context.journal->end(*begun);
    return done.map([&] { return *size; });
}

} // namespace

Transfer<StorageVolume> Storage::uploadVolume(const QUuid &pool, const QString &name,
                                              const QString &file)
{
    return d->upload({pool, name}, opening(file), false);
}

Transfer<StorageVolume> Storage::uploadVolume(const QUuid &pool, const QString &name,
                                              const FileDescriptor &file)
{
    return d->upload(
        {pool, name}, [file] { return file; }, false);
}

Transfer<StorageVolume> Storage::uploadOver(const VolumeRef &volume, const QString &file)
{
    return d->upload(volume, opening(file), true);
}

Transfer<StorageVolume> StoragePrivate::upload(const VolumeRef &volume,
                                               const std::function<FileDescriptor()> &open,
                                               bool over)
{
    Transfer<StorageVolume> transfer{.progress = std::make_shared<TransferProgress>()};
    const Context context{journal, link->config.id, local(), transfer.progress};
    transfer.future = thenLook(run(Purpose::Transfer,
                                   [=](Session &session) {
                                       return over ? uploadInto(session, context, volume, open)
                                                   : uploadNew(session, context, volume, open);
                                   }),
                               volume.pool, volume);
    return transfer;
}

Transfer<quint64> Storage::downloadVolume(const VolumeRef &volume, const QString &file,
                                          bool replace)
{
    Transfer<quint64> transfer{.progress = std::make_shared<TransferProgress>()};
    const Context context{d->journal, d->link->config.id, d->local(), transfer.progress};
    transfer.future = d->run(Purpose::Transfer, [=](Session &session) {
        return downloadIt(session, context, volume, file, replace);
    });
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
