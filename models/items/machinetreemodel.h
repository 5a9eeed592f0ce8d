// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/machinefilter.h"
#include "models/values/connection.h"
#include "models/values/machine.h"
#include "models/values/stats.h"

#include <QAbstractItemModel>
#include <QHash>
#include <QImage>

#include <functional>
#include <memory>
#include <vector>

class Connection;
class Inventory;
class StatsHistory;
class Thumbnails;

// The hosts as top rows in the order they were added, their machines below in no particular
// order: MachineFilterModel sorts. Fed with values in batches; changes by rows, columns and roles,
// never by reset. GUI thread.
class MachineTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column {
        Name,
        Cpu,
        Vcpus,
        Memory,
        DiskIo,
        NetworkIo,
        Address,
        HostName,
        Autostart,
        Tags,
        ColumnCount
    };
    enum Role {
        KeyRole = Qt::UserRole + 1, // MachineKey; null for a host
        ConnectionRole,             // ConnectionId of the host or of the machine's host
        IsHostRole,                 // bool
        StateRole,                  // int: MachineState, or ConnectionState of a host
        StateTextRole, // the state with its reason, one safe line: the second line of a row
        IconNameRole,  // theme name of the state's icon
        MachineRole,   // Machine
        StaleRole,     // bool: the host cannot be reached, this is how it was
        UsageRole,     // MachineUsage, HostUsage
        ShareRole,     // double 0…1 of Cpu and Memory; invalid: unknown
        TrailRole,     // QList<float> of Cpu: newest last, 0…1
        SortRole,      // double or QString; see SortValue
        SearchRole,    // all that the filter looks at, separated by line feeds
        PictureRole,   // QImage of Name: what the machine's screen shows; invalid: none
    };

    // What rows are ordered by: the number, then the text.
    struct SortValue
    {
        double number = 0;
        QString text = {};
        auto operator<=>(const SortValue &other) const
        {
            if (number != other.number)
                return number < other.number ? std::strong_ordering::less
                                             : std::strong_ordering::greater;
            const int order = text.compare(other.text);
            return order <=> 0;
        }
    };
    struct Usage
    {
        QUuid machine = {};
        MachineUsage usage = {};
    };

    explicit MachineTreeModel(QObject *parent = nullptr);
    ~MachineTreeModel() override;

    // Follows the inventory and the history, which must outlive the model.
    void setInventory(Inventory *inventory);
    void setHistory(StatsHistory *history);
    void setThumbnails(Thumbnails *thumbnails);
    // Where trails come from; asked when one is painted.
    void setTrails(std::function<QList<float>(const MachineKey &)> machines,
                   std::function<QList<float>(const ConnectionId &)> hosts);

    // The same for pictures of screens, and that one of them is another now.
    void setPictures(std::function<QImage(const MachineKey &)> pictures);
    void pictureChanged(const MachineKey &machine);

    // Hosts: added when new, changed where different. Machines of unknown hosts are ignored.
    void upsertHost(const ConnectionConfig &config);
    void setStatus(const ConnectionId &connection, const ConnectionStatus &status);
    void setHostInfo(const ConnectionId &connection, const HostInfo &host);
    void setHostUsage(const ConnectionId &connection, const HostUsage &usage);
    void removeHost(const ConnectionId &connection);
    void upsert(const ConnectionId &connection, const QList<Machine> &machines);
    void remove(const ConnectionId &connection, const QList<QUuid> &machines);
    void setUsage(const ConnectionId &connection, const QList<Usage> &usages);

    QModelIndex indexOf(const MachineKey &machine, int column = Name) const;
    QModelIndex indexOf(const ConnectionId &connection, int column = Name) const;

    // Without QVariant, for the proxy.
    int hostCount() const { return int(m_hosts.size()); }
    int machineCount(int host) const;
    SortValue sortValue(int host, int row, int column) const;
    bool matches(int host, int row, const MachineFilter &filter) const;
    bool hostMatches(int host, const MachineFilter &filter) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    using QObject::parent;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Row;
    struct Host;

    void follow(Connection *connection);
    Host *find(const ConnectionId &connection) const;
    static int rowOf(Host &host, const QUuid &machine);
    QModelIndex machineIndex(const Host &host, int row, int column) const;
    void hostChanged(const Host &host, int firstColumn, int lastColumn, const QList<int> &roles);
    void rowsChanged(const Host &host, const std::vector<int> &rows, int firstColumn,
                     int lastColumn, const QList<int> &roles);
    const QString &stateText(const Machine &machine) const;
    QVariant hostData(const Host &host, int column, int role) const;
    QVariant machineData(const Host &host, const Row &row, int column, int role) const;
    QString hostStateText(const Host &host) const;
    QString machineStateLine(const Machine &machine) const;
    QString machineToolTip(const Host &host, const Row &row, int column) const;
    QString hostToolTip(const Host &host) const;

    std::vector<std::unique_ptr<Host>> m_hosts;
    QHash<ConnectionId, Host *> m_byId;
    std::function<QList<float>(const MachineKey &)> m_trail;
    std::function<QList<float>(const ConnectionId &)> m_hostTrail;
    std::function<QImage(const MachineKey &)> m_picture;
    mutable QHash<int, QString> m_stateTexts;
};
