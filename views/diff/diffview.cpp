// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diff/diffview.h"

#include "models/core/safetext.h"
#include "models/core/textdiff.h"
#include "views/xmleditor/xmlcolors.h"

#include <QEvent>
#include <QFontDatabase>
#include <QTextBlock>

#include <algorithm>

using namespace Qt::StringLiterals;
using TextDiff::Run;
using Kind = Run::Kind;

static constexpr QChar addedSign = u'+', removedSign = u'\u2212';
static constexpr qsizetype around = 3, longestLine = 2000;
static constexpr qsizetype mostLines = 5000; // shown

DiffView::DiffView(QWidget *parent) : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setLineWrapMode(NoWrap);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setAccessibleName(tr("Differences"));
}

void DiffView::compare(const QString &before, const QString &after)
{
    const QStringList a = before.split(u'\n'), b = after.split(u'\n');
    const QList<Run> runs = TextDiff::compare(a, b);
    m_added = m_removed = 0;
    QStringList shown;
    const auto add = [&shown](QChar sign, const QString &line) {
        if (shown.size() < mostLines)
            shown +=
                sign + u' ' + SafeText::line(QString(line).replace(u'\t', "  "_L1), longestLine);
    };
    for (qsizetype i = 0; i < runs.size(); ++i) {
        const Run &run = runs[i];
        const bool same = run.kind == Kind::Same;
        // Of what is the same, the lines next to what is not.
        const qsizetype head = i > 0 && same ? around : 0, tail = i + 1 < runs.size() ? around : 0;
        const bool gap = same && run.count > head + tail;
        for (qsizetype line = 0; line < run.count; ++line) {
            if (gap && line == head) {
                if (shown.size() < mostLines)
                    shown += tr("… %n line(s) …", nullptr, int(run.count - head - tail));
                line = run.count - tail;
                if (tail == 0)
                    break;
            }
            if (same)
                add(u' ', a[run.first + line]);
            else if (run.kind == Kind::Removed)
                add(removedSign, a[run.first + line]);
            else
                add(addedSign, b[run.second + line]);
        }
        m_added += run.kind == Kind::Added ? int(run.count) : 0;
        m_removed += run.kind == Kind::Removed ? int(run.count) : 0;
    }
    if (shown.size() >= mostLines)
        shown += tr("The rest is too long to be shown.");
    setPlainText(m_added + m_removed == 0 ? tr("Nothing differs.") : shown.join(u'\n'));
    recolor();
}

void DiffView::recolor()
{
    const XmlColors colors(palette());
    QList<QTextEdit::ExtraSelection> all;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        const QString line = block.text();
        if (!line.startsWith(addedSign) && !line.startsWith(removedSign))
            continue;
        QTextEdit::ExtraSelection one;
        one.format.setBackground(line.startsWith(addedSign) ? colors.added : colors.removed);
        one.format.setProperty(QTextFormat::FullWidthSelection, true);
        one.cursor = QTextCursor(block);
        all += one;
    }
    setExtraSelections(all);
}

void DiffView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        recolor();
}
