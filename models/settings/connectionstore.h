// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/connection.h"

#include <optional>

class Settings;

// The user's connections in the preferences, in their order. No secrets are among them.
namespace ConnectionStore {

// Nothing if none was ever stored: the first start, when local hypervisors are offered. Entries
// without a URI or with an id that repeats are left out.
std::optional<QList<ConnectionConfig>> load(const Settings &settings);
void save(Settings &settings, const QList<ConnectionConfig> &connections);

} // namespace ConnectionStore
