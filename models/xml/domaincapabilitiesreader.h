// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/values/domaincapabilities.h"

#include <QByteArray>

// virConnectGetDomainCapabilities' document. Any thread.
Result<DomainCapabilities> readDomainCapabilities(const QByteArray &xml);
