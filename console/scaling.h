// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/settings/preferences.h"

// How the machine's picture fills its place.
using Scaling = Preferences::ConsoleScaling;
