// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/newdevice.h"
#include "models/xml/elementwriter.h"
#include "models/xml/machinehardware.h"

#include <span>

// One line for each kind of device that newDevices() offers.
struct NewDeviceKind
{
    enum Hypervisors { Qemu = 1, Container = 2, Xen = 4, Other = 8 };
    static constexpr int machines = Qemu | Xen | Other;
    static constexpr int all = machines | Container;

    const char16_t *id;
    NewDevice::Group group;
    const char *title; // QT_TRANSLATE_NOOP, context "NewDevices"
    const char *words; // the same; nullptr: none
    const char16_t *icon;
    int hypervisors;
    void (*write)(ElementWriter &xml, const MachineHardware &machine);
    QString (*obstacle)(const MachineHardware &machine) = nullptr; // empty: none
    NewDevice::Storage storage = NewDevice::Storage::None;
    NodeDevice::Kind hostDevice = NodeDevice::Kind::Other;
};

std::span<const NewDeviceKind> newDeviceKinds();
