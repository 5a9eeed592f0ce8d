// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/rfb/copyrectdecoder.h"

using namespace Qt::StringLiterals;

RectDecoder::Step CopyRectDecoder::decode(ByteQueue &in, Framebuffer &picture)
{
    Peek peek(in);
    const int x = peek.u16(), y = peek.u16();
    if (!peek.enough())
        return Step::More;
    if (!picture.contains(QRect(QPoint(x, y), m_rect.size())))
        return broken(u"CopyRect: the source lies outside the picture"_s);
    in.skip(peek.position());
    picture.copy({x, y}, m_rect);
    return Step::Done;
}
