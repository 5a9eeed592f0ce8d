// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QtEndian>

// Puts together what is sent: numbers big-endian, as in all of RFB.
class ByteWriter
{
public:
    ByteWriter &u8(quint32 value) { return put(quint8(value)); }
    ByteWriter &u16(quint32 value) { return put(quint16(value)); }
    ByteWriter &u32(quint32 value) { return put(value); }
    ByteWriter &s32(qint32 value) { return put(quint32(value)); }
    ByteWriter &raw(QByteArrayView value)
    {
        bytes.append(value);
        return *this;
    }
    // With its length in front.
    ByteWriter &counted(QByteArrayView value) { return u32(quint32(value.size())).raw(value); }

    QByteArray bytes;

private:
    template <class T>
    ByteWriter &put(T value)
    {
        const T big = qToBigEndian(value);
        bytes.append(reinterpret_cast<const char *>(&big), sizeof big);
        return *this;
    }
};
