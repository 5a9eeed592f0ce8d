// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/storagecommands_p.h"

#include "app/prompt.h"
#include "app/reporter.h"
#include "dialogs/storage/deletepooldialog.h"
#include "dialogs/storage/newpooldialog.h"
#include "dialogs/storage/renamepooldialog.h"
#include "models/values/connectionuri.h"
#include "views/storage/storagebrowser.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using enum StorageAction;

namespace {

// A user's own daemon cannot write to the system's folder.
QString folderForPools(const Connection &connection)
{
    const auto uri = ConnectionUri::parse(connection.config().uri);
    if (!connection.isLocal() || !uri || uri->path != "/session"_L1)
        return {};
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
           + u"/libvirt/storage"_s;
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
    const StorageAccess access{on->status().isUsable(), on->config().readOnly, on->isLocal()};
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
    if (action == ShowSecrets) {
        showSecrets(place);
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
    case UploadOver:
        askForUploadOver(place, volume);
        break;
    case ResumeUpload:
        track(tr("Upload “%1”").arg(shortName(volume.name)), place,
              storage(place)->resumeUpload(volume.ref()));
        break;
    case RenameVolume:
        rename(place, pool, volume);
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
                           .folder = folderForPools(*host),
                           .secrets = secretsOf(place),
                           .canMakeSecrets = true};
    for (const StoragePool &pool : host->storage()->pools())
        context.taken << pool.name;
    context.findSources = [on = QPointer(host->storage())](const QString &type,
                                                           const PoolSpec &spec) {
        return on ? on->findSources(type, spec)
                  : readyFuture(Result<QList<PoolSource>>(QList<PoolSource>()));
    };
    auto *dialog = new NewPoolDialog(context, place.over);
    connect(dialog, &NewPoolDialog::secretWanted, this,
            [this, place, dialog](SecretUsage usage, const QString &usageId) {
                newSecret(place, dialog, usage, usageId,
                          [dialog = QPointer(dialog)](const HostSecret &secret) {
                              if (dialog)
                                  dialog->setSecret(secret);
                          });
            });
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
