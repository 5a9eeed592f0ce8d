// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/rfb/cursorreader.h"

#include "console/rfb/encodings.h"

#include <cstring>

using Step = RectDecoder::Step;
using AlphaOrder = CursorReader::AlphaOrder;

static bool isPossible(const QRect &rect)
{
    return rect.width() <= Wire::maximumCursorSide && rect.height() <= Wire::maximumCursorSide;
}

static Wire::Cursor emptyShape(const QRect &rect)
{
    if (rect.width() == 0 || rect.height() == 0)
        return {};
    Wire::Cursor cursor;
    cursor.width = quint16(rect.width());
    cursor.height = quint16(rect.height());
    // Some servers place the hot spot outside.
    cursor.hotX = quint16(qMin(rect.x(), rect.width() - 1));
    cursor.hotY = quint16(qMin(rect.y(), rect.height() - 1));
    cursor.pixels.resize(qsizetype(rect.width()) * rect.height() * 4);
    return cursor;
}

static void setPixel(Wire::Cursor &cursor, int x, int y, quint32 argb)
{
    std::memcpy(cursor.pixels.data() + (qsizetype(y) * cursor.width + x) * 4, &argb, 4);
}

// A row of bits, the leftmost the most significant, filled up to whole bytes.
static bool bitAt(const uchar *bits, int width, int x, int y)
{
    return bits[qsizetype(y) * ((width + 7) / 8) + x / 8] & (0x80 >> (x % 8));
}

Step CursorReader::readRich(const QRect &rect, ByteQueue &in, Wire::Cursor &cursor)
{
    if (!isPossible(rect))
        return Step::Broken;
    Peek peek(in);
    Peek pixels = peek;
    peek.bytes(qsizetype(rect.width()) * rect.height() * 4);
    const uchar *mask = peek.bytes(qsizetype((rect.width() + 7) / 8) * rect.height());
    if (!mask)
        return Step::More;
    cursor = emptyShape(rect);
    for (int y = 0; y < cursor.height; ++y) {
        for (int x = 0; x < cursor.width; ++x) {
            const quint32 pixel = pixels.pixel();
            setPixel(cursor, x, y, bitAt(mask, cursor.width, x, y) ? 0xff000000u | pixel : 0);
        }
    }
    in.skip(peek.position());
    return Step::Done;
}

Step CursorReader::readBitmaps(const QRect &rect, ByteQueue &in, Wire::Cursor &cursor)
{
    if (!isPossible(rect))
        return Step::Broken;
    cursor = emptyShape(rect);
    if (cursor.width == 0)
        return Step::Done;
    Peek peek(in);
    const quint32 front = peek.rgbPixel(), back = peek.rgbPixel();
    const qsizetype size = qsizetype((rect.width() + 7) / 8) * rect.height();
    const uchar *bits = peek.bytes(size), *mask = peek.bytes(size);
    if (!mask)
        return Step::More;
    for (int y = 0; y < cursor.height; ++y) {
        for (int x = 0; x < cursor.width; ++x) {
            const quint32 pixel = bitAt(bits, cursor.width, x, y) ? front : back;
            setPixel(cursor, x, y, bitAt(mask, cursor.width, x, y) ? 0xff000000u | pixel : 0);
        }
    }
    in.skip(peek.position());
    return Step::Done;
}

static quint32 divided(quint32 colour, quint32 alpha)
{
    return alpha ? qMin<quint32>(255, (colour * 255 + alpha / 2) / alpha) : 0;
}

Step CursorReader::readAlpha(const QRect &rect, AlphaOrder order, ByteQueue &in,
                             Wire::Cursor &cursor)
{
    if (!isPossible(rect))
        return Step::Broken;
    Peek peek(in);
    const qint32 encoding = peek.s32();
    if (!peek.enough())
        return Step::More;
    if (encoding != Rfb::Raw)
        return Step::Broken; // others lose the alpha
    const uchar *from = peek.bytes(qsizetype(rect.width()) * rect.height() * 4);
    if (!from)
        return Step::More;
    cursor = emptyShape(rect);
    for (int y = 0; y < cursor.height; ++y) {
        for (int x = 0; x < cursor.width; ++x, from += 4) {
            const quint32 alpha = from[3];
            const quint32 argb =
                order == AlphaOrder::Qemu
                    ? alpha << 24 | quint32(from[2]) << 16 | quint32(from[1]) << 8 | from[0]
                    : alpha << 24 | divided(from[0], alpha) << 16 | divided(from[1], alpha) << 8
                          | divided(from[2], alpha);
            setPixel(cursor, x, y, argb);
        }
    }
    in.skip(peek.position());
    return Step::Done;
}
