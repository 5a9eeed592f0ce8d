// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The only part of the tree model that knows connections.
#include "models/inventory/inventory.h"
#include "models/inventory/statshistory.h"
#include "models/inventory/thumbnails.h"
#include "models/items/machinetreemodel.h"

void MachineTreeModel::setInventory(Inventory *inventory)
{
    connect(inventory, &Inventory::added, this, &MachineTreeModel::follow);
    connect(inventory, &Inventory::aboutToRemove, this, [this](Connection *connection) {
        connection->disconnect(this);
        removeHost(connection->id());
    });
    for (Connection *connection : inventory->connections())
        follow(connection);
}

void MachineTreeModel::follow(Connection *connection)
{
    const ConnectionId id = connection->id();
    connect(connection, &Connection::configChanged, this, &MachineTreeModel::upsertHost);
    connect(connection, &Connection::statusChanged, this,
            [this, id](const ConnectionStatus &status) { setStatus(id, status); });
    connect(connection, &Connection::hostChanged, this,
            [this, id](const HostInfo &host) { setHostInfo(id, host); });
    connect(connection, &Connection::machinesChanged, this,
            [this, id](const QList<Machine> &machines) { upsert(id, machines); });
    connect(connection, &Connection::machinesRemoved, this,
            [this, id](const QList<QUuid> &machines) { remove(id, machines); });
    upsertHost(connection->config());
    setStatus(id, connection->status());
    setHostInfo(id, connection->host());
    upsert(id, connection->machines());
}

void MachineTreeModel::setHistory(StatsHistory *history)
{
    setTrails(
        [history](const MachineKey &machine) { return history->cpuTrail(machine); },
        [history](const ConnectionId &connection) { return history->hostCpuTrail(connection); });
    connect(history, &StatsHistory::machinesUpdated, this,
            [this, history](const ConnectionId &connection, const QList<QUuid> &machines) {
                QList<Usage> usages;
                usages.reserve(machines.size());
                for (const QUuid &machine : machines)
                    usages.append({machine, history->usage({connection, machine})});
                setUsage(connection, usages);
            });
    connect(history, &StatsHistory::hostUpdated, this,
            [this, history](const ConnectionId &connection) {
                setHostUsage(connection, history->hostUsage(connection));
            });
}

void MachineTreeModel::setThumbnails(Thumbnails *thumbnails)
{
    setPictures([thumbnails](const MachineKey &machine) { return thumbnails->picture(machine); });
    connect(thumbnails, &Thumbnails::changed, this, &MachineTreeModel::pictureChanged);
}
