// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyboard/typingplan.h"

TypingPlan typingPlan(const QString &text, const LayoutTable &layout)
{
    TypingPlan plan;
    for (qsizetype at = 0; at < text.size();) {
        // One character as the reader sees it: with the accents that follow it.
        qsizetype end = at + 1;
        if (text[at].isHighSurrogate() && end < text.size() && text[end].isLowSurrogate())
            ++end;
        if (text[at] == u'\r' && end < text.size() && text[end] == u'\n')
            ++end;
        while (end < text.size() && text[end].category() == QChar::Mark_NonSpacing)
            ++end;
        const QString seen = text.sliced(at, end - at);
        QString character = seen.normalized(QString::NormalizationForm_C);
        if (character.startsWith(u'\r') || character == QChar(QChar::LineSeparator)
            || character == QChar(QChar::ParagraphSeparator))
            character = u'\n';
        const auto points = character.toUcs4();
        const QList<KeyChord> chords =
            points.size() == 1 ? layout.chordsFor(points.first()) : QList<KeyChord>();
        if (chords.isEmpty())
            plan.gaps.append({at, seen});
        for (const KeyChord &chord : chords) {
            plan.steps.append({chord, 0});
            plan.strokes += chord.keys.size();
        }
        plan.lines += character == u'\n';
        at = end;
    }
    return plan;
}
