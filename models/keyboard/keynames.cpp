// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyboard/keynames.h"

#include <QCoreApplication>

#include <linux/input-event-codes.h>

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace {

struct Key
{
    quint16 code;
    const char *name, *label;
};

// In the order of the kernel's codes.
constexpr Key keys[] = {
    {KEY_ESC, "Esc", QT_TRANSLATE_NOOP("KeyNames", "Esc")},
    {KEY_1, "1", "1"},
    {KEY_2, "2", "2"},
    {KEY_3, "3", "3"},
    {KEY_4, "4", "4"},
    {KEY_5, "5", "5"},
    {KEY_6, "6", "6"},
    {KEY_7, "7", "7"},
    {KEY_8, "8", "8"},
    {KEY_9, "9", "9"},
    {KEY_0, "0", "0"},
    {KEY_MINUS, "Minus", "−"},
    {KEY_EQUAL, "Equal", "="},
    {KEY_BACKSPACE, "Backspace", QT_TRANSLATE_NOOP("KeyNames", "Backspace")},
    {KEY_TAB, "Tab", QT_TRANSLATE_NOOP("KeyNames", "Tab")},
    {KEY_Q, "Q", "Q"},
    {KEY_W, "W", "W"},
    {KEY_E, "E", "E"},
    {KEY_R, "R", "R"},
    {KEY_T, "T", "T"},
    {KEY_Y, "Y", "Y"},
    {KEY_U, "U", "U"},
    {KEY_I, "I", "I"},
    {KEY_O, "O", "O"},
    {KEY_P, "P", "P"},
    {KEY_LEFTBRACE, "LeftBracket", "["},
    {KEY_RIGHTBRACE, "RightBracket", "]"},
    {KEY_ENTER, "Enter", QT_TRANSLATE_NOOP("KeyNames", "Enter")},
    {KEY_LEFTCTRL, "Ctrl", QT_TRANSLATE_NOOP("KeyNames", "Ctrl")},
    {KEY_A, "A", "A"},
    {KEY_S, "S", "S"},
    {KEY_D, "D", "D"},
    {KEY_F, "F", "F"},
    {KEY_G, "G", "G"},
    {KEY_H, "H", "H"},
    {KEY_J, "J", "J"},
    {KEY_K, "K", "K"},
    {KEY_L, "L", "L"},
    {KEY_SEMICOLON, "Semicolon", ";"},
    {KEY_APOSTROPHE, "Apostrophe", "'"},
    {KEY_GRAVE, "Grave", "`"},
    {KEY_LEFTSHIFT, "Shift", QT_TRANSLATE_NOOP("KeyNames", "Shift")},
    {KEY_BACKSLASH, "Backslash", "\\"},
    {KEY_Z, "Z", "Z"},
    {KEY_X, "X", "X"},
    {KEY_C, "C", "C"},
    {KEY_V, "V", "V"},
    {KEY_B, "B", "B"},
    {KEY_N, "N", "N"},
    {KEY_M, "M", "M"},
    {KEY_COMMA, "Comma", ","},
    {KEY_DOT, "Period", "."},
    {KEY_SLASH, "Slash", "/"},
    {KEY_RIGHTSHIFT, "RightShift", QT_TRANSLATE_NOOP("KeyNames", "Right Shift")},
    {KEY_KPASTERISK, "KeypadMultiply", QT_TRANSLATE_NOOP("KeyNames", "Keypad *")},
    {KEY_LEFTALT, "Alt", QT_TRANSLATE_NOOP("KeyNames", "Alt")},
    {KEY_SPACE, "Space", QT_TRANSLATE_NOOP("KeyNames", "Space")},
    {KEY_CAPSLOCK, "CapsLock", QT_TRANSLATE_NOOP("KeyNames", "Caps Lock")},
    {KEY_F1, "F1", "F1"},
    {KEY_F2, "F2", "F2"},
    {KEY_F3, "F3", "F3"},
    {KEY_F4, "F4", "F4"},
    {KEY_F5, "F5", "F5"},
    {KEY_F6, "F6", "F6"},
    {KEY_F7, "F7", "F7"},
    {KEY_F8, "F8", "F8"},
    {KEY_F9, "F9", "F9"},
    {KEY_F10, "F10", "F10"},
    {KEY_NUMLOCK, "NumLock", QT_TRANSLATE_NOOP("KeyNames", "Num Lock")},
    {KEY_SCROLLLOCK, "ScrollLock", QT_TRANSLATE_NOOP("KeyNames", "Scroll Lock")},
    {KEY_KP7, "Keypad7", QT_TRANSLATE_NOOP("KeyNames", "Keypad 7")},
    {KEY_KP8, "Keypad8", QT_TRANSLATE_NOOP("KeyNames", "Keypad 8")},
    {KEY_KP9, "Keypad9", QT_TRANSLATE_NOOP("KeyNames", "Keypad 9")},
    {KEY_KPMINUS, "KeypadMinus", QT_TRANSLATE_NOOP("KeyNames", "Keypad −")},
    {KEY_KP4, "Keypad4", QT_TRANSLATE_NOOP("KeyNames", "Keypad 4")},
    {KEY_KP5, "Keypad5", QT_TRANSLATE_NOOP("KeyNames", "Keypad 5")},
    {KEY_KP6, "Keypad6", QT_TRANSLATE_NOOP("KeyNames", "Keypad 6")},
    {KEY_KPPLUS, "KeypadPlus", QT_TRANSLATE_NOOP("KeyNames", "Keypad +")},
    {KEY_KP1, "Keypad1", QT_TRANSLATE_NOOP("KeyNames", "Keypad 1")},
    {KEY_KP2, "Keypad2", QT_TRANSLATE_NOOP("KeyNames", "Keypad 2")},
    {KEY_KP3, "Keypad3", QT_TRANSLATE_NOOP("KeyNames", "Keypad 3")},
    {KEY_KP0, "Keypad0", QT_TRANSLATE_NOOP("KeyNames", "Keypad 0")},
    {KEY_KPDOT, "KeypadPeriod", QT_TRANSLATE_NOOP("KeyNames", "Keypad .")},
    {KEY_102ND, "LessThan", "<"},
    {KEY_F11, "F11", "F11"},
    {KEY_F12, "F12", "F12"},
    {KEY_RO, "Ro", QT_TRANSLATE_NOOP("KeyNames", "Ro")},
    {KEY_HENKAN, "Henkan", QT_TRANSLATE_NOOP("KeyNames", "Henkan")},
    {KEY_KATAKANAHIRAGANA, "Kana", QT_TRANSLATE_NOOP("KeyNames", "Kana")},
    {KEY_MUHENKAN, "Muhenkan", QT_TRANSLATE_NOOP("KeyNames", "Muhenkan")},
    {KEY_KPENTER, "KeypadEnter", QT_TRANSLATE_NOOP("KeyNames", "Keypad Enter")},
    {KEY_RIGHTCTRL, "RightCtrl", QT_TRANSLATE_NOOP("KeyNames", "Right Ctrl")},
    {KEY_KPSLASH, "KeypadDivide", QT_TRANSLATE_NOOP("KeyNames", "Keypad /")},
    {KEY_SYSRQ, "Print", QT_TRANSLATE_NOOP("KeyNames", "Print Screen")},
    {KEY_RIGHTALT, "AltGr", QT_TRANSLATE_NOOP("KeyNames", "AltGr")},
    {KEY_HOME, "Home", QT_TRANSLATE_NOOP("KeyNames", "Home")},
    {KEY_UP, "Up", QT_TRANSLATE_NOOP("KeyNames", "Up")},
    {KEY_PAGEUP, "PageUp", QT_TRANSLATE_NOOP("KeyNames", "Page Up")},
    {KEY_LEFT, "Left", QT_TRANSLATE_NOOP("KeyNames", "Left")},
    {KEY_RIGHT, "Right", QT_TRANSLATE_NOOP("KeyNames", "Right")},
    {KEY_END, "End", QT_TRANSLATE_NOOP("KeyNames", "End")},
    {KEY_DOWN, "Down", QT_TRANSLATE_NOOP("KeyNames", "Down")},
    {KEY_PAGEDOWN, "PageDown", QT_TRANSLATE_NOOP("KeyNames", "Page Down")},
    {KEY_INSERT, "Insert", QT_TRANSLATE_NOOP("KeyNames", "Insert")},
    {KEY_DELETE, "Delete", QT_TRANSLATE_NOOP("KeyNames", "Delete")},
    {KEY_MUTE, "Mute", QT_TRANSLATE_NOOP("KeyNames", "Mute")},
    {KEY_VOLUMEDOWN, "VolumeDown", QT_TRANSLATE_NOOP("KeyNames", "Volume Down")},
    {KEY_VOLUMEUP, "VolumeUp", QT_TRANSLATE_NOOP("KeyNames", "Volume Up")},
    {KEY_KPEQUAL, "KeypadEqual", QT_TRANSLATE_NOOP("KeyNames", "Keypad =")},
    {KEY_PAUSE, "Pause", QT_TRANSLATE_NOOP("KeyNames", "Pause")},
    {KEY_HANGEUL, "Hangul", QT_TRANSLATE_NOOP("KeyNames", "Hangul")},
    {KEY_HANJA, "Hanja", QT_TRANSLATE_NOOP("KeyNames", "Hanja")},
    {KEY_YEN, "Yen", QT_TRANSLATE_NOOP("KeyNames", "Yen")},
    {KEY_LEFTMETA, "Super", QT_TRANSLATE_NOOP("KeyNames", "Super")},
    {KEY_RIGHTMETA, "RightSuper", QT_TRANSLATE_NOOP("KeyNames", "Right Super")},
    {KEY_COMPOSE, "Menu", QT_TRANSLATE_NOOP("KeyNames", "Menu")},
    {KEY_F13, "F13", "F13"},
    {KEY_F14, "F14", "F14"},
    {KEY_F15, "F15", "F15"},
};
static_assert(std::is_sorted(std::begin(keys), std::end(keys),
                             [](const Key &a, const Key &b) { return a.code < b.code; }));

// What else is written for a key.
constexpr std::pair<const char *, quint16> otherNames[] = {
    {"Escape", KEY_ESC},
    {"-", KEY_MINUS},
    {"=", KEY_EQUAL},
    {"[", KEY_LEFTBRACE},
    {"]", KEY_RIGHTBRACE},
    {"Return", KEY_ENTER},
    {"LeftCtrl", KEY_LEFTCTRL},
    {"Control", KEY_LEFTCTRL},
    {";", KEY_SEMICOLON},
    {"'", KEY_APOSTROPHE},
    {"`", KEY_GRAVE},
    {"LeftShift", KEY_LEFTSHIFT},
    {"\\", KEY_BACKSLASH},
    {",", KEY_COMMA},
    {".", KEY_DOT},
    {"Dot", KEY_DOT},
    {"/", KEY_SLASH},
    {"LeftAlt", KEY_LEFTALT},
    {"<", KEY_102ND},
    {"PrintScreen", KEY_SYSRQ},
    {"SysRq", KEY_SYSRQ},
    {"RightAlt", KEY_RIGHTALT},
    {"PgUp", KEY_PAGEUP},
    {"PgDown", KEY_PAGEDOWN},
    {"PgDn", KEY_PAGEDOWN},
    {"Ins", KEY_INSERT},
    {"Del", KEY_DELETE},
    {"Break", KEY_PAUSE},
    {"LeftSuper", KEY_LEFTMETA},
    {"Win", KEY_LEFTMETA},
    {"Windows", KEY_LEFTMETA},
    {"Meta", KEY_LEFTMETA},
    {"RightWin", KEY_RIGHTMETA},
};

const Key *find(quint16 code)
{
    const auto *found =
        std::lower_bound(std::begin(keys), std::end(keys), code,
                         [](const Key &key, quint16 wanted) { return key.code < wanted; });
    return found != std::end(keys) && found->code == code ? found : nullptr;
}

} // namespace

