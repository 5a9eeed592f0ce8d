// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/machinefiltermodel.h"

#include "models/items/machinetreemodel.h"

#include <QTimer>

#include <algorithm>
#include <numeric>

namespace {

// Up to here rows come and go one by one, at their place; beyond, all at once.
constexpr size_t fewRows = 8;

} // namespace

struct MachineFilterModel::Group
{
    int source = 0;        // the host's row in the source
    int shown = -1;        // and here; -1: hidden
    std::vector<int> rows; // our row → the source's
    std::vector<int> at;   // the source's row → ours; -1: filtered out
    bool dirty = false; // out of order
    bool unsifted = false; // a machine began or ceased to match

    void renumber(size_t from)
    {
        for (size_t row = from; row < rows.size(); ++row)
            at[size_t(rows[row])] = int(row);
    }
};

MachineFilterModel::MachineFilterModel(MachineTreeModel *source, QObject *parent)
    : QAbstractProxyModel(parent), m_source(source), m_settleTimer(new QTimer(this))
{
    setSourceModel(source);
    m_settleTimer->setSingleShot(true);
    m_settleTimer->setInterval(0); // once for all ranges of one tick
    connect(m_settleTimer, &QTimer::timeout, this, &MachineFilterModel::settle);
    connect(source, &QAbstractItemModel::rowsInserted, this,
            &MachineFilterModel::sourceRowsInserted);
    connect(source, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            &MachineFilterModel::sourceRowsAboutToBeRemoved);
    connect(source, &QAbstractItemModel::rowsRemoved, this, &MachineFilterModel::sourceRowsRemoved);
    connect(source, &QAbstractItemModel::dataChanged, this, &MachineFilterModel::sourceDataChanged);
    if (const int hosts = source->hostCount(); hosts > 0)
        sourceRowsInserted({}, 0, hosts - 1);
}

MachineFilterModel::~MachineFilterModel() = default;

void MachineFilterModel::setFilterText(const QString &text)
{
    m_filterText = text;
    const MachineFilter filter(text);
    if (filter == m_filter)
        return;
    m_filter = filter;
    for (const auto &group : m_groups)
        refilter(*group);
}

int MachineFilterModel::shownMachines() const
{
    return std::accumulate(m_groups.cbegin(), m_groups.cend(), 0, [](int sum, const auto &group) {
        return sum + int(group->rows.size());
    });
}

void MachineFilterModel::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = column;
    m_sortOrder = order;
    for (const auto &group : m_groups)
        group->dirty = true;
    settle();
}

QModelIndex MachineFilterModel::mapToSource(const QModelIndex &proxy) const
{
    if (!proxy.isValid())
        return {};
    if (const auto *group = static_cast<const Group *>(proxy.constInternalPointer()))
        return m_source->index(group->rows[size_t(proxy.row())], proxy.column(),
                               m_source->index(group->source, 0));
    return m_source->index(m_shown[size_t(proxy.row())]->source, proxy.column());
}

QModelIndex MachineFilterModel::mapFromSource(const QModelIndex &source) const
{
    if (!source.isValid())
        return {};
    const QModelIndex host = source.parent();
    const Group &group = *m_groups[size_t(host.isValid() ? host.row() : source.row())];
    if (group.shown < 0)
        return {};
    if (!host.isValid())
        return createIndex(group.shown, source.column(), nullptr);
    const int row = group.at[size_t(source.row())];
    return row < 0 ? QModelIndex() : createIndex(row, source.column(), &group);
}

QModelIndex MachineFilterModel::index(int row, int column, const QModelIndex &parent) const
{
    return hasIndex(row, column, parent) ? createIndex(
               row, column, parent.isValid() ? m_shown[size_t(parent.row())] : nullptr)
                                         : QModelIndex();
}

QModelIndex MachineFilterModel::parent(const QModelIndex &child) const
{
    const auto *group = static_cast<const Group *>(child.constInternalPointer());
    return group ? hostIndex(*group) : QModelIndex();
}

int MachineFilterModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_shown.size());
    if (parent.internalPointer() || parent.column() > 0)
        return 0;
    return int(m_shown[size_t(parent.row())]->rows.size());
}

