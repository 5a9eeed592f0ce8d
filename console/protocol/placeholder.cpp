// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/protocol/placeholder.h"

#include <cstring>

static quint32 pixelAt(const SourcePixels &pixels, int x, int y)
{
    quint32 pixel;
    memcpy(&pixel, pixels.data + qptrdiff(y) * pixels.stride + qptrdiff(x) * 4, sizeof pixel);
    return pixel & 0xffffffu;
}

bool isPlaceholder(const SourcePixels &pixels)
{
    if (pixels.format != SourcePixels::Format::Rgb32)
        return false;
    constexpr int line = 16; // a character's height; the text is on the middle one
    const int top = qMax(0, (pixels.size.height() / line - 1) / 2 * line);
    const int bottom = qMin(top + line, pixels.size.height());
    // The text first: a screen that is black all over is soon seen not to be one.
    bool text = false;
    for (int y = top; y < bottom; ++y) {
        for (int x = 0; x < pixels.size.width(); ++x) {
            const quint32 pixel = pixelAt(pixels, x, y);
            if (pixel != 0 && pixel != 0xaaaaaau)
                return false;
            text = text || pixel != 0;
        }
    }
    if (!text)
        return false;
    for (int y = 0; y < pixels.size.height(); ++y) {
        const bool inText = y >= top && y < bottom;
        for (int x = 0; x < pixels.size.width() && !inText; ++x) {
            if (pixelAt(pixels, x, y) != 0)
                return false;
        }
    }
    return true;
}
