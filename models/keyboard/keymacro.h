// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/keyboard/keychord.h"

// Keys that the user has given a name to, to send them again.
struct KeyMacro
{
    QString name = {};      // one line, unique
    KeyChord shortcut = {}; // sends it while the machine's screen has the keyboard; may be empty
    QList<KeyStep> steps = {};

    bool operator==(const KeyMacro &) const = default;
};

// Macros as text, for the settings and to hand on to others:
//     [Log in on the second console]
//     shortcut Ctrl+Shift+F2
//     Ctrl+Alt+F2
//     wait 500
//     Enter
// Empty lines and lines that begin with # say nothing.
namespace KeyMacros {

inline constexpr int maximumMacros = 200, maximumSteps = 1000, maximumName = 80;

QString toText(const QList<KeyMacro> &macros);
// The error names the line.
Result<QList<KeyMacro>> fromText(const QString &text);
QString stepsToText(const QList<KeyStep> &steps);
Result<QList<KeyStep>> stepsFromText(const QString &text);

} // namespace KeyMacros
