// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/sharing/usbrules.h"
#include "models/settings/settings.h"
#include "models/values/machinekey.h"

// What the user chose for one machine about what it is handed.
struct SharingSettings
{
    QString folder = {}; // the last one; empty: none yet
    bool folderReadOnly = true;
    bool folderAgain = false; // share it by itself when the console connects
    UsbRules usb = {};

    bool operator==(const SharingSettings &) const = default;

    static SharingSettings load(const Settings &settings, const MachineKey &machine);
    void store(Settings &settings, const MachineKey &machine) const;
};
