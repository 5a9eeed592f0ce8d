// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/devicecommands.h"

#include "app/devicechange.h"
#include "app/hardwarehost.h"
#include "app/reporter.h"
#include "app/storagecommands.h"
#include "dialogs/hardware/addhardwaredialog.h"
#include "dialogs/hardware/removedevicedialog.h"
#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/inventory/definitionhistory.h"
#include "models/inventory/inventory.h"
#include "models/inventory/storage.h"
#include "models/values/storagerules.h"
#include "models/xml/devicekinds.h"
#include "models/xml/domainedit.h"
#include "models/xml/newdevices.h"
#include "models/xml/xmlparts.h"
#include "views/hardware/hardwarepage.h"

#include <QPromise>
#include <QtConcurrentRun>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace {

// A task beside something whose answer holds more than success.
std::shared_ptr<QPromise<Result<>>> task(Jobs &jobs, const QString &title, JobOptions options)
{
    auto promise = std::make_shared<QPromise<Result<>>>();
    promise->start();
    jobs.track(title, promise->future(), std::move(options));
    return promise;
}

Result<> silent()
{
    return tl::unexpected(Error{.kind = Error::Kind::Canceled});
}

QList<StoragePool> poolsForVolumes(const Storage &storage)
{
    QList<StoragePool> fit = storage.pools();
    fit.removeIf([](const StoragePool &pool) {
        return pool.state != PoolState::Running || !poolForm(pool.type).newVolumes;
    });
    std::stable_sort(fit.begin(), fit.end(), [](const StoragePool &a, const StoragePool &b) {
        return (a.name == "default"_L1) > (b.name == "default"_L1);
    });
    return fit;
}

QString titleOf(const QByteArray &device)
{
    const auto node = XmlParts::read(device);
    return node ? describeDevice(*node, device).title : QString();
}

} // namespace

DeviceCommands::DeviceCommands(Inventory &inventory, Jobs &jobs, Reporter &reporter,
                               HardwarePage *page)
    : QObject(page), m_inventory(inventory), m_jobs(jobs), m_reporter(reporter), m_page(page)
{
    connect(page, &HardwarePage::addWanted, this, &DeviceCommands::add);
    connect(page, &HardwarePage::removeWanted, this, &DeviceCommands::remove);
}

void DeviceCommands::setMachine(const MachineKey &machine)
{
    m_machine = machine;
}

Connection *DeviceCommands::connection(const MachineKey &machine) const
{
    return m_inventory.connection(machine.connection);
}

QString DeviceCommands::nameOf(const MachineKey &machine) const
{
    const auto known = m_inventory.machine(machine);
    return known ? SafeText::line(known->displayName(), 80) : QString();
}

// As they are now: what the page shows may be a moment old.
void DeviceCommands::read(const MachineKey &machine,
                          const std::function<void(const Documents &)> &deliver)
{
    Connection *host = connection(machine);
    const auto known = m_inventory.machine(machine);
    if (!host || !known)
        return;
    using Kind = Connection::XmlKind;
    const auto documents = std::make_shared<Documents>();
    const auto failed = [this, machine](const Error &error) {
        m_reporter.show(error, machine.uuid.toString());
    };
    const auto readDefinition = [this, host = QPointer(host), machine, documents, deliver, failed] {
        if (!host)
            return;
        whenDone(host->machineXml(machine.uuid, Kind::Inactive), this,
                 [documents, deliver, failed](const Result<QByteArray> &xml) {
                     if (!xml)
                         return failed(xml.error());
                     documents->definition = *xml;
                     deliver(*documents);
                 });
    };
    if (!known->isActive()) {
        readDefinition();
        return;
    }
    whenDone(host->machineXml(machine.uuid, Kind::Live), this,
             [documents, deliver, failed, readDefinition,
              persistent = known->persistent](const Result<QByteArray> &xml) {
                 if (!xml)
                     return failed(xml.error());
                 documents->live = *xml;
                 if (persistent)
                     readDefinition();
                 else
                     deliver(*documents);
             });
}

void DeviceCommands::add()
{
    m_page->prepare();
    read(m_machine, [this, machine = m_machine](const Documents &documents) {
        if (machine == m_machine)
            openAddDialog(machine, documents);
    });
}

void DeviceCommands::openAddDialog(const MachineKey &machine, const Documents &documents)
{
    Connection *host = connection(machine);
    if (!host)
        return;
    const auto own = std::make_shared<QPointer<QWidget>>(); // the dialog, once it is made
    HardwareServices services;
    if (m_storage) {
        services.chooseStorage = [this, own, id = machine.connection](StoragePurpose purpose,
                                                                      QObject *, auto chosen) {
            m_storage->choose(purpose, id, *own,
                              [chosen](const StorageChoice &choice) { chosen(choice.path); });
        };
    }
    auto *dialog = new AddHardwareDialog({.name = nameOf(machine),
                                          .definition = documents.definition,
                                          .live = documents.live,
                                          .schema = m_page->schema(),
                                          .libvirt = host->host().libvirtVersion},
                                         services, m_page->window());
    *own = dialog;
    connect(host, &QObject::destroyed, dialog, &QDialog::reject);
    connect(dialog, &AddHardwareDialog::wanted, this,
            [this, machine, running = !documents.live.isEmpty(), dialog = QPointer(dialog)](
                const DeviceAddition &addition) { carryOut(machine, addition, running, dialog); });
    ask(dialog, machine, documents.definition.isEmpty() ? documents.live : documents.definition);
    dialog->open();
}

