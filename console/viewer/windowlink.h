// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/protocol/messages.h"
#include "console/protocol/packetsocket.h"

#include <QList>

#include <functional>
#include <glib.h>

// The viewer's end of the socket, in GLib's main loop. What cannot be sent at once waits in a queue;
// of messages that say how things are it holds the newest only, so it stays short while the window
// is busy.
class WindowLink
{
public:
    using Handler = std::function<void(const Wire::ToViewer::Any &, const FileDescriptor &)>;

    explicit WindowLink(PacketSocket socket) : m_socket(std::move(socket)) {}
    WindowLink(const WindowLink &) = delete;
    ~WindowLink();

    // Who sees what is sent, before it is.
    using Witness = std::function<void(const Wire::ToWindow::Any &, const FileDescriptor &)>;
    void setWitness(Witness witness) { m_witness = std::move(witness); }

    // Says hello and serves until the window is gone or finish() was called.
    void run(Handler handler);

    template <class T>
    void send(const T &message, const FileDescriptor &attachment = {})
    {
        if (m_witness)
            m_witness(message, attachment);
        enqueue(Wire::ToWindow::encode(message), attachment, Wire::replacedBy<T>);
    }
    // Sends what waits, then ends.
    void finish();

private:
    void enqueue(const QByteArray &packet, const FileDescriptor &attachment, qsizetype replaced);
    void flush();
    void watch();
    gboolean ready(GIOCondition condition);

    PacketSocket m_socket;
    Handler m_handler;
    Witness m_witness;
    GMainLoop *m_loop = nullptr;
    guint m_source = 0;
    bool m_finishing = false;
    QList<std::pair<QByteArray, FileDescriptor>> m_queue;
};
