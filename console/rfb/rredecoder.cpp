// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/rfb/rredecoder.h"

using namespace Qt::StringLiterals;

void RreDecoder::begin(const QRect &rect)
{
    m_rect = rect;
    m_begun = false;
}

RectDecoder::Step RreDecoder::decode(ByteQueue &in, Framebuffer &picture)
{
    if (!m_begun) {
        Peek peek(in);
        m_left = peek.u32();
        const quint32 background = peek.pixel();
        if (!peek.enough())
            return Step::More;
        in.skip(peek.position());
        m_begun = true;
        // Twelve bytes can ask for a whole screen; no encoder paints everything many times over.
        m_area = 4 * qint64(m_rect.width()) * m_rect.height();
        picture.fill(m_rect, background);
    }
    for (; m_left > 0; --m_left) {
        Peek peek(in);
        const quint32 pixel = peek.pixel();
        const int x = peek.u16(), y = peek.u16(), width = peek.u16(), height = peek.u16();
        if (!peek.enough())
            return Step::More;
        if (x + width > m_rect.width() || y + height > m_rect.height())
            return broken(u"RRE: a part lies outside its rectangle"_s);
        m_area -= qMax<qint64>(1, qint64(width) * height);
        if (m_area < 0)
            return broken(u"RRE: too many parts"_s);
        in.skip(peek.position());
        picture.fill({m_rect.x() + x, m_rect.y() + y, width, height}, pixel);
    }
    return Step::Done;
}
