// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/graphics.h"

#include <QString>

// Where a display is as its own host sees it, for a tunnel that ends there: "127.0.0.1:5900",
// "[::1]:5900", or the path of a socket; empty when it has no address. `secure`: its TLS port.
QString tunnelAddress(const Graphics &graphics, bool secure = false);
