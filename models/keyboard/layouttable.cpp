// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyboard/layouttable.h"

#include "models/keyboard/keynames.h"

#include <xkbcommon/xkbcommon-compose.h>
#include <xkbcommon/xkbcommon-keysyms.h>
#include <xkbcommon/xkbcommon.h>

#include <linux/input-event-codes.h>

#include <algorithm>

namespace {

template <class T, void (*release)(T *)>
struct Unref
{
    void operator()(T *object) const { release(object); }
};
template <class T, void (*release)(T *)>
using Owned = std::unique_ptr<T, Unref<T, release>>;

constexpr unsigned evdevOffset = 8;

// What the number pad types depends on Num Lock, which only the guest knows.
bool isOnNumberPad(quint16 code)
{
    return (code >= KEY_KP7 && code <= KEY_KPDOT) || code == KEY_KPASTERISK || code == KEY_KPENTER
           || code == KEY_KPSLASH || code == KEY_KPEQUAL || code == KEY_KPCOMMA;
}

// The key that is this modifier; of several the one that every keyboard has.
quint16 keyOf(xkb_state *state, xkb_keysym_t symbol, const QList<quint16> &codes)
{
    for (const quint16 usual : {quint16(KEY_LEFTSHIFT), quint16(KEY_RIGHTALT)}) {
        if (xkb_state_key_get_one_sym(state, usual + evdevOffset) == symbol)
            return usual;
    }
    for (const quint16 code : codes) {
        if (xkb_state_key_get_one_sym(state, code + evdevOffset) == symbol)
            return code;
    }
    return 0;
}

} // namespace

LayoutTable::LayoutTable(const KeyboardLayout &layout)
{
    const Owned<xkb_context, xkb_context_unref> context(
        xkb_context_new(XKB_CONTEXT_NO_ENVIRONMENT_NAMES));
    if (!context)
        return;
    xkb_context_set_log_level(context.get(), XKB_LOG_LEVEL_CRITICAL);
    const QByteArray name = layout.layout.toUtf8(), variant = layout.variant.toUtf8();
    const xkb_rule_names names{"evdev", "pc105", name.constData(), variant.constData(), ""};
    const Owned<xkb_keymap, xkb_keymap_unref> keymap(
        xkb_keymap_new_from_names(context.get(), &names, XKB_KEYMAP_COMPILE_NO_FLAGS));
    if (!keymap)
        return;
    readKeys(keymap.get());
    readDeadKeys(context.get());
    m_byCharacter.insert(U'\n', {{{KEY_ENTER}}});
    m_byCharacter.insert(U'\t', {{{KEY_TAB}}});
}

// Presses each key under each set of modifiers, the simpler ones first: the first way is kept.
void LayoutTable::readKeys(xkb_keymap *keymap)
{
    const QList<quint16> codes = KeyNames::codes();
    const Owned<xkb_state, xkb_state_unref> plain(xkb_state_new(keymap));
    const quint16 shift = keyOf(plain.get(), XKB_KEY_Shift_L, codes);
    const quint16 third = keyOf(plain.get(), XKB_KEY_ISO_Level3_Shift, codes);
    const quint16 fifth = keyOf(plain.get(), XKB_KEY_ISO_Level5_Shift, codes);
    const QList<quint16> sets[] = {{},      {shift},        {third},        {shift, third},
                                   {fifth}, {shift, fifth}, {third, fifth}, {shift, third, fifth}};
    for (const QList<quint16> &modifiers : sets) {
        if (modifiers.contains(0))
            continue;
        const Owned<xkb_state, xkb_state_unref> state(xkb_state_new(keymap));
        for (const quint16 modifier : modifiers)
            xkb_state_update_key(state.get(), modifier + evdevOffset, XKB_KEY_DOWN);
        for (const quint16 code : codes) {
            if (isOnNumberPad(code) || modifiers.contains(code))
                continue;
            const xkb_keysym_t symbol = xkb_state_key_get_one_sym(state.get(), code + evdevOffset);
            if (symbol == XKB_KEY_NoSymbol)
                continue;
            const KeyChord chord{modifiers + QList<quint16>{code}};
            if (!m_bySymbol.contains(symbol))
                m_bySymbol.insert(symbol, chord);
            const char32_t character = xkb_keysym_to_utf32(symbol);
            if (character >= U' ' && character != 0x7f && !m_byCharacter.contains(character))
                m_byCharacter.insert(character, {chord});
        }
    }
}

// What a dead key and one more type together, by the table that X11 and Wayland programs use.
void LayoutTable::readDeadKeys(xkb_context *context)
{
    QList<xkb_keysym_t> dead, others;
    for (auto i = m_bySymbol.cbegin(); i != m_bySymbol.cend(); ++i) {
        if (i.key() >= XKB_KEY_dead_grave && i.key() <= XKB_KEY_dead_greek)
            dead.append(i.key());
        else if (const char32_t c = xkb_keysym_to_utf32(i.key()); c >= U' ' && c != 0x7f)
            others.append(i.key());
    }
    if (dead.isEmpty())
        return;
    const Owned<xkb_compose_table, xkb_compose_table_unref> table(
        xkb_compose_table_new_from_locale(context, "en_US.UTF-8", XKB_COMPOSE_COMPILE_NO_FLAGS));
    if (!table)
        return;
    const Owned<xkb_compose_state, xkb_compose_state_unref> state(
        xkb_compose_state_new(table.get(), XKB_COMPOSE_STATE_NO_FLAGS));
    std::sort(dead.begin(), dead.end());
    std::sort(others.begin(), others.end()); // the space comes first: it works in every guest
    for (const xkb_keysym_t accent : std::as_const(dead)) {
        for (const xkb_keysym_t base : others + QList<xkb_keysym_t>{accent}) {
            xkb_compose_state_reset(state.get());
            xkb_compose_state_feed(state.get(), accent);
            xkb_compose_state_feed(state.get(), base);
            if (xkb_compose_state_get_status(state.get()) != XKB_COMPOSE_COMPOSED)
                continue;
            char bytes[16] = {};
            const int size = xkb_compose_state_get_utf8(state.get(), bytes, sizeof bytes);
            const auto text =
                QString::fromUtf8(bytes, qBound(0, size, int(sizeof bytes) - 1)).toUcs4();
            if (text.size() == 1 && !m_byCharacter.contains(text.first()))
                m_byCharacter.insert(text.first(), {m_bySymbol[accent], m_bySymbol[base]});
        }
    }
}

std::shared_ptr<const LayoutTable> layoutTable(const KeyboardLayout &layout)
{
    static QList<std::pair<KeyboardLayout, std::shared_ptr<const LayoutTable>>> recent;
    const auto known = std::find_if(recent.cbegin(), recent.cend(),
                                    [&](const auto &entry) { return entry.first == layout; });
    if (known != recent.cend())
        return known->second;
    auto made = std::make_shared<const LayoutTable>(layout);
    if (!made->isValid())
        made.reset();
    recent.prepend({layout, made});
    if (recent.size() > 4)
        recent.removeLast();
    return made;
}
