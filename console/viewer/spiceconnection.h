// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/viewer/windowlink.h"

#include <QHash>

#include <functional>
#include <spice-client.h>

// How a SPICE session gets to its server: an address, a path, or sockets that the window hands in
// one by one; and whom it trusts when it is encrypted.
class SpiceConnection
{
public:
    using Failed = std::function<void(Wire::EndReason)>;

    SpiceConnection(SpiceSession *session, WindowLink &window, Failed failed);
    SpiceConnection(const SpiceConnection &) = delete;

    void open(const Wire::Open &where); // once
    bool isOpened() const { return m_opened; }
    void adoptSocket(quint32 request, const FileDescriptor &socket);
    // False: it is one of those that are to stay unconnected.
    bool channelAppeared(SpiceChannel *channel);
    void channelVanishing(SpiceChannel *channel);

private:
    void trust(const Wire::Open &where);
    void socketWanted(SpiceChannel *channel, bool withTls);
    void ask(SpiceChannel *channel);

    SpiceSession *m_session;
    WindowLink &m_window;
    const Failed m_failed;
    QHash<quint32, SpiceChannel *> m_wanted; // requests for sockets; null: the main channel's
    quint32 m_requests = 0;
    QStringList m_disabledChannels;
    bool m_opened = false;
};
