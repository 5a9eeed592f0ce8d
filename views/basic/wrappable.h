// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// `safe` with invisible break points in words of more than 24 characters, for labels that wrap: a
// name without a space would else make its window as wide as itself. For showing only.
inline QString wrappable(const QString &safe)
{
    QString text;
    text.reserve(safe.size() + safe.size() / 24);
    int run = 0;
    for (const QChar c : safe) {
        run = c.isSpace() ? 0 : run + 1;
        if (run > 24 && !c.isLowSurrogate() && !c.isMark()) {
            text += QChar(0x200b);
            run = 1;
        }
        text += c;
    }
    return text;
}
