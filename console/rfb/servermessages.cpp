// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/rfb/servermessages.h"

#include "console/rfb/copyrectdecoder.h"
#include "console/rfb/encodings.h"
#include "console/rfb/hextiledecoder.h"
#include "console/rfb/rawdecoder.h"
#include "console/rfb/rredecoder.h"
#include "console/rfb/tightdecoder.h"
#include "console/rfb/zlibdecoder.h"
#include "console/rfb/zrledecoder.h"

using namespace Qt::StringLiterals;
using namespace Rfb;

// Pixels painted before others get their turn.
static constexpr qint64 fairShare = 8 * 1024 * 1024;
// Compressed, a clipboard text is hardly longer than it is.
static constexpr qint64 maximumClipboardMessage = Wire::maximumClipboard + 64 * 1024;
static constexpr quint32 maximumAudio = 16 * 1024 * 1024; // bytes in one message
static constexpr quint32 maximumName = 64 * 1024;

ServerMessages::ServerMessages(Sink &sink) : m_sink(sink)
{
    m_decoders.emplace(Raw, std::make_unique<RawDecoder>());
    m_decoders.emplace(CopyRect, std::make_unique<CopyRectDecoder>());
    m_decoders.emplace(Rre, std::make_unique<RreDecoder>());
    m_decoders.emplace(Hextile, std::make_unique<HextileDecoder>());
    m_decoders.emplace(Zlib, std::make_unique<ZlibDecoder>());
    m_decoders.emplace(Tight, std::make_unique<TightDecoder>());
    m_decoders.emplace(Zrle, std::make_unique<ZrleDecoder>());
}

bool ServerMessages::begin(QSize size, CursorReader::AlphaOrder alphaOrder)
{
    m_alphaOrder = alphaOrder;
    return resize(size) == Result::Done;
}

ServerMessages::Step ServerMessages::read(ByteQueue &in)
{
    m_picture.takeWork();
    for (;;) {
        Result result;
        if (m_skip > 0)
            result = skip(in);
        else if (m_audio > 0)
            result = passAudio(in);
        else if (m_update)
            result = readRects(in);
        else
            result = readMessage(in);
        if (result == Result::Broken)
            return Step::Broken;
        if (m_picture.work() > fairShare)
            return Step::Again;
        if (result == Result::More)
            return Step::More;
    }
}

ServerMessages::Result ServerMessages::broken(const QString &fault)
{
    m_fault = fault;
    return Result::Broken;
}

ServerMessages::Result ServerMessages::skip(ByteQueue &in)
{
    const qsizetype now = qMin<qint64>(m_skip, in.size());
    in.skip(now);
    m_skip -= now;
    return m_skip > 0 ? Result::More : Result::Done;
}

ServerMessages::Result ServerMessages::resize(QSize size)
{
    if (size == m_picture.size())
        return Result::Done;
    if (!m_picture.resize(size))
        return broken(u"The server's screen of %1 by %2 pixels is not possible."_s.arg(
            QString::number(size.width()), QString::number(size.height())));
    m_picture.addWork(fairShare / 64); // as a picture of moderate size
    m_sink.pictureReplaced();
    return Result::Done;
}

ServerMessages::Result ServerMessages::readMessage(ByteQueue &in)
{
    Peek peek(in);
    const int type = peek.u8();
    if (!peek.enough())
        return Result::More;
    switch (type) {
    case FramebufferUpdate:
        peek.u8();
        m_rects = peek.u16();
        if (!peek.enough())
            return Result::More;
        m_update = true;
        break;
    case SetColourMap:
        peek.u8();
        peek.u16();
        m_skip = qint64(peek.u16()) * 6; // we asked for colours, not for a map of them
        if (!peek.enough()) {
            m_skip = 0;
            return Result::More;
        }
        break;
    case Bell:
        break;
    case ServerCutText:
        return readCutText(in);
    case EndOfContinuousUpdates:
        m_sink.continuousUpdatesOffered();
        break;
    case ServerFence:
        return readFence(in);
    case QemuServer:
        return readAudio(in);
    default:
        return broken(u"The server sent a message of the unknown type %1."_s.arg(type));
    }
    in.skip(peek.position());
    return Result::Done;
}

ServerMessages::Result ServerMessages::readCutText(ByteQueue &in)
{
    Peek peek(in);
    peek.u32();
    const qint32 said = peek.s32();
    if (!peek.enough())
        return Result::More;
    const bool extended = said < 0;
    const qint64 size = qAbs(qint64(said));
    if (size > (extended ? maximumClipboardMessage : qint64(Wire::maximumClipboard))) {
        in.skip(peek.position());
        m_skip = size; // nobody wants to paste that much
        return Result::Done;
    }
    const uchar *bytes = peek.bytes(size);
    if (!bytes)
        return Result::More;
    const QByteArray text(reinterpret_cast<const char *>(bytes), size);
    in.skip(peek.position());
    if (extended)
        m_sink.clipboardMessage(text);
    else
        m_sink.cutText(text);
    return Result::Done;
}

ServerMessages::Result ServerMessages::readFence(ByteQueue &in)
{
    Peek peek(in);
    peek.u32();
    const quint32 flags = peek.u32();
    const int size = peek.u8();
    const uchar *bytes = peek.bytes(size);
    if (size > 64)
        return broken(u"The server sent a fence that is too long."_s);
    if (!bytes)
        return Result::More;
    const QByteArray payload(reinterpret_cast<const char *>(bytes), size);
    in.skip(peek.position());
    m_sink.fence(flags, payload);
    return Result::Done;
}

