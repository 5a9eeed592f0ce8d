// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/virt/handle.h"

// libvirt 9 names the file with a machine's UEFI variables after the machine when the definition does
// not name one, and takes what lies there. A machine that was renamed keeps the file that is named
// after its old name: a new machine of that name would write into the same. So one that is another
// machine's, or lies there already where we can see it, is replaced in the definition by a name that
// is free. `local`: the host's files are this computer's. For a definition that was put in place a
// moment ago; a worker's.
Result<> giveOwnVariables(const ConnectHandle &connect, const DomainHandle &domain, bool local);
