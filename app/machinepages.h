// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/machinedetails.h"
#include "models/values/machine.h"
#include "models/values/machineevent.h"

#include <QWidget>

class Consoles;
class DefinitionHistory;
class DeviceCommands;
class EventsPage;
class EventStore;
class HardwareEdits;
class HardwareHost;
class HardwarePage;
class Inventory;
class Jobs;
class MachineCommandSet;
class MachineOverviewPage;
class MachinePerformancePage;
class MessagePage;
class Reporter;
class Settings;
class StatsHistory;
class Thumbnails;
class QAction;
class QStackedWidget;
class QTabWidget;
class QToolButton;

// The pages of the selected machine. Only the one that is looked at asks its host for anything.
class MachinePages : public QWidget
{
    Q_OBJECT

public:
    enum Page { Overview, Console, Hardware, Performance, Events };

    MachinePages(Inventory &inventory, StatsHistory &history, EventStore &events,
                 Consoles &consoles, const MachineCommandSet &commands, Settings &settings,
                 Jobs &jobs, Reporter &reporter, QWidget *parent = nullptr);

    void setMachine(const MachineKey &machine); // null: none
    const MachineKey &machine() const { return m_machine; }
    void showPage(Page page);
    Page currentPage() const;
    void refresh();                            // the machine's row has changed
    void hostIsAway(const ConnectionId &host); // what happens there now is not seen
    void readAgain(); // of what has no event; where somebody looks
    // Where definitions are kept; must outlive this. Before the first machine.
    void setDefinitions(DefinitionHistory *definitions);
    QAction *tearOffAction() const { return m_tearOff; }
    MachineOverviewPage *overview() const { return m_overview; }
    DeviceCommands *devices() const { return m_devices; }
    void setHardwareHost(HardwareHost *host); // must outlive this; before the first machine
    // What the Overview page shows of the screen; must outlive this.
    void setThumbnails(const Thumbnails *thumbnails);

Q_SIGNALS:
    void pageChanged(); // another page is shown, or none
    void machineChanged();
    void restartWanted(const MachineKey &machine, int waiting); // changes that wait

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void updateConsole();
    void updatePicture();
    void updateNotice(); // of the Overview
    void updateWanted();
    void note(const QList<MachineEvent> &events);
    void take(const MachineDetails::Definition &definition);

    Inventory &m_inventory;
    StatsHistory &m_history;
    Consoles &m_consoles;
    Settings &m_settings;
    const Thumbnails *m_thumbnails = nullptr;
    MachineKey m_machine;
    ConnectionId m_demandedOf; // whose figures the overview asks for
    MachineDetails m_details;
    // When machines came to their states, of those that were seen to.
    QHash<MachineKey, std::pair<MachineState, QDateTime>> m_since;

    QTabWidget *m_tabs;
    MachineOverviewPage *m_overview;
    QStackedWidget *m_console;
    MessagePage *m_elsewhere; // the console is in a window of its own
    HardwarePage *m_hardware;
    HardwareEdits *m_edits;
    DeviceCommands *m_devices;
    MachinePerformancePage *m_performance;
    EventsPage *m_events;
    QToolButton *m_corner;
    QAction *m_tearOff, *m_bringBack;
};
