// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/rfb/keysyms.h"

#include <linux/input-event-codes.h>

#include <QtGlobal>

#include <algorithm>
#include <cstring>
#include <iterator>

namespace {

struct Row
{
    int first; // Linux code of the first character
    const char *plain, *shifted;
};

constexpr Row rows[] = {
    {KEY_1, "1234567890-=", "!@#$%^&*()_+"},
    {KEY_Q, "qwertyuiop[]", "QWERTYUIOP{}"},
    {KEY_A, "asdfghjkl;'`", "ASDFGHJKL:\"~"},
    {KEY_BACKSLASH, "\\zxcvbnm,./", "|ZXCVBNM<>?"},
    {KEY_SPACE, " ", " "},
    {KEY_102ND, "<", ">"},
};

struct Named
{
    int code;
    quint32 keysym;
};

// By the numbers of X11/keysymdef.h and XF86keysym.h.
constexpr Named named[] = {
    {KEY_ESC, 0xff1b},
    {KEY_BACKSPACE, 0xff08},
    {KEY_TAB, 0xff09},
    {KEY_ENTER, 0xff0d},
    {KEY_LEFTCTRL, 0xffe3},
    {KEY_LEFTSHIFT, 0xffe1},
    {KEY_RIGHTSHIFT, 0xffe2},
    {KEY_KPASTERISK, 0xffaa},
    {KEY_LEFTALT, 0xffe9},
    {KEY_CAPSLOCK, 0xffe5},
    {KEY_NUMLOCK, 0xff7f},
    {KEY_SCROLLLOCK, 0xff14},
    {KEY_KP7, 0xffb7},
    {KEY_KP8, 0xffb8},
    {KEY_KP9, 0xffb9},
    {KEY_KPMINUS, 0xffad},
    {KEY_KP4, 0xffb4},
    {KEY_KP5, 0xffb5},
    {KEY_KP6, 0xffb6},
    {KEY_KPPLUS, 0xffab},
    {KEY_KP1, 0xffb1},
    {KEY_KP2, 0xffb2},
    {KEY_KP3, 0xffb3},
    {KEY_KP0, 0xffb0},
    {KEY_KPDOT, 0xffae},
    {KEY_F11, 0xffc8},
    {KEY_F12, 0xffc9},
    {KEY_KATAKANA, 0xff26},
    {KEY_HIRAGANA, 0xff25},
    {KEY_HENKAN, 0xff23},
    {KEY_KATAKANAHIRAGANA, 0xff27},
    {KEY_MUHENKAN, 0xff22},
    {KEY_KPENTER, 0xff8d},
    {KEY_RIGHTCTRL, 0xffe4},
    {KEY_KPSLASH, 0xffaf},
    {KEY_SYSRQ, 0xff61},
    {KEY_RIGHTALT, 0xffea},
    {KEY_HOME, 0xff50},
    {KEY_UP, 0xff52},
    {KEY_PAGEUP, 0xff55},
    {KEY_LEFT, 0xff51},
    {KEY_RIGHT, 0xff53},
    {KEY_END, 0xff57},
    {KEY_DOWN, 0xff54},
    {KEY_PAGEDOWN, 0xff56},
    {KEY_INSERT, 0xff63},
    {KEY_DELETE, 0xffff},
    {KEY_MUTE, 0x1008ff12},
    {KEY_VOLUMEDOWN, 0x1008ff11},
    {KEY_VOLUMEUP, 0x1008ff13},
    {KEY_KPEQUAL, 0xffbd},
    {KEY_PAUSE, 0xff13},
    {KEY_KPCOMMA, 0xffac},
    {KEY_HANGEUL, 0xff31},
    {KEY_HANJA, 0xff34},
    {KEY_YEN, 0xa5},
    {KEY_LEFTMETA, 0xffeb},
    {KEY_RIGHTMETA, 0xffec},
    {KEY_COMPOSE, 0xff67}, // the menu key
    {KEY_NEXTSONG, 0x1008ff17},
    {KEY_PLAYPAUSE, 0x1008ff14},
    {KEY_PREVIOUSSONG, 0x1008ff16},
    {KEY_STOPCD, 0x1008ff15},
    {KEY_F13, 0xffca},
    {KEY_F14, 0xffcb},
    {KEY_F15, 0xffcc},
};

constexpr bool byCode(const Named &a, const Named &b)
{
    return a.code < b.code;
}
static_assert(std::is_sorted(std::begin(named), std::end(named), byCode));

} // namespace

quint32 Keysyms::ofKeypad(quint16 linuxCode)
{
    // 7 8 9, minus, 4 5 6, plus, 1 2 3, 0 and the point, as they lie on the keyboard
    static constexpr quint32 row[] = {0xff95, 0xff97, 0xff9a, 0,      0xff96, 0xff9d, 0xff98,
                                      0,      0xff9c, 0xff99, 0xff9b, 0xff9e, 0xff9f};
    const int place = int(linuxCode) - KEY_KP7;
    return place >= 0 && place < int(std::size(row)) ? row[place] : 0;
}

quint32 Keysyms::ofKey(quint16 linuxCode, bool shifted)
{
    for (const Row &row : rows) {
        const int place = int(linuxCode) - row.first;
        if (place >= 0 && place < int(std::strlen(row.plain)))
            return quint32(uchar((shifted ? row.shifted : row.plain)[place]));
    }
    if (linuxCode >= KEY_F1 && linuxCode <= KEY_F10)
        return 0xffbeu + linuxCode - KEY_F1;
    const auto *found =
        std::lower_bound(std::begin(named), std::end(named), Named{linuxCode, 0}, byCode);
    return found != std::end(named) && found->code == linuxCode ? found->keysym : 0;
}
