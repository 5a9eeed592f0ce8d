// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/rfb/zlibdecoder.h"

using namespace Qt::StringLiterals;

void ZlibDecoder::begin(const QRect &rect)
{
    m_rect = rect;
    m_begun = false;
    m_row = m_filled = 0;
    m_line.resize(qsizetype(rect.width()) * 4);
}

RectDecoder::Step ZlibDecoder::decode(ByteQueue &in, Framebuffer &picture)
{
    if (!m_begun) {
        Peek peek(in);
        m_left = peek.u32();
        if (!peek.enough())
            return Step::More;
        in.skip(peek.position());
        m_begun = true;
        if (m_line.isEmpty())
            m_row = m_rect.height();
    }
    uchar beyond = 0; // room for what must not come
    for (;;) {
        const bool complete = m_row == m_rect.height();
        if (complete && m_left == 0)
            return Step::Done;
        const Inflater::Progress progress = m_inflater.inflate(
            in.data(), qMin(in.size(), m_left),
            complete ? &beyond : reinterpret_cast<uchar *>(m_line.data()) + m_filled,
            complete ? 1 : m_line.size() - m_filled);
        if (progress.broken || (complete && progress.written > 0))
            return broken(u"Zlib: the compressed data is damaged"_s);
        in.skip(progress.read);
        m_left -= progress.read;
        if (progress.read == 0 && progress.written == 0) {
            if (m_left > 0 && in.size() == 0)
                return Step::More;
            return broken(u"Zlib: the compressed data is damaged"_s);
        }
        m_filled += int(progress.written);
        if (!complete && m_filled == m_line.size()) {
            picture.putLine(m_rect.x(), m_rect.y() + m_row, m_rect.width(),
                            reinterpret_cast<const uchar *>(m_line.constData()));
            ++m_row;
            m_filled = 0;
        }
    }
}
