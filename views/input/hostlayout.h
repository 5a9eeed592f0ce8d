// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyboard/keyboardlayout.h"

// The layout of the user's own keyboard, as the X server, the session or the system says; "us"
// where nobody does. Of several the first.
KeyboardLayout hostKeyboardLayout();
