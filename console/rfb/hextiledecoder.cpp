// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/rfb/hextiledecoder.h"

using namespace Qt::StringLiterals;

static constexpr int side = 16;

enum Flag { Raw = 1, Background = 2, Foreground = 4, Parts = 8, Coloured = 16 };

void HextileDecoder::begin(const QRect &rect)
{
    m_rect = rect;
    m_x = m_y = 0;
    m_background = m_foreground = 0;
}

RectDecoder::Step HextileDecoder::decode(ByteQueue &in, Framebuffer &picture)
{
    for (; m_y < m_rect.height(); m_y += side, m_x = 0) {
        for (; m_x < m_rect.width(); m_x += side) {
            const QRect tile(m_rect.x() + m_x, m_rect.y() + m_y, qMin(side, m_rect.width() - m_x),
                             qMin(side, m_rect.height() - m_y));
            if (const Step step = decodeTile(tile, in, picture); step != Step::Done)
                return step;
        }
    }
    return Step::Done;
}

RectDecoder::Step HextileDecoder::decodeTile(const QRect &tile, ByteQueue &in, Framebuffer &picture)
{
    Peek peek(in);
    const int flags = peek.u8();
    if (flags & Raw) {
        const uchar *pixels = peek.bytes(qsizetype(tile.width()) * tile.height() * 4);
        if (!pixels)
            return Step::More;
        for (int y = 0; y < tile.height(); ++y)
            picture.putLine(tile.x(), tile.y() + y, tile.width(), pixels + y * tile.width() * 4);
        in.skip(peek.position());
        return Step::Done;
    }
    const quint32 background = flags & Background ? peek.pixel() : m_background;
    const quint32 foreground = flags & Foreground ? peek.pixel() : m_foreground;
    const int count = flags & Parts ? peek.u8() : 0;
    const qsizetype partBytes = flags & Coloured ? 6 : 2;
    Peek parts = peek;
    if (!peek.bytes(count * partBytes))
        return Step::More;

    m_background = background;
    m_foreground = foreground;
    picture.fill(tile, background);
    for (int i = 0; i < count; ++i) {
        const quint32 pixel = flags & Coloured ? parts.pixel() : foreground;
        const int at = parts.u8(), size = parts.u8();
        const QRect part(at >> 4, at & 15, (size >> 4) + 1, (size & 15) + 1);
        if (part.x() + part.width() > tile.width() || part.y() + part.height() > tile.height())
            return broken(u"Hextile: a part lies outside its tile"_s);
        picture.fill(part.translated(tile.topLeft()), pixel);
    }
    in.skip(peek.position());
    return Step::Done;
}
