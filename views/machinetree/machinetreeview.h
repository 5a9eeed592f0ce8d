// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/machinekey.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QTreeView>

class MachineFilterModel;
class MachineNameDelegate;
class MessagePage;
class QTimer;

// The hosts and their machines. What a tick or an event costs depends on the rows on screen only.
// Its accessible name is "Machines".
class MachineTreeView : public QTreeView
{
    Q_OBJECT

public:
    // `model` must outlive the view.
    explicit MachineTreeView(MachineFilterModel *model, QWidget *parent = nullptr);
    ~MachineTreeView() override;

    // Columns, order, sorting and collapsed hosts; for the application to keep.
    QByteArray saveState() const;
    bool restoreState(const QByteArray &state);

    void setFilterText(const QString &text);
    // Whether rows show pictures of the machines' screens, and are higher for it.
    void setThumbnails(bool on);
    bool thumbnails() const;
    QSize thumbnailSize() const; // device pixels
    // As announced last; empty hosts are left out.
    const QHash<ConnectionId, QList<QUuid>> &visibleMachines() const { return m_announced; }
    // Offered while there is no host at all.
    void setAddConnectionAction(QAction *action);

    QList<MachineKey> selectedMachines() const;
    QList<ConnectionId> selectedHosts() const;
    MachineKey currentMachine() const; // null: a host or nothing
    ConnectionId currentHost() const;  // of the current row, host or machine
    // Makes it the current and only selected row; false when it is not shown.
    bool select(const MachineKey &machine);
    bool selectHost(const ConnectionId &connection);

Q_SIGNALS:
    void machineActivated(const MachineKey &machine);
    void hostActivated(const ConnectionId &connection);
    // Both null: nothing is current.
    void currentEntryChanged(const ConnectionId &connection, const MachineKey &machine);
    void selectedEntriesChanged();
    void contextMenuWanted(const QPoint &globalPosition, const QList<MachineKey> &machines,
                           const QList<ConnectionId> &hosts);
    // The machines on screen, some time after scrolling has come to rest; hosts without any are
    // left out.
    void visibleMachinesChanged(const QHash<ConnectionId, QList<QUuid>> &machines);
    void clearFilterWanted();

public Q_SLOTS:
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                     const QList<int> &roles = {}) override;
    void doItemsLayout() override;

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected,
                          const QItemSelection &deselected) override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void scrollContentsBy(int dx, int dy) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    struct Span // neighbouring rows on screen
    {
        int host = -1; // row of their parent; -1: hosts
        int first = 0, last = 0;
    };

    void showColumnMenu(const QPoint &position);
    void expandHosts(int first, int last);
    void rememberExpansion(const QModelIndex &host, bool expanded);
    bool selectRow(const QModelIndex &source);
    void updateMessage();
    void visibleRowsMoved();
    const QList<Span> &visibleRows();
    void announceVisible();

    MachineFilterModel *m_model;
    MachineNameDelegate *m_names;
    MessagePage *m_message;
    QAction *m_clearFilter;
    QAction *m_addConnection = nullptr;
    QSet<ConnectionId> m_collapsed;
    bool m_expanding = false; // by us, not by the user
    QList<Span> m_visible;
    bool m_visibleKnown = false;
    QHash<ConnectionId, QList<QUuid>> m_announced;
    QTimer *m_announceTimer;
};
