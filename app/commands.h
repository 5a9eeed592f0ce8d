// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/values/machinekey.h"
#include "models/values/machinerequest.h"

#include <QList>
#include <QObject>
#include <QPointer>

class Connection;
class Inventory;
class Jobs;
class Prompt;
class Reporter;
class Settings;
class QWidget;

// From a click to a result: asks where something would be lost, opens the dialog that a request
// needs, hands the request to the machine's connection and tracks it among the tasks.
class Commands : public QObject
{
    Q_OBJECT

public:
    // All of them must outlive this. `window`: what dialogs belong to.
    Commands(Inventory &inventory, Jobs &jobs, Settings &settings, Prompt &prompt,
             Reporter &reporter, QWidget *window);

    // What the user asked of the selected machines; those that do not allow it are left out.
    void run(MachineAction action, const QList<MachineKey> &machines, bool checked = false);
    void shutDown(const QList<MachineKey> &machines, ShutdownMode mode);
    // Without a question.
    void perform(const MachineKey &machine, const MachineRequest &request);

Q_SIGNALS:
    void consoleWanted(const MachineKey &machine);
    void screenshotWanted(const QList<MachineKey> &machines, bool toClipboard);

private:
    void confirmed(const QList<MachineKey> &machines, const MachineRequest &request);
    void editText(MachineAction action, const MachineKey &machine);
    void dumpMemory(const MachineKey &machine);
    void remove(const MachineKey &machine);
    void openDeleteDialog(const MachineKey &machine, const QStringList &disks, int snapshots);
    void awaitShutdown(Connection *connection, const MachineKey &machine);
    void offerForceOff(const MachineKey &machine);

    Inventory &m_inventory;
    Jobs &m_jobs;
    Settings &m_settings;
    Prompt &m_prompt;
    Reporter &m_reporter;
    QPointer<QWidget> m_window;
};
