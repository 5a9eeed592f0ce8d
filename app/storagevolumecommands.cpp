// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The commands on volumes.
#include "app/storagecommands_p.h"
#include "dialogs/storage/clonevolumedialog.h"
#include "dialogs/storage/deletevolumesdialog.h"
#include "dialogs/storage/newvolumedialog.h"
#include "dialogs/storage/renamevolumedialog.h"
#include "dialogs/storage/resizevolumedialog.h"
#include "dialogs/storage/uploaddialog.h"
#include "dialogs/storage/uploadoverdialog.h"
#include "dialogs/storage/volumedetailsdialog.h"
#include "dialogs/storage/wipevolumedialog.h"
#include "models/tools/imagesnapshots.h"
#include "views/storage/storagebrowser.h"

#include <QDir>
#include <QFileDialog>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace {

QStringList formatsFor(const QList<PoolCapability> &capabilities, const QString &type)
{
    for (const PoolCapability &capability : capabilities) {
        if (capability.type == type)
            return capability.volumeFormats;
    }
    return {};
}

// What lies below a volume, as far as is known: paths, the nearest first.
QStringList chainOf(const Storage &storage, const StorageVolume &volume)
{
    QHash<QString, QString> below;
    for (const StoragePool &pool : storage.pools()) {
        for (const StorageVolume &each : storage.volumes(pool.uuid))
            below.insert(each.path, each.backingPath);
    }
    QStringList chain;
    QString path = volume.backingPath;
    constexpr int longest = 200; // chains of libvirt end before that
    while (!path.isEmpty() && !chain.contains(path) && chain.size() < longest) {
        chain << path;
        path = below.value(path);
    }
    return chain;
}

} // namespace

void StorageCommands::newVolume(const Place &place, const StoragePool &pool,
                                const StorageVolume &backing)
{
    withCapabilities(
        place, [this, place, pool, backing](const QList<PoolCapability> &capabilities) {
            if (!storage(place))
                return;
            auto *dialog = new NewVolumeDialog({.pool = pool,
                                                .host = hostName(place),
                                                .taken = namesIn(place, pool.uuid),
                                                .formats = formatsFor(capabilities, pool.type),
                                                .backing = backing,
                                                .secrets = secretsOf(place),
                                                .canMakeSecrets = true},
                                               place.over);
            connect(dialog, &NewVolumeDialog::secretWanted, this,
                    [this, place, dialog](const QString &usageId) {
                        newSecret(place, dialog, SecretUsage::Volume, usageId,
                                  [dialog = QPointer(dialog)](const HostSecret &secret) {
                                      if (dialog)
                                          dialog->setSecret(secret);
                                  });
                    });
            connect(dialog, &NewVolumeDialog::backingWanted, this, [this, place, dialog] {
                choose(StoragePurpose::Disk, place.host, dialog,
                       [dialog = QPointer(dialog)](const StorageChoice &choice) {
                           if (dialog)
                               dialog->setBacking(choice.path, choice.volume.format,
                                                  choice.volume.capacity);
                       });
            });
            connect(dialog, qOverload<const VolumeSpec &>(&NewVolumeDialog::accepted), this,
                    [this, place, pool](const VolumeSpec &spec) {
                        Storage *of = storage(place);
                        if (!of)
                            return;
                        const auto made = of->createVolume(pool.uuid, spec);
                        track(tr("Create the volume “%1”").arg(shortName(spec.name)), place, made);
                        showWhenMade(place, made);
                    });
            dialog->open();
        });
}

void StorageCommands::askForUploads(const Place &place, const StoragePool &pool)
{
    auto *dialog = new QFileDialog(place.over, tr("Upload to the pool"), m_folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this,
            [this, place, pool](const QStringList &files) {
                if (!files.isEmpty())
                    m_folder = QFileInfo(files.first()).absolutePath();
                upload(place, pool, files);
            });
    dialog->open();
}

void StorageCommands::upload(const Place &place, const StoragePool &pool, const QStringList &files)
{
    QList<UploadDialog::File> wanted;
    for (const QString &file : files)
        wanted.append({file, quint64(QFileInfo(file).size()), QFileInfo(file).fileName()});
    if (wanted.isEmpty() || !storage(place))
        return;
    auto *dialog =
        new UploadDialog(pool, hostName(place), namesIn(place, pool.uuid), wanted, place.over);
    connect(dialog, qOverload<const QList<UploadDialog::File> &>(&UploadDialog::accepted), this,
            [this, place, pool](const QList<UploadDialog::File> &chosen) {
                for (const UploadDialog::File &file : chosen) {
                    Storage *of = storage(place);
                    if (!of)
                        return;
                    const auto transfer = of->uploadVolume(pool.uuid, file.name, file.path);
                    track(tr("Upload “%1”").arg(shortName(file.name)), place, transfer);
                    if (chosen.size() == 1)
                        showWhenMade(place, transfer.future);
                }
            });
    dialog->open();
}

