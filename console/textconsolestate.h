// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/consolestate.h"

// Why a text console shows what the machine says, or does not.
enum class TextConsoleState {
    Off,          // the machine is
    HostUnusable, // the connection to its host is down
    Idle,         // could connect, but nobody looks
    Asking,       // for what consoles the machine has now
    NotOpenable,  // it is connected to something else
    Connecting,
    Connected,
    Busy,   // somebody else has it
    Taken,  // somebody else has taken it away
    Ended,  // by the machine, which still runs
    Failed, // the host refused
};

// `detail`: what is known beyond the state; untrusted. Empty for Connected.
ConsoleMessage textConsoleMessage(TextConsoleState state, const QString &machine, bool savedState,
                                  const QString &detail);
