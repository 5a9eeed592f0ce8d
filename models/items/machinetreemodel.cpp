// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/machinetreemodel.h"

#include "models/inventory/statshistory.h"
#include "models/items/machinetreemodel_p.h"
#include "models/items/naturalorder.h"

#include <algorithm>

namespace {

using Model = MachineTreeModel;

// What a new state changes in the first column.
const QList<int> stateRoles = {
    Model::StateRole,   Model::StateTextRole, Model::IconNameRole,          Model::SearchRole,
    Model::MachineRole, Qt::ToolTipRole,      Qt::AccessibleDescriptionRole};
const QList<int> usageRoles = {Qt::DisplayRole,  Model::UsageRole, Model::ShareRole,
                               Model::TrailRole, Model::SortRole,  Qt::ToolTipRole};
const QList<int> everyRole = {Qt::DisplayRole,      Model::StateRole,
                              Model::StateTextRole, Model::IconNameRole,
                              Model::MachineRole,   Model::ShareRole,
                              Model::SortRole,      Model::SearchRole,
                              Qt::ToolTipRole,      Qt::AccessibleDescriptionRole};

bool differOnlyInState(const Machine &before, Machine after)
{
    after.state = before.state;
    after.reason = before.reason;
    after.savedState = before.savedState;
    return before == after;
}

} // namespace

MachineTreeModel::MachineTreeModel(QObject *parent) : QAbstractItemModel(parent) {}

MachineTreeModel::~MachineTreeModel() = default;

void MachineTreeModel::setTrails(std::function<QList<float>(const MachineKey &)> machines,
                                 std::function<QList<float>(const ConnectionId &)> hosts)
{
    m_trail = std::move(machines);
    m_hostTrail = std::move(hosts);
}

void MachineTreeModel::setPictures(std::function<QImage(const MachineKey &)> pictures)
{
    m_picture = std::move(pictures);
}

void MachineTreeModel::pictureChanged(const MachineKey &machine)
{
    if (const QModelIndex index = indexOf(machine); index.isValid())
        Q_EMIT dataChanged(index, index, {PictureRole});
}

void MachineTreeModel::upsertHost(const ConnectionConfig &config)
{
    if (config.id.isNull())
        return;
    Host *host = find(config.id);
    if (!host) {
        const int row = hostCount();
        beginInsertRows({}, row, row);
        m_hosts.push_back(std::make_unique<Host>());
        host = m_hosts.back().get();
        host->config = config;
        host->name = connectionDisplayName(config);
        host->row = row;
        m_byId.insert(config.id, host);
        endInsertRows();
        return;
    }
    if (host->config == config)
        return;
    host->config = config;
    const QString name = connectionDisplayName(config);
    const bool renamed = name != host->name;
    host->name = name;
    hostChanged(*host, 0, ColumnCount - 1, everyRole);
    if (renamed && !host->rows.empty())
        Q_EMIT dataChanged(machineIndex(*host, 0, HostName),
                           machineIndex(*host, int(host->rows.size()) - 1, HostName),
                           {Qt::DisplayRole, SortRole, SearchRole});
}

void MachineTreeModel::setStatus(const ConnectionId &connection, const ConnectionStatus &status)
{
    Host *host = find(connection);
    if (!host || host->status == status)
        return;
    const bool wasUsable = host->status.isUsable();
    host->status = status;
    QList<int> roles = stateRoles;
    roles << StaleRole;
    hostChanged(*host, 0, ColumnCount - 1, roles);
    if (wasUsable != status.isUsable() && !host->rows.empty())
        Q_EMIT dataChanged(machineIndex(*host, 0, 0),
                           machineIndex(*host, int(host->rows.size()) - 1, ColumnCount - 1),
                           {StaleRole, Qt::ToolTipRole});
}

void MachineTreeModel::setHostInfo(const ConnectionId &connection, const HostInfo &info)
{
    Host *host = find(connection);
    if (!host || host->info == info)
        return;
    host->info = info;
    hostChanged(*host, 0, ColumnCount - 1, everyRole);
}

void MachineTreeModel::setHostUsage(const ConnectionId &connection, const HostUsage &usage)
{
    Host *host = find(connection);
    if (!host || (host->usage == usage && usage.cpuShare.value_or(0) == 0))
        return;
    host->usage = usage;
    hostChanged(*host, Cpu, Memory, usageRoles);
}

void MachineTreeModel::removeHost(const ConnectionId &connection)
{
    Host *host = find(connection);
    if (!host)
        return;
    const int row = host->row;
    beginRemoveRows({}, row, row);
    m_byId.remove(connection);
    m_hosts.erase(m_hosts.begin() + row);
    for (int later = row; later < hostCount(); ++later)
        m_hosts[size_t(later)]->row = later;
    endRemoveRows();
}

