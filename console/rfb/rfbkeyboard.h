// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>

// Turns Linux keys into what a server takes: keys' numbers where it knows them, else what they mean
// on a US keyboard.
class RfbKeyboard
{
public:
    void setTakesCodes(bool takes);
    // The lights that the server says are on (Wire::Lock).
    void setLocks(quint8 locks);

    // Empty when there is no such key.
    QByteArray key(quint16 linuxCode, bool pressed);
    // The lock keys to press so that the lights are as wanted; empty when that is not known.
    QByteArray lock(quint8 wanted);

private:
    quint32 keysym(quint16 linuxCode, bool pressed);

    bool m_takesCodes = false;
    bool m_locksKnown = false, m_capsOn = false, m_numOn = true;
    int m_shifts = 0; // a bit for each of the two that is held
    quint8 m_locks = 0;
    QHash<quint16, quint32> m_held; // what each key meant when it was pressed
};
