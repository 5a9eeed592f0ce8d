// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/inventory.h"

Inventory::Inventory(Authenticate authenticate, QObject *parent)
    : QObject(parent), m_authenticate(std::move(authenticate))
{}

Inventory::~Inventory()
{
    qDeleteAll(m_connections);
}

Connection *Inventory::connection(const ConnectionId &id) const
{
    for (Connection *connection : m_connections) {
        if (connection->id() == id)
            return connection;
    }
    return nullptr;
}

Connection *Inventory::connectionByUri(const QString &uri) const
{
    for (Connection *connection : m_connections) {
        if (connection->config().uri == uri)
            return connection;
    }
    return nullptr;
}

std::optional<Machine> Inventory::machine(const MachineKey &key) const
{
    const Connection *host = connection(key.connection);
    return host ? host->machine(key.uuid) : std::nullopt;
}

Connection *Inventory::add(const ConnectionConfig &config)
{
    ConnectionConfig complete = config;
    if (complete.id.isNull())
        complete.id = QUuid::createUuid();
    auto *connection = new Connection(complete, m_authenticate);
    connection->setSshHosts(m_sshHosts);
    m_connections.append(connection);
    Q_EMIT added(connection);
    Q_EMIT changed();
    return connection;
}

void Inventory::change(const ConnectionConfig &config)
{
    Connection *known = connection(config.id);
    if (!known || known->config() == config)
        return;
    const bool reopen =
        known->config().uri != config.uri || known->config().readOnly != config.readOnly;
    const bool wasOpen = known->status().state != ConnectionState::Disconnected;
    if (reopen)
        known->close();
    known->setConfig(config);
    if (reopen && wasOpen)
        known->open();
    Q_EMIT changed();
}

void Inventory::remove(const ConnectionId &id)
{
    Connection *known = connection(id);
    if (!known)
        return;
    Q_EMIT aboutToRemove(known);
    m_connections.removeOne(known);
    delete known;
    Q_EMIT removed(id);
    Q_EMIT changed();
}