void MachineTreeModel::upsert(const ConnectionId &connection, const QList<Machine> &machines)
{
    Host *host = find(connection);
    if (!host)
        return;
    std::vector<std::unique_ptr<Row>> added;
    QHash<QUuid, size_t> addedAt;
    std::vector<int> changed, stateChanged, powerChanged;
    for (const Machine &machine : machines) {
        if (machine.uuid.isNull())
            continue;
        Row *row = host->byId.value(machine.uuid);
        if (!row) {
            const auto again = addedAt.constFind(machine.uuid);
            if (again == addedAt.constEnd()) {
                addedAt.insert(machine.uuid, added.size());
                added.push_back(std::make_unique<Row>());
                row = added.back().get();
            } else {
                row = added[*again].get();
            }
            row->machine = machine;
            row->orderKey = naturalOrderKey(machine.displayName());
            continue;
        }
        if (row->machine == machine)
            continue;
        const bool stateOnly = differOnlyInState(row->machine, machine);
        const bool power = row->machine.isActive() != machine.isActive();
        if (row->machine.displayName() != machine.displayName())
            row->orderKey = naturalOrderKey(machine.displayName());
        row->machine = machine;
        const int number = rowOf(*host, machine.uuid);
        (stateOnly ? stateChanged : changed).push_back(number);
        if (stateOnly && power) // figures of a machine that is off are blank
            powerChanged.push_back(number);
    }
    rowsChanged(*host, stateChanged, Name, Name, stateRoles);
    rowsChanged(*host, powerChanged, Cpu, NetworkIo, usageRoles);
    rowsChanged(*host, changed, 0, ColumnCount - 1, everyRole);
    if (added.empty())
        return;
    const int first = int(host->rows.size());
    beginInsertRows(index(host->row, 0), first, first + int(added.size()) - 1);
    host->rows.reserve(host->rows.size() + added.size());
    for (auto &row : added) {
        host->byId.insert(row->machine.uuid, row.get());
        host->rows.push_back(std::move(row));
    }
    endInsertRows();
}

void MachineTreeModel::remove(const ConnectionId &connection, const QList<QUuid> &machines)
{
    Host *host = find(connection);
    if (!host)
        return;
    std::vector<int> rows;
    for (const QUuid &machine : machines)
        if (const int row = rowOf(*host, machine); row >= 0)
            rows.push_back(row);
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    const QModelIndex parent = index(host->row, 0);
    // From the back, in ranges, so that the numbers in front stay right.
    while (!rows.empty()) {
        const int last = rows.back();
        int first = last;
        for (rows.pop_back(); !rows.empty() && rows.back() == first - 1; rows.pop_back())
            --first;
        beginRemoveRows(parent, first, last);
        for (int row = first; row <= last; ++row)
            host->byId.remove(host->rows[size_t(row)]->machine.uuid);
        host->rows.erase(host->rows.begin() + first, host->rows.begin() + last + 1);
        host->indexed = std::min(host->indexed, size_t(first));
        endRemoveRows();
    }
}

void MachineTreeModel::setUsage(const ConnectionId &connection, const QList<Usage> &usages)
{
    Host *host = find(connection);
    if (!host)
        return;
    std::vector<int> changed;
    for (const Usage &each : usages) {
        Row *row = host->byId.value(each.machine);
        if (!row)
            continue;
        const bool busy = each.usage.cpuShare.value_or(0) > 0.0005;
        row->trailTicks = busy ? StatsHistory::trailLength : std::max(0, row->trailTicks - 1);
        // Where nothing moves and the trail is flat, nothing is repainted.
        if (row->usage == each.usage && row->trailTicks == 0)
            continue;
        row->usage = each.usage;
        changed.push_back(rowOf(*host, each.machine));
    }
    rowsChanged(*host, changed, Cpu, NetworkIo, usageRoles);
}

QModelIndex MachineTreeModel::indexOf(const MachineKey &machine, int column) const
{
    Host *host = find(machine.connection);
    const int row = host ? rowOf(*host, machine.uuid) : -1;
    return row < 0 ? QModelIndex() : machineIndex(*host, row, column);
}

QModelIndex MachineTreeModel::indexOf(const ConnectionId &connection, int column) const
{
    const Host *host = find(connection);
    return host ? index(host->row, column) : QModelIndex();
}

int MachineTreeModel::machineCount(int host) const
{
    return int(m_hosts[size_t(host)]->rows.size());
}

QModelIndex MachineTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    return hasIndex(row, column, parent) ? createIndex(
               row, column, parent.isValid() ? m_hosts[size_t(parent.row())].get() : nullptr)
                                         : QModelIndex();
}

QModelIndex MachineTreeModel::parent(const QModelIndex &child) const
{
    const auto *host = static_cast<const Host *>(child.constInternalPointer());
    return host ? createIndex(host->row, 0, nullptr) : QModelIndex();
}

int MachineTreeModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return hostCount();
    return parent.internalPointer() || parent.column() > 0 ? 0 : machineCount(parent.row());
}

int MachineTreeModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() && (parent.internalPointer() || parent.column() > 0) ? 0 : ColumnCount;
}

Qt::ItemFlags MachineTreeModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    return index.internalPointer() ? flags | Qt::ItemNeverHasChildren : flags;
}

MachineTreeModel::Host *MachineTreeModel::find(const ConnectionId &connection) const
{
    return m_byId.value(connection);
}

int MachineTreeModel::rowOf(Host &host, const QUuid &machine)
{
    const Row *row = host.byId.value(machine);
    if (!row)
        return -1;
    for (; host.indexed < host.rows.size(); ++host.indexed)
        host.rows[host.indexed]->row = int(host.indexed);
    return row->row;
}

QModelIndex MachineTreeModel::machineIndex(const Host &host, int row, int column) const
{
    return createIndex(row, column, &host);
}

void MachineTreeModel::hostChanged(const Host &host, int firstColumn, int lastColumn,
                                   const QList<int> &roles)
{
    Q_EMIT dataChanged(index(host.row, firstColumn), index(host.row, lastColumn), roles);
}

void MachineTreeModel::rowsChanged(const Host &host, const std::vector<int> &changed,
                                   int firstColumn, int lastColumn, const QList<int> &roles)
{
    std::vector<int> rows = changed;
    std::sort(rows.begin(), rows.end());
    for (size_t i = 0; i < rows.size();) {
        const int first = rows[i];
        int last = first;
        for (++i; i < rows.size() && rows[i] <= last + 1; ++i)
            last = rows[i];
        Q_EMIT dataChanged(machineIndex(host, first, firstColumn),
                           machineIndex(host, last, lastColumn), roles);
    }
}
