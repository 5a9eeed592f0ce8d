// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/rfb/bytequeue.h"

#include <QtEndian>

void ByteQueue::append(QByteArrayView bytes)
{
    // What is read goes when it is most of the memory, so that each byte moves once at most.
    if (m_start > 0 && m_start >= size()) {
        m_bytes.remove(0, m_start);
        m_start = 0;
    }
    m_bytes.append(bytes);
}

void ByteQueue::skip(qsizetype count)
{
    m_start += qBound<qsizetype>(0, count, size());
    if (m_start == m_bytes.size()) {
        m_bytes.resize(0); // keeps the memory
        m_start = 0;
    }
}

const uchar *Peek::bytes(qsizetype count)
{
    if (!m_enough || count < 0 || count > m_size - m_position) {
        m_enough = false;
        return nullptr;
    }
    const uchar *result = m_data + m_position;
    m_position += count;
    return result;
}

quint8 Peek::u8()
{
    const uchar *from = bytes(1);
    return from ? *from : quint8(0);
}

quint16 Peek::u16()
{
    const uchar *from = bytes(2);
    return from ? qFromBigEndian<quint16>(from) : quint16(0);
}

quint32 Peek::u32()
{
    const uchar *from = bytes(4);
    return from ? qFromBigEndian<quint32>(from) : 0;
}

quint32 Peek::pixel()
{
    const uchar *from = bytes(4);
    return from ? qFromLittleEndian<quint32>(from) & 0xffffffu : 0;
}

quint32 Peek::bgrPixel()
{
    const uchar *from = bytes(3);
    return from ? quint32(from[2]) << 16 | quint32(from[1]) << 8 | from[0] : 0;
}

quint32 Peek::rgbPixel()
{
    const uchar *from = bytes(3);
    return from ? quint32(from[0]) << 16 | quint32(from[1]) << 8 | from[2] : 0;
}
