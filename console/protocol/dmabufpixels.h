// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/protocol/picturecopy.h"
#include "models/core/filedescriptor.h"

#include <memory>
#include <optional>

// A picture that a guest has drawn with OpenGL into memory of the graphics card's driver (a
// dma-buf), mapped for reading. Drivers that lay their pictures out in tiles let nobody map them.
class DmaBufPixels
{
public:
    // `format`: as DRM spells it. Nothing when it cannot be mapped, or is of another kind.
    static std::optional<DmaBufPixels> map(const FileDescriptor &memory, QSize size, quint32 stride,
                                           quint32 format, bool topFirst);

    // Valid while this lives; waits until the card has finished drawing.
    SourcePixels pixels() const;

private:
    FileDescriptor m_memory;
    std::shared_ptr<uchar> m_bytes;
    SourcePixels m_pixels;
};
