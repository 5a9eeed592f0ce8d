// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/rfb/servermessages.h"

// What we say to a server once the session is open, as bytes.
namespace ClientMessages {

// 32 bits a pixel: blue, green, red, nothing. The decoders know no other.
QByteArray pixelFormat();
// `local`: raw pixels first, because nothing is won by compressing them.
QByteArray encodings(bool local);
QByteArray updateRequest(bool incremental, QSize size);
QByteArray continuousUpdates(QSize size);
QByteArray key(quint32 keysym, bool pressed);
// `code`: KeyMap::qnum().
QByteArray extendedKey(quint32 keysym, quint16 code, bool pressed);
// `buttons`: bit 0 left, 1 middle, 2 right, 3 and 4 the wheel.
QByteArray pointer(int x, int y, quint8 buttons);
QByteArray cutText(const QByteArray &text);
QByteArray extendedClipboard(const QByteArray &message);
QByteArray fence(quint32 flags, const QByteArray &payload);
// One screen of that size, in place of all that there are.
QByteArray desktopSize(QSize size, const QList<RfbScreen> &screens);
QByteArray audioFormat(int channels, int frequency); // 16 bits, signed
QByteArray audioWanted(bool wanted);

} // namespace ClientMessages
