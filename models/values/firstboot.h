// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/machinekey.h"
#include "models/values/storage.h"

#include <QStringList>

// What a machine has for its first boot only, and what was made for it.
struct FirstBoot
{
    MachineKey machine = {};
    QList<VolumeRef> volumes = {}; // of ours: they go when it has stopped
    QStringList targets = {};      // disks ("vdb") that its second boot does not have
    bool kernel = false;           // an installer's kernel, which neither has
    bool restart = false;          // its guest will end in order to reboot: start it again
    bool started = false;          // it was seen running
    bool settled = false;          // its definition is that of the second boot

    bool isNeeded() const { return !volumes.isEmpty() || !targets.isEmpty() || kernel; }
    bool operator==(const FirstBoot &) const = default;
};
