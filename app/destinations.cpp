// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/destinations.h"

#include "app/reporter.h"
#include "models/core/safetext.h"
#include "models/inventory/connection.h"
#include "models/inventory/inventory.h"
#include "views/machinetree/machinetreeview.h"

Destinations::Destinations(Inventory &inventory, MachineTreeView &tree, Reporter &reporter,
                           QObject *parent)
    : QObject(parent), m_inventory(inventory), m_tree(tree), m_reporter(reporter)
{}

void Destinations::show(CommandLine::Show show, const QString &machine,
                        const QList<ConnectionId> &hosts)
{
    m_named = Named{show, machine, hosts};
    look();
}

void Destinations::showMachine(const MachineKey &machine, MachinePages::Page page)
{
    m_made = Made{machine, page};
    look();
}

void Destinations::selectAsBefore(const MachineKey &before)
{
    m_before = before;
    look();
}

void Destinations::look()
{
    lookForBefore();
    lookForMade();
    if (m_named && m_named->show == CommandLine::Show::Creator)
        lookForCreator();
    else if (m_named)
        lookForNamed();
}

void Destinations::lookForBefore()
{
    if (m_before.connection.isNull())
        return;
    const bool busy =
        m_named || !m_tree.selectedMachines().isEmpty() || !m_tree.selectedHosts().isEmpty();
    if (busy
        || (m_before.isNull() ? m_tree.selectHost(m_before.connection) : m_tree.select(m_before)))
        m_before = {};
}

void Destinations::lookForMade()
{
    if (!m_made || !m_inventory.machine(m_made->machine) || !m_tree.select(m_made->machine))
        return;
    const Made made = *std::exchange(m_made, {});
    Q_EMIT machineArrived(made.machine, made.page);
}

void Destinations::lookForCreator()
{
    for (const Connection *connection : m_inventory.connections()) {
        if (!connection->status().isUsable() || connection->config().readOnly
            || (!m_named->hosts.isEmpty() && !m_named->hosts.contains(connection->id())))
            continue;
        m_named.reset();
        Q_EMIT creatorWanted(connection->id());
        return;
    }
}

void Destinations::lookForNamed()
{
    const Named named = *m_named;
    bool allListed = !named.hosts.isEmpty();
    for (const Connection *connection : m_inventory.connections()) {
        if (!named.hosts.isEmpty() && !named.hosts.contains(connection->id()))
            continue;
        allListed &= connection->status().state == ConnectionState::Connected
                     && !connection->machines().isEmpty();
        if (named.show == CommandLine::Show::HostSummary) {
            if (!m_tree.selectHost(connection->id()))
                return; // its row comes with the next batch
            m_named.reset();
            Q_EMIT hostArrived();
            return;
        }
        const auto machines = connection->machines();
        for (const Machine &machine : machines) {
            if (machine.name != named.machine && QUuid(named.machine) != machine.uuid)
                continue;
            const MachineKey key{connection->id(), machine.uuid};
            if (!m_tree.select(key))
                return;
            m_named.reset();
            Q_EMIT machineArrived(
                key, named.show == CommandLine::Show::Console   ? MachinePages::Console
                     : named.show == CommandLine::Show::Details ? MachinePages::Hardware
                                                                : MachinePages::Performance);
            return;
        }
    }
    if (allListed) {
        m_named.reset();
        m_reporter.show({.summary = tr("There is no machine “%1” on the host that was named.")
                                        .arg(SafeText::line(named.machine, 80)),
                         .advice = tr("Names are told apart by upper and lower case; a UUID "
                                      "works as well.")});
    }
}
