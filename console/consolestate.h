// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// Why a console shows a picture or does not.
enum class ConsoleState {
    NoMachine,    // none is selected
    Off,          // it is shut off: nothing to see
    HostUnusable, // the connection to its host is down
    Idle,         // could connect, but nobody looks
    Asking,       // for where the display is
    NotFound,     // the host did not say where it is
    NoDisplay,    // it has none
    Unsupported,  // it has only kinds we cannot show
    OutOfReach,   // it listens where this computer cannot get
    Connecting,
    Connected,
    PasswordWanted,
    Refused,       // nobody listens, or the host refused
    NotSecure,     // TLS failed
    NotUnderstood, // the server talks something else
    NotAnswering,  // it took the connection and says nothing
    Disconnected,  // by the user
    Closed,        // by the server, while the machine runs
    Crashed,       // the viewer process
};

// An empty state: what to show in place of the picture.
struct ConsoleMessage
{
    QString icon = {}; // freedesktop name
    QString title = {};
    QString text = {}; // may quote what hosts say: untrusted
};

// `detail`: what is known beyond the state; untrusted. Empty for Connected.
ConsoleMessage consoleMessage(ConsoleState state, const QString &machine, bool savedState,
                              const QString &detail);
