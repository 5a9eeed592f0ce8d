// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/terminal/terminalpaste.h"

QByteArray pasteBytes(const QString &text)
{
    QString typed;
    typed.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'\n' && i > 0 && text[i - 1] == u'\r')
            continue;
        if (c == u'\n' || c == u'\r' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            typed += u'\r';
        else if (c == u'\t' || (c >= u' ' && (c < u'\x7f' || c > u'\x9f')))
            typed += c;
    }
    return typed.toUtf8();
}

bool pasteHasLines(const QString &text)
{
    return pasteBytes(text).contains('\r');
}
