// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace KeyMap {

// The key's code of a PC keyboard (AT set 1; keys with the prefix E0 as 0x100 | code), which is
// what SPICE sends. 0: such a keyboard has no such key.
quint16 atCode(quint16 linuxCode);

// The same in one byte, with the prefix as 0x80: QEMU's number of the key, which is what VNC sends.
quint16 qnum(quint16 linuxCode);

} // namespace KeyMap