int MachineFilterModel::columnCount(const QModelIndex &parent) const
{
    const bool leaf = parent.isValid() && (parent.internalPointer() || parent.column() > 0);
    return leaf ? 0 : MachineTreeModel::ColumnCount;
}

bool MachineFilterModel::hasChildren(const QModelIndex &parent) const
{
    return rowCount(parent) > 0;
}

QVariant MachineFilterModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_source->headerData(section, orientation, role);
}

void MachineFilterModel::sourceRowsInserted(const QModelIndex &parent, int first, int last)
{
    if (parent.isValid()) {
        Group &group = *m_groups[size_t(parent.row())];
        Q_ASSERT(size_t(first) == group.at.size()); // the source only appends
        group.at.resize(size_t(last) + 1, -1);
        std::vector<int> accepted;
        for (int row = first; row <= last; ++row)
            if (accepts(group, row))
                accepted.push_back(row);
        insert(group, accepted);
        showOrHide(group);
        return;
    }
    for (int row = first; row <= last; ++row) {
        auto group = std::make_unique<Group>();
        group->source = row;
        group->at.assign(size_t(m_source->machineCount(row)), -1);
        m_groups.insert(m_groups.begin() + row, std::move(group));
    }
    for (size_t row = size_t(last) + 1; row < m_groups.size(); ++row)
        m_groups[row]->source = int(row);
    for (int row = first; row <= last; ++row)
        refilter(*m_groups[size_t(row)]);
}

void MachineFilterModel::sourceRowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    if (!parent.isValid()) {
        for (int row = first; row <= last; ++row) {
            Group &group = *m_groups[size_t(row)];
            if (group.shown < 0)
                continue;
            beginRemoveRows({}, group.shown, group.shown);
            m_shown.erase(m_shown.begin() + group.shown);
            for (size_t later = size_t(group.shown); later < m_shown.size(); ++later)
                m_shown[later]->shown = int(later);
            group.shown = -1;
            endRemoveRows();
        }
        return;
    }
    Group &group = *m_groups[size_t(parent.row())];
    std::vector<int> gone;
    for (int row = first; row <= last; ++row)
        if (group.at[size_t(row)] >= 0)
            gone.push_back(row);
    remove(group, gone);
}

void MachineFilterModel::sourceRowsRemoved(const QModelIndex &parent, int first, int last)
{
    if (!parent.isValid()) {
        m_groups.erase(m_groups.begin() + first, m_groups.begin() + last + 1);
        for (size_t row = size_t(first); row < m_groups.size(); ++row)
            m_groups[row]->source = int(row);
        return;
    }
    Group &group = *m_groups[size_t(parent.row())];
    group.at.erase(group.at.begin() + first, group.at.begin() + last + 1);
    for (int &row : group.rows)
        row -= row > last ? last - first + 1 : 0;
    showOrHide(group);
}

void MachineFilterModel::sourceDataChanged(const QModelIndex &topLeft,
                                           const QModelIndex &bottomRight, const QList<int> &roles)
{
    const auto has = [&roles](int role) { return roles.isEmpty() || roles.contains(role); };
    const QModelIndex host = topLeft.parent();
    if (!host.isValid()) {
        for (int row = topLeft.row(); row <= bottomRight.row(); ++row) {
            Group &group = *m_groups[size_t(row)];
            if (has(MachineTreeModel::SearchRole) && isFiltered())
                refilter(group);
            if (group.shown >= 0)
                Q_EMIT dataChanged(createIndex(group.shown, topLeft.column(), nullptr),
                                   createIndex(group.shown, bottomRight.column(), nullptr), roles);
        }
        return;
    }

    Group &group = *m_groups[size_t(host.row())];
    // Coming and going waits for the other ranges of the same burst: then it is one pass.
    if (has(MachineTreeModel::SearchRole) && isFiltered() && !group.unsifted) {
        for (int row = topLeft.row(); row <= bottomRight.row() && !group.unsifted; ++row)
            group.unsifted = accepts(group, row) != (group.at[size_t(row)] >= 0);
        if (group.unsifted) {
            group.dirty = group.dirty || has(MachineTreeModel::SortRole);
            m_settleTimer->start();
        }
    }

    std::vector<int> changed;
    for (int row = topLeft.row(); row <= bottomRight.row(); ++row)
        if (const int here = group.at[size_t(row)]; here >= 0)
            changed.push_back(here);
    if (group.shown < 0 || changed.empty())
        return;
    std::sort(changed.begin(), changed.end());
    for (size_t i = 0; i < changed.size();) {
        const int first = changed[i];
        int last = first;
        for (++i; i < changed.size() && changed[i] == last + 1; ++i)
            ++last;
        Q_EMIT dataChanged(createIndex(first, topLeft.column(), &group),
                           createIndex(last, bottomRight.column(), &group), roles);
    }
    if (!group.dirty && has(MachineTreeModel::SortRole) && m_sortColumn >= topLeft.column()
        && m_sortColumn <= bottomRight.column()) {
        group.dirty = !std::all_of(changed.cbegin(), changed.cend(),
                                   [&](int row) { return inOrder(group, row); });
        if (group.dirty)
            m_settleTimer->start();
    }
}

