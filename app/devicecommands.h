// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/core/result.h"
#include "models/values/domainchanges.h"
#include "models/values/machinekey.h"
#include "models/values/newdevice.h"

#include <QObject>
#include <QPointer>

#include <functional>

class AddHardwareDialog;
class Connection;
class DefinitionHistory;
class HardwarePage;
class Inventory;
class Jobs;
class Reporter;
class StorageCommands;

// Adds devices to the machine that the Hardware page shows, and removes them: opens the dialogs, and
// has the machine's connection do what they ask for. The running machine comes first: what it refuses
// changes nothing.
class DeviceCommands : public QObject
{
    Q_OBJECT

public:
    // All must outlive this.
    DeviceCommands(Inventory &inventory, Jobs &jobs, Reporter &reporter, HardwarePage *page);

    void setMachine(const MachineKey &machine); // which the page shows from now on
    void setStorage(StorageCommands *storage) { m_storage = storage; } // where images are chosen
    void setDefinitions(DefinitionHistory *definitions) { m_definitions = definitions; }
    void add();
    // `item`: its key in the running machine's document, or else in the one of the next start.
    void remove(const QString &item, bool inRunning);

private:
    struct Documents
    {
        QByteArray live = {}, definition = {}; // either may be missing
    };
    struct Removal
    {
        MachineKey machine = {};
        QString name = {}, title = {}; // of the machine and the device
        Documents documents = {};
        QString liveItem = {}, item = {}; // keys in the documents; empty: it is not there
        QString alias = {};               // in the running machine
    };

    Connection *connection(const MachineKey &machine) const;
    QString nameOf(const MachineKey &machine) const;
    void read(const MachineKey &machine, const std::function<void(const Documents &)> &deliver);
    void openAddDialog(const MachineKey &machine, const Documents &documents);
    void ask(AddHardwareDialog *dialog, const MachineKey &machine, const QByteArray &document);
    void carryOut(const MachineKey &machine, const DeviceAddition &addition, bool running,
                  const QPointer<AddHardwareDialog> &dialog);
    void askForRemoval(const Removal &removal, const StorageVolume &volume);
    void carryOut(const Removal &removal, EditTime time, const StorageVolume &volume);
    // Into the history, as ours.
    void record(const MachineKey &machine, const QByteArray &before, const QByteArray &after,
                const QString &what);

    Inventory &m_inventory;
    Jobs &m_jobs;
    Reporter &m_reporter;
    HardwarePage *m_page;
    StorageCommands *m_storage = nullptr;
    DefinitionHistory *m_definitions = nullptr;
    MachineKey m_machine;
};
