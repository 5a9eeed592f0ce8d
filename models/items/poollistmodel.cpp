// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/poollistmodel.h"

#include "models/core/safetext.h"
#include "models/core/units.h"
#include "models/inventory/storage.h"
#include "models/items/naturalorder.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

static QString place(const StoragePool &pool)
{
    return pool.targetPath.isEmpty() ? pool.source : pool.targetPath;
}

PoolListModel::PoolListModel(QObject *parent) : QAbstractTableModel(parent) {}

PoolListModel::~PoolListModel()
{
    if (m_storage)
        m_storage->releaseDemand(this);
}

void PoolListModel::setStorage(Storage *storage)
{
    if (m_storage == storage)
        return;
    if (m_storage) {
        m_storage->disconnect(this);
        m_storage->releaseDemand(this);
    }
    m_storage = storage;
    if (!m_rows.isEmpty()) {
        beginRemoveRows({}, 0, int(m_rows.size()) - 1);
        m_rows.clear();
        endRemoveRows();
    }
    if (!storage)
        return;
    connect(storage, &Storage::poolsChanged, this, &PoolListModel::upsert);
    connect(storage, &Storage::poolsRemoved, this, &PoolListModel::remove);
    upsert(storage->pools());
    storage->setDemand(this, {});
}

int PoolListModel::rowOf(const QUuid &pool) const
{
    for (qsizetype row = 0; row < m_rows.size(); ++row) {
        if (m_rows[row].pool.uuid == pool)
            return int(row);
    }
    return -1;
}

int PoolListModel::placeOf(const QString &orderKey) const
{
    const auto at =
        std::upper_bound(m_rows.begin(), m_rows.end(), orderKey,
                         [](const QString &key, const Row &row) { return key < row.orderKey; });
    return int(at - m_rows.begin());
}

void PoolListModel::upsert(const QList<StoragePool> &pools)
{
    for (const StoragePool &pool : pools) {
        if (pool.uuid.isNull())
            continue;
        const Row fresh{pool, naturalOrderKey(pool.name)};
        const int row = rowOf(pool.uuid);
        if (row < 0) {
            const int at = placeOf(fresh.orderKey);
            beginInsertRows({}, at, at);
            m_rows.insert(at, fresh);
            endInsertRows();
            continue;
        }
        if (m_rows[row].pool == pool)
            continue;
        const bool renamed = m_rows[row].orderKey != fresh.orderKey;
        m_rows[row].pool = pool;
        int now = row;
        if (renamed) { // it moves to where its new name belongs
            int at = placeOf(fresh.orderKey);
            if (at != row && at != row + 1) {
                beginMoveRows({}, row, row, {}, at);
                now = at > row ? at - 1 : at;
                m_rows.move(row, now);
                endMoveRows();
            }
            m_rows[now].orderKey = fresh.orderKey;
        }
        Q_EMIT dataChanged(index(now, 0), index(now, ColumnCount - 1));
    }
}

void PoolListModel::remove(const QList<QUuid> &pools)
{
    for (const QUuid &pool : pools) {
        const int row = rowOf(pool);
        if (row < 0)
            continue;
        beginRemoveRows({}, row, row);
        m_rows.removeAt(row);
        endRemoveRows();
    }
}

QModelIndex PoolListModel::indexOf(const QUuid &pool, int column) const
{
    const int row = rowOf(pool);
    return row < 0 ? QModelIndex() : index(row, column);
}

int PoolListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int PoolListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PoolListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[index.row()];
    const StoragePool &pool = row.pool;
    const bool sized = pool.capacity > 0;
    const auto bytes = [sized](quint64 amount) { return sized ? Units::bytes(amount) : QString(); };
    switch (role) {
    case Qt::DisplayRole:
        switch (Column(index.column())) {
        case Name:
            return SafeText::line(pool.name);
        case Type:
            return SafeText::line(poolTypeText(pool.type));
        case State:
            return poolStateText(pool.state);
        case Used:
            return bytes(pool.allocation);
        case Free:
            return bytes(pool.available);
        case Capacity:
            return bytes(pool.capacity);
        case Autostart:
            return pool.autostart ? tr("Yes") : QString();
        case Location:
            return SafeText::line(place(pool));
        case ColumnCount:
            break;
        }
        return {};
    case Qt::ToolTipRole:
        return SafeText::toolTip(index.column() == Location ? place(pool) : pool.name);
    case Qt::AccessibleDescriptionRole:
    case SummaryRole: {
        QStringList parts{SafeText::line(poolTypeText(pool.type), 80), poolStateText(pool.state)};
        if (sized)
            parts += tr("%1 free").arg(Units::bytes(pool.available));
        if (pool.autostart)
            parts += tr("starts with the host");
        return parts.join(u", "_s);
    }
    case KeyRole:
        return pool.uuid;
    case PoolRole:
        return QVariant::fromValue(pool);
    case StateRole:
        return int(pool.state);
    case ShareRole:
        return sized ? QVariant(
                   std::min(1.0, double(pool.capacity - std::min(pool.available, pool.capacity))
                                     / double(pool.capacity)))
                     : QVariant();
    case IconNameRole:
        return pool.type == "dir"_L1 || pool.type == "netfs"_L1 ? u"folder"_s : u"drive-harddisk"_s;
    case SortRole:
        switch (Column(index.column())) {
        case Used:
            return pool.allocation;
        case Free:
            return pool.available;
        case Capacity:
            return pool.capacity;
        case Name:
            return row.orderKey;
        default:
            return data(index, Qt::DisplayRole);
        }
    case SearchRole:
        return QStringList{pool.name, pool.type, poolTypeText(pool.type), pool.targetPath,
                           pool.source}
            .join(u'\n');
    }
    return {};
}

QVariant PoolListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | Qt::AlignLeft);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Name:
        return tr("Name");
    case Type:
        return tr("Type");
    case State:
        return tr("State");
    case Used:
        return tr("Used");
    case Free:
        return tr("Free");
    case Capacity:
        return tr("Size");
    case Autostart:
        return tr("Autostart");
    case Location:
        return tr("Location");
    case ColumnCount:
        break;
    }
    return {};
}
