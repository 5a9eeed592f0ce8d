// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyboard/keyboardlayout.h"
#include "models/keyboard/keymacro.h"
#include "models/settings/settings.h"

class QUuid;

// What the user has chosen about keyboards in consoles. Pages take and give plain values; the
// application stores them.
namespace KeyboardPreferences {

// Whether the machine gets the keys that the window manager uses, while it is focused.
inline constexpr Setting<bool> capture{"console/captureKeyboard", true};
inline constexpr const char *releaseChordKey = "console/releaseChord",
                            *hostChordsKey = "console/hostShortcuts", *macrosKey = "console/macros";

// Gives keyboard and pointer back; Ctrl+Alt (the left pair) by default.
KeyChord releaseChord(const Settings &settings);
void setReleaseChord(Settings &settings, const KeyChord &chord);
KeyChord defaultReleaseChord();

// What this program keeps while a machine has the keyboard. F11 by default, so that one key leaves
// full screen; Send key has it for the guest.
QList<KeyChord> hostChords(const Settings &settings);
void setHostChords(Settings &settings, const QList<KeyChord> &chords);

// The user's macros, for all machines.
QList<KeyMacro> macros(const Settings &settings);
void setMacros(Settings &settings, const QList<KeyMacro> &macros);

// The layout that a machine's guest is set to; `host` where the user has chosen none for it.
KeyboardLayout guestLayout(const Settings &settings, const QUuid &machine,
                           const KeyboardLayout &host);
void setGuestLayout(Settings &settings, const QUuid &machine, const KeyboardLayout &layout);
// Milliseconds a key when text is typed into this machine; see KeyPlayer.
int pace(const Settings &settings, const QUuid &machine);
void setPace(Settings &settings, const QUuid &machine, int milliseconds);

} // namespace KeyboardPreferences
