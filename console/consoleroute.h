// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/consolestate.h"
#include "console/consoletarget.h"
#include "console/protocol/messages.h"

// How to get to a machine's display: the device, and where its server is; or why there is no way.
struct ConsoleRoute
{
    ConsoleState state = ConsoleState::Connecting; // or what hinders
    QString detail = {}; // translated; of NoDisplay, Unsupported, OutOfReach
    int graphicsIndex = -1;
    Wire::Open where = {}; // without a password
    bool sshWouldHelp = false; // of OutOfReach: ssh to the host would get there
};

// Which of the target's displays is shown: the preferred one, else SPICE, else VNC, else the first
// of another kind; null when there is none.
const Graphics *chosenGraphics(const ConsoleTarget &target);

// `sockets`: whether target.openChannel() may be used. It is the best way where it works: it needs
// no address and no password, and passes no network.
ConsoleRoute consoleRoute(const ConsoleTarget &target, bool sockets);
