// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/viewer/spiceconnection.h"

#include <spice/enums.h>

#include <unistd.h>

#include <vector>

using namespace Wire;

SpiceConnection::SpiceConnection(SpiceSession *session, WindowLink &window, Failed failed)
    : m_session(session), m_window(window), m_failed(std::move(failed))
{}

static void setText(gpointer object, const char *property, const QByteArray &text)
{
    if (!text.isEmpty())
        g_object_set(object, property, text.constData(), nullptr);
}

static void setList(gpointer object, const char *property, const QStringList &texts)
{
    if (texts.isEmpty())
        return;
    std::vector<QByteArray> bytes;
    for (const QString &text : texts)
        bytes.push_back(text.toUtf8());
    std::vector<const char *> list;
    for (const QByteArray &text : bytes)
        list.push_back(text.constData());
    list.push_back(nullptr);
    g_object_set(object, property, list.data(), nullptr);
}

void SpiceConnection::open(const Open &where)
{
    if (std::exchange(m_opened, true))
        return;
    if (where.local)
        g_object_set(m_session, "preferred-compression", SPICE_IMAGE_COMPRESSION_OFF, nullptr);
    g_object_set(m_session, "read-only", gboolean(where.viewOnly), nullptr);
    if (where.colorDepth)
        g_object_set(m_session, "color-depth", int(where.colorDepth), nullptr);
    setList(m_session, "disable-effects", where.disabledEffects);
    setText(m_session, "proxy", where.proxy.toUtf8());
    m_disabledChannels = where.disabledChannels;
    setText(m_session, "username", where.user.toUtf8());
    setText(m_session, "password", where.password);
    trust(where);
    if (where.sockets) {
        if (where.tlsPort > 0 && where.port <= 0)
            return m_failed(EndReason::NotSecure);
        ask(nullptr);
        return;
    }
    if (!where.path.isEmpty())
        setText(m_session, "unix-path", where.path.toUtf8());
    else
        setText(m_session, "host", where.host.toUtf8());
    if (where.port > 0)
        setText(m_session, "port", QByteArray::number(where.port));
    if (where.tlsPort > 0)
        setText(m_session, "tls-port", QByteArray::number(where.tlsPort));
    if (!spice_session_connect(m_session))
        m_failed(EndReason::Unreachable);
}

void SpiceConnection::trust(const Open &where)
{
    if (!where.authorities.isEmpty()) {
        GByteArray *pem = g_byte_array_new();
        g_byte_array_append(pem, reinterpret_cast<const guint8 *>(where.authorities.constData()),
                            guint(where.authorities.size()));
        g_object_set(m_session, "ca", pem, nullptr);
        g_byte_array_unref(pem);
    }
    if (!where.certificateSubject.isEmpty()) {
        setText(m_session, "cert-subject", where.certificateSubject.toUtf8());
        g_object_set(m_session, "verify", SPICE_SESSION_VERIFY_SUBJECT, nullptr);
    } else {
        g_object_set(m_session, "verify", SPICE_SESSION_VERIFY_HOSTNAME, nullptr);
    }
    setText(m_session, "ciphers", where.ciphers.toUtf8());
    setList(m_session, "secure-channels", where.secureChannels);
}

bool SpiceConnection::channelAppeared(SpiceChannel *channel)
{
    int type = 0;
    g_object_get(channel, "channel-type", &type, nullptr);
    const auto name = QString::fromUtf8(spice_channel_type_to_string(type));
    if (!SPICE_IS_MAIN_CHANNEL(channel) && m_disabledChannels.contains(name))
        return false;
    g_signal_connect(channel, "open-fd",
                     G_CALLBACK(+[](SpiceChannel *it, int withTls, SpiceConnection *self) {
                         self->socketWanted(it, withTls);
                     }),
                     this);
    return true;
}

void SpiceConnection::channelVanishing(SpiceChannel *channel)
{
    g_signal_handlers_disconnect_by_data(channel, this);
    m_wanted.removeIf([channel](const auto &wanted) { return wanted.value() == channel; });
}

void SpiceConnection::socketWanted(SpiceChannel *channel, bool withTls)
{
    // The library speaks no TLS on sockets it was handed, nor does QEMU on its own: each would be
    // asked for ever.
    if (withTls)
        return m_failed(EndReason::NotSecure);
    ask(channel);
}

void SpiceConnection::ask(SpiceChannel *channel)
{
    if (m_requests >= quint32(maximumChannels))
        return m_failed(EndReason::NotUnderstood);
    m_wanted.insert(++m_requests, channel);
    m_window.send(ChannelWanted{m_requests, false});
}

void SpiceConnection::adoptSocket(quint32 request, const FileDescriptor &socket)
{
    const auto wanted = m_wanted.constFind(request);
    if (wanted == m_wanted.constEnd() || !socket)
        return;
    SpiceChannel *channel = *wanted;
    m_wanted.erase(wanted);
    const int own = dup(socket.get()); // the library closes what it is given
    const bool done =
        channel ? spice_channel_open_fd(channel, own) : spice_session_open_fd(m_session, own);
    if (!done && !channel)
        m_failed(EndReason::NotUnderstood);
}
