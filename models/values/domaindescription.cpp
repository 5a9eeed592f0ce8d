// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/domaindescription.h"

#include "models/values/definitiondifference.h"

bool differs(const HardwareItem &now, const HardwareItem &later)
{
    return !differences(now, later, Compare::RunningWithDefinition).isEmpty();
}
