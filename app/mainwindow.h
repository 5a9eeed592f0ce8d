// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/values/machine.h"
#include "models/values/machinekey.h"

#include <QElapsedTimer>
#include <QMainWindow>
#include <QSet>

#include <memory>

class Commands;
class Connection;
class ConnectionNotices;
class Consoles;
class DefinitionHistory;
class Destinations;
class EventStore;
class HostCommandSet;
class HostPages;
class Inventory;
class Jobs;
class Leftovers;
class MachineCommandSet;
class MachineFilterModel;
class MachinePages;
class MachinePanel;
class MachineTreeModel;
class MessagePage;
class MultiEdits;
class NewMachines;
class NoticeBar;
class Prompt;
class Reporter;
class RowDemand;
class ScreenPictures;
class Screenshots;
class Settings;
class StatsHistory;
class StorageCommands;
class TaskPanel;
class QMenu;
class QSplitter;
class QStackedWidget;

// The window: hosts and machines at the left, the pages of what is selected in the middle, tasks
// below. It puts the parts together and decides which of them is asked for what.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    // All must outlive the window. `prompt`: who asks the user; by default dialogs of this window.
    MainWindow(Inventory &inventory, Jobs &jobs, StatsHistory &history, EventStore &events,
               Settings &settings, Prompt *prompt = nullptr);
    ~MainWindow() override;

    // Where definitions are kept; must outlive the window.
    void setDefinitions(DefinitionHistory *definitions);
    Commands &commands() { return *m_commands; }
    Reporter &reporter() { return *m_reporter; }
    Consoles &consoles() { return *m_consoles; }
    MachinePages *machinePages() const { return m_machinePages; }
    MachinePanel *machinePanel() const { return m_panel; }
    MachineCommandSet &machineCommands() { return *m_machineCommands; }
    ScreenPictures &pictures() { return *m_pictures; }
    Screenshots &screenshots() { return *m_screenshots; }
    HostCommandSet &hostCommands() { return *m_hostCommands; }
    NewMachines &newMachines() { return *m_newMachines; }
    HostPages *hostPages() const { return m_hostPages; }
    StorageCommands &storageCommands() { return *m_storageCommands; }
    Leftovers &leftovers() { return *m_leftovers; }
    bool select(const MachineKey &machine);
    Destinations &destinations() { return *m_destinations; }

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildWidgets();
    void buildMenus();
    void buildToolBar();
    void fillConsoleMenu(QMenu *menu);
    void follow(Connection *connection);
    void restore();
    void store();

    void selectionChanged();
    void updateActions();
    void lookedAtChanged();
    void openConsole(const MachineKey &machine);
    void openPreferences();
    void openAbout();
    QList<MachineKey> selection() const;

    Inventory &m_inventory;
    Jobs &m_jobs;
    StatsHistory &m_history;
    EventStore &m_events;
    Settings &m_settings;
    std::unique_ptr<Prompt> m_ownPrompt;
    Prompt *m_prompt;
    std::unique_ptr<Reporter> m_reporter;
    NoticeBar *m_noticeBar;
    ConnectionNotices *m_notices;
    Commands *m_commands;
    MultiEdits *m_multiEdits;
    StorageCommands *m_storageCommands;
    Leftovers *m_leftovers;
    Consoles *m_consoles;
    MachineCommandSet *m_machineCommands;
    HostCommandSet *m_hostCommands;
    NewMachines *m_newMachines;

    MachineTreeModel *m_tree;
    MachineFilterModel *m_filter;
    MachinePanel *m_panel;
    QSplitter *m_columns, *m_rows;
    QStackedWidget *m_pages;
    MessagePage *m_message;
    MachinePages *m_machinePages;
    HostPages *m_hostPages;
    TaskPanel *m_tasks;
    Destinations *m_destinations = nullptr;
    RowDemand *m_demand = nullptr;
    ScreenPictures *m_pictures = nullptr;
    Screenshots *m_screenshots;

    QElapsedTimer m_sinceRefresh;
    QSet<MachineKey> m_selected;
    bool m_closing = false;
};
