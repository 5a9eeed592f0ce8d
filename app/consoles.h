// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/values/machine.h"
#include "models/values/machinekey.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QWidget>

class Connection;
class ConsoleKeyboard;
class ConsolePage;
class ConsoleTabs;
class Inventory;
class Jobs;
class MachineCommandSet;
struct ConnectionConfig;
class QAction;
class Reporter;
class Settings;
class Commands;

// One console for each machine that was looked at: told of the machine's state, given where its
// display is, kept while it is connected. A torn-off one lives in a window of its own.
class Consoles : public QObject
{
    Q_OBJECT

public:
    Consoles(Inventory &inventory, Jobs &jobs, Settings &settings, Reporter &reporter,
             Commands &commands, QObject *parent = nullptr);
    ~Consoles() override;

    // Made when there is none yet; owned here until its machine is gone.
    ConsolePage *page(const MachineKey &machine);
    ConsolePage *existing(const MachineKey &machine) const;
    // The same with the text consoles of the machine beside it: what windows and pages show.
    ConsoleTabs *tabs(const MachineKey &machine);
    ConsoleTabs *existingTabs(const MachineKey &machine) const;

    bool isTornOff(const MachineKey &machine) const;
    void tearOff(const MachineKey &machine);
    void bringBack(const MachineKey &machine);

Q_SIGNALS:
    void tornOffChanged(const MachineKey &machine);
    void displayStateChanged(const MachineKey &machine);
    // The user wants a connection like this one, to reach a display.
    void connectionWanted(const ConnectionConfig &config);

private:
    struct Entry
    {
        QPointer<ConsolePage> page; // in the tabs
        QPointer<ConsoleTabs> tabs;
        QPointer<QWidget> window; // when it is torn off
    };

    void follow(Connection *connection);
    void tell(const MachineKey &machine);
    void findDisplay(const MachineKey &machine);
    void share(const MachineKey &machine, ConsolePage *page);
    ConsoleTabs *makeTabs(const MachineKey &machine, ConsolePage *page);
    void findTextConsoles(const MachineKey &machine);
    void forget(const MachineKey &machine);

    Inventory &m_inventory;
    Jobs &m_jobs;
    Settings &m_settings;
    Reporter &m_reporter;
    Commands &m_commands;
    ConsoleKeyboard *m_keyboard;
    QHash<MachineKey, Entry> m_entries;
};
