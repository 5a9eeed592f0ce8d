// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/domaincapabilities.h"
#include "models/values/hostcapabilities.h"
#include "models/values/hostnetwork.h"
#include "models/values/nodedevice.h"
#include "models/values/secret.h"

#include <optional>

// What a machine's host offers for its hardware. What has not been read, or could not be, is
// nothing: editors let people type then.
struct HardwareChoices
{
    std::optional<DomainCapabilities> capabilities = {}; // of this machine's emulator and type
    std::optional<HostCapabilities> host = {};
    std::optional<QList<HostNetwork>> networks = {};
    std::optional<QList<NodeDevice>> devices = {};
    std::optional<QList<HostSecret>> secrets = {};

    bool operator==(const HardwareChoices &) const = default;
};
