// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/domaindescription.h"

#include <algorithm>

bool differs(const HardwareItem &now, const HardwareItem &later)
{
    // One way only: a running machine's document says more (defaults that were filled in), never less.
    return std::any_of(later.properties.begin(), later.properties.end(),
                       [&now](const HardwareProperty &property) {
                           return !property.runtime && !now.properties.contains(property);
                       });
}
