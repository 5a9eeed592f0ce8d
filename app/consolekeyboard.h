// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/keyboard/keyboardlayout.h"
#include "models/values/machinekey.h"

#include <QObject>

#include <optional>

class ConsolePage;
class Inventory;
class Reporter;
class Settings;

// What consoles know of the user's keyboard: gives each page its preferences, follows them, opens
// the dialogs that its keys need, and sends keys through libvirt where the console is closed.
class ConsoleKeyboard : public QObject
{
    Q_OBJECT

public:
    // `inventory`: null for a console with no libvirt behind it.
    ConsoleKeyboard(Inventory *inventory, Settings &settings, Reporter &reporter,
                    QObject *parent = nullptr);

    // Once for each page. `name`: what the dialogs call a machine that the inventory does not know.
    void attach(ConsolePage *page, const MachineKey &machine, const QString &name = {});
    // The machine's state has changed: keys reach it without its console while it runs.
    void update(ConsolePage *page, const MachineKey &machine);

private:
    void apply(ConsolePage *page, const MachineKey &machine);
    void typeText(ConsolePage *page, const MachineKey &machine, const QString &name);
    void recordKeys(ConsolePage *page, const QString &name);
    class KeyMacrosDialog *editMacros(ConsolePage *page);
    QString nameOf(const MachineKey &machine, const QString &otherwise) const;
    KeyboardLayout hostLayout();

    Inventory *m_inventory;
    Settings &m_settings;
    Reporter &m_reporter;
    std::optional<KeyboardLayout> m_hostLayout;
};
