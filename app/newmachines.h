// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/values/machinekey.h"
#include "models/values/machineplan.h"

#include <QObject>
#include <QPointer>

#include <memory>

class Inventory;
struct CloudInitForm;
class Jobs;
class NewMachineDialog;
class Reporter;
class StorageCommands;
class QAction;
class QWidget;

// From the action New machine to a machine: opens the wizard, has its plan carried out as a task,
// and gives the wizard back with its values when that fails.
class NewMachines : public QObject
{
    Q_OBJECT

public:
    // All must outlive this. `window`: what wizards belong to.
    NewMachines(Inventory &inventory, Jobs &jobs, Reporter &reporter, StorageCommands &storage,
                QWidget *window);

    QAction *action() const { return m_action; }
    void setHost(const ConnectionId &host) { m_host = host; } // the selected one: where to begin
    void refresh();                                           // a host came or went
    NewMachineDialog *open();

Q_SIGNALS:
    void consoleWanted(const MachineKey &machine);

private:
    // Writes the answers for a first boot, where the plan needs them, and goes on.
    void prepare(const QPointer<NewMachineDialog> &dialog, const ConnectionId &host,
                 const MachinePlan &plan, const CloudInitForm &answers, bool openConsole);
    void create(const QPointer<NewMachineDialog> &dialog, const ConnectionId &host,
                const MachinePlan &plan, std::shared_ptr<void> held, bool openConsole);

    Inventory &m_inventory;
    Jobs &m_jobs;
    Reporter &m_reporter;
    StorageCommands &m_storage;
    QPointer<QWidget> m_window;
    QAction *m_action;
    ConnectionId m_host;
};
