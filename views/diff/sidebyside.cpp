// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diff/sidebyside.h"

#include "models/core/safetext.h"
#include "models/core/textdiff.h"
#include "views/basic/plainlabel.h"
#include "views/xmleditor/xmlcolors.h"

#include <QEvent>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QIcon>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTextBlock>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using TextDiff::Run;
using Kind = Run::Kind;

static constexpr qsizetype longestLine = 2000, mostLines = 200'000;

SideBySide::SideBySide(const QString &leftTitle, const QString &rightTitle, QWidget *parent)
    : QWidget(parent)
    , m_left(new QPlainTextEdit)
    , m_right(new QPlainTextEdit)
    , m_summary(new PlainLabel)
{
    const int gap = fontMetrics().height() / 3;
    auto *columns = new QHBoxLayout;
    columns->setSpacing(gap);
    const std::pair<QPlainTextEdit *, QString> sides[] = {{m_left, leftTitle},
                                                          {m_right, rightTitle}};
    for (const auto &[edit, title] : sides) {
        edit->setReadOnly(true);
        edit->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        edit->setTabChangesFocus(true);
        edit->setLineWrapMode(QPlainTextEdit::NoWrap);
        edit->setFrameShape(QFrame::NoFrame);
        edit->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
        edit->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // both are equally high
        edit->setAccessibleName(title);
        auto *heading = new PlainLabel(title);
        QFont bold = heading->font();
        bold.setBold(true);
        heading->setFont(bold);
        heading->setContentsMargins(gap, 0, gap, 0);
        auto *column = new QVBoxLayout;
        column->setSpacing(gap);
        column->addWidget(heading);
        column->addWidget(edit, 1);
        columns->addLayout(column, 1);
    }
    const auto together = [](QScrollBar *one, QScrollBar *other) {
        connect(one, &QScrollBar::valueChanged, other, &QScrollBar::setValue);
        connect(other, &QScrollBar::valueChanged, one, &QScrollBar::setValue);
    };
    together(m_left->verticalScrollBar(), m_right->verticalScrollBar());
    together(m_left->horizontalScrollBar(), m_right->horizontalScrollBar());

    m_summary->setForegroundRole(QPalette::PlaceholderText);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(gap, gap, gap, 0);
    top->addWidget(m_summary, 1);
    for (const bool backward : {true, false}) {
        auto *button = new QToolButton;
        const QString text = backward ? tr("Previous difference") : tr("Next difference");
        button->setIcon(QIcon::fromTheme(backward ? u"go-up"_s : u"go-down"_s));
        button->setAutoRaise(true);
        button->setAccessibleName(text);
        setPlainToolTip(button, text);
        connect(button, &QToolButton::clicked, this, [this, backward] { goToNext(backward); });
        top->addWidget(button);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(top);
    layout->addLayout(columns, 1);
}

void SideBySide::compare(const QString &left, const QString &right)
{
    const QStringList a = left.split(u'\n'), b = right.split(u'\n');
    QStringList shownLeft, shownRight;
    m_differences.clear();
    const auto add = [](QStringList &to, const QStringList &from, qsizetype begin,
                        qsizetype count) {
        for (qsizetype i = begin; i < begin + count; ++i)
            to += SafeText::line(QString(from[i]).replace(u'\t', "  "_L1), longestLine);
    };
    for (const Run &run : TextDiff::compare(a, b)) {
        if (shownLeft.size() > mostLines)
            break;
        // What is removed and what is added in its place begin in the same line.
        const bool follows = run.kind == Kind::Added && shownRight.size() < shownLeft.size();
        if (run.kind == Kind::Same || !follows) {
            const qsizetype lines = std::max(shownLeft.size(), shownRight.size());
            shownLeft.resize(lines);
            shownRight.resize(lines);
        }
        const int from = int(run.kind == Kind::Added ? shownRight.size() : shownLeft.size());
        if (run.kind != Kind::Added)
            add(shownLeft, a, run.first, run.count);
        if (run.kind != Kind::Removed)
            add(shownRight, b, run.second, run.count);
        if (run.kind == Kind::Same)
            continue;
        if (follows)
            m_differences.last().second =
                std::max(m_differences.last().second, from + int(run.count) - 1);
        else
            m_differences += std::pair(from, from + int(run.count) - 1);
    }
    const qsizetype lines = std::max(shownLeft.size(), shownRight.size());
    shownLeft.resize(lines);
    shownRight.resize(lines);
    m_left->setPlainText(shownLeft.join(u'\n'));
    m_right->setPlainText(shownRight.join(u'\n'));
    m_summary->setText(m_differences.isEmpty()
                           ? tr("They are the same.")
                           : tr("%n difference(s)", nullptr, int(m_differences.size())));
    recolor();
}

void SideBySide::recolor()
{
    const XmlColors colors(palette());
    for (QPlainTextEdit *edit : {m_left, m_right}) {
        QList<QTextEdit::ExtraSelection> all;
        for (const auto &[from, to] : std::as_const(m_differences)) {
            for (int line = from; line <= to; ++line) {
                QTextEdit::ExtraSelection one;
                one.cursor = QTextCursor(edit->document()->findBlockByNumber(line));
                const bool absent = one.cursor.block().text().isEmpty();
                one.format.setBackground(absent           ? colors.currentLine
                                         : edit == m_left ? colors.removed
                                                          : colors.added);
                one.format.setProperty(QTextFormat::FullWidthSelection, true);
                all += one;
            }
        }
        edit->setExtraSelections(all);
    }
}

void SideBySide::goToNext(bool backward)
{
    const int line = m_left->textCursor().blockNumber();
    int target = -1;
    for (const auto &[from, to] : std::as_const(m_differences)) {
        if (backward && from < line)
            target = from;
        else if (!backward && from > line && target < 0)
            target = from;
    }
    if (target < 0 && !m_differences.isEmpty())
        target = backward ? m_differences.last().first : m_differences.first().first;
    if (target < 0)
        return;
    for (QPlainTextEdit *edit : {m_right, m_left}) {
        edit->setTextCursor(QTextCursor(edit->document()->findBlockByNumber(target)));
        edit->centerCursor();
    }
}

void SideBySide::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        recolor();
}