void StorageCommands::askForUploadOver(const Place &place, const StorageVolume &volume)
{
    auto *dialog =
        new QFileDialog(place.over, tr("Upload over “%1”").arg(shortName(volume.name)), m_folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this, place, volume](const QString &file) {
        m_folder = QFileInfo(file).absolutePath();
        Storage *of = storage(place);
        if (!of)
            return;
        auto *asks =
            new UploadOverDialog(volume, hostName(place), file, quint64(QFileInfo(file).size()),
                                 of->usersOf({volume.ref()}), place.over);
        offerToStartPools(asks->users(), place, {volume.ref()});
        connect(asks, qOverload<const VolumeRef &, const QString &>(&UploadOverDialog::accepted),
                this, [this, place](const VolumeRef &ref, const QString &chosen) {
                    if (Storage *on = storage(place))
                        track(tr("Upload “%1”").arg(shortName(ref.name)), place,
                              on->uploadOver(ref, chosen));
                });
        asks->open();
    });
    dialog->open();
}

void StorageCommands::rename(const Place &place, const StoragePool &pool,
                             const StorageVolume &volume)
{
    auto *dialog = new RenameVolumeDialog(volume, hostName(place), namesIn(place, pool.uuid),
                                          storage(place)->usersOf({volume.ref()}), place.over);
    offerToStartPools(dialog->users(), place, {volume.ref()});
    connect(dialog, qOverload<const VolumeRef &, const QString &>(&RenameVolumeDialog::accepted),
            this, [this, place](const VolumeRef &ref, const QString &name) {
                Storage *of = storage(place);
                if (!of)
                    return;
                const auto renamed = of->renameVolume(ref, name);
                track(tr("Rename the volume “%1”").arg(shortName(ref.name)), place, renamed);
                whenDone(renamed, this, [browser = place.browser, ref, name](const Result<> &done) {
                    if (done && browser)
                        browser->selectVolume({ref.pool, name});
                });
            });
    dialog->open();
}

// One stopped pool makes every answer unknown: it can be started right there.
void StorageCommands::offerToStartPools(VolumeUsersBox *box, const Place &place,
                                        const QList<VolumeRef> &volumes)
{
    const auto stopped = [this, place] {
        QList<StoragePool> pools;
        if (const Storage *of = storage(place))
            pools = of->pools();
        pools.removeIf([](const StoragePool &pool) { return pool.isActive(); });
        return pools;
    };
    const auto start = [this, place, volumes](const StoragePool &pool) {
        auto promise = std::make_shared<QPromise<VolumeUsersAnswer>>();
        promise->start();
        const auto answer = [promise](const VolumeUsersAnswer &users) {
            promise->addResult(users);
            promise->finish();
        };
        if (Storage *of = storage(place)) {
            const auto started = of->startPool(pool.uuid);
            track(tr("Start the pool “%1”").arg(shortName(pool.name)), place, started);
            whenDone(started, this, [this, place, volumes, answer](const Result<> &) {
                if (Storage *on = storage(place)) // also when it failed: it says so again
                    whenDone(on->usersOf(volumes), this, answer);
            });
        }
        return promise->future();
    };
    box->offerToStart(stopped, start);
}

