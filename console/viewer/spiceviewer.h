// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/viewer/displaychannel.h"
#include "console/viewer/spicesharing.h"
#include "console/viewer/viewersession.h"
#include "console/viewer/windowlink.h"

#include <QHash>

#include <memory>
#include <spice-client.h>

// One SPICE session: a server's main, display, cursor and inputs channels on one side, the window
// on the other. Sound, USB, shared folders and clipboard stay unconnected. Lives in the thread of
// GLib's default main loop, the only one the library works in.
class SpiceViewer final : public ViewerSession
{
public:
    explicit SpiceViewer(WindowLink &window);
    ~SpiceViewer() override;

    void handle(const Wire::ToViewer::Any &message, const FileDescriptor &attachment) override;
    void settle() override { m_sharing.settle(); }

private:
    void open(const Wire::Open &where);
    void adoptSocket(quint32 request, const FileDescriptor &socket);
    void sendKey(quint16 code, bool pressed);
    void pressHeldKey();
    void end(Wire::EndReason reason, const QString &text = {});

    void channelAppeared(SpiceChannel *channel);
    void channelVanished(SpiceChannel *channel);
    void socketWanted(SpiceChannel *channel, bool withTls);
    void mainEvent(SpiceChannelEvent event);

    QPoint origin() const;
    void cursorChanged();
    void cursorMoved(QPoint position);
    void pointerModeChanged();
    void featuresChanged();
    void locksChanged();

    WindowLink &m_window;
    SpiceSession *m_session;
    SpiceSharing m_sharing;
    SpiceMainChannel *m_main = nullptr;
    SpiceInputsChannel *m_inputs = nullptr;
    SpiceCursorChannel *m_cursor = nullptr;
    std::unique_ptr<DisplayChannel> m_display;
    QHash<quint32, SpiceChannel *> m_wanted; // requests for sockets; null: the main channel's
    quint32 m_requests = 0;
    bool m_local = false;
    quint16 m_heldKey = 0; // of a press that waits for its release
    guint m_heldTimer = 0;
    bool m_opened = false, m_ended = false;
};
