// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/naturalorder.h"

#include <algorithm>

QString naturalOrderKey(const QString &text)
{
    constexpr qsizetype enough = 256; // what follows decides nothing that a person could see
    const QString source = text.first(std::min(text.size(), enough))
                               .normalized(QString::NormalizationForm_KD)
                               .toCaseFolded();
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    QString key;
    key.reserve(source.size() + 4);
    for (qsizetype i = 0; i < source.size();) {
        if (!isDigit(source[i])) {
            key += source[i++];
            continue;
        }
        while (i + 1 < source.size() && source[i] == u'0' && isDigit(source[i + 1]))
            ++i; // leading zeros
        const qsizetype start = i;
        while (i < source.size() && isDigit(source[i]))
            ++i;
        // More digits, larger number: their count goes first. '0' keeps numbers before letters.
        key += u'0';
        key += QChar(u'0' + ushort(i - start));
        key += QStringView(source).sliced(start, i - start);
    }
    return key;
}
