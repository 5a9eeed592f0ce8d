// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/terminal/terminalfindbar.h"

#include "views/basic/plainlabel.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QIcon>
#include <QKeyEvent>
#include <QLineEdit>
#include <QToolButton>

using namespace Qt::StringLiterals;

TerminalFindBar::TerminalFindBar(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLineEdit)
    , m_case(new QCheckBox(tr("&Match case")))
    , m_outcome(new PlainLabel)
{
    m_text->setPlaceholderText(tr("Find in this console"));
    m_text->setAccessibleName(tr("Find"));
    m_text->setClearButtonEnabled(true);
    m_case->setAccessibleName(tr("Match case"));
    const auto button = [this](const QString &icon, const QString &text, auto clicked) {
        auto *made = new QToolButton;
        made->setIcon(QIcon::fromTheme(icon));
        made->setAutoRaise(true);
        made->setAccessibleName(text);
        made->setFocusPolicy(Qt::TabFocus);
        setPlainToolTip(made, text);
        connect(made, &QToolButton::clicked, this, clicked);
        return made;
    };
    auto *row = new QHBoxLayout(this);
    row->addWidget(m_text, 1);
    row->addWidget(button(u"go-up"_s, tr("Find previous"), [this] { Q_EMIT findWanted(true); }));
    row->addWidget(button(u"go-down"_s, tr("Find next"), [this] { Q_EMIT findWanted(false); }));
    row->addWidget(m_case);
    row->addWidget(m_outcome);
    row->addStretch();
    row->addWidget(button(u"window-close"_s, tr("Close the search"), [this] { Q_EMIT closed(); }));
    connect(m_text, &QLineEdit::textChanged, this, &TerminalFindBar::changed);
    connect(m_case, &QCheckBox::toggled, this, &TerminalFindBar::changed);
    hide();
}

void TerminalFindBar::open(const QString &text)
{
    if (!text.isEmpty() && !text.contains(u'\n'))
        m_text->setText(text);
    show();
    m_text->setFocus();
    m_text->selectAll();
}

TerminalSearch TerminalFindBar::search() const
{
    return {m_text->text(), m_case->isChecked()};
}

void TerminalFindBar::setFound(bool found)
{
    m_outcome->setText(found || m_text->text().isEmpty() ? QString() : tr("Not found"));
}

// The last line is where one looks from, so Return goes up.
void TerminalFindBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        Q_EMIT findWanted(!(event->modifiers() & Qt::ShiftModifier));
    else if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QWidget::keyPressEvent(event);
}