ServerMessages::Result ServerMessages::readAudio(ByteQueue &in)
{
    Peek peek(in);
    peek.u8();
    const int kind = peek.u8(), operation = peek.u16();
    const quint32 size = operation == 2 ? peek.u32() : 0;
    if (!peek.enough())
        return Result::More;
    if (kind != 1 || operation > 2 || size > maximumAudio)
        return broken(u"The server sent sound that is not understood."_s);
    in.skip(peek.position());
    m_audio = size;
    if (operation < 2)
        m_sink.audioRuns(operation == 1);
    return Result::Done;
}

ServerMessages::Result ServerMessages::passAudio(ByteQueue &in)
{
    const qsizetype now = qMin<qint64>(m_audio, in.size());
    if (now > 0)
        m_sink.audioData(QByteArrayView(reinterpret_cast<const char *>(in.data()), now));
    in.skip(now);
    m_audio -= now;
    return m_audio > 0 ? Result::More : Result::Done;
}

// ---- rectangles ----

ServerMessages::Result ServerMessages::readRects(ByteQueue &in)
{
    if (m_rects == 0 && !m_inRect) {
        m_update = false;
        m_sink.updateRead();
        return Result::Done;
    }
    if (!m_inRect) {
        if (const Result result = beginRect(in); result != Result::Done)
            return result;
    }
    const Result result = readRect(in);
    if (result == Result::Done) {
        m_inRect = false;
        --m_rects;
        if (m_encoding == LastRect)
            m_rects = 0;
    }
    return result;
}

ServerMessages::Result ServerMessages::beginRect(ByteQueue &in)
{
    Peek peek(in);
    const int x = peek.u16(), y = peek.u16(), width = peek.u16(), height = peek.u16();
    m_encoding = peek.s32();
    if (!peek.enough())
        return Result::More;
    in.skip(peek.position());
    m_rect = QRect(x, y, width, height);
    m_inRect = true;
    const auto decoder = m_decoders.find(m_encoding);
    if (decoder == m_decoders.end())
        return Result::Done;
    if (!m_picture.contains(m_rect))
        return broken(u"The server painted outside its screen."_s);
    decoder->second->begin(m_rect);
    return Result::Done;
}

ServerMessages::Result ServerMessages::readRect(ByteQueue &in)
{
    const auto decoder = m_decoders.find(m_encoding);
    if (decoder == m_decoders.end())
        return readPseudo(in);
    const Result result = decoder->second->decode(in, m_picture);
    if (result == Result::Broken)
        return broken(decoder->second->fault());
    if (result == Result::Done)
        m_sink.pictureDamaged(m_rect);
    return result;
}

ServerMessages::Result ServerMessages::readPseudo(ByteQueue &in)
{
    Wire::Cursor cursor;
    switch (m_encoding) {
    case LastRect:
        return Result::Done;
    case DesktopSize:
        return resize(m_rect.size());
    case ExtendedDesktopSize:
        return readScreens(in);
    case DesktopName:
        return readName(in);
    case RichCursor:
        return passCursor(CursorReader::readRich(m_rect, in, cursor), cursor);
    case XCursor:
        return passCursor(CursorReader::readBitmaps(m_rect, in, cursor), cursor);
    case AlphaCursor:
        return passCursor(CursorReader::readAlpha(m_rect, m_alphaOrder, in, cursor), cursor);
    case PointerModeChange:
        m_sink.pointerIsAbsolute(m_rect.x() != 0);
        return Result::Done;
    case ExtendedKeys:
        m_sink.keyCodesTaken();
        return Result::Done;
    case Audio:
        m_sink.audioOffered();
        return Result::Done;
    case LedState:
    case VmwareLedState: {
        // Both number the lights as we do: scroll, num, caps.
        Peek peek(in);
        const quint32 locks = m_encoding == LedState ? peek.u8() : peek.u32();
        if (!peek.enough())
            return Result::More;
        in.skip(peek.position());
        m_sink.locksChanged(quint8(locks & 7));
        return Result::Done;
    }
    default:
        return broken(u"The server sent a picture in the unknown encoding %1."_s.arg(m_encoding));
    }
}

ServerMessages::Result ServerMessages::passCursor(Result read, const Wire::Cursor &cursor)
{
    if (read == Result::Broken)
        return broken(u"The server sent a pointer of an impossible shape."_s);
    if (read == Result::Done)
        m_sink.cursorChanged(cursor);
    return read;
}

ServerMessages::Result ServerMessages::readScreens(ByteQueue &in)
{
    Peek peek(in);
    const int count = peek.u8();
    peek.bytes(3);
    QList<RfbScreen> screens;
    for (int i = 0; i < count && peek.enough(); ++i) {
        RfbScreen screen;
        screen.id = peek.u32();
        const int x = peek.u16(), y = peek.u16(), width = peek.u16(), height = peek.u16();
        screen.area = QRect(x, y, width, height);
        screen.flags = peek.u32();
        screens.append(screen);
    }
    if (!peek.enough())
        return Result::More;
    in.skip(peek.position());
    // The place is the reason and the status. A refusal says the size as it is.
    const int reason = m_rect.x(), status = m_rect.y();
    if (status == 0 || reason != 1) {
        if (const Result result = resize(m_rect.size()); result != Result::Done)
            return result;
    }
    m_sink.screensChanged(reason, status, screens);
    return Result::Done;
}

ServerMessages::Result ServerMessages::readName(ByteQueue &in)
{
    Peek peek(in);
    const quint32 size = peek.u32();
    if (!peek.enough())
        return Result::More;
    if (size > maximumName)
        return broken(u"The server's name is too long."_s);
    in.skip(peek.position());
    m_skip = size; // the window shows the machine's name
    return Result::Done;
}
