// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/storagecommands.h"

#include "app/prompt.h"
#include "app/reporter.h"
#include "dialogs/storage/clonevolumedialog.h"
#include "dialogs/storage/deletepooldialog.h"
#include "dialogs/storage/deletevolumesdialog.h"
#include "dialogs/storage/newpooldialog.h"
#include "dialogs/storage/newvolumedialog.h"
#include "dialogs/storage/renamepooldialog.h"
#include "dialogs/storage/resizevolumedialog.h"
#include "dialogs/storage/uploaddialog.h"
#include "dialogs/storage/volumedetailsdialog.h"
#include "dialogs/storage/wipevolumedialog.h"
#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/inventory/inventory.h"
#include "models/inventory/jobs.h"
#include "models/inventory/storage.h"
#include "models/values/connectionuri.h"
#include "views/storage/storagebrowser.h"

#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using enum StorageAction;

namespace {

QString shortName(const QString &name)
{
    return SafeText::line(name, 80);
}

QStringList formatsFor(const QList<PoolCapability> &capabilities, const QString &type)
{
    for (const PoolCapability &capability : capabilities) {
        if (capability.type == type)
            return capability.volumeFormats;
    }
    return {};
}

// A user's own daemon cannot write to the system's folder.
QString folderForPools(const Connection &connection)
{
    const auto uri = ConnectionUri::parse(connection.config().uri);
    if (!connection.isLocal() || !uri || uri->path != "/session"_L1)
        return {};
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
           + u"/libvirt/storage"_s;
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

StorageCommands::StorageCommands(Inventory &inventory, Jobs &jobs, Prompt &prompt,
                                 Reporter &reporter, QWidget *window)
    : QObject(window)
    , m_inventory(inventory)
    , m_jobs(jobs)
    , m_prompt(prompt)
    , m_reporter(reporter)
    , m_window(window)
{
    connect(&inventory, &Inventory::removed, this,
            [this](const ConnectionId &host) { m_capabilities.remove(host); });
}

Connection *StorageCommands::connection(const Place &place) const
{
    return m_inventory.connection(place.host);
}

Storage *StorageCommands::storage(const Place &place) const
{
    const Connection *host = connection(place);
    return host ? host->storage() : nullptr;
}

QString StorageCommands::hostName(const Place &place) const
{
    const Connection *host = connection(place);
    return host ? connectionDisplayName(host->config()) : QString();
}

QStringList StorageCommands::namesIn(const Place &place, const QUuid &pool) const
{
    QStringList names;
    if (const Storage *of = storage(place)) {
        for (const StorageVolume &volume : of->volumes(pool))
            names << volume.name;
    }
    return names;
}

template <class T>
void StorageCommands::track(const QString &title, const Place &place,
                            const QFuture<Result<T>> &future, JobOptions options)
{
    options.target = hostName(place);
    if constexpr (std::is_same_v<T, void>) {
        m_jobs.track(title, future, options);
    } else {
        auto promise = std::make_shared<QPromise<Result<>>>();
        promise->start();
        m_jobs.track(title, promise->future(), options);
        whenDone(future, this, [promise](const Result<T> &answer) {
            promise->addResult(answer ? Result<>() : Result<>(tl::unexpected(answer.error())));
            promise->finish();
        });
    }
}

template <class T>
void StorageCommands::track(const QString &title, const Place &place, const Transfer<T> &transfer)
{
    track(title, place, transfer.future, transfer.jobOptions(hostName(place)));
}

void StorageCommands::showWhenMade(const Place &place, const QFuture<Result<StorageVolume>> &future)
{
    whenDone(future, this, [browser = place.browser](const Result<StorageVolume> &made) {
        if (made && browser)
            browser->selectVolume(made->ref());
    });
}

void StorageCommands::serve(StorageBrowser *browser, const std::function<ConnectionId()> &host)
{
    const auto place = [this, browser, host] {
        return Place{host(), browser, browser->window()}; // the program's, or the chooser
    };
    connect(browser, &StorageBrowser::triggered, this,
            [this, place](StorageAction action, const StorageSelection &selection, bool checked) {
                run(action, place(), selection, checked);
            });
    connect(browser, &StorageBrowser::filesDropped, this,
            [this, place](const StoragePool &pool, const QStringList &files) {
                upload(place(), pool, files);
            });
}

void StorageCommands::choose(StoragePurpose purpose, const ConnectionId &host, QWidget *over,
                             std::function<void(const StorageChoice &)> deliver)
{
    Connection *on = m_inventory.connection(host);
    if (!on)
        return;
    const StorageAccess access{on->status().isUsable(), on->config().readOnly};
    auto *dialog = new StorageChooserDialog(purpose, on->storage(), access,
                                            connectionDisplayName(on->config()), on->isLocal(),
                                            over ? over : m_window.data());
    serve(dialog->browser(), [host] { return host; });
    connect(on, &QObject::destroyed, dialog, &QWidget::close);
    connect(dialog, &StorageChooserDialog::chosen, this,
            [deliver = std::move(deliver)](const StorageChoice &choice) { deliver(choice); });
    dialog->open();
}

void StorageCommands::withCapabilities(const Place &place,
                                       std::function<void(const QList<PoolCapability> &)> deliver)
{
    Storage *of = storage(place);
    if (!of)
        return;
    if (const auto known = m_capabilities.constFind(place.host);
        known != m_capabilities.constEnd()) {
        deliver(*known);
        return;
    }
    whenDone(of->poolCapabilities(), this,
             [this, host = place.host,
              deliver = std::move(deliver)](const Result<QList<PoolCapability>> &capabilities) {
                 // Old hosts do not tell: then everything is offered.
                 if (capabilities)
                     m_capabilities.insert(host, *capabilities);
                 deliver(capabilities.value_or(QList<PoolCapability>()));
             });
}

void StorageCommands::run(StorageAction action, const Place &place,
                          const StorageSelection &selection, bool checked)
{
    if (!storage(place))
        return;
    if (action == NewPool) {
        newPool(place);
        return;
    }
    if (!selection.pool)
        return;
    const StoragePool &pool = *selection.pool;
    if (action == NewVolume) {
        newVolume(place, pool, {});
        return;
    }
    if (action == UploadVolume) {
        askForUploads(place, pool);
        return;
    }
    if (selection.volumes.isEmpty()) {
        runOnPool(action, place, pool, checked);
        return;
    }
    const StorageVolume &volume = selection.volumes.first();
    switch (action) {
    case NewOverlay:
        newVolume(place, pool, volume);
        break;
    case DownloadVolumes:
        download(place, selection.volumes);
        break;
    case CloneVolume:
        clone(place, volume);
        break;
    case ResizeVolume:
        resize(place, pool, volume);
        break;
    case WipeVolume:
        wipe(place, volume);
        break;
    case DeleteVolumes:
        remove(place, selection.volumes);
        break;
    case CopyPath: {
        QStringList paths;
        for (const StorageVolume &each : selection.volumes)
            paths << (each.path.isEmpty() ? each.key : each.path);
        QGuiApplication::clipboard()->setText(paths.join(u'\n'));
        break;
    }
    case VolumeDetails:
        details(place, pool, volume);
        break;
    default:
        runOnPool(action, place, pool, checked);
        break;
    }
}

void StorageCommands::runOnPool(StorageAction action, const Place &place, const StoragePool &pool,
                                bool checked)
{
    Storage *of = storage(place);
    const QString name = shortName(pool.name);
    switch (action) {
    case StartPool:
        track(tr("Start the pool “%1”").arg(name), place, of->startPool(pool.uuid));
        break;
    case StopPool:
        stopPool(place, pool);
        break;
    case RefreshPool:
        track(tr("Refresh the pool “%1”").arg(name), place, of->refreshPool(pool.uuid));
        break;
    case BuildPool:
        track(tr("Build the pool “%1”").arg(name), place, of->buildPool(pool.uuid));
        break;
    case AutostartPool:
        track(checked ? tr("Start the pool “%1” with its host").arg(name)
                      : tr("Do not start the pool “%1” with its host").arg(name),
              place, of->setPoolAutostart(pool.uuid, checked));
        break;
    case RenamePool:
        renamePool(place, pool);
        break;
    case DeletePool:
        deletePool(place, pool);
        break;
    default:
        break;
    }
}

void StorageCommands::newPool(const Place &place)
{
    withCapabilities(place, [this, place](const QList<PoolCapability> &capabilities) {
        openNewPoolDialog(place, capabilities);
    });
}

void StorageCommands::openNewPoolDialog(const Place &place,
                                        const QList<PoolCapability> &capabilities)
{
    Connection *host = connection(place);
    if (!host)
        return;
    NewPoolContext context{.host = hostName(place),
                           .local = host->isLocal(),
                           .capabilities = capabilities,
                           .folder = folderForPools(*host)};
    for (const StoragePool &pool : host->storage()->pools())
        context.taken << pool.name;
    context.findSources = [on = QPointer(host->storage())](const QString &type,
                                                           const PoolSpec &spec) {
        return on ? on->findSources(type, spec)
                  : readyFuture(Result<QList<PoolSource>>(QList<PoolSource>()));
    };
    auto *dialog = new NewPoolDialog(context, place.over);
    connect(dialog, qOverload<const PoolSpec &>(&NewPoolDialog::accepted), this,
            [this, place](const PoolSpec &spec) {
                Storage *of = storage(place);
                if (!of)
                    return;
                const auto made = of->createPool(spec);
                track(tr("Create the pool “%1”").arg(shortName(spec.name)), place, made);
                whenDone(made, this, [browser = place.browser](const Result<QUuid> &pool) {
                    if (pool && browser)
                        browser->selectPool(*pool);
                });
            });
    dialog->open();
}

void StorageCommands::stopPool(const Place &place, const StoragePool &pool)
{
    m_prompt.confirm(
        {.title = tr("Stop pool"),
         .text = tr("Stop the pool “%1” on “%2”?")
                     .arg(shortName(pool.name), SafeText::line(hostName(place), 80)),
         .consequence = pool.persistent
                            ? tr("Its volumes stay. Machines that need it cannot be started until "
                                 "it runs again.")
                            : tr("Its volumes stay, but the host forgets this pool: it was never "
                                 "defined for good."),
         .verb = tr("S&top"),
         .losesData = false},
        [this, place, pool](bool agreed) {
            Storage *of = agreed ? storage(place) : nullptr;
            if (of)
                track(tr("Stop the pool “%1”").arg(shortName(pool.name)), place,
                      of->stopPool(pool.uuid));
        });
}

void StorageCommands::renamePool(const Place &place, const StoragePool &pool)
{
    QStringList taken;
    for (const StoragePool &each : storage(place)->pools())
        taken << each.name;
    auto *dialog = new RenamePoolDialog(pool, hostName(place), taken, place.over);
    connect(dialog, qOverload<const QUuid &, const QString &>(&RenamePoolDialog::accepted), this,
            [this, place, before = pool.name](const QUuid &uuid, const QString &name) {
                if (Storage *of = storage(place))
                    track(tr("Rename the pool “%1”").arg(shortName(before)), place,
                          of->renamePool(uuid, name));
            });
    dialog->open();
}

void StorageCommands::deletePool(const Place &place, const StoragePool &pool)
{
    auto *dialog = new DeletePoolDialog(pool, hostName(place), place.over);
    connect(dialog, qOverload<const QUuid &, bool>(&DeletePoolDialog::accepted), this,
            [this, place, name = shortName(pool.name)](const QUuid &uuid, bool contents) {
                const auto undefine = [this, place, name, uuid] {
                    if (Storage *of = storage(place))
                        track(tr("Delete the pool “%1”").arg(name), place, of->undefinePool(uuid));
                };
                if (!contents) {
                    undefine();
                    return;
                }
                Storage *of = storage(place);
                if (!of)
                    return;
                const auto future = of->deletePoolContents(uuid);
                track(tr("Delete what the pool “%1” is made of").arg(name), place, future);
                whenDone(future, this, [undefine](const Result<> &done) {
                    if (done)
                        undefine();
                });
            });
    dialog->open();
}

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
                                                .backing = backing},
                                               place.over);
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
    auto *dialog = new VolumeDetailsDialog(volume, pool, hostName(place), chainOf(*of, volume),
                                           of->knownUsers(volume.ref()),
                                           of->volumeXml(volume.ref()), place.over);
    dialog->show();
}
