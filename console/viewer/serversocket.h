// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/filedescriptor.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <gio/gio.h>

// A connection to a server in GLib's main loop, never blocking. What cannot be sent at once waits,
// within bounds; what comes is passed on in pieces, so that others have their turn in between.
class ServerSocket
{
public:
    struct Calls
    {
        std::function<void(const FileDescriptor &)> connected; // call adopt() with it
        std::function<void(const QString &)> failed; // nobody there, in the system's words
        std::function<void(QByteArrayView)> received;
        std::function<void()> closed; // by the server, or because it does not read
    };

    explicit ServerSocket(Calls calls);
    ServerSocket(const ServerSocket &) = delete;
    ~ServerSocket();

    // One of the two, once; the answer is connected() or failed(), maybe before they return.
    void connectToPath(const QByteArray &path);
    void connectToHost(const QByteArray &host, quint16 port);

    // Whether a connection passes no network.
    static bool isLocal(const FileDescriptor &socket);
    void adopt(const FileDescriptor &socket);
    void send(const QByteArray &bytes);
    // Whether received() is called; it is after adopt().
    void setReading(bool reading);
    void close();

private:
    void watch();
    bool flush(); // false: the connection is no more
    gboolean ready(GIOCondition condition);

    Calls m_calls;
    GCancellable *m_cancel;
    FileDescriptor m_socket;
    QByteArray m_out;
    qsizetype m_sent = 0; // of m_out
    bool m_reading = true;
    guint m_source = 0;
    GIOCondition m_watched = GIOCondition(0);
};
