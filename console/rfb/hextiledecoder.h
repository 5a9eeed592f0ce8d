// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/rfb/rectdecoder.h"

// Tiles of 16 by 16, each raw or a background and small rectangles.
class HextileDecoder final : public RectDecoder
{
public:
    void begin(const QRect &rect) override;
    Step decode(ByteQueue &in, Framebuffer &picture) override;

private:
    Step decodeTile(const QRect &tile, ByteQueue &in, Framebuffer &picture);

    QRect m_rect;
    int m_x = 0, m_y = 0; // of the next tile, in the rectangle
    quint32 m_background = 0, m_foreground = 0;
};
