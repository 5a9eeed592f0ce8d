// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <memory>

struct z_stream_s;

// One zlib stream that goes on over many rectangles. It never writes more than it is given room
// for, however much its input would like to become.
class Inflater
{
public:
    struct Progress
    {
        qsizetype read = 0, written = 0;
        bool broken = false;
    };

    Inflater();
    ~Inflater();

    Progress inflate(const uchar *from, qsizetype size, uchar *to, qsizetype room);
    void reset();

private:
    std::unique_ptr<z_stream_s> m_stream;
    bool m_usable;
};
