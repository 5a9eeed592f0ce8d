// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

// X's names of keys, for servers that do not take keys' numbers.
namespace Keysyms {

// What a key means on a US keyboard, by its Linux code. 0: nothing that has a name.
quint32 ofKey(quint16 linuxCode, bool shifted);
// What a key of the number pad means without Num Lock. 0: it is none, or the same.
quint32 ofKeypad(quint16 linuxCode);

} // namespace Keysyms
