// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/domaincapabilities.h"
#include "models/values/hostcapabilities.h"
#include "models/values/machinespec.h"
#include "models/values/systemfacts.h"

#include <QStringList>

// How a sound machine is made of what the host says and what the system supports. Nothing is
// guessed: what the capabilities do not offer is not chosen. Pure functions; any thread.

// The ways this host can run machines, the best first: hardware before emulation, the host's own
// architecture before others, machines before containers.
struct Platform
{
    QString virtType = {}, osType = {}, architecture = {}, machine = {}, emulator = {};
    QStringList machines = {}; // to choose from
    bool operator==(const Platform &) const = default;
};
QList<Platform> platformsOf(const HostCapabilities &host);

// Fills in virtType, osType, architecture, machine and emulator, as far as the spec leaves them
// open, with the best of platformsOf(); nothing when the host can run no such machine.
std::optional<MachineSpec> choosePlatform(const MachineSpec &chosen, const HostCapabilities &host,
                                          const SystemFacts &system);

// Fills in everything else that the spec leaves open, from the capabilities of its platform.
struct SoundMachine
{
    MachineSpec spec = {};
    QStringList remarks = {}; // translated sentences: what the host cannot, and what follows
};
SoundMachine soundMachine(const MachineSpec &chosen, const SystemFacts &system,
                          const DomainCapabilities &capabilities);

// The disk of cloud-init's answers. It is a disk and no CD, because the small kernels of cloud images
// have no driver for drives of CDs.
DiskSpec seedDisk(const QString &path);
// The CD that goes when the system is installed; null: none, because there is no disk to install on
// or the CD is the system itself.
const DiskSpec *mediumToTakeOut(const MachineSpec &spec);

// Why a spec cannot be written, as translated sentences; empty: it can.
QStringList machineProblems(const MachineSpec &spec, const DomainCapabilities &capabilities);

// The spec as facts in words for the review: translated label, value (which may hold names).
struct MachineFact
{
    QString label = {}, value = {};
    bool operator==(const MachineFact &) const = default;
};
QList<MachineFact> machineFacts(const MachineSpec &spec);
