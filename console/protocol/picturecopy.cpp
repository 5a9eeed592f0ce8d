// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/protocol/picturecopy.h"

#include <cstring>

void DamageList::add(const QRect &rect)
{
    if (rect.isEmpty())
        return;
    for (QRect &known : m_rects) {
        const QRect both = known.united(rect);
        // Joined when that paints little more than the two by themselves.
        if (qint64(both.width()) * both.height()
            <= (qint64(known.width()) * known.height() + qint64(rect.width()) * rect.height()) * 5
                   / 4) {
            known = both;
            return;
        }
    }
    if (m_rects.size() < 8) {
        m_rects.append(rect);
        return;
    }
    QRect all = rect;
    for (const QRect &known : std::as_const(m_rects))
        all |= known;
    m_rects = {all};
}

static void copyLine(const uchar *from, quint32 *to, int count, SourcePixels::Format format)
{
    // The source may be unaligned for what it holds, hence memcpy; compilers see through it.
    if (format == SourcePixels::Format::Rgb32) {
        for (int i = 0; i < count; ++i) {
            quint32 pixel;
            memcpy(&pixel, from + i * 4, 4);
            to[i] = pixel | 0xff000000u;
        }
        return;
    }
    if (format == SourcePixels::Format::Bgr32) {
        for (int i = 0; i < count; ++i, from += 4)
            to[i] = 0xff000000u | quint32(from[0]) << 16 | quint32(from[1]) << 8 | from[2];
        return;
    }
    const bool six = format == SourcePixels::Format::Rgb565;
    for (int i = 0; i < count; ++i) {
        quint16 pixel;
        memcpy(&pixel, from + i * 2, 2);
        const quint32 blue = pixel & 31u;
        const quint32 green = six ? (pixel >> 5) & 63u : ((pixel >> 5) & 31u) << 1;
        const quint32 red = (six ? pixel >> 11 : pixel >> 10) & 31u;
        to[i] = 0xff000000u | (red << 3 | red >> 2) << 16 | (green << 2 | green >> 4) << 8
                | (blue << 3 | blue >> 2);
    }
}

void copyPixels(const SourcePixels &source, QPoint origin, SharedPicture &target, const QRect &rect)
{
    const QRect area = rect & QRect(QPoint(0, 0), target.size())
                       & QRect(QPoint(0, 0), source.size).translated(-origin);
    const int pixelBytes = int(source.format) <= int(SourcePixels::Format::Bgr32) ? 4 : 2;
    for (int y = area.top(); y <= area.bottom(); ++y) {
        const uchar *from = source.data + qptrdiff(y + origin.y()) * source.stride
                            + qptrdiff(area.left() + origin.x()) * pixelBytes;
        uchar *to = target.pixels() + y * target.bytesPerLine() + qsizetype(area.left()) * 4;
        copyLine(from, reinterpret_cast<quint32 *>(to), area.width(), source.format);
    }
}
