// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

// What the keys of a keyboard are called. Keys are named by what stands on an American one, since
// codes are places: the key "Z" is the one left of "X", whatever it types.
namespace KeyNames {

// "PageUp": in stored and exported text, the same in every language. Empty: no key of ours.
QString name(quint16 linuxCode);
// The code of a name; upper and lower case, spaces and usual other words ("Del") do not matter. 0:
// there is none.
quint16 code(QStringView name);
// "Page Up", in the user's language. A left modifier is called after itself alone ("Ctrl").
QString label(quint16 linuxCode);

// X11 and Wayland number keys by the kernel's code plus 8, on any layout. 0: not a real key.
constexpr quint16 fromScanCode(quint32 nativeScanCode)
{
    return nativeScanCode > 8 && nativeScanCode < 0x308 ? quint16(nativeScanCode - 8) : quint16(0);
}

bool isModifier(quint16 linuxCode); // Ctrl, Shift, Alt and Super, both of each
// All that have a name, in the order of their codes.
QList<quint16> codes();

} // namespace KeyNames
