// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/rfb/rectdecoder.h"

// What is elsewhere in the picture already.
class CopyRectDecoder final : public RectDecoder
{
public:
    void begin(const QRect &rect) override { m_rect = rect; }
    Step decode(ByteQueue &in, Framebuffer &picture) override;

private:
    QRect m_rect;
};
