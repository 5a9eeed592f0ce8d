// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/input/hostlayout.h"

#include <QFile>
#include <QGuiApplication>

#include <xcb/xcb.h>

#include <cstdlib>
#include <memory>

using namespace Qt::StringLiterals;

namespace {

struct Free
{
    void operator()(void *memory) const { std::free(memory); }
};
template <class T>
using Reply = std::unique_ptr<T, Free>;

// The root window's _XKB_RULES_NAMES: rules, model, layouts, variants, options.
QList<QByteArray> namesOfXServer()
{
    const auto *x11 = qGuiApp->nativeInterface<QNativeInterface::QX11Application>();
    xcb_connection_t *connection = x11 ? x11->connection() : nullptr;
    if (!connection)
        return {};
    constexpr char name[] = "_XKB_RULES_NAMES";
    const Reply<xcb_intern_atom_reply_t> atom(xcb_intern_atom_reply(
        connection, xcb_intern_atom(connection, 1, sizeof name - 1, name), nullptr));
    if (!atom || !atom->atom)
        return {};
    const xcb_window_t root = xcb_setup_roots_iterator(xcb_get_setup(connection)).data->root;
    const Reply<xcb_get_property_reply_t> value(xcb_get_property_reply(
        connection, xcb_get_property(connection, 0, root, atom->atom, XCB_ATOM_STRING, 0, 256),
        nullptr));
    if (!value)
        return {};
    return QByteArray(static_cast<const char *>(xcb_get_property_value(value.get())),
                      xcb_get_property_value_length(value.get()))
        .split('\0');
}

KeyboardLayout first(const QByteArray &layouts, const QByteArray &variants)
{
    const QByteArray layout = layouts.split(',').first().trimmed();
    const QByteArray variant = variants.split(',').first().trimmed();
    return KeyboardLayout::fromId(
        KeyboardLayout{QString::fromLatin1(layout), QString::fromLatin1(variant)}.id());
}

} // namespace

KeyboardLayout hostKeyboardLayout()
{
    if (const QByteArray layouts = qgetenv("XKB_DEFAULT_LAYOUT"); !layouts.isEmpty())
        return first(layouts, qgetenv("XKB_DEFAULT_VARIANT"));
    if (const QList<QByteArray> names = namesOfXServer(); names.size() > 3 && !names[2].isEmpty())
        return first(names[2], names[3]);
    // Debian's keyboard-configuration, for Wayland: a compositor tells keymaps, not their names.
    QFile file(u"/etc/default/keyboard"_s);
    QByteArray layouts, variants;
    if (file.open(QIODevice::ReadOnly)) {
        const QList<QByteArray> lines = file.read(64 * 1024).split('\n');
        for (const QByteArray &line : lines) {
            const QByteArray value = line.mid(line.indexOf('=') + 1).trimmed().replace('"', "");
            if (line.startsWith("XKBLAYOUT="))
                layouts = value;
            else if (line.startsWith("XKBVARIANT="))
                variants = value;
        }
    }
    return layouts.isEmpty() ? KeyboardLayout() : first(layouts, variants);
}
