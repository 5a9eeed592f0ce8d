// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMetaType>
#include <QString>

#include <optional>

// Keys that are held together: pressed in this order, released in reverse. By Linux code.
struct KeyChord
{
    static constexpr int maximumKeys = 16; // what virDomainSendKey takes

    QList<quint16> keys = {};

    // From "Ctrl+Alt+Delete" (see KeyNames::code()); nothing for anything else.
    static std::optional<KeyChord> parse(QStringView text);
    QString text() const;  // what parse() reads
    QString label() const; // the same for people, in their language
    bool isEmpty() const { return keys.isEmpty(); }
    // Whether exactly these keys are held, in any order.
    bool isSame(const KeyChord &other) const;

    bool operator==(const KeyChord &) const = default;
};
Q_DECLARE_METATYPE(KeyChord)

// One step of what is sent to a machine: a chord, then a pause (milliseconds, beyond the usual
// pace). Without keys it is the pause alone.
struct KeyStep
{
    static constexpr int maximumPause = 60'000;

    KeyChord chord = {};
    int pause = 0;

    bool operator==(const KeyStep &) const = default;
};
