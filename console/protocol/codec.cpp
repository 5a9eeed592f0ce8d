// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/protocol/codec.h"

#include "console/protocol/messages.h"

namespace Wire {

void Writer::putRects(const QList<QRect> &rects)
{
    put(quint32(rects.size()));
    for (const QRect &rect : rects) {
        put(qint32(rect.x()));
        put(qint32(rect.y()));
        put(qint32(rect.width()));
        put(qint32(rect.height()));
    }
}

bool Reader::getBytes(QByteArray &value, qsizetype limit)
{
    quint32 size = 0;
    if (!get(size) || size > quint32(limit) || qsizetype(size) > m_rest.size())
        return false;
    value = m_rest.first(size).toByteArray();
    m_rest = m_rest.sliced(size);
    return true;
}

bool Reader::getRects(QList<QRect> &rects)
{
    quint32 count = 0;
    if (!get(count) || count > quint32(maximumRects))
        return false;
    for (quint32 i = 0; i < count; ++i) {
        qint32 x = 0, y = 0, width = 0, height = 0;
        if (!get(x) || !get(y) || !get(width) || !get(height))
            return false;
        // QRect keeps its far corner, which must not overflow.
        if (x < 0 || y < 0 || width < 1 || height < 1 || x > maximumSide || y > maximumSide
            || width > maximumSide || height > maximumSide)
            return false;
        rects.append(QRect(x, y, width, height));
    }
    return true;
}

} // namespace Wire
