// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/protocol/dmabufpixels.h"

#include "console/protocol/messages.h"

#include <linux/dma-buf.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

static constexpr quint32 fourcc(const char (&name)[5])
{
    return quint32(name[0]) | quint32(name[1]) << 8 | quint32(name[2]) << 16
           | quint32(name[3]) << 24;
}

std::optional<DmaBufPixels> DmaBufPixels::map(const FileDescriptor &memory, QSize size,
                                              quint32 stride, quint32 format, bool topFirst)
{
    const bool rgb = format == fourcc("XR24") || format == fourcc("AR24");
    const bool bgr = format == fourcc("XB24") || format == fourcc("AB24");
    if (!memory || (!rgb && !bgr) || !Wire::isPictureSize(size.width(), size.height())
        || stride < quint32(size.width()) * 4 || stride > quint32(Wire::maximumSide) * 16)
        return std::nullopt;
    // Reading past the end of the memory would kill us.
    const qint64 bytes = qint64(stride) * size.height();
    if (lseek(memory.get(), 0, SEEK_END) < off_t(bytes))
        return std::nullopt;
    void *address = mmap(nullptr, size_t(bytes), PROT_READ, MAP_SHARED, memory.get(), 0);
    if (address == MAP_FAILED)
        return std::nullopt;
    DmaBufPixels result;
    result.m_memory = memory;
    result.m_bytes = {static_cast<uchar *>(address),
                      [bytes](uchar *p) { munmap(p, size_t(bytes)); }};
    result.m_pixels.size = size;
    result.m_pixels.format = rgb ? SourcePixels::Format::Rgb32 : SourcePixels::Format::Bgr32;
    result.m_pixels.stride = topFirst ? int(stride) : -int(stride);
    result.m_pixels.data = result.m_bytes.get();
    if (!topFirst)
        result.m_pixels.data += qptrdiff(stride) * (size.height() - 1);
    return result;
}

SourcePixels DmaBufPixels::pixels() const
{
    // What is no dma-buf needs no waiting, and refuses.
    for (const quint64 step :
         {DMA_BUF_SYNC_START | DMA_BUF_SYNC_READ, DMA_BUF_SYNC_END | DMA_BUF_SYNC_READ}) {
        dma_buf_sync sync{step};
        ioctl(m_memory.get(), DMA_BUF_IOCTL_SYNC, &sync);
    }
    return m_pixels;
}