QString KeyNames::name(quint16 linuxCode)
{
    const Key *key = find(linuxCode);
    return key ? QString::fromLatin1(key->name) : QString();
}

quint16 KeyNames::code(QStringView name)
{
    const QString plain = name.toString().remove(u' ');
    for (const Key &key : keys) {
        if (plain.compare(QLatin1StringView(key.name), Qt::CaseInsensitive) == 0)
            return key.code;
    }
    for (const auto &[other, code] : otherNames) {
        if (plain.compare(QLatin1StringView(other), Qt::CaseInsensitive) == 0)
            return code;
    }
    return 0;
}

QString KeyNames::label(quint16 linuxCode)
{
    const Key *key = find(linuxCode);
    return key ? QCoreApplication::translate("KeyNames", key->label) : QString::number(linuxCode);
}

bool KeyNames::isModifier(quint16 linuxCode)
{
    switch (linuxCode) {
    case KEY_LEFTCTRL:
    case KEY_RIGHTCTRL:
    case KEY_LEFTSHIFT:
    case KEY_RIGHTSHIFT:
    case KEY_LEFTALT:
    case KEY_RIGHTALT:
    case KEY_LEFTMETA:
    case KEY_RIGHTMETA:
        return true;
    default:
        return false;
    }
}

QList<quint16> KeyNames::codes()
{
    QList<quint16> all;
    for (const Key &key : keys)
        all.append(key.code);
    return all;
}
