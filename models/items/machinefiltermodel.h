// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/machinefilter.h"

#include <QAbstractProxyModel>

#include <memory>
#include <vector>

class MachineTreeModel;
class QTimer;

// The tree as the user wants it: the machines that match the filter, sorted below their hosts. A
// host stays while it or one of its machines matches; hosts keep the order they were added in.
// Not a QSortFilterProxyModel, which sorts on every tick of statistics and needs seconds to take
// thousands of scattered rows out: here a change of any size is at most three signals, and only a
// change of what is sorted by is looked at. GUI thread.
class MachineFilterModel : public QAbstractProxyModel
{
    Q_OBJECT

public:
    explicit MachineFilterModel(MachineTreeModel *source, QObject *parent = nullptr);
    ~MachineFilterModel() override;

    void setFilterText(const QString &text);
    QString filterText() const { return m_filterText; }
    bool isFiltered() const { return !m_filter.isEmpty(); }
    int shownMachines() const;

    // By a column of MachineTreeModel; -1: the source's order.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    int sortColumn() const { return m_sortColumn; }
    Qt::SortOrder sortOrder() const { return m_sortOrder; }

    MachineTreeModel *machines() const { return m_source; }

    QModelIndex mapToSource(const QModelIndex &proxy) const override;
    QModelIndex mapFromSource(const QModelIndex &source) const override;
    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    using QObject::parent;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Group;

    void sourceRowsInserted(const QModelIndex &parent, int first, int last);
    void sourceRowsAboutToBeRemoved(const QModelIndex &parent, int first, int last);
    void sourceRowsRemoved(const QModelIndex &parent, int first, int last);
    void sourceDataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                           const QList<int> &roles);

    bool accepts(const Group &group, int sourceRow) const;
    bool before(const Group &group, int a, int b) const;
    QModelIndex hostIndex(const Group &group) const;
    void refilter(Group &group);
    void showOrHide(Group &group);
    void insert(Group &group, const std::vector<int> &sourceRows);
    void remove(Group &group, std::vector<int> sourceRows);
    void reorder(Group &group, std::vector<int> rows);
    std::vector<int> sorted(const Group &group) const;
    bool inOrder(const Group &group, int row) const;
    void settle();

    MachineTreeModel *m_source;
    MachineFilter m_filter;
    QString m_filterText;
    int m_sortColumn = 0;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    std::vector<std::unique_ptr<Group>> m_groups; // by the host's row in the source
    std::vector<Group *> m_shown;
    QTimer *m_settleTimer;
};
