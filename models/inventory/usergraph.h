// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/values/machine.h"
#include "models/values/volumeusers.h"
#include "models/virt/handle.h"

class Session;

// Who uses the storage of a host: everything that StorageUsers rules on, read from the host. One
// function for the dialogs and for the workers that delete. Worker threads only.
namespace UserGraph {

// All machines' definitions (live, inactive, snapshots, saved states), and all volumes of all
// pools with what they lie on. Each pool is read again first, so that files that came without
// libvirt count too. Fails only when the link is lost; what cannot be read makes the answer
// unknown. `local`: the host is this computer, where files can be looked at.
Result<StorageFacts> read(Session &session, bool local);

// One machine's part. Nothing: the machine is gone.
std::optional<MachineReferences> readMachine(const DomainHandle &domain, const Machine &known,
                                             QStringList &unknown);

// Nothing when all of `volumes` are free; otherwise Kind::Busy with who uses them, or why that
// cannot be told. `what` says what is not done: "The volume “a” was not deleted."
Result<> mustBeFree(const StorageUsers &users, const QList<VolumeRef> &volumes,
                    const QString &what);

} // namespace UserGraph
