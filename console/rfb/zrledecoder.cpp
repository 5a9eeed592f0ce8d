// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/rfb/zrledecoder.h"

#include <algorithm>

using namespace Qt::StringLiterals;

static constexpr int side = 64;
// The longest tile has a palette of 127 and 4096 runs of its pixel and one byte.
static constexpr qsizetype longestTile = 1 + 127 * 3 + side * side * 4;

void ZrleDecoder::begin(const QRect &rect)
{
    m_rect = rect;
    m_begun = false;
    m_x = m_y = 0;
}

RectDecoder::Step ZrleDecoder::decode(ByteQueue &in, Framebuffer &picture)
{
    if (!m_begun) {
        Peek peek(in);
        m_left = peek.u32();
        if (!peek.enough())
            return Step::More;
        in.skip(peek.position());
        m_begun = true;
        m_plain.clear();
    }
    uchar buffer[16384];
    for (;;) {
        const Step step = decodeTiles(picture);
        if (step == Step::Broken)
            return step;
        const bool complete = step == Step::Done;
        if (complete && m_plain.size() > 0)
            return broken(u"ZRLE: there is more data than tiles"_s);
        if (complete && m_left == 0)
            return Step::Done;
        const Inflater::Progress progress = m_inflater.inflate(
            in.data(), qMin(in.size(), m_left), buffer, complete ? 1 : qsizetype(sizeof buffer));
        if (progress.broken)
            return broken(u"ZRLE: the compressed data is damaged"_s);
        in.skip(progress.read);
        m_left -= progress.read;
        if (progress.read == 0 && progress.written == 0) {
            if (m_left > 0 && in.size() == 0)
                return Step::More;
            return broken(u"ZRLE: the compressed data is damaged"_s);
        }
        m_plain.append(buffer, progress.written);
    }
}

RectDecoder::Step ZrleDecoder::decodeTiles(Framebuffer &picture)
{
    if (m_rect.width() == 0)
        return Step::Done;
    for (; m_y < m_rect.height(); m_y += side, m_x = 0) {
        for (; m_x < m_rect.width(); m_x += side) {
            const QRect tile(m_rect.x() + m_x, m_rect.y() + m_y, qMin(side, m_rect.width() - m_x),
                             qMin(side, m_rect.height() - m_y));
            if (const Step step = decodeTile(tile, picture); step != Step::Done)
                return step;
        }
    }
    return Step::Done;
}

RectDecoder::Step ZrleDecoder::decodeTile(const QRect &tile, Framebuffer &picture)
{
    Peek peek(m_plain);
    const int kind = peek.u8();
    const int pixels = tile.width() * tile.height();
    const int colours = kind & 127;
    if (kind == 129 || (kind > 16 && kind < 128))
        return broken(u"ZRLE: unknown kind of tile"_s);
    const bool runs = kind >= 128;
    for (int i = 0; i < colours; ++i)
        m_palette[size_t(i)] = peek.bgrPixel();
    bool sound = true;
    if (kind == 1) {
        if (!peek.enough())
            return Step::More;
        picture.fill(tile, m_palette[0]);
        m_plain.skip(peek.position());
        return Step::Done;
    }
    if (runs)
        sound = readRuns(peek, pixels, colours);
    else if (colours > 0)
        sound = readPacked(peek, tile, colours);
    else if (const uchar *from = peek.bytes(qsizetype(pixels) * 3))
        for (int i = 0; i < pixels; ++i, from += 3)
            m_tile[size_t(i)] = quint32(from[2]) << 16 | quint32(from[1]) << 8 | from[0];
    if (!sound)
        return broken(u"ZRLE: a colour or a run is not in its tile"_s);
    if (!peek.enough())
        return m_plain.size() > longestTile + side * side ? broken(u"ZRLE: a tile does not end"_s)
                                                          : Step::More;
    for (int y = 0; y < tile.height(); ++y)
        std::copy_n(m_tile.data() + y * tile.width(), tile.width(),
                    picture.at(tile.x(), tile.y() + y));
    picture.addWork(pixels);
    m_plain.skip(peek.position());
    return Step::Done;
}

// Indices of 1, 2 or 4 bits, each row in bytes of its own.
bool ZrleDecoder::readPacked(Peek &peek, const QRect &tile, int colours)
{
    const int bits = colours <= 2 ? 1 : colours <= 4 ? 2 : 4;
    const int rowBytes = (tile.width() * bits + 7) / 8;
    const uchar *from = peek.bytes(qsizetype(rowBytes) * tile.height());
    if (!from)
        return true;
    quint32 *to = m_tile.data();
    for (int y = 0; y < tile.height(); ++y, from += rowBytes) {
        for (int x = 0; x < tile.width(); ++x) {
            const int bit = x * bits;
            const int index = (from[bit / 8] >> (8 - bits - bit % 8)) & ((1 << bits) - 1);
            if (index >= colours)
                return false;
            *to++ = m_palette[size_t(index)];
        }
    }
    return true;
}

// `colours` 0: each run says its pixel.
bool ZrleDecoder::readRuns(Peek &peek, int pixels, int colours)
{
    for (int done = 0; done < pixels && peek.enough();) {
        quint32 pixel = 0;
        bool single = false;
        if (colours > 0) {
            const int index = peek.u8();
            single = index < 128;
            if ((index & 127) >= colours)
                return false;
            pixel = m_palette[size_t(index & 127)];
        } else {
            pixel = peek.bgrPixel();
        }
        int length = 1;
        if (!single) {
            int more = 255;
            while (more == 255 && length <= pixels) {
                more = peek.u8();
                length += more;
            }
        }
        if (!peek.enough())
            return true;
        if (length > pixels - done)
            return false;
        std::fill_n(m_tile.data() + done, length, pixel);
        done += length;
    }
    return true;
}
