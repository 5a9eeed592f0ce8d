// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/values/hostcapabilities.h"

#include <QByteArray>

// virConnectGetCapabilities' document. Any thread.
Result<HostCapabilities> readCapabilities(const QByteArray &xml);
