// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/domaincapabilities.h"
#include "models/values/domainchanges.h"

// Which of libvirt's drivers runs a machine, as far as rules depend on it. Of one that is not known
// everything can be changed.
struct MachineDriver
{
    QString type = {};   // of <domain>: "kvm", "xen", "lxc"
    QString osType = {}; // of <os><type>: "hvm", "linux", "exe"
    QString scheme = {}; // of the connection, without its transport: "qemu", "esx"

    bool operator==(const MachineDriver &) const = default;
};

// What libvirt's other drivers (containers, Xen, bhyve, VMware, VirtualBox …) cannot change in a
// machine that is there, by libvirt's documentation of domain XML ("QEMU and KVM only") and by the
// calls that a driver has. Where neither says so, it can be changed: libvirt answers in its own words.
// What the host says of itself goes before what is written here. All answers are sentences; empty: it
// can be done. Pure; any thread.
namespace DriverRules {

// A section or device as a whole; kinds are those of HardwareItem.
QString whyNotItem(const MachineDriver &driver, const QString &kind, bool running,
                   const DomainCapabilities *host = nullptr);
// A single value of one that can be changed. What is there may be taken out nevertheless.
QString whyNotField(const MachineDriver &driver, const QString &kind, const QString &path);
// A new device of a kind, which has none of a name here; without a kind: any.
QString whyNotAdded(const MachineDriver &driver, const QString &kind = {},
                    const DomainCapabilities *host = nullptr);
// A device taken out.
QString whyNotRemoved(const MachineDriver &driver);
// In the running machine. `updateRefused`: this host has answered before that it has no call for
// changing devices.
QString whyNotNow(const MachineDriver &driver, const DomainChanges &changes,
                  bool updateRefused = false);
// That answer.
bool hasNoDeviceUpdate(const DomainChanges &changes, const EditOutcome &outcome);

} // namespace DriverRules
