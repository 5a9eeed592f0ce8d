// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/filedescriptor.h"

#include <QSize>

#include <memory>

// A picture in memory that two processes map: 32-bit pixels, rows without padding. The viewer makes
// it and writes; the window maps it for reading only, after it has made sure that nobody can shorten
// it under its feet (which would kill the window with SIGBUS). Copies share one mapping.
class SharedPicture
{
public:
    SharedPicture() = default;

    // Black, for writing; empty when the size is not allowed or memory is short.
    static SharedPicture create(QSize size);
    // Somebody else's, for reading; empty unless it is sealed memory of at least that size.
    static SharedPicture map(const FileDescriptor &memory, QSize size);

    explicit operator bool() const { return m_pixels != nullptr; }
    QSize size() const { return m_size; }
    qsizetype bytesPerLine() const { return qsizetype(m_size.width()) * 4; }
    const uchar *pixels() const { return m_pixels.get(); }
    uchar *pixels() { return m_pixels.get(); } // only of a picture that create() made
    const FileDescriptor &memory() const { return m_memory; }

private:
    SharedPicture(FileDescriptor memory, QSize size, int protection);

    FileDescriptor m_memory;
    QSize m_size;
    std::shared_ptr<uchar> m_pixels;
};
