// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

// A layout by its name in the X keyboard database, which Wayland and Linux consoles share: "de",
// variant "nodeadkeys".
struct KeyboardLayout
{
    QString layout = QStringLiteral("us");
    QString variant = {};

    // "de(nodeadkeys)", and back; "us" for what is no name.
    QString id() const { return variant.isEmpty() ? layout : layout + u'(' + variant + u')'; }
    static KeyboardLayout fromId(const QString &id);

    bool operator==(const KeyboardLayout &) const = default;
};

struct NamedLayout
{
    KeyboardLayout layout = {};
    QString name = {}; // "German (no dead keys)", as the database says it

    bool operator==(const NamedLayout &) const = default;
};

// All layouts of the database (xkb-data's evdev.xml, read by libxkbregistry), by name. Takes some
// ten milliseconds.
QList<NamedLayout> keyboardLayouts();
