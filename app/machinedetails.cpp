// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/machinedetails.h"

#include "models/core/async.h"
#include "models/inventory/inventory.h"
#include "models/xml/domaindescriptionreader.h"

#include <QtConcurrentRun>

MachineDetails::MachineDetails(Inventory &inventory, QObject *parent)
    : QObject(parent), m_inventory(inventory)
{
    constexpr int burstMs = 150;
    m_delay.setSingleShot(true);
    m_delay.setInterval(burstMs);
    connect(&m_delay, &QTimer::timeout, this, &MachineDetails::load);
}

void MachineDetails::setMachine(const MachineKey &machine)
{
    if (m_machine == machine)
        return;
    m_machine = machine;
    disconnect(m_following);
    m_delay.stop();
    m_loading = false;
    m_missing = true;
    Connection *connection = m_inventory.connection(machine.connection);
    if (!connection)
        return;
    m_following =
        connect(connection, &Connection::machineDefinitionChanged, this, [this](const QUuid &uuid) {
            if (uuid == m_machine.uuid)
                changed();
        });
    m_stale = true;
    load();
}

void MachineDetails::setWanted(bool wanted)
{
    m_wanted = wanted;
    if (m_stale && !m_delay.isActive())
        load();
}

void MachineDetails::reload()
{
    m_stale = true;
    if (!m_delay.isActive())
        load();
}

void MachineDetails::hostIsAway()
{
    m_missing = true;
    m_loading = false;
}

void MachineDetails::reloadIfMissing()
{
    if (!m_missing || m_loading)
        return;
    m_stale = true;
    load();
}

void MachineDetails::changed()
{
    m_stale = true;
    if (!m_delay.isActive())
        m_delay.start();
}

void MachineDetails::load()
{
    Connection *connection = m_inventory.connection(m_machine.connection);
    if (!m_wanted || !m_stale || m_loading || !connection || m_machine.isNull())
        return;
    m_stale = false;
    m_loading = true;
    const MachineKey asked = m_machine;
    // Off, what it says is its definition, word for word as it will be read when it runs.
    const auto known = m_inventory.machine(asked);
    const bool off = known && !known->isActive() && known->persistent;
    const auto kind = off ? Connection::XmlKind::Inactive : Connection::XmlKind::Live;
    whenDone(connection->machineXml(asked.uuid, kind), this,
             [this, asked, off](const Result<QByteArray> &live) {
                 if (asked != m_machine)
                     return;
                 Connection *host = m_inventory.connection(asked.connection);
                 const auto machine = m_inventory.machine(asked);
                 if (off && machine && machine->isActive())
                     m_stale = true; // it was started meanwhile: what runs is read after this
                 // Off, both are the same document; a transient machine has no other.
                 if (!host || !live || !machine || !machine->persistent || !machine->isActive()) {
                     take(live, {});
                     return;
                 }
                 whenDone(host->machineXml(asked.uuid, Connection::XmlKind::Inactive), this,
                          [this, asked, live](const Result<QByteArray> &inactive) {
                              if (asked == m_machine)
                                  take(live, inactive);
                          });
             });
}

void MachineDetails::take(const Result<QByteArray> &live,
                          const std::optional<Result<QByteArray>> &inactive)
{
    const auto parsed = QtConcurrent::run([live, inactive] {
        Definition definition{.description = live.and_then(readDomain)};
        if (inactive)
            definition.nextStart = inactive->and_then(readDomain);
        return definition;
    });
    whenDone(parsed, this, [this, asked = m_machine](const Definition &definition) {
        if (asked != m_machine)
            return;
        m_loading = false;
        m_missing = !definition.description;
        Q_EMIT loaded(definition);
        if (m_stale)
            load();
    });
}
