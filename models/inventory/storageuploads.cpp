// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What goes into volumes.
#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/core/units.h"
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
using OpenFile = StoragePrivate::OpenFile;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

struct LocalFile
{
    FileDescriptor descriptor = {};
    quint64 size = 0;     // bytes
    quint64 data = 0;     // bytes that are no holes
    QByteArray mark = {}; // which contents these are
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
    file.mark = QByteArray::number(file.size) + ' ' + QByteArray::number(quint64(found.st_dev))
                + ' ' + QByteArray::number(quint64(found.st_ino)) + ' '
                + QByteArray::number(qint64(found.st_mtim.tv_sec)) + '.'
                + QByteArray::number(qint64(found.st_mtim.tv_nsec));
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

// Who uploads, into what, from where.
struct Sending
{
    const StorageWork &work;
    const VolumeHandle &volume;
    const LocalFile &file;
    const std::shared_ptr<TransferProgress> &progress;
};

// Sends the file from where the entry says, in pieces that the host confirms one by one, so that a
// stopped one can go on. libvirt reads the whole pool again after each, so they are not small.
Result<> sendFrom(Session &session, const Sending &sending, Journal::Entry entry, bool sparse)
{
    constexpr quint64 piece = quint64(512) * 1024 * 1024;
    sending.progress->setTotal(sending.file.size);
    while (entry.done < sending.file.size) {
        const quint64 length = qMin(piece, sending.file.size - entry.done);
        const auto sent =
            Virt::upload(session.connect(), sending.volume, sending.file.descriptor.get(),
                         entry.done, length, sparse, watching(sending.progress));
        if (!sent)
            return sent;
        entry.done += length;
        if (entry.done < sending.file.size)
            sending.work.journal->update(entry);
    }
    return {};
}

Journal::Entry entryOf(const StorageWork &work, const QUuid &id)
{
    return work.journal->entry(id).value_or(Journal::Entry{.id = id});
}

Result<StorageVolume> uploadNew(Session &session, const StorageWork &work, const VolumeRef &ref,
                                const LocalFile &file, const QString &path, const QUuid &whole,
                                const std::shared_ptr<TransferProgress> &progress)
{
    if (const QString problem = volumeNameProblem(ref.name); !problem.isEmpty())
        return refused(problem);
    const auto pool = session.storage().findPool(ref.pool);
    if (!pool)
        return tl::unexpected(pool.error());
    StoragePool known;
    if (const auto info = Virt::readInfo(*pool, known); !info)
        return tl::unexpected(info.error());
    if (known.isActive() && file.data > known.available) {
        return refused(Text::tr("The pool “%1” has too little room for the file.")
                           .arg(SafeText::line(Virt::nameOf(*pool), 80)),
                       Text::tr("It needs %1, and %2 are left.")
                           .arg(Units::bytes(file.data), Units::bytes(known.available)));
    }
    if (const auto isNew = newVolumeName(*pool, ref.name); !isNew)
        return tl::unexpected(isNew.error());
    auto entry = OpenEntry::begin(work.journal, {.kind = Journal::Kind::Upload,
                                                 .connection = work.connection,
                                                 .volume = ref,
                                                 .file = path,
                                                 .xml = file.mark,
                                                 .whole = whole});
    if (!entry)
        return tl::unexpected(entry.error());
    const auto volume = Virt::createVolume(
        *pool, volumeXml({.name = ref.name, .format = u"raw"_s, .capacity = file.size}), false);
    if (!volume) {
        forgetUnmade(*entry, *pool, ref, volume.error());
        return tl::unexpected(volume.error());
    }
    const auto sent =
        sendFrom(session, {work, *volume, file, progress}, entryOf(work, entry->id()), true);
    if (!sent) {
        // Made by us a moment ago and of no use to anybody. What cannot be removed stays marked.
        if (sent.error().kind != Error::Kind::Lost && Virt::deleteVolume(*volume))
            entry->end();
        return tl::unexpected(sent.error());
    }
    // So that its real format is seen. A pool that is busy is read by libvirt itself soon.
    (void)Virt::refreshPool(*pool);
    const auto found = session.storage().findVolume(ref);
    return keepMade(work, *entry, whole, found ? *found : *volume, ref);
}

Result<> fitsInto(const StorageVolume &known, const LocalFile &file, const QString &what)
{
    if (!known.format.isEmpty() && known.format != "raw"_L1 && known.format != "iso"_L1) {
        return tl::unexpected(
            Error{.kind = Error::Kind::Unsupported,
                  .summary = what,
                  .detail = Text::tr("Its format is %1, and the end of the old image would stay.")
                                .arg(volumeFormatText(known.format)),
                  .advice = Text::tr("Upload into a new volume.")});
    }
    if (file.size > known.capacity) {
        return refused(what, Text::tr("The file has %1, the volume %2.")
                                 .arg(Units::bytes(file.size), Units::bytes(known.capacity)));
    }
    return {};
}

Result<> mustBeFree(Session &session, const StorageWork &work, const VolumeRef &ref)
{
    const QString what =
        Text::tr("Nothing was uploaded into the volume “%1”.").arg(shown(ref.name));
    return UserGraph::read(session, work.local).and_then([&](const StorageFacts &facts) {
        return UserGraph::mustBeFree(StorageUsers(facts), {ref}, what);
    });
}

Result<StorageVolume> uploadInto(Session &session, const StorageWork &work, const VolumeRef &ref,
                                 const LocalFile &file, const QString &path,
                                 const std::shared_ptr<TransferProgress> &progress)
{
    const auto volume = session.storage().findVolume(ref);
    if (!volume)
        return tl::unexpected(volume.error());
    const auto known = readVolume(*volume, ref.pool);
    if (!known)
        return known;
    const QString what =
        Text::tr("Nothing was uploaded into the volume “%1”.").arg(shown(ref.name));
    if (const auto fits = fitsInto(*known, file, what); !fits)
        return tl::unexpected(fits.error());
    if (const auto free = mustBeFree(session, work, ref); !free)
        return tl::unexpected(free.error());
    const auto entry = OpenEntry::begin(work.journal, {.kind = Journal::Kind::UploadOver,
                                                       .connection = work.connection,
                                                       .volume = ref,
                                                       .file = path,
                                                       .xml = file.mark});
    if (!entry)
        return tl::unexpected(entry.error());
    // From here on an older upload has nothing to go on with.
    for (const Journal::Entry &older : work.journal->open()) {
        if (older.connection == work.connection && older.volume == ref && older.id != entry->id()
            && older.kind <= Journal::Kind::UploadOver)
            work.journal->end(older.id);
    }
    // Not sparse: a hole would leave in a file what was there before.
    const auto sent =
        sendFrom(session, {work, *volume, file, progress}, entryOf(work, entry->id()), false);
    if (!sent)
        return tl::unexpected(sent.error()); // it stays marked
    work.journal->settle(work.connection, ref);
    return readVolume(*volume, ref.pool);
}

// Sends what an upload that stopped had not.
Result<StorageVolume> goOn(Session &session, const StorageWork &work, const VolumeRef &ref,
                           const std::shared_ptr<TransferProgress> &progress)
{
    const QString what = Text::tr("The upload into “%1” cannot go on.").arg(shown(ref.name));
    const auto entry = work.journal->find(work.connection, ref);
    if (!entry)
        return refused(what, Text::tr("Nothing is known of it any more."));
    if (!work.journal->resume(entry->id))
        return tl::unexpected(Error{.kind = Error::Kind::Busy,
                                    .summary = what,
                                    .detail = Text::tr("It is going on already.")});
    OpenEntry open(work.journal, entry->id);
    const auto file = openLocal(opening(entry->file));
    if (!file)
        return tl::unexpected(file.error());
    if (file->mark != entry->xml)
        return refused(what, Text::tr("The file %1 is not the one it began with.")
                                 .arg(SafeText::line(entry->file, 400)));
    const auto pool = session.storage().findPool(ref.pool);
    const auto volume = session.storage().findVolume(ref);
    if (!pool || !volume)
        return tl::unexpected(pool ? volume.error() : pool.error());
    const auto there = Virt::physicalSize(*volume);
    if (!there)
        return tl::unexpected(there.error());
    // libvirt cuts a file off at each hole that it is sent, so a new one is as long as it has come.
    const bool same = entry->kind == Journal::Kind::Upload
                          ? *there >= entry->done && *there <= file->size
                          : *there >= file->size;
    if (!same)
        return refused(what, Text::tr("The volume is not the one it began with."));
    if (const auto free = mustBeFree(session, work, ref); !free)
        return tl::unexpected(free.error());
    // In a volume of ours is nothing but what the same file has there.
    const auto sent = sendFrom(session, {work, *volume, *file, progress}, *entry,
                               entry->kind == Journal::Kind::Upload);
    if (!sent)
        return tl::unexpected(sent.error());
    open.end();
    work.journal->settle(work.connection, ref);
    (void)Virt::refreshPool(*pool);
    return session.storage().findVolume(ref).and_then(
        [&](const VolumeHandle &whole) { return readVolume(whole, ref.pool); });
}

} // namespace

