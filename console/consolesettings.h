// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/scaling.h"
#include "models/settings/settings.h"
#include "models/values/machinekey.h"

// What the console keeps for each machine. Pages take and give plain values; the application stores them.
namespace ConsoleSettings {

// The scaling of one machine; Preferences::consoleScaling() where the user has chosen none
// for it.
Scaling scaling(const Settings &settings, const MachineKey &machine);
void setScaling(Settings &settings, const MachineKey &machine, Scaling scaling);

} // namespace ConsoleSettings
