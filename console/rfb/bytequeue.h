// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

// What a server has sent and nobody has read yet. Numbers are big-endian, as in all of RFB.
class ByteQueue
{
public:
    void append(QByteArrayView bytes);
    void append(const uchar *bytes, qsizetype size)
    {
        append(QByteArrayView(reinterpret_cast<const char *>(bytes), size));
    }
    qsizetype size() const { return m_bytes.size() - m_start; }
    const uchar *data() const
    {
        return reinterpret_cast<const uchar *>(m_bytes.constData()) + m_start;
    }
    void skip(qsizetype count);
    void clear() { skip(size()); }

private:
    QByteArray m_bytes;
    qsizetype m_start = 0; // what lies before it is read
};

// Reads from the front of a queue without taking anything out: what turns out to be incomplete is
// read again from its beginning when more has come. After the first number that is not there,
// enough() is false and all others are 0.
class Peek
{
public:
    explicit Peek(const ByteQueue &queue) : m_data(queue.data()), m_size(queue.size()) {}

    quint8 u8();
    quint16 u16();
    quint32 u32();
    qint32 s32() { return qint32(u32()); }
    quint32 pixel();                     // of the format we ask for: blue, green, red, nothing
    quint32 bgrPixel();                  // ZRLE's: the same without the nothing
    quint32 rgbPixel();                  // Tight's
    const uchar *bytes(qsizetype count); // null when there are not so many
    bool enough() const { return m_enough; }
    qsizetype position() const { return m_position; }

private:
    const uchar *m_data;
    qsizetype m_size, m_position = 0;
    bool m_enough = true;
};
