// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/protocol/placeholder.h"

#include <cstring>

bool isPlaceholder(const SourcePixels &pixels)
{
    if (pixels.format != SourcePixels::Format::Rgb32)
        return false;
    constexpr int line = 16; // a character's height; the text is on the middle one
    const int top = (pixels.size.height() / line - 1) / 2 * line;
    bool text = false;
    for (int y = 0; y < pixels.size.height(); ++y) {
        const uchar *row = pixels.data + qptrdiff(y) * pixels.stride;
        const bool inText = y >= top && y < top + line;
        for (int x = 0; x < pixels.size.width(); ++x) {
            quint32 pixel;
            memcpy(&pixel, row + qptrdiff(x) * 4, 4);
            pixel &= 0xffffffu;
            if (pixel == 0)
                continue;
            if (!inText || pixel != 0xaaaaaau)
                return false;
            text = true;
        }
    }
    return text;
}
