// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/viewer/picturepublisher.h"

#include <spice-client.h>

// Shows what one SPICE display channel holds.
class DisplayChannel
{
public:
    // `broken` is called when the server wants a picture that is not allowed, or memory is short.
    DisplayChannel(SpiceChannel *channel, WindowLink &window, std::function<void()> broken);
    DisplayChannel(const DisplayChannel &) = delete;
    ~DisplayChannel();

    // The window has painted what was announced last.
    void seen() { m_publisher.seen(); }
    // Where the picture lies in the channel's surface, which can be larger than the monitor.
    QPoint origin() const { return m_publisher.origin(); }

private:
    std::optional<PicturePublisher::Source> look() const;

    SpiceChannel *m_channel; // a counted reference: it owns the pixels
    PicturePublisher m_publisher;
};
