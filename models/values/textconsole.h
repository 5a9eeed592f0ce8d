// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMetaType>
#include <QString>

// One text console of a machine: a serial port, a virtio console, the console of a container.
struct TextConsole
{
    enum class Kind { Serial, Console, Virtio };

    Kind kind = Kind::Serial;
    int number = 1;          // among those of its kind, as the user counts
    QString alias = {};      // virDomainOpenConsole's name for it; empty while the machine is off
    QString type = {};       // what it is connected to: "pty", "tcp", "file", …; untrusted
    QString targetType = {}; // "isa-serial", "virtio", …; untrusted
    int port = -1;           // the document's own number for it; -1: none
    QString whyNot = {};     // why it cannot be opened, as a sentence; empty: it can

    bool operator==(const TextConsole &) const = default;
};
Q_DECLARE_METATYPE(TextConsole)

// "Serial 1", "Virtio console 1", "Console 1".
QString textConsoleTitle(const TextConsole &console);

// What travels on the socket of Connection::openConsole(), a SOCK_SEQPACKET. To the window: each
// packet is one of these and what belongs to it. To the machine: each packet is what was typed.
enum class ConsolePacket : char {
    Data = 'd',    // what the machine said
    LeftOut = 'l', // a decimal number: so many bytes were too much to keep up with
    Waiting = 'w', // a decimal number: so many bytes wait until the machine takes more; 0: none
    End = 'e',     // a ConsoleEnd; the last packet
};
enum class ConsoleEnd : char {
    Ended = 'e', // by the machine: it has stopped, or the port is gone
    Taken = 't', // another client has opened it with force
    Lost = 'l',  // the link to the host broke, or was closed here
};
inline constexpr int consolePacketLimit = 32 * 1024;
