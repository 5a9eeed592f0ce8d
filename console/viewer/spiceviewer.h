// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/viewer/spiceconnection.h"
#include "console/viewer/spicefacet.h"
#include "console/viewer/spicesharing.h"
#include "console/viewer/viewersession.h"
#include "console/viewer/windowlink.h"

#include <memory>
#include <spice-client.h>
#include <vector>

class SpiceDisplays;
class SpiceSound;

// One SPICE session: how it is opened and ends, keys and pointer; all else it can do are facets.
// Lives in the thread of GLib's default main loop, the only one the library works in.
class SpiceViewer final : public ViewerSession
{
public:
    explicit SpiceViewer(WindowLink &window);
    ~SpiceViewer() override;

    void handle(const Wire::ToViewer::Any &message, const FileDescriptor &attachment) override;
    void settle() override { m_sharing.settle(); }

private:
    void open(const Wire::Open &where);
    void sendKey(quint16 code, bool pressed);
    void pressHeldKey();
    template <class Facet, class... A>
    Facet *add(A &&...arguments);
    void end(Wire::EndReason reason, const QString &text = {});

    void channelAppeared(SpiceChannel *channel);
    void channelVanished(SpiceChannel *channel);
    void mainEvent(SpiceChannelEvent event);
    void authenticationFailed(const QString &text);
    void migrationChanged();
    bool isMigrating() const;
    void channelLost();

    void agentChanged();
    void pointerModeChanged();
    void featuresChanged();
    void locksChanged();

    WindowLink &m_window;
    SpiceSession *m_session;
    SpiceConnection m_connection;
    SpiceSharing m_sharing;
    SpiceMainChannel *m_main = nullptr;
    SpiceInputsChannel *m_inputs = nullptr;
    std::vector<std::unique_ptr<SpiceFacet>> m_facets;
    SpiceDisplays *m_displays = nullptr; // two of them
    SpiceSound *m_sound = nullptr;
    bool m_local = false;
    quint16 m_heldKey = 0; // of a press that waits for its release
    guint m_heldTimer = 0;
    guint m_lostTimer = 0; // since a channel went that there is no console without
    bool m_opened = false, m_ended = false, m_relativeAsked = false;
};
