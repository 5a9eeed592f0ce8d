// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/protocol/dmabufpixels.h"
#include "console/viewer/picturepublisher.h"

#include <QMap>

#include <map>
#include <memory>
#include <spice-client.h>

// Shows what one SPICE display channel holds: the one display of its number, or, of the first
// channel, each monitor that the guest has laid on its one wide surface.
class DisplayChannel
{
public:
    struct Hooks
    {
        // A server wants a picture that is not allowed, or memory is short.
        std::function<void()> broken;
        // The guest draws with OpenGL into memory that cannot be read here.
        std::function<void()> unreadable;
        // Whether a display of this size may be shown beside the others.
        std::function<bool(int display, QSize size)> admits;
        std::function<void()> changed; // other displays, or the number that can be had
    };

    DisplayChannel(SpiceChannel *channel, WindowLink &window, Hooks hooks);
    DisplayChannel(const DisplayChannel &) = delete;
    ~DisplayChannel();

    int id() const { return m_id; } // of the channel
    SpiceChannel *channel() const { return m_channel; }
    // The displays that are on, and where each lies in the channel's surface.
    QMap<int, QRect> areas() const;
    // That of one display; null when this channel does not show it.
    PicturePublisher *publisher(int display) const;
    int possibleDisplays() const; // monitors that the guest may lay on the surface

private:
    void look();
    void lookWhetherOff();
    void damaged(const QRect &rect);
    void scanoutChanged();
    std::optional<PicturePublisher::Source> source(int display) const;
    std::optional<SourcePixels> surface() const;
    QMap<int, QRect> monitors(QSize surface) const;

    SpiceChannel *m_channel; // a counted reference: it owns the pixels
    const int m_id;
    WindowLink &m_window;
    const Hooks m_hooks;
    std::map<int, std::unique_ptr<PicturePublisher>> m_publishers;
    QMap<int, QRect> m_areas;
    int m_possible = 1;   // displays, when it was last said
    guint m_offTimer = 0; // since something was drawn: it may say that the display is off
    std::optional<DmaBufPixels> m_scanout; // of a guest that draws with OpenGL
};
