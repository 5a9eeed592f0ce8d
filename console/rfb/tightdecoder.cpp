// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/rfb/tightdecoder.h"

#include "console/rfb/jpegimage.h"

using namespace Qt::StringLiterals;

static constexpr int widest = 2048;      // the encoding's own limit
static constexpr int shortest = 12;      // less than this is not compressed
static constexpr int fill = 8, jpeg = 9; // kinds; below: basic

// One to three bytes, seven bits in each of the first two.
static qsizetype compactLength(Peek &peek)
{
    qsizetype length = 0;
    for (int i = 0; i < 3; ++i) {
        const int byte = peek.u8();
        if (i == 2)
            return length | qsizetype(byte) << 14;
        length |= qsizetype(byte & 127) << (7 * i);
        if (byte < 128)
            break;
    }
    return length;
}

void TightDecoder::resetStreams(int control)
{
    for (int i = 0; i < 4; ++i) {
        if (control & (1 << i))
            m_inflaters[size_t(i)].reset();
    }
}

RectDecoder::Step TightDecoder::decode(ByteQueue &in, Framebuffer &picture)
{
    Peek peek(in);
    const int control = peek.u8();
    const int kind = control >> 4;
    if (!peek.enough())
        return Step::More;
    if (kind == fill) {
        const quint32 pixel = peek.rgbPixel();
        if (!peek.enough())
            return Step::More;
        resetStreams(control);
        picture.fill(m_rect, pixel);
        in.skip(peek.position());
        return Step::Done;
    }
    if (kind > jpeg)
        return broken(u"Tight: unknown kind of compression"_s);
    if (m_rect.width() > widest)
        return broken(u"Tight: a rectangle is too wide"_s);
    const Step step =
        kind == jpeg ? decodeJpeg(peek, in, picture) : decodeBasic(control, peek, in, picture);
    return step;
}

RectDecoder::Step TightDecoder::decodeJpeg(Peek &peek, ByteQueue &in, Framebuffer &picture)
{
    const int control = *in.data();
    const qsizetype size = compactLength(peek);
    const uchar *from = peek.bytes(size);
    if (!from)
        return Step::More;
    resetStreams(control);
    if (!JpegImage::decode(from, size, m_rect, picture))
        return broken(u"Tight: a JPEG picture is damaged"_s);
    in.skip(peek.position());
    return Step::Done;
}

RectDecoder::Step TightDecoder::decodeBasic(int control, Peek &peek, ByteQueue &in,
                                            Framebuffer &picture)
{
    Data data;
    const int filter = control & 0x40 ? peek.u8() : int(Copy);
    if (filter > Gradient)
        return broken(u"Tight: unknown filter"_s);
    data.filter = Filter(filter);
    data.rowBytes = m_rect.width() * 3;
    if (data.filter == Palette) {
        data.colours = peek.u8() + 1;
        for (int i = 0; i < data.colours; ++i)
            m_palette[size_t(i)] = peek.rgbPixel();
        data.rowBytes = data.colours <= 2 ? (m_rect.width() + 7) / 8 : m_rect.width();
    }
    const qsizetype plain = qsizetype(data.rowBytes) * m_rect.height();
    const bool compressed = plain >= shortest;
    const qsizetype size = compressed ? compactLength(peek) : plain;
    const uchar *from = peek.bytes(size);
    if (!from)
        return Step::More;

    resetStreams(control);
    m_previous.fill('\0', data.rowBytes);
    if (compressed) {
        const Step step =
            inflateRows(data, m_inflaters[size_t((control >> 4) & 3)], from, size, picture);
        if (step != Step::Done)
            return step;
    } else {
        for (int y = 0; y < m_rect.height(); ++y) {
            if (!paintRow(data, y, from + y * data.rowBytes, picture))
                return broken(u"Tight: a colour is not in the palette"_s);
        }
    }
    in.skip(peek.position());
    return Step::Done;
}

RectDecoder::Step TightDecoder::inflateRows(const Data &data, Inflater &inflater, const uchar *from,
                                            qsizetype size, Framebuffer &picture)
{
    m_row.resize(data.rowBytes);
    auto *row = reinterpret_cast<uchar *>(m_row.data());
    for (int y = 0; y < m_rect.height(); ++y) {
        for (qsizetype filled = 0; filled < data.rowBytes;) {
            const Inflater::Progress progress =
                inflater.inflate(from, size, row + filled, data.rowBytes - filled);
            if (progress.broken || (progress.read == 0 && progress.written == 0))
                return broken(u"Tight: the compressed data is damaged"_s);
            from += progress.read;
            size -= progress.read;
            filled += progress.written;
        }
        if (!paintRow(data, y, row, picture))
            return broken(u"Tight: a colour is not in the palette"_s);
    }
    // What ends the rectangle in the stream, without a pixel in it.
    while (size > 0) {
        uchar beyond = 0;
        const Inflater::Progress progress = inflater.inflate(from, size, &beyond, 1);
        if (progress.broken || progress.written > 0 || progress.read == 0)
            return broken(u"Tight: the compressed data is damaged"_s);
        from += progress.read;
        size -= progress.read;
    }
    return Step::Done;
}

bool TightDecoder::paintRow(const Data &data, int y, const uchar *row, Framebuffer &picture)
{
    const int width = m_rect.width();
    quint32 *to = picture.at(m_rect.x(), m_rect.y() + y);
    picture.addWork(width);
    if (data.filter == Palette) {
        for (int x = 0; x < width; ++x) {
            const int index = data.colours <= 2 ? (row[x / 8] >> (7 - x % 8)) & 1 : row[x];
            if (index >= data.colours)
                return false;
            to[x] = m_palette[size_t(index)];
        }
        return true;
    }
    if (data.filter == Copy) {
        for (int x = 0; x < width; ++x, row += 3)
            to[x] = quint32(row[0]) << 16 | quint32(row[1]) << 8 | row[2];
        return true;
    }
    // Gradient: what is said is the difference from left + above - above left.
    auto *above = reinterpret_cast<uchar *>(m_previous.data());
    int left[3] = {0, 0, 0}, aboveLeft[3] = {0, 0, 0};
    for (int x = 0; x < width; ++x, row += 3, above += 3) {
        for (int c = 0; c < 3; ++c) {
            const int guess = qBound(0, left[c] + above[c] - aboveLeft[c], 255);
            aboveLeft[c] = above[c];
            left[c] = (guess + row[c]) & 255;
            above[c] = uchar(left[c]);
        }
        to[x] = quint32(left[0]) << 16 | quint32(left[1]) << 8 | quint32(left[2]);
    }
    return true;
}
