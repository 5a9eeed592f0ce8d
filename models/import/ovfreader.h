// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/values/machinespec.h"

#include <QByteArray>

// A disk of an OVF package.
struct OvfDisk
{
    QString file = {};    // its name in the package; untrusted. Empty: a blank one
    quint64 capacity = 0; // bytes; 0: not said
    bool cdrom = false;
    bool compressed = false; // with gzip: nothing reads it in place

    bool operator==(const OvfDisk &) const = default;
};

// A machine as another program described it (DMTF DSP0243). Untrusted.
struct OvfMachine
{
    MachineSpec spec = {}; // its disks have no source yet, and are those of `disks`, in order
    QList<OvfDisk> disks = {};
    QStringList networks = {}; // what its networks were called there
    QString systemName = {};   // in words: "Debian GNU/Linux (64 bit)"
};

// The descriptor (.ovf). Packages of several machines are refused. Any thread.
Result<OvfMachine> readOvf(const QByteArray &xml);
