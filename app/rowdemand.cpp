// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/rowdemand.h"

#include "models/inventory/inventory.h"
#include "models/items/machinetreemodel.h"
#include "views/machinetree/machinetreeview.h"

#include <QHeaderView>

#include <utility>

RowDemand::RowDemand(Inventory &inventory, MachineTreeView &tree, QObject *parent)
    : QObject(parent), m_inventory(inventory), m_tree(tree)
{
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &RowDemand::apply);
    constexpr int addressSeconds = 30; // they have no event
    m_addresses.setInterval(addressSeconds * 1000);
    m_addresses.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_addresses, &QTimer::timeout, this, [this] {
        const QList<MachineKey> selected = m_tree.selectedMachines();
        const auto machine =
            selected.size() == 1 ? m_inventory.machine(selected.first()) : std::nullopt;
        // Where nobody looks at the rows' own, the selected one's are waited for.
        if (m_addressesShown || (machine && machine->guestAddresses.isEmpty()))
            requestAddresses();
    });
    connect(tree.header(), &QHeaderView::sectionResized, this, &RowDemand::update);
    connect(&tree, &MachineTreeView::visibleMachinesChanged, this, &RowDemand::rowsOnScreen);
}

void RowDemand::update()
{
    m_soon.start();
}

void RowDemand::apply()
{
    const bool seen = m_tree.isVisible() && !m_tree.window()->isMinimized();
    const auto shown = [&](int column) { return seen && !m_tree.isColumnHidden(column); };
    const std::pair<int, StatsGroup> columns[] = {
        {MachineTreeModel::Cpu, StatsGroup::Cpu},
        {MachineTreeModel::Memory, StatsGroup::Memory},
        {MachineTreeModel::DiskIo, StatsGroup::Block},
        {MachineTreeModel::NetworkIo, StatsGroup::Interface},
    };
    StatsGroups groups;
    for (const auto &[column, group] : columns) {
        if (shown(column))
            groups |= group;
    }
    const bool host = shown(MachineTreeModel::Cpu) || shown(MachineTreeModel::Memory);
    for (Connection *connection : m_inventory.connections())
        connection->setStatsDemand(&m_tree, groups, host);

    const bool before = std::exchange(m_addressesShown, shown(MachineTreeModel::Address));
    if (!seen) {
        m_addresses.stop();
    } else if (!m_addresses.isActive() || (m_addressesShown && !before)) {
        m_addresses.start();
        requestAddresses();
    }
}

void RowDemand::rowsOnScreen(const QHash<ConnectionId, QList<QUuid>> &machines)
{
    m_onScreen = machines;
    for (auto host = machines.begin(); host != machines.end(); ++host) {
        if (Connection *connection = m_inventory.connection(host.key()))
            connection->describeFirst(host.value());
    }
    requestAddresses();
}

void RowDemand::requestAddresses()
{
    QHash<ConnectionId, QList<QUuid>> wanted;
    if (m_addressesShown)
        wanted = m_onScreen;
    const QList<MachineKey> selected = m_tree.selectedMachines();
    if (selected.size() == 1) {
        QList<QUuid> &machines = wanted[selected.first().connection];
        if (!machines.contains(selected.first().uuid))
            machines.append(selected.first().uuid);
    }
    for (auto host = wanted.cbegin(); host != wanted.cend(); ++host) {
        if (Connection *connection = m_inventory.connection(host.key()))
            connection->requestAddresses(host.value());
    }
}
