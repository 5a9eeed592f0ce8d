// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/machine.h"

// How a guest is asked to shut down or reboot (virDomainShutdownFlags).
enum class ShutdownMode : quint8 {
    Automatic, // the agent when it answers, else the ACPI power button
    Agent,
    Acpi,
};

// One thing asked of one machine: what a dialog returns and Connection::perform() executes.
struct MachineRequest
{
    MachineAction action = MachineAction::Start;
    ShutdownMode mode = ShutdownMode::Automatic; // ShutDown, Reboot
    bool enable = true; // Autostart
    QString text = {}; // Rename, EditTitle, EditDescription: the new text
    QString path = {}; // CoreDump: absolute path on the host
    bool memoryOnly = true; // CoreDump: an ELF file of guest memory (VIR_DUMP_MEMORY_ONLY)
    bool keepSavedState = false; // Delete: refuse when a saved state would be lost
    QList<quint32> keys = {}; // SendKey: Linux key codes, at most 16
    int holdMs = 50; // SendKey: how long each key is held
    bool startPaused = false; // Restore: leave the machine paused

    bool operator==(const MachineRequest &) const = default;
};

// What libvirt says of a running job on a domain (virDomainGetJobStats); bytes.
struct JobProgress
{
    quint64 done = 0;
    quint64 total = 0; // 0: unknown
    qint64 elapsedMs = 0;
};
