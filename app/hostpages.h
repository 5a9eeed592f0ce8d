// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/values/machinekey.h"

#include <QTimer>
#include <QWidget>

class HostOverviewPage;
class HostPerformancePage;
class Inventory;
class Settings;
class StatsHistory;
class StorageBrowser;
class StorageCommands;
class Reporter;
class QAction;
class QTabWidget;

// The pages of the selected host.
class HostPages : public QWidget
{
    Q_OBJECT

public:
    enum Page { Overview, Performance, Storage };

    // `actions`: what can be done with a connection, for its overview.
    HostPages(Inventory &inventory, StatsHistory &history, StorageCommands &storage,
              Settings &settings, Reporter &reporter, const QList<QAction *> &actions,
              QWidget *parent = nullptr);

    void setHost(const ConnectionId &host); // null: none
    const ConnectionId &host() const { return m_host; }
    void showPage(Page page);
    void refresh();
    void machinesChanged(); // often: shown a little later
    StorageBrowser *storagePage() const { return m_storage; }
    void store(); // how the pages look

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void readCapabilities();
    void updateDemand();

    Inventory &m_inventory;
    StatsHistory &m_history;
    Settings &m_settings;
    ConnectionId m_host, m_capabilitiesOf;
    QTabWidget *m_tabs;
    HostOverviewPage *m_overview;
    HostPerformancePage *m_performance;
    StorageBrowser *m_storage;
    QTimer m_count;
};
