// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/values/machinekey.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QTimer>

class Inventory;
class MachineTreeView;

// What the tree has its hosts asked for: statistics of the columns that can be seen, the XML of the
// rows on screen first, addresses where somebody looks at them. Nothing while the window is hidden.
class RowDemand : public QObject
{
    Q_OBJECT

public:
    // Both must outlive this.
    RowDemand(Inventory &inventory, MachineTreeView &tree, QObject *parent = nullptr);

    void update(); // columns, hosts or the window's visibility have changed; soon, and once
    void requestAddresses(); // of the selected machine, and of the rows on screen if they are shown

private:
    void apply();
    void rowsOnScreen(const QHash<ConnectionId, QList<QUuid>> &machines);

    Inventory &m_inventory;
    MachineTreeView &m_tree;
    QTimer m_soon, m_addresses;
    QHash<ConnectionId, QList<QUuid>> m_onScreen;
    bool m_addressesShown = false;
};
