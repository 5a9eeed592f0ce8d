// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/values/machinerequest.h"
#include "models/virt/handle.h"

// Renames a machine (virDomainRename) with the variables of its firmware. libvirt 9 derives their
// file from the name when the definition does not say it, and leaves it behind without a word: the
// guest would start with empty ones. So it is written into the definition first. A worker's.
Result<> renameMachine(const DomainHandle &domain, const MachineRequest &request);
