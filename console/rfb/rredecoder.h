// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/rfb/rectdecoder.h"

// A background and rectangles of one colour each.
class RreDecoder final : public RectDecoder
{
public:
    void begin(const QRect &rect) override;
    Step decode(ByteQueue &in, Framebuffer &picture) override;

private:
    QRect m_rect;
    bool m_begun = false;
    quint32 m_left = 0;
    qint64 m_area = 0; // of the rectangles that may still come
};
