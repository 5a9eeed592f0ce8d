// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/rfb/rawdecoder.h"

void RawDecoder::begin(const QRect &rect)
{
    m_rect = rect;
    m_row = 0;
}

RectDecoder::Step RawDecoder::decode(ByteQueue &in, Framebuffer &picture)
{
    const qsizetype bytes = qsizetype(m_rect.width()) * 4;
    for (; m_row < m_rect.height(); ++m_row) {
        if (in.size() < bytes)
            return Step::More;
        picture.putLine(m_rect.x(), m_rect.y() + m_row, m_rect.width(), in.data());
        in.skip(bytes);
    }
    return Step::Done;
}
