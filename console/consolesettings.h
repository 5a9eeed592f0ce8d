// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/consolechoices.h"
#include "console/scaling.h"
#include "console/serialpage.h"
#include "models/settings/settings.h"
#include "models/values/machinekey.h"

// What the console keeps for each machine. Pages take and give plain values; the application stores them.
namespace ConsoleSettings {

// The scaling of one machine; Preferences::consoleScaling() where the user has chosen none
// for it.
Scaling scaling(const Settings &settings, const MachineKey &machine);
void setScaling(Settings &settings, const MachineKey &machine, Scaling scaling);

// Which of several displays the user chose for a machine, as its type; empty: none.
QString graphics(const Settings &settings, const MachineKey &machine);
void setGraphics(Settings &settings, const MachineKey &machine, const QString &type);
// The terminals of text consoles.
TerminalPreferences terminal(const Settings &settings);

// What the user shares with a machine, and its further displays.
ConsoleChoices choices(const Settings &settings, const MachineKey &machine);
void setChoices(Settings &settings, const MachineKey &machine, const ConsoleChoices &choices);

} // namespace ConsoleSettings
