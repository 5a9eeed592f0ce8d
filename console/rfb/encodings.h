// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

// The numbers of RFB (rfbproto.rst of the rfbproto project).
namespace Rfb {

// How a rectangle is encoded, or, negative, what it says instead of pixels.
enum Encoding : qint32 {
    Raw = 0,
    CopyRect = 1,
    Rre = 2,
    Hextile = 5,
    Zlib = 6,
    Tight = 7,
    Zrle = 16,
    JpegQuality0 = -32, // and up to -23
    DesktopSize = -223,
    LastRect = -224,
    RichCursor = -239,
    XCursor = -240,
    CompressLevel0 = -256, // and up to -247
    PointerModeChange = -257,
    ExtendedKeys = -258,
    Audio = -259,
    LedState = -261,
    DesktopName = -307,
    ExtendedDesktopSize = -308,
    Fence = -312,
    ContinuousUpdates = -313,
    AlphaCursor = -314,
    ExtendedClipboard = qint32(0xc0a1e5ce),
    VmwareLedState = 0x574d5668,
};

enum ServerMessage : quint8 {
    FramebufferUpdate = 0,
    SetColourMap = 1,
    Bell = 2,
    ServerCutText = 3,
    EndOfContinuousUpdates = 150,
    ServerFence = 248,
    QemuServer = 255,
};

enum ClientMessage : quint8 {
    SetPixelFormat = 0,
    SetEncodings = 2,
    UpdateRequest = 3,
    KeyEvent = 4,
    PointerEvent = 5,
    ClientCutText = 6,
    EnableContinuousUpdates = 150,
    ClientFence = 248,
    SetDesktopSize = 251,
    QemuClient = 255,
};

// Ways to prove who one is.
enum Security : quint32 {
    Invalid = 0,
    None = 1,
    VncAuth = 2,
    RealVnc5 = 5, // up to 8, and 13, 129 to 134
    UltraMsLogon = 17,
    VeNCrypt = 19,
    Sasl = 20,
    AppleLogin = 30, // up to 36
    UltraMsLogon2 = 113,
    // within VeNCrypt
    Plain = 256,
    TlsNone,
    TlsVnc,
    TlsPlain,
    X509None,
    X509Vnc,
    X509Plain,
    X509Sasl,
    TlsSasl,
};

} // namespace Rfb