// Everything that the host offers; the dialog shows it as it comes.
void DeviceCommands::ask(AddHardwareDialog *dialog, const MachineKey &machine,
                         const QByteArray &document)
{
    Connection *host = connection(machine);
    const auto choices = std::make_shared<HardwareChoices>();
    const auto show = [choices, dialog] {
        dialog->setChoices(std::make_shared<const HardwareChoices>(*choices));
    };
    askForChoices(*host, document, dialog, [choices, show](const ChoicesChange &change) {
        change(*choices);
        show();
    });
    whenDone(host->networks(), dialog, [choices, show](const Result<QList<HostNetwork>> &read) {
        choices->networks = read.value_or(QList<HostNetwork>()); // not every daemon has any
        show();
    });
    whenDone(host->hostDeviceUsers(), dialog, [dialog](const Result<QList<HostDeviceUser>> &read) {
        if (read)
            dialog->setUsers(*read);
    });
    Storage *storage = host->storage();
    const auto showPools = [storage, dialog] {
        const auto pools = poolsForVolumes(*storage);
        QHash<QUuid, QStringList> taken;
        QList<QUuid> wanted;
        for (const StoragePool &pool : pools) {
            wanted += pool.uuid;
            const auto volumes = storage->volumes(pool.uuid);
            for (const StorageVolume &volume : volumes)
                taken[pool.uuid] += volume.name;
        }
        storage->setDemand(dialog, wanted); // the names there are
        dialog->setPools(pools, taken);
    };
    connect(storage, &Storage::listed, dialog, showPools);
    connect(storage, &Storage::poolsChanged, dialog, showPools);
    connect(storage, &Storage::volumesListed, dialog, showPools);
    showPools();
}

void DeviceCommands::carryOut(const MachineKey &machine, const DeviceAddition &addition,
                              bool running, const QPointer<AddHardwareDialog> &dialog)
{
    Connection *host = connection(machine);
    if (!host) {
        if (dialog)
            dialog->fail({.summary = tr("The host is not connected any more.")}, false);
        return;
    }
    auto *adding = new DeviceAdding(host, machine.uuid, addition, running);
    connect(
        adding, &DeviceAdding::defined, this,
        [this, machine, title = addition.title](const QByteArray &before, const QByteArray &after) {
            record(machine, before, after, tr("%1 added").arg(SafeText::line(title, 80)));
        });
    const auto job = task(m_jobs, tr("Add “%1” to “%2”").arg(addition.title, nameOf(machine)),
                          {.target = connectionDisplayName(host->config())});
    // For whom the dialog is closed, the notice offers what it would have offered.
    const auto defined = m_inventory.machine(machine);
    const bool later = addition.time != EditTime::NextStart && defined && defined->persistent;
    whenDone(adding->run(), this,
             [this, job, dialog, machine, addition, later](const DeviceAdding::Answer &answer) {
                 const bool offers = !dialog && answer.refusedNow && later;
                 // What the dialog or the offer says needs no notice.
                 job->addResult((dialog || offers) && !answer.result ? silent() : answer.result);
                 job->finish();
                 if (answer.result && machine == m_machine)
                     m_page->showNew(addition.item);
                 if (offers) {
                     DeviceAddition next = addition;
                     next.time = EditTime::NextStart;
                     m_reporter.offer(answer.result.error(), machine.uuid.toString(),
                                      tr("Add at the next start"),
                                      [this, machine, next] { carryOut(machine, next, true, {}); });
                 }
                 if (!dialog)
                     return;
                 if (answer.result)
                     dialog->finish();
                 else
                     dialog->fail(answer.result.error(), answer.refusedNow);
             });
}

void DeviceCommands::record(const MachineKey &machine, const QByteArray &before,
                            const QByteArray &after, const QString &what)
{
    if (m_definitions && !after.isEmpty())
        m_definitions->recordChange(machine, before, after, what);
}

