// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// Names, descriptions, errors and agent answers come from guests and hosts: nothing in them may
// become markup, reorder the line or fill the screen.
namespace SafeText {

// One line for a row, a label or a title: control and bidirectional characters become visible
// escapes ("\n" and "\u202e"), and what is longer than `limit` characters ends in "…".
QString line(const QString &untrusted, qsizetype limit = 256);

// Several lines, for details: line feeds and tabs stay, every other control character is escaped.
QString block(const QString &untrusted, qsizetype limit = 64 * 1024);

// For texts that Qt reads mnemonics in (tabs, menus, buttons): `line` with every "&" doubled.
QString forAction(const QString &untrusted, qsizetype limit = 256);

// For Qt::ToolTipRole, where Qt guesses whether it shows HTML: `block`, escaped, as what it would
// have been as plain text. Empty for an empty text.
QString toolTip(const QString &untrusted, qsizetype limit = 4096);

// A name that is safe as one file name: no separators, no leading dot or dash, at most 120 bytes.
QString fileName(const QString &untrusted);

} // namespace SafeText
