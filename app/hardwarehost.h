// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/osinfo/systemcatalog.h"
#include "models/values/hardwarechoices.h"
#include "models/values/machinekey.h"
#include "views/hardware/itemeditor.h"

#include <QObject>
#include <QPointer>

#include <memory>

class Connection;
class Inventory;
class Settings;
class StorageCommands;
class QWidget;

using ChoicesChange = std::function<void(HardwareChoices &)>;

// Asks a host what a machine with this definition can have, but for its networks: without an answer
// these mean another thing to each who asks. `put` gets each answer as it comes, while `scope` lives.
void askForChoices(Connection &host, const QByteArray &definition, QObject *scope,
                   const std::function<void(const ChoicesChange &)> &put);

// What the editors of a machine's hardware ask of its host: what it offers (read once for each
// machine that is looked at) and its storage. GUI thread.
class HardwareHost : public QObject
{
    Q_OBJECT

public:
    // All must outlive this. `window`: what dialogs belong to.
    HardwareHost(Inventory &inventory, StorageCommands &storage, Settings &settings,
                 QWidget *window);

    // For a page that shows the machine that is set; without changeAtOnce.
    HardwareServices services();
    void setMachine(const MachineKey &machine);
    // Asks the host what a machine with this definition can have; once, until another machine or
    // refresh().
    void read(const QByteArray &definition);
    void refresh(); // it may offer something else now
    const std::shared_ptr<const HardwareChoices> &choices() const { return m_choices; }

Q_SIGNALS:
    void choicesChanged(const std::shared_ptr<const HardwareChoices> &choices);

private:
    void put(const ChoicesChange &change);
    QString macUser(const QString &mac) const;
    void askForUsers(QObject *asker,
                     const std::function<void(const QList<HostDeviceUser> &)> &answer);
    void choose(StoragePurpose purpose, const std::function<void(const ChosenStorage &)> &chosen);
    QStringList recentImages() const;
    void imageUsed(const QString &path);

    Inventory &m_inventory;
    StorageCommands &m_storage;
    Settings &m_settings;
    SystemCatalog m_catalog;
    QPointer<QWidget> m_window;
    MachineKey m_machine;
    bool m_read = false;
    std::unique_ptr<QObject> m_scope; // of the questions for m_machine
    std::shared_ptr<const HardwareChoices> m_choices;
};
