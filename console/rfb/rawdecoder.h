// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/rfb/rectdecoder.h"

// Pixels, row after row.
class RawDecoder final : public RectDecoder
{
public:
    void begin(const QRect &rect) override;
    Step decode(ByteQueue &in, Framebuffer &picture) override;

private:
    QRect m_rect;
    int m_row = 0;
};
