// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyboard/keyboardlayout.h"
#include "models/keyboard/keychord.h"

#include <QHash>

#include <memory>

// Which keys type what on a layout: its keymap as libxkbcommon compiles it, read backwards. Some
// ten milliseconds to make; then only looked into.
class LayoutTable
{
public:
    explicit LayoutTable(const KeyboardLayout &layout);

    bool isValid() const { return !m_byCharacter.isEmpty(); } // false: no such layout here
    // The chords that type a character, with Caps Lock off: one, or two where a dead key is needed.
    // Empty: this layout has no way to it.
    QList<KeyChord> chordsFor(char32_t character) const { return m_byCharacter.value(character); }
    // The chord for a symbol of X11 and Wayland (XK_Return, XK_a); empty without one.
    KeyChord chordForSymbol(quint32 symbol) const { return m_bySymbol.value(symbol); }

private:
    void readKeys(struct xkb_keymap *keymap);
    void readDeadKeys(struct xkb_context *context);

    QHash<char32_t, QList<KeyChord>> m_byCharacter;
    QHash<quint32, KeyChord> m_bySymbol;
};

// The last few tables that were asked for; null where there is no such layout. GUI thread.
std::shared_ptr<const LayoutTable> layoutTable(const KeyboardLayout &layout);
