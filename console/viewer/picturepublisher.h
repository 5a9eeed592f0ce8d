// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/protocol/picturecopy.h"
#include "console/viewer/windowlink.h"

#include <functional>
#include <optional>

// Brings one display's pixels into memory that the window maps, and announces them: at most 60 times
// a second, and never while the window paints. A guest that draws faster, or a window that does not
// look, costs only what is copied. Whose pixels they are does not matter. Lives in the thread of
// GLib's default main loop.
class PicturePublisher
{
public:
    // Where the pixels are, and the part of them that this display shows.
    struct Source
    {
        SourcePixels pixels;
        QRect area;
    };

    // `look` is called right before an announcement; nothing: there is no picture now. `broken`,
    // when the picture has a size that is not allowed, or memory is short.
    PicturePublisher(quint8 display, WindowLink &window,
                     std::function<std::optional<Source>()> look, std::function<void()> broken);
    PicturePublisher(const PicturePublisher &) = delete;
    ~PicturePublisher();

    void replaced();                 // the source, its size or the area shown: all of it is new
    void vanished();                 // there is no picture until replaced()
    void damaged(const QRect &rect); // in coordinates of the source, within ± Wire::maximumSide
    void seen();                     // the window has painted what was announced last

    // There is something to announce, and the window has not painted the last of it.
    bool isBehind() const { return m_awaitingSeen && (m_pictureDue || !m_damage.isEmpty()); }

    quint8 display() const { return m_display; }
    // Where the picture lies in its source, which can be larger.
    QPoint origin() const { return m_area.topLeft(); }
    // What the window was told of last; empty before the first announcement.
    const SharedPicture &picture() const { return m_picture; }

private:
    void schedule();
    void announce();
    void sendPicture(const Source &source);
    void sendDamage(const Source &source, const QList<QRect> &damage);

    const quint8 m_display;
    WindowLink &m_window;
    const std::function<std::optional<Source>()> m_look;
    const std::function<void()> m_broken;
    SharedPicture m_picture;
    QRect m_area;
    DamageList m_damage;
    bool m_pictureDue = false, m_awaitingSeen = false;
    gint64 m_announced = 0; // microseconds, monotonic
    guint m_timer = 0;
};
