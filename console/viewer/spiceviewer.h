// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/viewer/picturecopy.h"
#include "console/viewer/windowlink.h"

#include <QHash>

#include <spice-client.h>

// One SPICE session: a server's main, display, cursor and inputs channels on one side, the window
// on the other. Sound, USB, shared folders and clipboard stay unconnected. Lives in the thread of
// GLib's default main loop, the only one the library works in.
class SpiceViewer
{
public:
    explicit SpiceViewer(WindowLink &window);
    SpiceViewer(const SpiceViewer &) = delete;
    ~SpiceViewer();

    void handle(const Wire::ToViewer::Any &message, const FileDescriptor &attachment);

private:
    void open(const Wire::Open &where);
    void adoptSocket(quint32 request, const FileDescriptor &socket);
    void end(Wire::EndReason reason, const QString &text = {});

    void channelAppeared(SpiceChannel *channel);
    void channelVanished(SpiceChannel *channel);
    void socketWanted(SpiceChannel *channel, bool withTls);
    void mainEvent(SpiceChannelEvent event);

    void primaryChanged(bool exists);
    void invalidated(const QRect &rect);
    void schedule();
    void announce();
    void cursorChanged();
    void cursorMoved(QPoint position);
    void pointerModeChanged();
    void featuresChanged();
    void locksChanged();

    WindowLink &m_window;
    SpiceSession *m_session;
    SpiceMainChannel *m_main = nullptr;
    SpiceInputsChannel *m_inputs = nullptr;
    SpiceCursorChannel *m_cursor = nullptr;
    SpiceChannel *m_display = nullptr;       // a counted reference: it owns the pixels
    QHash<quint32, SpiceChannel *> m_wanted; // requests for sockets; null: the main channel's
    quint32 m_requests = 0;
    bool m_opened = false, m_ended = false;

    SharedPicture m_picture;
    QRect m_area; // of the display's surface, that the picture shows
    DamageList m_damage;
    bool m_pictureDue = false, m_awaitingSeen = false;
    gint64 m_announced = 0; // microseconds, monotonic
    guint m_timer = 0;
};
