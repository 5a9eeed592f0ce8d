// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/protocol/messages.h"
#include "console/rfb/rectdecoder.h"

// The three ways to say what the pointer looks like.
namespace CursorReader {

// The server's order of an alpha cursor's bytes: as specified (red first, premultiplied), or as QEMU
// sends them (blue first, not multiplied).
enum class AlphaOrder { Specified, Qemu };

// `rect`: hot spot and size. Sizes beyond Wire::maximumCursorSide are Broken. A cursor without a
// size is hidden.
RectDecoder::Step readRich(const QRect &rect, ByteQueue &in, Wire::Cursor &cursor);
RectDecoder::Step readBitmaps(const QRect &rect, ByteQueue &in, Wire::Cursor &cursor);
RectDecoder::Step readAlpha(const QRect &rect, AlphaOrder order, ByteQueue &in,
                            Wire::Cursor &cursor);

} // namespace CursorReader
