// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/rfb/inflater.h"
#include "console/rfb/rectdecoder.h"

// Raw pixels in a zlib stream. Inflated straight into the picture, as it comes.
class ZlibDecoder final : public RectDecoder
{
public:
    void begin(const QRect &rect) override;
    Step decode(ByteQueue &in, Framebuffer &picture) override;

private:
    QRect m_rect;
    Inflater m_inflater;
    bool m_begun = false;
    qsizetype m_left = 0;        // compressed bytes that belong to this rectangle
    int m_row = 0, m_filled = 0; // bytes of that row
    QByteArray m_line;
};
