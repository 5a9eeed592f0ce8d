// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/viewer/windowlink.h"

#include <glib-unix.h>

static constexpr qsizetype maximumQueue = 4096; // messages

WindowLink::~WindowLink()
{
    if (m_source)
        g_source_remove(m_source);
    if (m_loop)
        g_main_loop_unref(m_loop);
}

void WindowLink::run(Handler handler)
{
    m_handler = std::move(handler);
    m_loop = g_main_loop_new(nullptr, FALSE);
    send(Wire::Hello{});
    watch();
    g_main_loop_run(m_loop);
}

void WindowLink::finish()
{
    m_finishing = true;
    if (m_queue.isEmpty())
        g_main_loop_quit(m_loop);
}

void WindowLink::enqueue(const QByteArray &packet, const FileDescriptor &attachment,
                         qsizetype replaced)
{
    if (m_finishing)
        return;
    if (replaced > 0)
        m_queue.removeIf([&packet, replaced](const auto &waiting) {
            return waiting.first.startsWith(QByteArrayView(packet).first(replaced));
        });
    if (m_queue.size() >= maximumQueue) {
        m_queue.clear();
        return g_main_loop_quit(m_loop); // a window that has not read for so long never will
    }
    m_queue.append({packet, attachment});
    flush();
}

void WindowLink::flush()
{
    const bool waited = m_queue.size() > 1;
    while (!m_queue.isEmpty()) {
        const auto status = m_socket.send(m_queue.first().first, m_queue.first().second);
        if (status == PacketSocket::Status::Later)
            break;
        if (status == PacketSocket::Status::Gone) {
            m_queue.clear();
            g_main_loop_quit(m_loop);
            return;
        }
        m_queue.removeFirst();
    }
    if (m_finishing && m_queue.isEmpty())
        g_main_loop_quit(m_loop);
    if (waited || !m_queue.isEmpty())
        watch();
}

void WindowLink::watch()
{
    if (m_source)
        g_source_remove(m_source);
    const auto condition =
        GIOCondition(G_IO_IN | G_IO_HUP | G_IO_ERR | (m_queue.isEmpty() ? 0 : G_IO_OUT));
    m_source = g_unix_fd_add(
        m_socket.descriptor(), condition,
        [](gint, GIOCondition met, gpointer self) {
            return static_cast<WindowLink *>(self)->ready(met);
        },
        this);
}

gboolean WindowLink::ready(GIOCondition condition)
{
    const guint source = m_source;
    if (condition & G_IO_OUT)
        flush();
    // Keys before pictures: all that the window has sent, up to a fair share.
    for (int i = 0; i < 64 && (condition & (G_IO_IN | G_IO_HUP | G_IO_ERR)); ++i) {
        QByteArray packet;
        FileDescriptor attachment;
        const auto status = m_socket.receive(packet, attachment);
        if (status == PacketSocket::Status::Later)
            break;
        const auto message =
            status == PacketSocket::Status::Done ? Wire::ToViewer::decode(packet) : std::nullopt;
        if (!message) {
            g_main_loop_quit(m_loop);
            m_source = 0;
            return G_SOURCE_REMOVE;
        }
        m_handler(*message, attachment);
    }
    return source == m_source ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}
