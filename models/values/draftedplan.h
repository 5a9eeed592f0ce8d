// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/machinedraft.h"

// The plan that a draft comes to: a machine with all that its disks are made of. Pure; any thread.

// Of an origin other than Xml. Disks and network are sound, everything is filled in.
struct DraftedPlan
{
    MachinePlan plan = {};
    QStringList remarks = {}, problems = {};
};
DraftedPlan planMachine(const MachineDraft &draft, const SystemFacts &system,
                        const HostCapabilities &host, const DomainCapabilities &capabilities);
