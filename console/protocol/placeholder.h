// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/protocol/picturecopy.h"

// Whether this is what QEMU shows in place of a display that the guest has not turned on: one line
// of grey text in the middle of black ("Display output is not active."). SPICE and VNC have no word
// for such a display.
bool isPlaceholder(const SourcePixels &pixels);
