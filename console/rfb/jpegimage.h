// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/rfb/framebuffer.h"

// JPEG pictures, by libjpeg-turbo.
namespace JpegImage {

// Paints a picture of exactly that size. False when it has another, is damaged, or takes more effort
// than a picture should.
bool decode(const uchar *data, qsizetype size, const QRect &rect, Framebuffer &picture);

} // namespace JpegImage
