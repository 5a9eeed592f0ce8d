// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/rfb/extendedclipboard.h"

#include "console/protocol/messages.h"
#include "console/rfb/bytequeue.h"
#include "console/rfb/bytewriter.h"
#include "console/rfb/inflater.h"

#include <zlib.h>

static constexpr quint32 textBit = 1;
static constexpr int firstAction = 24; // capabilities, request, peek, notify, provide
static constexpr quint32 allActions = 0x1fu << firstAction;

// What a provided text is: its length, the text, a zero; twice as long as ours when each of its
// characters is a line.
static std::optional<QByteArray> unpack(const uchar *from, qsizetype size)
{
    QByteArray plain(2 * Wire::maximumClipboard + 16, Qt::Uninitialized);
    Inflater inflater;
    qsizetype filled = 0;
    for (;;) {
        const Inflater::Progress progress = inflater.inflate(
            from, size, reinterpret_cast<uchar *>(plain.data()) + filled, plain.size() - filled);
        from += progress.read;
        size -= progress.read;
        filled += progress.written;
        if (progress.broken)
            return std::nullopt;
        if (progress.read == 0 && progress.written == 0)
            break;
    }
    if (filled < 4)
        return std::nullopt;
    const auto length = qFromBigEndian<quint32>(plain.constData());
    if (qsizetype(length) > filled - 4)
        return std::nullopt;
    QByteArray text = plain.mid(4, qsizetype(length));
    while (text.endsWith('\0'))
        text.chop(1);
    text.replace("\r\n", "\n");
    if (text.size() > Wire::maximumClipboard || text.contains('\0'))
        return std::nullopt;
    return text;
}

std::optional<ExtendedClipboard> ExtendedClipboard::parse(const QByteArray &message)
{
    ByteQueue queue;
    queue.append(message);
    Peek peek(queue);
    const quint32 flags = peek.u32();
    if (!peek.enough())
        return std::nullopt;
    ExtendedClipboard result;
    result.text = flags & textBit;
    const quint32 actions = flags & allActions;
    if (actions & (1u << firstAction)) {
        result.action = Action::Capabilities; // and which others are taken
        return result;
    }
    for (Action action : {Action::Request, Action::Peek, Action::Notify, Action::Provide}) {
        if (actions == 1u << (firstAction + int(action))) {
            result.action = action;
            if (action != Action::Provide || !result.text)
                return result;
            // Text comes first of what is provided.
            auto text = unpack(queue.data() + 4, queue.size() - 4);
            if (!text)
                return std::nullopt;
            result.content = std::move(*text);
            return result;
        }
    }
    return std::nullopt;
}

QByteArray ExtendedClipboard::toBytes() const
{
    const quint32 kind = text ? textBit : 0;
    ByteWriter out;
    switch (action) {
    case Action::Capabilities:
        // Text, all actions, and nothing unasked for.
        return out.u32(kind | allActions).u32(0).bytes;
    case Action::Request:
    case Action::Peek:
    case Action::Notify:
        return out.u32(kind | 1u << (firstAction + int(action))).bytes;
    case Action::Provide:
        break;
    }
    QByteArray lines = content;
    lines.replace("\r\n", "\n").replace('\n', "\r\n");
    const QByteArray plain = ByteWriter().counted(lines + '\0').bytes;
    uLongf size = compressBound(uLong(plain.size()));
    QByteArray packed(qsizetype(size), Qt::Uninitialized);
    compress(reinterpret_cast<Bytef *>(packed.data()), &size,
             reinterpret_cast<const Bytef *>(plain.constData()), uLong(plain.size()));
    packed.truncate(qsizetype(size));
    return out.u32(kind | 1u << (firstAction + int(action))).raw(packed).bytes;
}
