// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/filedescriptor.h"

#include <QByteArray>

#include <utility>

// One end of a socketpair(AF_UNIX, SOCK_SEQPACKET): whole packets, each with at most one file
// descriptor, never blocking. Not a QObject: the window watches it with a QSocketNotifier, the
// viewer with a GLib source.
class PacketSocket
{
public:
    enum class Status {
        Done,
        Later, // nothing to read, or no room to write
        Gone,  // the other side closed, or the packet broke the rules
    };

    PacketSocket() = default;
    explicit PacketSocket(FileDescriptor socket); // made non-blocking

    // Two connected ends, close-on-exec; both empty when the system has none left.
    static std::pair<PacketSocket, PacketSocket> pair();

    Status send(const QByteArray &packet, const FileDescriptor &attachment = {});
    Status receive(QByteArray &packet, FileDescriptor &attachment);

    int descriptor() const { return m_socket.get(); }
    void close() { m_socket = {}; }

private:
    FileDescriptor m_socket;
};