Transfer<StorageVolume> Storage::uploadVolume(const QUuid &pool, const QString &name,
                                              const QString &file, const QUuid &whole)
{
    return d->upload({pool, name}, opening(file), file, false, whole);
}

Transfer<StorageVolume> Storage::uploadVolume(const QUuid &pool, const QString &name,
                                              const FileDescriptor &file)
{
    return d->upload({pool, name}, [file] { return file; }, {}, false, {});
}

Transfer<StorageVolume> Storage::uploadOver(const VolumeRef &volume, const QString &file)
{
    return d->upload(volume, opening(file), file, true, {});
}

Transfer<StorageVolume> StoragePrivate::upload(const VolumeRef &volume, const OpenFile &open,
                                               const QString &path, bool over, const QUuid &whole)
{
    Transfer<StorageVolume> transfer{.progress = std::make_shared<TransferProgress>()};
    transfer.future = thenLook(
        run(Purpose::Transfer,
            [=, work = work(),
             progress = transfer.progress](Session &session) -> Result<StorageVolume> {
                const auto file = openLocal(open);
                if (!file)
                    return tl::unexpected(file.error());
                return over ? uploadInto(session, work, volume, *file, path, progress)
                            : uploadNew(session, work, volume, *file, path, whole, progress);
            }),
        volume.pool, volume);
    return transfer;
}

QString Storage::incompleteFile(const VolumeRef &volume) const
{
    const auto entry = d->journal->find(d->link->config.id, volume);
    return entry ? entry->file : QString();
}

Transfer<StorageVolume> Storage::resumeUpload(const VolumeRef &volume)
{
    Transfer<StorageVolume> transfer{.progress = std::make_shared<TransferProgress>()};
    transfer.future =
        d->thenLook(d->run(Purpose::Transfer,
                           [=, work = d->work(), progress = transfer.progress](Session &session) {
                               return goOn(session, work, volume, progress);
                           }),
                    volume.pool, volume);
    return transfer;
}