void StorageCommands::download(const Place &place, const QList<StorageVolume> &volumes)
{
    const QString folder = m_folder.isEmpty()
                               ? QStandardPaths::writableLocation(QStandardPaths::DownloadLocation)
                               : m_folder;
    auto *dialog = new QFileDialog(place.over, tr("Download to this computer"), folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (volumes.size() == 1) {
        dialog->setAcceptMode(QFileDialog::AcceptSave); // asks before it takes a name that is there
        dialog->selectFile(SafeText::fileName(volumes.first().name));
    } else {
        dialog->setFileMode(QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly);
    }
    connect(dialog, &QFileDialog::fileSelected, this, [this, place, volumes](const QString &path) {
        if (volumes.size() == 1) {
            m_folder = QFileInfo(path).absolutePath();
            startDownload(place, volumes.first(), path, QFileInfo::exists(path));
            return;
        }
        m_folder = path;
        for (const StorageVolume &volume : volumes)
            startDownload(place, volume, QDir(path).filePath(SafeText::fileName(volume.name)),
                          false);
    });
    dialog->open();
}

void StorageCommands::startDownload(const Place &place, const StorageVolume &volume,
                                    const QString &file, bool replace)
{
    if (Storage *of = storage(place))
        track(tr("Download “%1”").arg(shortName(volume.name)), place,
              of->downloadVolume(volume.ref(), file, replace));
}

void StorageCommands::clone(const Place &place, const StorageVolume &volume)
{
    withCapabilities(place, [this, place, volume](const QList<PoolCapability> &capabilities) {
        Storage *of = storage(place);
        if (!of)
            return;
        CloneVolumeContext context{.source = volume, .host = hostName(place)};
        for (const StoragePool &pool : of->pools()) {
            if (!allowedActions(pool, false).testFlag(PoolAction::NewVolume))
                continue;
            if (pool.uuid == volume.pool)
                context.pools.prepend(pool);
            else
                context.pools.append(pool);
        }
        context.taken = [this, place](const QUuid &pool) { return namesIn(place, pool); };
        context.formats = [capabilities](const QString &type) {
            return formatsFor(capabilities, type);
        };
        const auto users = of->knownUsers(volume.ref());
        for (const VolumeUser &user : users ? users->machines : QList<VolumeUser>()) {
            if (user.running)
                context.inUse = tr("“%1” runs from it.").arg(shortName(user.name));
        }
        auto *dialog = new CloneVolumeDialog(context, place.over);
        connect(
            dialog, qOverload<const VolumeCopy &>(&CloneVolumeDialog::accepted), this,
            [this, place, volume](const VolumeCopy &copy) {
                Storage *on = storage(place);
                if (!on)
                    return;
                const auto transfer =
                    on->copyVolume(volume.ref(), copy.pool, copy.spec, copy.reflink);
                track(
                    tr("Clone “%1” as “%2”").arg(shortName(volume.name), shortName(copy.spec.name)),
                    place, transfer);
                showWhenMade(place, transfer.future);
            });
        dialog->open();
    });
}

void StorageCommands::resize(const Place &place, const StoragePool &pool,
                             const StorageVolume &volume)
{
    const auto ask = [on = QPointer(storage(place))](const QList<VolumeRef> &volumes) {
        return on ? on->usersOf(volumes)
                  : readyFuture(VolumeUsersAnswer(
                      tl::unexpected(Error{.summary = tr("The connection is gone.")})));
    };
    auto *dialog = new ResizeVolumeDialog(volume, hostName(place), pool.available, ask, place.over);
    connect(dialog,
            qOverload<const VolumeRef &, const VolumeResize &>(&ResizeVolumeDialog::accepted), this,
            [this, place](const VolumeRef &ref, const VolumeResize &size) {
                if (Storage *of = storage(place))
                    track(tr("Resize “%1”").arg(shortName(ref.name)), place,
                          of->resizeVolume(ref, size.capacity,
                                           size.shrink ? Storage::Resize::Shrink
                                                       : Storage::Resize::Grow,
                                           size.allocate));
            });
    dialog->open();
}

void StorageCommands::wipe(const Place &place, const StorageVolume &volume)
{
    auto *dialog = new WipeVolumeDialog(volume, hostName(place),
                                        storage(place)->usersOf({volume.ref()}), place.over);
    offerToStartPools(dialog->users(), place, {volume.ref()});
    connect(dialog, qOverload<const VolumeRef &, WipeAlgorithm>(&WipeVolumeDialog::accepted), this,
            [this, place](const VolumeRef &ref, WipeAlgorithm algorithm) {
                if (Storage *of = storage(place))
                    track(tr("Wipe “%1”").arg(shortName(ref.name)), place,
                          of->wipeVolume(ref, algorithm));
            });
    dialog->open();
}

void StorageCommands::remove(const Place &place, const QList<StorageVolume> &volumes)
{
    QList<VolumeRef> refs;
    for (const StorageVolume &volume : volumes)
        refs.append(volume.ref());
    auto *dialog = new DeleteVolumesDialog(volumes, hostName(place), storage(place)->usersOf(refs),
                                           place.over);
    offerToStartPools(dialog->users(), place, refs);
    connect(dialog, qOverload<const QList<VolumeRef> &>(&DeleteVolumesDialog::accepted), this,
            [this, place](const QList<VolumeRef> &chosen) {
                Storage *of = storage(place);
                if (!of)
                    return;
                const QString title =
                    chosen.size() == 1
                        ? tr("Delete the volume “%1”").arg(shortName(chosen.first().name))
                        : tr("Delete %n volumes", nullptr, int(chosen.size()));
                track(title, place, of->deleteVolumes(chosen));
            });
    dialog->open();
}

void StorageCommands::details(const Place &place, const StoragePool &pool,
                              const StorageVolume &volume)
{
    Storage *of = storage(place);
    // Only a file of this computer can be looked into.
    const bool looks = connection(place)->isLocal() && volume.type == VolumeType::File
                       && volume.format == "qcow2"_L1;
    auto *dialog = new VolumeDetailsDialog(
        volume, pool, hostName(place), chainOf(*of, volume), of->knownUsers(volume.ref()),
        of->volumeXml(volume.ref()),
        looks ? readImageSnapshots(volume.path)
              : readyFuture(Result<QList<ImageSnapshot>>(QList<ImageSnapshot>())),
        place.over);
    dialog->show();
}
