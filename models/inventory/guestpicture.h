// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QFuture>
#include <QImage>

class QThreadPool;

// What a host sent as the picture of a machine's screen. It is not trusted: its size is looked at
// before anything is allocated for it.
namespace GuestPicture {

inline constexpr int maximumSide = 16384;                    // pixels
inline constexpr qint64 maximumPixels = 64 * 1024 * 1024;    // 8K, and then some
inline constexpr qsizetype maximumBytes = 200 * 1024 * 1024; // a PPM of that

// PNG or binary PPM, by its first bytes, whatever the host called it. Opaque. Any thread but the
// GUI's: it can take a while.
Result<QImage> decode(const QByteArray &encoded);

// No larger than `within` (pixels), its proportions kept; smaller pictures stay as they are.
QImage shrink(const QImage &picture, QSize within);

// Both on a thread of `pool`; an invalid `within` keeps the size.
QFuture<Result<QImage>> decodeInBackground(const QByteArray &encoded, QSize within,
                                           QThreadPool &pool);

} // namespace GuestPicture
