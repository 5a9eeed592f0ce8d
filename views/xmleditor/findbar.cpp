// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/xmleditor/findbar.h"

#include "views/basic/barbutton.h"
#include "views/basic/plainlabel.h"
#include "views/xmleditor/xmlcolors.h"
#include "views/xmleditor/xmledit.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QIcon>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSpinBox>
#include <QTextBlock>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

FindBar::FindBar(XmlEdit *edit, QWidget *parent)
    : QWidget(parent)
    , m_edit(edit)
    , m_words(new QLineEdit)
    , m_replacement(new QLineEdit)
    , m_case(new QCheckBox(tr("&Case")))
    , m_whole(new QCheckBox(tr("&Whole words")))
    , m_pattern(new QCheckBox(tr("&Pattern")))
    , m_line(new QSpinBox)
    , m_replace(new QPushButton(tr("&Replace")))
    , m_replaceAll(new QPushButton(tr("Replace &all")))
    , m_replaceRow(new QWidget)
    , m_note(new PlainLabel)
{
    m_words->setPlaceholderText(tr("Find"));
    m_words->setAccessibleName(tr("Find"));
    m_words->setClearButtonEnabled(true);
    m_replacement->setPlaceholderText(tr("Replace with"));
    m_replacement->setAccessibleName(tr("Replace with"));
    setPlainToolTip(m_pattern, tr("A regular expression"));
    m_line->setAccessibleName(tr("Line"));
    m_line->setPrefix(tr("Line") + u' ');
    m_line->setKeyboardTracking(false);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    const auto button = [this](const QString &icon, const QString &text) {
        auto *tool = new QToolButton(this);
        tool->setIcon(QIcon::fromTheme(icon));
        tool->setAutoRaise(true);
        tool->setAccessibleName(text);
        setPlainToolTip(tool, text);
        return tool;
    };
    QToolButton *previous = button(u"go-up"_s, tr("Find previous"));
    QToolButton *next = button(u"go-down"_s, tr("Find next"));
    QToolButton *close = button(u"window-close"_s, tr("Close"));

    auto *first = new QHBoxLayout;
    first->addWidget(m_words, 1);
    for (QWidget *part :
         QList<QWidget *>{previous, next, m_case, m_whole, m_pattern, m_line, close})
        first->addWidget(part);
    auto *second = new QHBoxLayout(m_replaceRow);
    second->setContentsMargins({});
    second->addWidget(m_replacement, 1);
    second->addWidget(m_replace);
    second->addWidget(m_replaceAll);
    auto *layout = new QVBoxLayout(this);
    const int gap = fontMetrics().height() / 3;
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->setSpacing(gap);
    layout->addLayout(first);
    layout->addWidget(m_replaceRow);
    layout->addWidget(m_note);
    m_note->hide();
    hide();

    m_typing.setSingleShot(true);
    m_typing.setInterval(120);
    connect(&m_typing, &QTimer::timeout, this, &FindBar::searchAgain);
    connect(m_words, &QLineEdit::textChanged, this, [this] { m_typing.start(); });
    for (QCheckBox *box : {m_case, m_whole, m_pattern})
        connect(box, &QCheckBox::toggled, this, &FindBar::searchAgain);
    connect(previous, &QToolButton::clicked, this, [this] { find(true); });
    connect(next, &QToolButton::clicked, this, [this] { find(false); });
    connect(close, &QToolButton::clicked, this, [this] {
        m_edit->setFound({});
        hide();
        m_edit->setFocus();
    });
    connect(m_replace, &QPushButton::clicked, this, &FindBar::replace);
    connect(m_replaceAll, &QPushButton::clicked, this, &FindBar::replaceAll);
    connect(m_line, &QSpinBox::valueChanged, this, [this](int line) { m_edit->goTo(line); });
    connect(m_edit->verticalScrollBar(), &QScrollBar::valueChanged, this, &FindBar::markVisible);
}

void FindBar::open(bool replace)
{
    const QString selected = m_edit->textCursor().selectedText();
    if (!selected.isEmpty() && !selected.contains(QChar::ParagraphSeparator))
        m_words->setText(selected);
    m_wantsReplace = replace;
    setReplaceable(m_replaceable);
    QSignalBlocker blocker(m_line);
    m_line->setRange(1, m_edit->blockCount());
    m_line->setValue(m_edit->textCursor().blockNumber() + 1);
    show();
    m_words->setFocus();
    m_words->selectAll();
}

void FindBar::openLine()
{
    open(m_wantsReplace && isVisible());
    m_line->setFocus();
    m_line->selectAll();
}

