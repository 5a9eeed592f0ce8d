// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

// What a text from the clipboard becomes when it is typed: line ends as the Return key, tabs, and
// no other control character, so that nothing in it can end the brackets of a bracketed paste or
// steer the machine's terminal.
QByteArray pasteBytes(const QString &text);

// Whether pasting it would run more than what the user then confirms with Return.
bool pasteHasLines(const QString &text);
