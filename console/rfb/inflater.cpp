// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/rfb/inflater.h"

#include <zlib.h>

#include <limits>

Inflater::Inflater() : m_stream(std::make_unique<z_stream>()), m_usable(false)
{
    *m_stream = {};
    m_usable = inflateInit(m_stream.get()) == Z_OK;
}

Inflater::~Inflater()
{
    inflateEnd(m_stream.get());
}

void Inflater::reset()
{
    m_usable = inflateReset(m_stream.get()) == Z_OK;
}

Inflater::Progress Inflater::inflate(const uchar *from, qsizetype size, uchar *to, qsizetype room)
{
    constexpr qsizetype most = std::numeric_limits<int>::max();
    if (!m_usable)
        return {0, 0, true};
    const qsizetype input = qMin(size, most), output = qMin(room, most);
    m_stream->next_in = const_cast<uchar *>(from); // zlib only reads
    m_stream->avail_in = uInt(input);
    m_stream->next_out = to;
    m_stream->avail_out = uInt(output);
    const int code = ::inflate(m_stream.get(), Z_SYNC_FLUSH);
    const Progress progress{input - qsizetype(m_stream->avail_in),
                            output - qsizetype(m_stream->avail_out),
                            code != Z_OK && code != Z_BUF_ERROR && code != Z_STREAM_END};
    // Nothing of ours may be kept after the call.
    m_stream->next_in = nullptr;
    m_stream->next_out = nullptr;
    m_usable = !progress.broken;
    return progress;
}
