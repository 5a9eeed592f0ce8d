// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/rfb/clientmessages.h"

#include "console/rfb/bytewriter.h"
#include "console/rfb/encodings.h"

using namespace Rfb;

QByteArray ClientMessages::pixelFormat()
{
    ByteWriter out;
    out.u8(SetPixelFormat).raw(QByteArray(3, '\0'));
    out.u8(32).u8(24).u8(0).u8(1);  // bits, depth, little-endian, true colour
    out.u16(255).u16(255).u16(255); // red, green, blue
    out.u8(16).u8(8).u8(0);         // their places
    return out.raw(QByteArray(3, '\0')).bytes;
}

QByteArray ClientMessages::encodings(bool local)
{
    QList<qint32> all;
    if (local)
        all = {Raw, CopyRect, Zrle, Tight, Hextile, Zlib, Rre};
    else
        all = {
            Tight, CopyRect, Zrle, Hextile, Zlib, Rre, Raw, JpegQuality0 + 8, CompressLevel0 + 2};
    all += {
        DesktopSize, ExtendedDesktopSize, LastRect,         DesktopName, AlphaCursor,    RichCursor,
        XCursor,     PointerModeChange,   ExtendedKeys,     LedState,    VmwareLedState, Audio,
        Fence,       ContinuousUpdates,   ExtendedClipboard};
    ByteWriter out;
    out.u8(SetEncodings).u8(0).u16(quint32(all.size()));
    for (qint32 encoding : std::as_const(all))
        out.s32(encoding);
    return out.bytes;
}

QByteArray ClientMessages::updateRequest(bool incremental, QSize size)
{
    return ByteWriter()
        .u8(UpdateRequest)
        .u8(incremental)
        .u16(0)
        .u16(0)
        .u16(quint32(size.width()))
        .u16(quint32(size.height()))
        .bytes;
}

QByteArray ClientMessages::continuousUpdates(QSize size)
{
    return ByteWriter()
        .u8(EnableContinuousUpdates)
        .u8(1)
        .u16(0)
        .u16(0)
        .u16(quint32(size.width()))
        .u16(quint32(size.height()))
        .bytes;
}

QByteArray ClientMessages::key(quint32 keysym, bool pressed)
{
    return ByteWriter().u8(KeyEvent).u8(pressed).u16(0).u32(keysym).bytes;
}

QByteArray ClientMessages::extendedKey(quint32 keysym, quint16 code, bool pressed)
{
    return ByteWriter().u8(QemuClient).u8(0).u16(pressed).u32(keysym).u32(code).bytes;
}

QByteArray ClientMessages::pointer(int x, int y, quint8 buttons)
{
    return ByteWriter()
        .u8(PointerEvent)
        .u8(buttons)
        .u16(quint32(qBound(0, x, 65535)))
        .u16(quint32(qBound(0, y, 65535)))
        .bytes;
}

QByteArray ClientMessages::cutText(const QByteArray &text)
{
    return ByteWriter().u8(ClientCutText).raw(QByteArray(3, '\0')).counted(text).bytes;
}

QByteArray ClientMessages::extendedClipboard(const QByteArray &message)
{
    return ByteWriter()
        .u8(ClientCutText)
        .raw(QByteArray(3, '\0'))
        .s32(-qint32(message.size()))
        .raw(message)
        .bytes;
}

QByteArray ClientMessages::fence(quint32 flags, const QByteArray &payload)
{
    return ByteWriter()
        .u8(ClientFence)
        .raw(QByteArray(3, '\0'))
        .u32(flags)
        .u8(quint32(payload.size()))
        .raw(payload)
        .bytes;
}

QByteArray ClientMessages::desktopSize(QSize size, const QList<RfbScreen> &screens)
{
    const RfbScreen first = screens.value(0);
    const auto width = quint32(size.width()), height = quint32(size.height());
    return ByteWriter()
        .u8(SetDesktopSize)
        .u8(0)
        .u16(width)
        .u16(height)
        .u8(1)
        .u8(0)
        .u32(first.id)
        .u16(0)
        .u16(0)
        .u16(width)
        .u16(height)
        .u32(first.flags)
        .bytes;
}

QByteArray ClientMessages::audioFormat(int channels, int frequency)
{
    constexpr int signed16 = 3;
    return ByteWriter()
        .u8(QemuClient)
        .u8(1)
        .u16(2)
        .u8(signed16)
        .u8(quint32(channels))
        .u32(quint32(frequency))
        .bytes;
}

QByteArray ClientMessages::audioWanted(bool wanted)
{
    return ByteWriter().u8(QemuClient).u8(1).u16(wanted ? 0 : 1).bytes;
}
