// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/rfb/framebuffer.h"

#include "console/protocol/messages.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>

bool Framebuffer::resize(QSize size)
{
    if (!Wire::isPictureSize(size.width(), size.height()))
        return false;
    // Of large sizes the system gives memory only where something is written.
    auto *memory = static_cast<quint32 *>(
        std::calloc(size_t(size.width()) * size_t(size.height()), sizeof(quint32)));
    if (!memory)
        return false;
    m_pixels.reset(memory);
    m_size = size;
    return true;
}

void Framebuffer::fill(const QRect &rect, quint32 pixel)
{
    for (int y = rect.y(); y < rect.y() + rect.height(); ++y)
        std::fill_n(at(rect.x(), y), rect.width(), pixel);
    m_work += qint64(rect.width()) * rect.height();
}

void Framebuffer::copy(QPoint from, const QRect &to)
{
    const bool upwards = to.y() > from.y(); // from below, so that nothing is read after its change
    for (int i = 0; i < to.height(); ++i) {
        const int row = upwards ? to.height() - 1 - i : i;
        std::memmove(at(to.x(), to.y() + row), at(from.x(), from.y() + row),
                     size_t(to.width()) * 4);
    }
    m_work += qint64(to.width()) * to.height();
}

void Framebuffer::putLine(int x, int y, int count, const uchar *pixels)
{
#if Q_BYTE_ORDER == Q_LITTLE_ENDIAN
    std::memcpy(at(x, y), pixels, size_t(count) * 4);
#else
    qFromLittleEndian<quint32>(pixels, count, at(x, y));
#endif
    m_work += count;
}
