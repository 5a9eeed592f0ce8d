// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/filedescriptor.h"
#include "models/core/result.h"

#include <QByteArray>
#include <QString>

// A file of this computer that is being filled: it is called "name.part" until it is whole, and
// takes its name then. Never writes through a link, and never over a file that is not ours. One
// worker thread.
class PartFile
{
public:
    explicit PartFile(const QString &path); // what it will be called

    bool exists() const;
    bool isOpen() const { return bool(m_file); }
    // Fails with Kind::Busy while somebody else fills it.
    enum Opening { MustBeNew, Continue, StartAnew };
    // `piece`: what is continued begins at a multiple of it.
    Result<> open(Opening how, quint64 piece);
    quint64 size() const { return m_size; } // what is on the disk for sure
    Result<> write(quint64 at, const char *data, qsizetype count);
    Result<QByteArray> read(quint64 at, qsizetype count) const; // less at the end
    Result<> settle(quint64 size); // on the disk; what was not written of it is a hole
    Result<> finish(bool replace); // takes its name
    void remove();
    void close() { m_file = {}; } // it stays as it is

private:
    Error failure(const QString &summary) const; // with errno

    const QString m_path, m_part;
    FileDescriptor m_file;
    quint64 m_size = 0;
};
