// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/rfb/inflater.h"
#include "console/rfb/rectdecoder.h"

#include <array>

// One colour, a JPEG, or pixels that a filter has made easy for one of four zlib streams.
class TightDecoder final : public RectDecoder
{
public:
    void begin(const QRect &rect) override { m_rect = rect; }
    Step decode(ByteQueue &in, Framebuffer &picture) override;

private:
    enum Filter { Copy, Palette, Gradient };
    struct Data
    {
        Filter filter = Copy;
        int colours = 0;
        int rowBytes = 0;
    };
    Step decodeJpeg(Peek &peek, ByteQueue &in, Framebuffer &picture);
    Step decodeBasic(int control, Peek &peek, ByteQueue &in, Framebuffer &picture);
    Step inflateRows(const Data &data, Inflater &inflater, const uchar *from, qsizetype size,
                     Framebuffer &picture);
    bool paintRow(const Data &data, int y, const uchar *row, Framebuffer &picture);
    void resetStreams(int control);

    QRect m_rect;
    std::array<Inflater, 4> m_inflaters;
    std::array<quint32, 256> m_palette;
    QByteArray m_row, m_previous;
};