void FindBar::setReplaceable(bool can)
{
    m_replaceable = can;
    m_replaceRow->setVisible(can && m_wantsReplace);
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        m_edit->setFound({});
        hide();
        m_edit->setFocus();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (m_replacement->hasFocus())
            replace();
        else if (m_line->hasFocus() || m_line->isAncestorOf(focusWidget()))
            m_edit->setFocus();
        else
            find(event->modifiers() & Qt::ShiftModifier);
    } else {
        QWidget::keyPressEvent(event);
    }
}

bool FindBar::isPatternBad() const
{
    return m_pattern->isChecked() && !QRegularExpression(m_words->text()).isValid();
}

QTextCursor FindBar::search(const QTextCursor &from, bool backward) const
{
    QTextDocument::FindFlags flags;
    if (backward)
        flags |= QTextDocument::FindBackward;
    if (m_case->isChecked())
        flags |= QTextDocument::FindCaseSensitively;
    if (m_whole->isChecked())
        flags |= QTextDocument::FindWholeWords;
    if (m_words->text().isEmpty() || isPatternBad())
        return {};
    if (!m_pattern->isChecked())
        return m_edit->document()->find(m_words->text(), from, flags);
    QTextCursor found = m_edit->document()->find(QRegularExpression(m_words->text()), from, flags);
    return found.hasSelection() ? found : QTextCursor(); // nothing can be found everywhere
}

void FindBar::find(bool backward)
{
    if (m_words->text().isEmpty()) {
        open(m_wantsReplace);
        return;
    }
    QTextCursor found = search(m_edit->textCursor(), backward);
    if (found.isNull()) { // once more from the other end
        QTextCursor end(m_edit->document());
        end.movePosition(backward ? QTextCursor::End : QTextCursor::Start);
        found = search(end, backward);
    }
    showFound(found);
}

void FindBar::showFound(const QTextCursor &found)
{
    m_note->setVisible(found.isNull() && !m_words->text().isEmpty());
    m_note->setText(isPatternBad() ? tr("This is not a regular expression.") : tr("Not found."));
    if (!found.isNull()) {
        const QTextBlock block = m_edit->document()->findBlock(found.selectionStart());
        m_edit->goTo(block.blockNumber() + 1, found.selectionStart() - block.position() + 1,
                     found.selectionEnd() - found.selectionStart());
    }
    markVisible();
}

void FindBar::searchAgain()
{
    // From the start of what is found, so that typing on stays there.
    QTextCursor from = m_edit->textCursor();
    from.setPosition(from.selectionStart());
    QTextCursor found = search(from, false);
    if (found.isNull())
        found = search(QTextCursor(m_edit->document()), false);
    showFound(found);
}

// All on screen, not all there is: a text can be long.
void FindBar::markVisible()
{
    QList<QTextEdit::ExtraSelection> all;
    if (isVisible() && !m_words->text().isEmpty()) {
        const XmlColors colors(m_edit->palette());
        const QTextCursor top = m_edit->cursorForPosition({0, 0});
        const int end =
            m_edit->cursorForPosition({0, m_edit->viewport()->height()}).block().position()
            + m_edit->cursorForPosition({0, m_edit->viewport()->height()}).block().length();
        QTextCursor from = top;
        from.movePosition(QTextCursor::StartOfBlock);
        constexpr int most = 500;
        for (int i = 0; i < most; ++i) {
            // Beyond the screen nothing is searched for: the next line with it may be far.
            QTextBlock block = m_edit->document()->findBlock(from.position());
            if (!block.isValid() || from.position() >= end)
                break;
            const QTextCursor found = search(from, false);
            if (found.isNull() || found.selectionStart() >= end)
                break;
            QTextEdit::ExtraSelection one;
            one.format.setBackground(colors.match);
            one.cursor = found;
            all += one;
            from = found;
        }
    }
    m_edit->setFound(all);
}

void FindBar::replace()
{
    QTextCursor cursor = m_edit->textCursor();
    QTextCursor start = cursor;
    start.setPosition(cursor.selectionStart());
    const QTextCursor here = search(start, false);
    // Only what was found, and is selected for everybody to see.
    if (cursor.hasSelection() && !here.isNull() && here.selectionStart() == cursor.selectionStart()
        && here.selectionEnd() == cursor.selectionEnd()) {
        cursor.insertText(m_replacement->text());
        m_edit->setTextCursor(cursor);
    }
    find(false);
}

void FindBar::replaceAll()
{
    int count = 0;
    QTextCursor editing(m_edit->document());
    editing.beginEditBlock(); // one step to undo
    QTextCursor found = search(editing, false);
    while (!found.isNull()) {
        found.insertText(m_replacement->text());
        ++count;
        found = search(found, false);
    }
    editing.endEditBlock();
    markVisible();
    m_note->setText(tr("%n replaced", nullptr, count));
    m_note->show();
}
