// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPoint>
#include <QRect>

#include <cstdlib>
#include <memory>

// The server's screen: 32-bit pixels 0x00RRGGBB, rows without padding. Whoever paints has made sure
// that the rectangle lies inside.
class Framebuffer
{
public:
    // Black. False when the size is not allowed (Wire::isPictureSize) or memory is short; then
    // nothing has changed.
    bool resize(QSize size);

    QSize size() const { return m_size; }
    bool contains(const QRect &rect) const
    {
        return rect.x() >= 0 && rect.y() >= 0 && rect.x() + rect.width() <= m_size.width()
               && rect.y() + rect.height() <= m_size.height();
    }
    const quint32 *pixels() const { return m_pixels.get(); }
    quint32 *at(int x, int y) { return m_pixels.get() + qptrdiff(y) * m_size.width() + x; }

    void fill(const QRect &rect, quint32 pixel);
    void copy(QPoint from, const QRect &to); // also onto itself
    // `count` pixels, four bytes each, to the right of (x, y).
    void putLine(int x, int y, int count, const uchar *pixels);

    // How many pixels have been written since this was asked last: a measure of work, because a few
    // bytes can ask for a lot of it.
    qint64 takeWork() { return std::exchange(m_work, 0); }
    void addWork(qint64 pixels) { m_work += pixels; }
    qint64 work() const { return m_work; }

private:
    struct Free
    {
        void operator()(quint32 *memory) const { std::free(memory); }
    };
    QSize m_size;
    std::unique_ptr<quint32, Free> m_pixels;
    qint64 m_work = 0;
};
