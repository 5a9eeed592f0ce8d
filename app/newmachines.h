// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/inventory/firstboots.h"
#include "models/values/machinekey.h"
#include "models/values/machineplan.h"

#include <QObject>
#include <QPointer>

class Inventory;
struct InstallAnswers;
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
    // Who looks after what was made for a first boot only.
    void setFirstBoots(FirstBoots *boots) { m_firstBoots = boots; }

Q_SIGNALS:
    void consoleWanted(const MachineKey &machine);
    void hardwareWanted(const MachineKey &machine);

private:
    void create(const QPointer<NewMachineDialog> &dialog, const ConnectionId &host,
                const MachinePlan &plan, const InstallAnswers &answers, AfterCreation after);

    Inventory &m_inventory;
    Jobs &m_jobs;
    Reporter &m_reporter;
    StorageCommands &m_storage;
    QPointer<QWidget> m_window;
    QPointer<FirstBoots> m_firstBoots;
    QAction *m_action;
    ConnectionId m_host;
};
