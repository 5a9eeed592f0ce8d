// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/devicechange.h"

#include "models/core/async.h"
#include "models/inventory/connection.h"
#include "models/inventory/storage.h"
#include "models/xml/newdevices.h"
#include "models/xml/xmlnode.h"

#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 10'000; // ms, until the user is told that the guest takes its time

// Why it was not done in the running machine; nothing: it was.
std::optional<Error> refusal(const Result<EditOutcome> &outcome)
{
    if (!outcome)
        return outcome.error();
    if (!outcome->notNow.isEmpty())
        return outcome->notNow.constBegin().value();
    return {};
}

Error conflict()
{
    return {.kind = Error::Kind::Busy,
            .summary = DeviceRemoving::tr("Somebody else changed the device meanwhile."),
            .advice = DeviceRemoving::tr("Look at it again, and remove it then.")};
}

} // namespace

DeviceAdding::DeviceAdding(Connection *connection, const QUuid &machine,
                           const DeviceAddition &addition, bool running)
    : QObject(connection)
    , m_connection(connection)
    , m_machine(machine)
    , m_addition(addition)
    , m_running(running)
{
    m_promise.start();
}

QFuture<DeviceAdding::Answer> DeviceAdding::run()
{
    const auto future = m_promise.future();
    if (m_addition.findFormat) {
        findFormat();
        return future;
    }
    if (!m_addition.volume) {
        attach();
        return future;
    }
    const auto &volume = *m_addition.volume;
    const auto pool = m_connection->storage()->pool(volume.pool);
    whenDone(m_connection->storage()->createVolume(volume.pool, volume.spec), this,
             [this, name = pool ? pool->name : QString()](const Result<StorageVolume> &made) {
                 if (!made) {
                     finish(tl::unexpected(made.error()));
                     return;
                 }
                 m_volume = *made;
                 m_addition.devices.last() = diskWithVolume(m_addition.devices.last(), *made, name);
                 attach();
             });
    return future;
}

// A disk in the wrong format would not start, or be taken for empty. Without a volume: what the
// name says.
void DeviceAdding::findFormat()
{
    const QByteArray disk = m_addition.devices.last();
    const auto root = readTree(disk);
    const QString file = root ? root->value(u"source@file"_s) : QString();
    const QString path = !file.isEmpty() || !root ? file : root->value(u"source@dev"_s);
    whenDone(m_connection->storage()->volumeByPath(path), this,
             [this, disk, path](const Result<StorageVolume> &found) {
                 StorageVolume volume = found.value_or(StorageVolume());
                 if (volume.format.isEmpty() && !path.isEmpty()) {
                     volume.path = path;
                     volume.type =
                         path.startsWith("/dev/"_L1) ? VolumeType::Block : VolumeType::File;
                     volume.format = path.endsWith(".qcow2"_L1) ? u"qcow2"_s : u"raw"_s;
                 }
                 // What holds no disk's format holds a raw disk.
                 if (volume.format == "iso"_L1 || volume.format == "unknown"_L1
                     || volume.format == "none"_L1)
                     volume.format = u"raw"_s;
                 if (!path.isEmpty() && volume.type != VolumeType::Network)
                     m_addition.devices.last() = diskWithVolume(disk, volume, {});
                 attach();
             });
}

void DeviceAdding::attach()
{
    if (!m_running || m_addition.time == EditTime::NextStart) {
        define();
        return;
    }
    DomainChanges changes;
    for (const QByteArray &device : std::as_const(m_addition.devices))
        changes.elements += ElementChange{.after = device};
    whenDone(m_connection->changeMachine(m_machine, changes, EditTime::Now), this,
             [this](const Result<EditOutcome> &outcome) {
                 if (const auto why = refusal(outcome)) {
                     undo(refusedWhileRunning(*why), true);
                     return;
                 }
                 m_attached = true;
                 if (m_addition.time == EditTime::Now)
                     finish({});
                 else
                     define();
             });
}

void DeviceAdding::define()
{
    DomainChanges changes{.fields = m_addition.also};
    for (const QByteArray &device : std::as_const(m_addition.devices))
        changes.elements += ElementChange{.after = device};
    // What it needs beside it was looked at just now: whoever sets the same means the same.
    whenDone(m_connection->changeMachine(m_machine, changes, EditTime::NextStart, true), this,
             [this](const Result<EditOutcome> &outcome) {
                 if (outcome) {
                     Q_EMIT defined(outcome->before, outcome->after);
                     finish({});
                     return;
                 }
                 Error error = outcome.error();
                 if (!m_attached) {
                     undo(error, false);
                     return;
                 }
                 error.advice =
                     tr("The running machine has the device; its definition does not, so "
                        "that it is gone once the machine stops.");
                 finish(tl::unexpected(error));
             });
}

// Nothing has the volume: it was made for this.
void DeviceAdding::undo(const Error &error, bool refusedNow)
{
    if (!m_volume) {
        finish(tl::unexpected(error), refusedNow);
        return;
    }
    whenDone(m_connection->storage()->deleteVolumes({m_volume->ref()}), this,
             [this, error, refusedNow](const Result<> &gone) {
                 Error whole = error;
                 if (!gone)
                     whole.detail += u'\n'
                                     + tr("The volume %1 was made for it and could not be removed "
                                          "again: %2")
                                           .arg(m_volume->name, gone.error().summary);
                 finish(tl::unexpected(whole), refusedNow);
             });
}

