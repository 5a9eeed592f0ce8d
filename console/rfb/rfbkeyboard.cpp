// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/rfb/rfbkeyboard.h"

#include "console/protocol/keymap.h"
#include "console/protocol/messages.h"
#include "console/rfb/clientmessages.h"
#include "console/rfb/keysyms.h"

#include <linux/input-event-codes.h>

void RfbKeyboard::setTakesCodes(bool takes)
{
    m_takesCodes = takes;
    if (!m_locksKnown)
        m_numOn = !takes; // machines start without, other servers have it on
}

void RfbKeyboard::setLocks(quint8 locks)
{
    m_locks = locks;
    m_locksKnown = true;
    m_capsOn = locks & Wire::CapsLock;
    m_numOn = locks & Wire::NumLock;
}

QByteArray RfbKeyboard::key(quint16 linuxCode, bool pressed)
{
    const quint32 keysym = this->keysym(linuxCode, pressed);
    const quint16 code = KeyMap::qnum(linuxCode);
    if (m_takesCodes && code)
        return ClientMessages::extendedKey(keysym, code, pressed);
    return keysym ? ClientMessages::key(keysym, pressed) : QByteArray();
}

// A key is released as what it was pressed, whatever has happened to Shift meanwhile.
quint32 RfbKeyboard::keysym(quint16 linuxCode, bool pressed)
{
    const int shift = linuxCode == KEY_LEFTSHIFT ? 1 : linuxCode == KEY_RIGHTSHIFT ? 2 : 0;
    m_shifts = pressed ? m_shifts | shift : m_shifts & ~shift;
    if (!pressed && m_held.contains(linuxCode))
        return m_held.take(linuxCode);
    // QEMU keeps account in the same way, and presses a lock key itself where a name does not fit.
    if (linuxCode == KEY_CAPSLOCK && pressed)
        m_capsOn = !m_capsOn;
    if (linuxCode == KEY_NUMLOCK && pressed)
        m_numOn = !m_numOn;
    quint32 keysym = Keysyms::ofKey(linuxCode, false);
    const bool letter = keysym >= 'a' && keysym <= 'z';
    if ((m_shifts != 0) != (letter && m_capsOn))
        keysym = Keysyms::ofKey(linuxCode, true);
    if (const quint32 keypad = m_numOn ? 0 : Keysyms::ofKeypad(linuxCode))
        keysym = keypad;
    if (pressed && m_held.size() < 1024)
        m_held.insert(linuxCode, keysym);
    return keysym;
}

QByteArray RfbKeyboard::lock(quint8 wanted)
{
    if (!m_locksKnown)
        return {};
    QByteArray result;
    const auto toggle = [&](quint8 bit, quint16 code) {
        if ((wanted ^ m_locks) & bit)
            result += key(code, true) + key(code, false);
    };
    toggle(Wire::ScrollLock, KEY_SCROLLLOCK);
    toggle(Wire::NumLock, KEY_NUMLOCK);
    toggle(Wire::CapsLock, KEY_CAPSLOCK);
    return result;
}
