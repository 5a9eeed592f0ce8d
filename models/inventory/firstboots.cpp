// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/firstboots.h"

#include "models/core/async.h"
#include "models/inventory/inventory.h"
#include "models/inventory/storage.h"
#include "models/xml/firstbootxml.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 fileLimit = 1 << 20;
// VIR_DOMAIN_SHUTOFF_SHUTDOWN: the guest ended by itself. Not by "Force off", and not by a fault.
constexpr quint8 shutDown = 1;

QJsonObject toJson(const FirstBoot &boot)
{
    QJsonArray volumes;
    for (const VolumeRef &volume : boot.volumes)
        volumes += QJsonObject{{u"pool"_s, volume.pool.toString()}, {u"name"_s, volume.name}};
    return {{u"connection"_s, boot.machine.connection.toString()},
            {u"machine"_s, boot.machine.uuid.toString()},
            {u"volumes"_s, volumes},
            {u"targets"_s, QJsonArray::fromStringList(boot.targets)},
            {u"kernel"_s, boot.kernel},
            {u"restart"_s, boot.restart},
            {u"started"_s, boot.started},
            {u"settled"_s, boot.settled}};
}

FirstBoot fromJson(const QJsonObject &object)
{
    FirstBoot boot{
        .machine = {QUuid(object[u"connection"].toString()), QUuid(object[u"machine"].toString())},
        .kernel = object[u"kernel"].toBool(),
        .restart = object[u"restart"].toBool(),
        .started = object[u"started"].toBool(),
        .settled = object[u"settled"].toBool()};
    const QJsonArray volumes = object[u"volumes"].toArray(), targets = object[u"targets"].toArray();
    for (const QJsonValue &volume : volumes)
        boot.volumes += {QUuid(volume[u"pool"].toString()), volume[u"name"].toString()};
    for (const QJsonValue &target : targets)
        boot.targets += target.toString();
    return boot;
}

} // namespace

FirstBoots::FirstBoots(Inventory &inventory, const QString &path, QObject *parent)
    : QObject(parent), m_inventory(inventory), m_path(path)
{
    read();
    for (Connection *connection : inventory.connections())
        follow(connection);
    connect(&inventory, &Inventory::added, this, &FirstBoots::follow);
}

void FirstBoots::follow(Connection *connection)
{
    const auto again = [this, connection] { look(connection); };
    connect(connection, &Connection::machinesChanged, this, again);
    connect(connection, &Connection::machinesRemoved, this, again);
    connect(connection, &Connection::statusChanged, this, again);
}

void FirstBoots::add(const FirstBoot &boot)
{
    if (!boot.isNeeded() || boot.machine.isNull())
        return;
    m_boots += boot;
    write();
    if (Connection *connection = m_inventory.connection(boot.machine.connection))
        look(connection, boot.machine);
}

FirstBoot *FirstBoots::find(const MachineKey &machine)
{
    const auto found = std::find_if(m_boots.begin(), m_boots.end(),
                                    [&](const FirstBoot &boot) { return boot.machine == machine; });
    return found == m_boots.end() ? nullptr : &*found;
}

void FirstBoots::look(Connection *connection)
{
    const QList<FirstBoot> all = m_boots; // one may go meanwhile
    for (const FirstBoot &boot : all) {
        if (boot.machine.connection == connection->id())
            look(connection, boot.machine);
    }
}

void FirstBoots::look(Connection *connection, const MachineKey &key)
{
    FirstBoot *boot = find(key);
    if (!boot || m_busy.contains(key) || !connection->status().isUsable()
        || connection->config().readOnly)
        return;
    const auto machine = connection->machine(key.uuid);
    if (!machine) {
        clean(connection, key);
        return;
    }
    if (machine->isActive() && !boot->started) {
        boot->started = true;
        write();
    }
    if (!boot->started)
        return;
    if (!boot->settled)
        settle(connection, *boot);
    else if (!machine->isActive() && boot->restart)
        restart(connection, key);
    else if (!machine->isActive())
        clean(connection, key);
}

void FirstBoots::settle(Connection *connection, const FirstBoot &boot)
{
    const MachineKey key = boot.machine;
    m_busy.insert(key);
    const auto done = [this, connection, key](const Result<> &settled) {
        m_busy.remove(key);
        FirstBoot *of = find(key);
        if (!of || !settled)
            return; // the next change of the machine is the next try
        of->settled = true;
        write();
        look(connection, key);
    };
    whenDone(connection->machineXml(key.uuid, Connection::XmlKind::Inactive), connection,
             [this, connection, boot, key, done](const Result<QByteArray> &xml) {
                 const auto rest = xml.and_then([&](const QByteArray &document) {
                     return afterFirstBoot(document, boot.targets, boot.kernel);
                 });
                 if (rest)
                     whenDone(connection->redefineMachine(key.uuid, *rest), this, done);
                 else
                     done(tl::unexpected(rest.error()));
             });
}

// An installer's guest that reboots is off: the machine would else begin the installation again.
void FirstBoots::restart(Connection *connection, const MachineKey &key)
{
    FirstBoot *boot = find(key);
    const auto machine = connection->machine(key.uuid);
    boot->restart = false; // once, whatever comes of it
    write();
    if (machine->state != MachineState::Off || machine->reason != shutDown) {
        clean(connection, key);
        return;
    }
    m_busy.insert(key);
    whenDone(connection->perform(key.uuid, {.action = MachineAction::Start}), this,
             [this, connection, key](const Result<> &) {
                 m_busy.remove(key);
                 if (m_inventory.connection(key.connection) == connection)
                     clean(connection, key);
             });
}

// Their users are looked for on the host just before: what is in use stays, until the next time.
void FirstBoots::clean(Connection *connection, const MachineKey &key)
{
    FirstBoot *boot = find(key);
    if (boot->volumes.isEmpty()) {
        m_boots.removeIf([&](const FirstBoot &one) { return one.machine == key; });
        write();
        Q_EMIT changed();
        return;
    }
    m_busy.insert(key);
    const VolumeRef volume = boot->volumes.first();
    whenDone(connection->storage()->deleteVolumes({volume}), this,
             [this, connection, key, volume](const Result<> &gone) {
                 m_busy.remove(key);
                 FirstBoot *of = find(key);
                 if (!of || (!gone && gone.error().kind != Error::Kind::NotFound))
                     return;
                 of->volumes.removeOne(volume);
                 write();
                 if (m_inventory.connection(key.connection) == connection)
                     clean(connection, key);
             });
}

void FirstBoots::read()
{
    QFile file(m_path);
    if (m_path.isEmpty() || !file.open(QIODevice::ReadOnly))
        return;
    const QJsonArray all = QJsonDocument::fromJson(file.read(fileLimit)).array();
    for (const QJsonValue &one : all) {
        const FirstBoot boot = fromJson(one.toObject());
        if (!boot.machine.isNull() && boot.isNeeded())
            m_boots += boot;
    }
}

void FirstBoots::write()
{
    if (m_path.isEmpty())
        return;
    QJsonArray all;
    for (const FirstBoot &boot : std::as_const(m_boots))
        all += toJson(boot);
    QSaveFile file(m_path);
    if (file.open(QIODevice::WriteOnly)) {
        file.write(QJsonDocument(all).toJson());
        file.commit();
    }
}