bool MachineFilterModel::accepts(const Group &group, int sourceRow) const
{
    return m_filter.isEmpty() || m_source->matches(group.source, sourceRow, m_filter);
}

// Which of two source rows comes first. Equal ones follow their names, upwards in either order.
bool MachineFilterModel::before(const Group &group, int a, int b) const
{
    if (m_sortColumn < 0)
        return a < b;
    const auto left = m_source->sortValue(group.source, a, m_sortColumn);
    const auto right = m_source->sortValue(group.source, b, m_sortColumn);
    if (const auto order = left <=> right; order != 0)
        return (order < 0) == (m_sortOrder == Qt::AscendingOrder);
    const auto leftName = m_source->sortValue(group.source, a, MachineTreeModel::Name);
    const auto rightName = m_source->sortValue(group.source, b, MachineTreeModel::Name);
    const auto order = leftName <=> rightName;
    return order != 0 ? order < 0 : a < b;
}

QModelIndex MachineFilterModel::hostIndex(const Group &group) const
{
    return group.shown < 0 ? QModelIndex() : createIndex(group.shown, 0, nullptr);
}

void MachineFilterModel::refilter(Group &group)
{
    std::vector<int> come, go;
    for (int row = 0; row < int(group.at.size()); ++row) {
        const bool wanted = accepts(group, row);
        if (wanted != (group.at[size_t(row)] >= 0))
            (wanted ? come : go).push_back(row);
    }
    remove(group, go);
    insert(group, come);
    showOrHide(group);
}

void MachineFilterModel::showOrHide(Group &group)
{
    const bool wanted =
        m_filter.isEmpty() || !group.rows.empty() || m_source->hostMatches(group.source, m_filter);
    if (wanted == (group.shown >= 0))
        return;
    if (wanted) {
        const auto place =
            std::find_if(m_shown.begin(), m_shown.end(),
                         [&group](const Group *other) { return other->source > group.source; });
        const int row = int(place - m_shown.begin());
        beginInsertRows({}, row, row);
        m_shown.insert(place, &group);
    } else {
        beginRemoveRows({}, group.shown, group.shown);
        m_shown.erase(m_shown.begin() + group.shown);
        group.shown = -1;
    }
    for (size_t row = 0; row < m_shown.size(); ++row)
        m_shown[row]->shown = int(row);
    wanted ? endInsertRows() : endRemoveRows();
}

void MachineFilterModel::insert(Group &group, const std::vector<int> &sourceRows)
{
    if (sourceRows.empty())
        return;
    const bool visible = group.shown >= 0; // a hidden host takes its machines without a word
    if (sourceRows.size() <= fewRows) {
        for (const int sourceRow : sourceRows) {
            const auto place = std::lower_bound(
                group.rows.cbegin(), group.rows.cend(), sourceRow,
                [this, &group](int known, int added) { return before(group, known, added); });
            const auto row = place - group.rows.cbegin();
            if (visible)
                beginInsertRows(hostIndex(group), int(row), int(row));
            group.rows.insert(place, sourceRow);
            group.renumber(size_t(row));
            if (visible)
                endInsertRows();
        }
        return;
    }
    const size_t first = group.rows.size();
    if (visible)
        beginInsertRows(hostIndex(group), int(first), int(first + sourceRows.size()) - 1);
    group.rows.insert(group.rows.end(), sourceRows.cbegin(), sourceRows.cend());
    if (first == 0) // nothing to keep a place: in order at once
        group.rows = sorted(group);
    group.renumber(first);
    if (visible)
        endInsertRows();
    if (first > 0)
        reorder(group, sorted(group));
}

