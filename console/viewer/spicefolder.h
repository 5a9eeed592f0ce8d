// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/viewer/windowlink.h"

#include <spice-client.h>

// The folder that the guest sees over WebDAV. Its channel is connected with the first folder only,
// and stays then, serving nothing while none is shared: connecting and dropping it has crashed
// guests' QEMU.
class SpiceFolder
{
public:
    SpiceFolder(SpiceSession *session, WindowLink &window) : m_session(session), m_window(window) {}
    SpiceFolder(const SpiceFolder &) = delete;

    void setChannel(SpiceChannel *channel); // null: it is gone
    bool isPossible() const { return m_channel != nullptr; }
    void share(const Wire::ShareFolder &message);
    // Before the session is dropped: waits until the channel is no longer on its way, or for long.
    void settle();

private:
    void announce(const QString &text = {});

    SpiceSession *m_session;
    WindowLink &m_window;
    SpiceChannel *m_channel = nullptr;
    enum { Idle, Connecting, Open, Failed } m_state = Idle;
    bool m_shared = false;
};
