// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/rfb/inflater.h"
#include "console/rfb/rectdecoder.h"

#include <array>

// Tiles of 64 by 64 with palettes and run lengths, in a zlib stream.
class ZrleDecoder final : public RectDecoder
{
public:
    void begin(const QRect &rect) override;
    Step decode(ByteQueue &in, Framebuffer &picture) override;

private:
    Step decodeTiles(Framebuffer &picture);
    Step decodeTile(const QRect &tile, Framebuffer &picture);
    bool readPacked(Peek &peek, const QRect &tile, int colours);
    bool readRuns(Peek &peek, int pixels, int colours);

    QRect m_rect;
    Inflater m_inflater;
    bool m_begun = false;
    qsizetype m_left = 0; // compressed bytes that belong to this rectangle
    int m_x = 0, m_y = 0; // of the next tile, in the rectangle
    ByteQueue m_plain;    // inflated, at most a few tiles
    std::array<quint32, 128> m_palette;
    std::array<quint32, 64 * 64> m_tile;
};
