// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/storage.h"
#include "models/values/volumeusers.h"

#include <QAbstractItemModel>
#include <QPointer>

#include <memory>
#include <vector>

class Storage;

// The volumes of one pool as a tree: overlays below what they lie on, where both are in the pool.
// In no particular order: VolumeFilterModel sorts. Rows move below one another as their backing
// volumes become known (layoutChanged, once for many); other changes go by rows and columns.
// GUI thread.
class VolumeTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Name, Capacity, Allocation, Physical, Format, Users, Modified, ColumnCount };
    enum Role {
        RefRole = Qt::UserRole + 1, // VolumeRef
        VolumeRole,                 // StorageVolume
        UsersRole,                  // VolumeUsers; invalid: not read yet
        IncompleteRole,             // bool
        BackingRole,                // QString: what it lies on, when that is not the row above
        IconNameRole,
        SortRole,   // quint64, qint64 or QString
        SearchRole, // QString: name, path, format, users
    };

    // What rows are ordered by: the number, then the text.
    struct SortValue
    {
        qint64 number = 0;
        QString text = {};
    };

    explicit VolumeTreeModel(QObject *parent = nullptr);
    ~VolumeTreeModel() override;

    // Shows a pool's volumes from now on and has them read as long as the model lives; also who
    // uses them. A null storage or pool: nothing.
    void setPool(Storage *storage, const QUuid &pool);
    QUuid pool() const { return m_pool; }
    // The rows on screen: they are read first.
    void describeFirst(const QModelIndexList &rows);

    void upsert(const QList<StorageVolume> &volumes);
    void remove(const QStringList &names);
    QModelIndex indexOf(const VolumeRef &volume, int column = Name) const;
    std::optional<StorageVolume> volume(const QModelIndex &index) const;
    SortValue sortValue(const QModelIndex &index) const; // without QVariant, for the proxy
    int volumeCount() const { return int(m_byName.size()); }

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    using QObject::parent;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    // A volume now lies below `base`, as it depends on it; it was elsewhere before.
    void movedBelow(const QModelIndex &base);

private:
    struct Node;

    Node *nodeOf(const QModelIndex &index) const;
    QModelIndex indexOf(Node &node, int column) const;
    const QString &usersText(Node &node) const;
    void tellChanged(const QList<Node *> &changed);
    Node *parentFor(const StorageVolume &volume) const;
    void place(Node &node);
    void placeAll(const QList<Node *> &nodes);
    void usersChanged();

    QPointer<Storage> m_storage;
    QUuid m_pool;
    std::unique_ptr<Node> m_root;
    QHash<QString, Node *> m_byName;
    QHash<QString, Node *> m_byPath;
    QMultiHash<QString, Node *> m_waiting; // backing path that is not here → who lies on it
};
