// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/protocol/keymap.h"

#include <linux/input-event-codes.h>

#include <algorithm>
#include <iterator>

namespace {

struct Pair
{
    quint16 linuxCode, atCode;
};

// The kernel numbered the first 83 keys as the PC does; this is the rest, in the kernel's order.
constexpr Pair beyondTheFirst[] = {
    {KEY_ZENKAKUHANKAKU, 0x76},
    {KEY_102ND, 0x56},
    {KEY_F11, 0x57},
    {KEY_F12, 0x58},
    {KEY_RO, 0x73},
    {KEY_KATAKANA, 0x78},
    {KEY_HIRAGANA, 0x77},
    {KEY_HENKAN, 0x79},
    {KEY_KATAKANAHIRAGANA, 0x70},
    {KEY_MUHENKAN, 0x7b},
    {KEY_KPJPCOMMA, 0x5c},
    {KEY_KPENTER, 0x11c},
    {KEY_RIGHTCTRL, 0x11d},
    {KEY_KPSLASH, 0x135},
    {KEY_SYSRQ, 0x54},
    {KEY_RIGHTALT, 0x138},
    {KEY_HOME, 0x147},
    {KEY_UP, 0x148},
    {KEY_PAGEUP, 0x149},
    {KEY_LEFT, 0x14b},
    {KEY_RIGHT, 0x14d},
    {KEY_END, 0x14f},
    {KEY_DOWN, 0x150},
    {KEY_PAGEDOWN, 0x151},
    {KEY_INSERT, 0x152},
    {KEY_DELETE, 0x153},
    {KEY_MUTE, 0x120},
    {KEY_VOLUMEDOWN, 0x12e},
    {KEY_VOLUMEUP, 0x130},
    {KEY_KPEQUAL, 0x59},
    {KEY_PAUSE, 0x146},
    {KEY_KPCOMMA, 0x7e},
    {KEY_HANGEUL, 0x72},
    {KEY_HANJA, 0x71},
    {KEY_YEN, 0x7d},
    {KEY_LEFTMETA, 0x15b},
    {KEY_RIGHTMETA, 0x15c},
    {KEY_COMPOSE, 0x15d},
    {KEY_STOP, 0x168},
    {KEY_CALC, 0x121},
    {KEY_MAIL, 0x16c},
    {KEY_BOOKMARKS, 0x166},
    {KEY_COMPUTER, 0x16b},
    {KEY_BACK, 0x16a},
    {KEY_FORWARD, 0x169},
    {KEY_NEXTSONG, 0x119},
    {KEY_PLAYPAUSE, 0x122},
    {KEY_PREVIOUSSONG, 0x110},
    {KEY_STOPCD, 0x124},
    {KEY_HOMEPAGE, 0x132},
    {KEY_REFRESH, 0x167},
    {KEY_F13, 0x5d},
    {KEY_F14, 0x5e},
    {KEY_F15, 0x5f},
    {KEY_SEARCH, 0x165},
};

constexpr bool byLinuxCode(const Pair &a, const Pair &b)
{
    return a.linuxCode < b.linuxCode;
}
static_assert(std::is_sorted(std::begin(beyondTheFirst), std::end(beyondTheFirst), byLinuxCode));
static_assert(KEY_ESC == 1 && KEY_KPDOT == 0x53);

} // namespace

quint16 KeyMap::atCode(quint16 linuxCode)
{
    if (linuxCode <= KEY_KPDOT)
        return linuxCode;
    const auto *found = std::lower_bound(std::begin(beyondTheFirst), std::end(beyondTheFirst),
                                         Pair{linuxCode, 0}, byLinuxCode);
    return found != std::end(beyondTheFirst) && found->linuxCode == linuxCode ? found->atCode
                                                                              : quint16(0);
}

quint16 KeyMap::qnum(quint16 linuxCode)
{
    const quint16 code = atCode(linuxCode);
    return quint16((code & 0x7f) | (code & 0x100 ? 0x80 : 0));
}
