// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/storage.h"

#include <QAbstractTableModel>
#include <QPointer>

class Storage;

// A host's pools, by name. Follows the storage by rows and columns, never by reset. GUI thread.
class PoolListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Type, State, Used, Free, Capacity, Autostart, Location, ColumnCount };
    enum Role {
        KeyRole = Qt::UserRole + 1, // QUuid
        PoolRole,                   // StoragePool
        StateRole,                  // int: PoolState
        ShareRole,                  // double 0…1: how full; invalid: unknown
        SummaryRole,                // one line below the name: "Folder, running, 12 GiB free"
        IconNameRole,
        SortRole,   // quint64 or QString
        SearchRole, // QString
    };

    explicit PoolListModel(QObject *parent = nullptr);
    ~PoolListModel() override;

    // Shows its pools from now on, and asks for them as long as the model lives. Null: none.
    void setStorage(Storage *storage);

    void upsert(const QList<StoragePool> &pools);
    void remove(const QList<QUuid> &pools);
    QModelIndex indexOf(const QUuid &pool, int column = Name) const;
    const StoragePool &pool(int row) const { return m_rows.at(row).pool; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        StoragePool pool;
        QString orderKey;
    };
    int rowOf(const QUuid &pool) const;
    int placeOf(const QString &orderKey) const;

    QPointer<Storage> m_storage;
    QList<Row> m_rows;
};