void DeviceAdding::finish(const Result<> &result, bool refusedNow)
{
    m_promise.addResult(Answer{result, refusedNow});
    m_promise.finish();
    deleteLater();
}

DeviceRemoving::DeviceRemoving(Connection *connection, const Wanted &wanted)
    : QObject(connection), m_connection(connection), m_wanted(wanted)
{
    m_promise.start();
}

QFuture<DeviceRemoving::Answer> DeviceRemoving::run()
{
    const auto future = m_promise.future();
    if (m_wanted.liveItem.isEmpty()) {
        define();
        return future;
    }
    // From now on: the event may be faster than the answer.
    connect(
        m_connection, &Connection::eventsArrived, this, [this](const QList<MachineEvent> &events) {
            for (const MachineEvent &event : events) {
                if (event.machine.uuid != m_wanted.machine)
                    continue;
                if (event.kind == MachineEvent::Kind::DeviceRemovalFailed
                    && event.subject == m_wanted.alias && m_watching) {
                    const bool later = !m_wanted.elements.isEmpty();
                    finish(tl::unexpected(
                               Error{.summary = tr("The guest does not let go of the device."),
                                     .advice = later ? tr("The definition is changed: it is gone "
                                                          "with the next start. No volume was "
                                                          "deleted.")
                                                     : QString()}),
                           !later);
                    return;
                }
                if (event.kind == MachineEvent::Kind::DeviceRemoved
                    || event.kind == MachineEvent::Kind::Lifecycle)
                    look();
            }
        });
    connect(m_connection, &Connection::statusChanged, this, [this] {
        if (!m_connection->status().isUsable())
            finish(tl::unexpected(
                Error{.kind = Error::Kind::Lost,
                      .summary = tr("The link to the host broke before the guest let go of the "
                                    "device. No volume was deleted.")}));
    });
    const DomainChanges changes{.elements = {{.item = m_wanted.liveItem}}};
    whenDone(m_connection->changeMachine(m_wanted.machine, changes, EditTime::Now), this,
             [this](const Result<EditOutcome> &outcome) {
                 if (const auto why = refusal(outcome))
                     finish(tl::unexpected(*why), true);
                 else
                     define();
             });
    return future;
}

void DeviceRemoving::define()
{
    const auto afterwards = [this] {
        if (m_wanted.liveItem.isEmpty()) {
            deleteVolumes();
            return;
        }
        m_watching = true;
        m_step = tr("Waiting for the guest to let go");
        QTimer::singleShot(patience, this, [this] {
            m_step = tr("The guest has not let go yet");
            Q_EMIT waiting();
        });
        look();
    };
    if (m_wanted.elements.isEmpty()) {
        afterwards();
        return;
    }
    whenDone(m_connection->changeMachine(m_wanted.machine, {.elements = m_wanted.elements},
                                         EditTime::NextStart),
             this, [this, afterwards](const Result<EditOutcome> &outcome) {
                 if (outcome && outcome->conflicts.isEmpty()) {
                     Q_EMIT defined(outcome->before, outcome->after);
                     afterwards();
                     return;
                 }
                 Error error = outcome ? conflict() : outcome.error();
                 if (!m_wanted.liveItem.isEmpty())
                     error.advice = tr("The running machine was asked to let go of the device; its "
                                       "definition still has it. No volume was deleted.");
                 finish(tl::unexpected(error));
             });
}

// Gone is what the running machine's document does not have any more.
void DeviceRemoving::look()
{
    if (!m_watching || m_finished)
        return;
    const auto machine = m_connection->machine(m_wanted.machine);
    if (!machine || !machine->isActive()) {
        deleteVolumes();
        return;
    }
    whenDone(m_connection->machineXml(m_wanted.machine, Connection::XmlKind::Live), this,
             [this](const Result<QByteArray> &xml) {
                 const auto root = xml.and_then(readTree);
                 if (!root || m_finished)
                     return; // an event tells when to look again
                 for (const XmlNode *devices : root->find(u"devices")) {
                     const bool there =
                         std::any_of(devices->children.cbegin(), devices->children.cend(),
                                     [this](const XmlNode &one) {
                                         return one.value(u"alias@name") == m_wanted.alias;
                                     });
                     if (there)
                         return;
                 }
                 deleteVolumes();
             });
}

void DeviceRemoving::deleteVolumes()
{
    if (m_deleting || m_finished)
        return;
    m_deleting = true;
    if (m_wanted.volumes.isEmpty()) {
        finish({});
        return;
    }
    m_step = tr("Deleting the volume");
    whenDone(m_connection->storage()->deleteVolumes(m_wanted.volumes), this,
             [this](const Result<> &gone) { finish(gone); });
}

void DeviceRemoving::finish(const Result<> &result, bool refusedNow)
{
    if (std::exchange(m_finished, true))
        return;
    m_promise.addResult(Answer{result, refusedNow});
    m_promise.finish();
    deleteLater();
}
