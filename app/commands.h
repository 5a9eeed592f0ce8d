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
    // Shuts it down and starts it again, for what waits for its next start; asks first. `waiting`:
    // how many changes that are.
    void restart(const MachineKey &machine, int waiting);
    // How long a guest may take to shut down before it is said that it has not; default 60000.
    void setShutdownPatience(int milliseconds) { m_shutdownPatience = milliseconds; }
    // Without a question.
    void perform(const MachineKey &machine, const MachineRequest &request);

Q_SIGNALS:
    void consoleWanted(const MachineKey &machine);
    // Before it is carried out. `title`: in words.
    void performing(const MachineKey &machine, const MachineRequest &request, const QString &title);
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
    int m_shutdownPatience = 60'000;
};
