// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/protocol/messages.h"

namespace Wire {

bool Damage::isValid() const
{
    if (display >= maximumDisplays || rects.isEmpty() || rects.size() > maximumRects)
        return false;
    const QRect largest(0, 0, maximumSide, maximumSide);
    return std::all_of(rects.begin(), rects.end(), [&largest](const QRect &rect) {
        return !rect.isEmpty() && largest.contains(rect);
    });
}

bool Cursor::isValid() const
{
    if (width == 0 || height == 0)
        return width == 0 && height == 0 && pixels.isEmpty();
    return width <= maximumCursorSide && height <= maximumCursorSide && hotX < width
           && hotY < height && pixels.size() == qsizetype(width) * height * 4;
}

} // namespace Wire
