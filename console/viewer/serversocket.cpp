// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/viewer/serversocket.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

static constexpr qsizetype maximumWaiting =
    8 * 1024 * 1024; // bytes for a server that does not read
static constexpr size_t piece = 256 * 1024;

ServerSocket::ServerSocket(Calls calls) : m_calls(std::move(calls)), m_cancel(g_cancellable_new())
{}

ServerSocket::~ServerSocket()
{
    close();
    g_object_unref(m_cancel);
}

void ServerSocket::close()
{
    g_cancellable_cancel(m_cancel);
    if (m_source)
        g_source_remove(std::exchange(m_source, 0));
    m_watched = GIOCondition(0);
    m_socket = {};
}

void ServerSocket::connectToPath(const QByteArray &path)
{
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    const FileDescriptor connection(
        ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    int error = path.size() < qsizetype(sizeof address.sun_path) ? 0 : ENAMETOOLONG;
    if (!error) {
        memcpy(address.sun_path, path.constData(), size_t(path.size()));
        if (connect(connection.get(), reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
            error = errno;
    }
    if (error)
        m_calls.failed(QString::fromLocal8Bit(strerror(error)));
    else
        m_calls.connected(connection);
}

void ServerSocket::connectToHost(const QByteArray &host, quint16 port)
{
    GSocketClient *client = g_socket_client_new();
    g_socket_client_set_enable_proxy(client, FALSE);
    GSocketConnectable *address = g_network_address_new(host.constData(), port);
    g_socket_client_connect_async(
        client, address, m_cancel,
        [](GObject *source, GAsyncResult *result, gpointer data) {
            GError *error = nullptr;
            GSocketConnection *connection =
                g_socket_client_connect_finish(G_SOCKET_CLIENT(source), result, &error);
            // Cancelled: we may be gone.
            if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
                g_error_free(error);
                return;
            }
            auto *self = static_cast<ServerSocket *>(data);
            if (error) {
                const QString text = QString::fromUtf8(error->message);
                g_error_free(error);
                return self->m_calls.failed(text);
            }
            const int number = g_socket_get_fd(g_socket_connection_get_socket(connection));
            const FileDescriptor own(fcntl(number, F_DUPFD_CLOEXEC, 3));
            g_object_unref(connection);
            self->m_calls.connected(own);
        },
        this);
    g_object_unref(address);
    g_object_unref(client);
}

bool ServerSocket::isLocal(const FileDescriptor &socket)
{
    sockaddr_storage address = {};
    socklen_t size = sizeof address;
    return getsockname(socket.get(), reinterpret_cast<sockaddr *>(&address), &size) == 0
           && address.ss_family == AF_UNIX;
}

void ServerSocket::adopt(const FileDescriptor &socket)
{
    m_socket = socket;
    fcntl(socket.get(), F_SETFL, fcntl(socket.get(), F_GETFL) | O_NONBLOCK);
    const int on = 1; // both fail on a Unix socket, which needs neither
    setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    setsockopt(socket.get(), SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
    watch();
}

void ServerSocket::setReading(bool reading)
{
    m_reading = reading;
    watch();
}

void ServerSocket::send(const QByteArray &bytes)
{
    if (!m_socket)
        return;
    m_out.append(bytes);
    if (!flush() || m_out.size() - m_sent > maximumWaiting) {
        close();
        return m_calls.closed();
    }
    watch();
}

bool ServerSocket::flush()
{
    while (m_sent < m_out.size()) {
        const ssize_t count = ::send(m_socket.get(), m_out.constData() + m_sent,
                                     size_t(m_out.size() - m_sent), MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return errno == EAGAIN;
        m_sent += count;
    }
    m_out.clear();
    m_sent = 0;
    return true;
}

void ServerSocket::watch()
{
    const auto wanted =
        GIOCondition((m_reading ? G_IO_IN : 0) | (m_sent < m_out.size() ? G_IO_OUT : 0));
    if (!m_socket || wanted == m_watched)
        return;
    if (m_source)
        g_source_remove(std::exchange(m_source, 0));
    m_watched = wanted;
    if (wanted == 0)
        return;
    m_source = g_unix_fd_add(
        m_socket.get(), wanted,
        [](gint, GIOCondition met, gpointer self) {
            return static_cast<ServerSocket *>(self)->ready(met);
        },
        this);
}

gboolean ServerSocket::ready(GIOCondition condition)
{
    const guint source = m_source;
    if (condition & G_IO_OUT) {
        if (!flush()) {
            close();
            m_calls.closed();
            return G_SOURCE_REMOVE;
        }
        watch();
    }
    if (m_reading && m_socket && (condition & (G_IO_IN | G_IO_HUP | G_IO_ERR))) {
        static char buffer[piece];
        const ssize_t count = recv(m_socket.get(), buffer, sizeof buffer, 0);
        if (count > 0) {
            m_calls.received(QByteArrayView(buffer, count));
        } else if (count == 0 || (errno != EAGAIN && errno != EINTR)) {
            close();
            m_calls.closed();
            return G_SOURCE_REMOVE;
        }
    }
    return source == m_source && m_source ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}
