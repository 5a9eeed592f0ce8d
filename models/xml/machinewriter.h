// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/values/domaincapabilities.h"
#include "models/values/machinespec.h"

#include <QByteArray>

enum class MachineStage {
    Installing, // with the installer's kernel, if it has one, and off when the guest reboots then
    Installed,
};

// The XML of a machine to define (virDomainDefineXMLFlags). Give it the spec of soundMachine(): what
// is left open there is left out here. Fails when machineProblems() has something to say. Any thread.
Result<QByteArray> writeMachine(const MachineSpec &spec, const DomainCapabilities &capabilities,
                                MachineStage stage = MachineStage::Installed);