void DeviceCommands::remove(const QString &item, bool inRunning)
{
    const MachineKey machine = m_machine;
    read(machine, [this, machine, item, inRunning](const Documents &documents) {
        Connection *host = connection(machine);
        if (machine != m_machine || !host)
            return;
        const bool fromLive = inRunning && !documents.live.isEmpty();
        const QByteArray &shown = fromLive ? documents.live : documents.definition;
        Removal removal{.machine = machine,
                        .name = nameOf(machine),
                        .title = titleOf(deviceXml(shown, item)),
                        .documents = documents};
        (fromLive ? removal.liveItem : removal.item) = item;
        if (fromLive && !documents.definition.isEmpty())
            removal.item = counterpart(documents.live, item, documents.definition);
        else if (!fromLive && !documents.live.isEmpty())
            removal.liveItem = counterpart(documents.definition, item, documents.live);
        removal.alias =
            fieldValue(documents.live, removal.liveItem, u"alias@name"_s).value_or(QString());
        const QString why = whyNotRemovable(shown, item);
        if (!why.isEmpty()) {
            m_reporter.show({.summary = why}, machine.uuid.toString());
            return;
        }
        const QString path = removableStorage(shown, item);
        if (path.isEmpty()) {
            askForRemoval(removal, {});
            return;
        }
        whenDone(host->storage()->volumeByPath(path), this,
                 [this, removal](const Result<StorageVolume> &volume) {
                     askForRemoval(removal, volume.value_or(StorageVolume()));
                 });
    });
}

void DeviceCommands::askForRemoval(const Removal &removal, const StorageVolume &volume)
{
    Connection *host = connection(removal.machine);
    if (!host)
        return;
    QFuture<VolumeUsersAnswer> users;
    if (!volume.path.isEmpty()) {
        const auto promise = std::make_shared<QPromise<VolumeUsersAnswer>>();
        promise->start();
        users = promise->future();
        whenDone(host->storage()->usersOf({volume.ref()}), this,
                 [promise, own = removal.machine.uuid](VolumeUsersAnswer answer) {
                     // The disk that goes is no reason; the worker looks again when it has gone.
                     if (answer) {
                         for (VolumeUsers &one : *answer) {
                             one.machines.removeIf([&own](const VolumeUser &user) {
                                 return user.machine == own && user.snapshot.isEmpty()
                                        && !user.savedState && user.through.isEmpty()
                                        && user.role == StorageReference::Role::Disk;
                             });
                         }
                     }
                     promise->addResult(answer);
                     promise->finish();
                 });
    }
    auto *dialog = new RemoveDeviceDialog({.machine = removal.name,
                                           .device = removal.title,
                                           .running = !removal.liveItem.isEmpty(),
                                           .defined = !removal.item.isEmpty(),
                                           .volume = volume},
                                          users, m_page->window());
    connect(host, &QObject::destroyed, dialog, &QDialog::reject);
    connect(dialog, &RemoveDeviceDialog::removalWanted, this,
            [this, removal, volume](EditTime time, bool deleteVolume) {
                carryOut(removal, time, deleteVolume ? volume : StorageVolume());
            });
    dialog->open();
}

void DeviceCommands::carryOut(const Removal &removal, EditTime time, const StorageVolume &volume)
{
    Connection *host = connection(removal.machine);
    if (!host)
        return;
    DeviceRemoving::Wanted wanted{.machine = removal.machine.uuid};
    if (time != EditTime::NextStart) {
        wanted.liveItem = removal.liveItem;
        wanted.alias = removal.alias;
    }
    if (time != EditTime::Now && !removal.item.isEmpty()) {
        const QByteArray &definition = removal.documents.definition;
        for (const QString &key : removedWith(definition, removal.item))
            wanted.elements += ElementChange{.item = key, .before = deviceXml(definition, key)};
    }
    if (!volume.path.isEmpty())
        wanted.volumes = {volume.ref()};
    auto *removing = new DeviceRemoving(host, wanted);
    const auto job = task(
        m_jobs, tr("Remove “%1” from “%2”").arg(SafeText::line(removal.title, 80), removal.name),
        {.target = connectionDisplayName(host->config()),
         .sample = [removing = QPointer(removing)](const JobOptions::Report &report) {
             report(-1, removing ? removing->step() : QString());
         }});
    connect(removing, &DeviceRemoving::defined, this,
            [this, removal](const QByteArray &before, const QByteArray &after) {
                record(removal.machine, before, after,
                       tr("%1 removed").arg(SafeText::line(removal.title, 80)));
            });
    const QString source = removal.machine.uuid.toString();
    const auto later = [this, removal] { carryOut(removal, EditTime::NextStart, {}); };
    const bool only = time == EditTime::Now && !removal.item.isEmpty();
    connect(removing, &DeviceRemoving::waiting, this, [this, removal, source, only, later] {
        const Error slow{.summary = tr("The guest of “%1” has not let go of “%2” yet.")
                                        .arg(removal.name, SafeText::line(removal.title, 80)),
                         .advice =
                             tr("It is removed as soon as it does, or when the machine stops. "
                                "Until then, nothing is deleted.")};
        if (only)
            m_reporter.offer(slow, source, tr("Remove at the next start"), later);
        else
            m_reporter.show(slow, source);
    });
    whenDone(removing->run(), this,
             [this, removal, job, source, later](const DeviceRemoving::Answer &answer) {
                 // A notice with something to do about it, in place of the task's.
                 const bool offers = answer.refusedNow && !removal.item.isEmpty();
                 job->addResult(offers ? silent() : answer.result);
                 job->finish();
                 m_reporter.settle(source);
                 if (!offers)
                     return;
                 m_reporter.offer(answer.result.error(), source, tr("Remove at the next start"),
                                  later);
             });
}
