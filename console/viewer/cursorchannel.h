// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/viewer/windowlink.h"

#include <QMap>
#include <QRect>

#include <functional>
#include <spice-client.h>

// Tells the window of the pointer's shape and place in one SPICE cursor channel, for each display
// of the display channel with the same number.
class CursorChannel
{
public:
    CursorChannel(SpiceChannel *channel, WindowLink &window,
                  std::function<QMap<int, QRect>()> displays);
    CursorChannel(const CursorChannel &) = delete;
    ~CursorChannel();

    SpiceChannel *channel() const { return m_channel; }
    void tell(); // the shape, again: there are other displays

private:
    void send(Wire::Cursor cursor);
    void moved(QPoint position);

    SpiceChannel *m_channel; // a counted reference
    WindowLink &m_window;
    const std::function<QMap<int, QRect>()> m_displays;
    bool m_hidden = false;
};