void MachineFilterModel::remove(Group &group, std::vector<int> sourceRows)
{
    if (sourceRows.empty())
        return;
    const bool visible = group.shown >= 0;
    std::vector<int> rows;
    rows.reserve(sourceRows.size());
    for (const int sourceRow : sourceRows)
        rows.push_back(group.at[size_t(sourceRow)]);
    std::sort(rows.begin(), rows.end());
    const bool together = rows.back() - rows.front() + 1 == int(rows.size());
    if (!together && rows.size() > fewRows) {
        // Brought to the end first: then it is one range.
        std::vector<int> order = group.rows;
        std::stable_partition(order.begin(), order.end(), [&](int sourceRow) {
            return !std::binary_search(rows.cbegin(), rows.cend(), group.at[size_t(sourceRow)]);
        });
        const int end = int(order.size());
        reorder(group, std::move(order));
        std::iota(rows.begin(), rows.end(), end - int(rows.size()));
    }
    while (!rows.empty()) {
        const int last = rows.back();
        int first = last;
        for (rows.pop_back(); !rows.empty() && rows.back() == first - 1; rows.pop_back())
            --first;
        if (visible)
            beginRemoveRows(hostIndex(group), first, last);
        for (int row = first; row <= last; ++row)
            group.at[size_t(group.rows[size_t(row)])] = -1;
        group.rows.erase(group.rows.begin() + first, group.rows.begin() + last + 1);
        group.renumber(size_t(first));
        if (visible)
            endRemoveRows();
    }
}

void MachineFilterModel::reorder(Group &group, std::vector<int> rows)
{
    if (rows == group.rows)
        return;
    const bool visible = group.shown >= 0;
    const QList<QPersistentModelIndex> parents{QPersistentModelIndex(hostIndex(group))};
    if (visible)
        Q_EMIT layoutAboutToBeChanged(parents, VerticalSortHint);
    const std::vector<int> old = std::exchange(group.rows, std::move(rows));
    group.renumber(0);
    if (!visible)
        return;
    QModelIndexList from, to;
    for (const QModelIndex &index : persistentIndexList()) {
        if (index.internalPointer() != &group)
            continue;
        from.append(index);
        to.append(createIndex(group.at[size_t(old[size_t(index.row())])], index.column(), &group));
    }
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged(parents, VerticalSortHint);
}

std::vector<int> MachineFilterModel::sorted(const Group &group) const
{
    struct Key
    {
        MachineTreeModel::SortValue value, name;
        int row;
    };
    std::vector<int> rows = group.rows;
    if (m_sortColumn < 0) {
        std::sort(rows.begin(), rows.end());
        return rows;
    }
    std::vector<Key> keys;
    keys.reserve(rows.size());
    for (const int row : rows)
        keys.push_back({m_source->sortValue(group.source, row, m_sortColumn),
                        m_source->sortValue(group.source, row, MachineTreeModel::Name), row});
    // The order of before(), with every key made once.
    const bool ascending = m_sortOrder == Qt::AscendingOrder;
    std::sort(keys.begin(), keys.end(), [ascending](const Key &a, const Key &b) {
        if (const auto order = a.value <=> b.value; order != 0)
            return (order < 0) == ascending;
        const auto order = a.name <=> b.name;
        return order != 0 ? order < 0 : a.row < b.row;
    });
    std::transform(keys.cbegin(), keys.cend(), rows.begin(),
                   [](const Key &key) { return key.row; });
    return rows;
}

bool MachineFilterModel::inOrder(const Group &group, int row) const
{
    const auto ordered = [&](int a, int b) {
        return before(group, group.rows[size_t(a)], group.rows[size_t(b)]);
    };
    return (row == 0 || ordered(row - 1, row))
           && (row + 1 == int(group.rows.size()) || ordered(row, row + 1));
}

void MachineFilterModel::settle()
{
    for (const auto &group : m_groups) {
        if (std::exchange(group->unsifted, false))
            refilter(*group);
        if (std::exchange(group->dirty, false))
            reorder(*group, sorted(*group));
    }
}
