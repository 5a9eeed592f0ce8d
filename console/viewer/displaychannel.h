// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/protocol/picturecopy.h"
#include "console/viewer/windowlink.h"

#include <QPoint>

#include <functional>
#include <spice-client.h>

// Brings what one SPICE display channel shows into memory that the window maps, and announces it:
// at most 60 times a second, and never while the window paints. A guest that draws faster, or a
// window that does not look, costs only what is copied.
class DisplayChannel
{
public:
    // `broken` is called when the server wants a picture that is not allowed, or memory is short.
    DisplayChannel(SpiceChannel *channel, WindowLink &window, std::function<void()> broken);
    DisplayChannel(const DisplayChannel &) = delete;
    ~DisplayChannel();

    // The window has painted what was announced last.
    void seen();
    // Where the picture lies in the channel's surface, which can be larger than the monitor.
    QPoint origin() const { return m_area.topLeft(); }

private:
    void primaryChanged(bool exists);
    void invalidated(const QRect &rect);
    void schedule();
    void announce();
    void sendPicture(const SourcePixels &source);
    void sendDamage(const SourcePixels &source, const QList<QRect> &damage);

    SpiceChannel *m_channel; // a counted reference: it owns the pixels
    WindowLink &m_window;
    std::function<void()> m_broken;
    SharedPicture m_picture;
    QRect m_area;
    DamageList m_damage;
    bool m_pictureDue = false, m_awaitingSeen = false;
    gint64 m_announced = 0; // microseconds, monotonic
    guint m_timer = 0;
};
