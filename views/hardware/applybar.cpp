// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/applybar.h"

#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QIcon>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

ApplyBar::ApplyBar(QWidget *parent)
    : QWidget(parent)
    , m_text(new PlainLabel)
    , m_changes(new QPushButton(QIcon::fromTheme(u"view-list-details"_s), tr("Show chan&ges")))
    , m_undo(new QPushButton(QIcon::fromTheme(u"edit-undo"_s), tr("&Undo")))
    , m_redo(new QPushButton(QIcon::fromTheme(u"edit-redo"_s), tr("R&edo")))
    , m_revert(new QPushButton(QIcon::fromTheme(u"edit-undo"_s), tr("Rever&t")))
    , m_bringBack(new QPushButton(QIcon::fromTheme(u"edit-redo"_s), tr("&Bring back")))
    , m_offerLater(new QPushButton(tr("Apply at the next &start")))
    , m_apply(new QToolButton)
    , m_both(new QAction(QIcon::fromTheme(u"dialog-ok-apply"_s), tr("&Apply"), this))
    , m_later(new QAction(tr("Apply at the next &start"), this))
    , m_now(new QAction(tr("Apply to the &running machine only"), this))
{
    m_text->setWordWrap(true);
    m_changes->setAccessibleName(tr("Show changes"));
    m_undo->setAccessibleName(tr("Undo"));
    m_redo->setAccessibleName(tr("Redo"));
    m_revert->setAccessibleName(tr("Revert"));
    m_bringBack->setAccessibleName(tr("Bring back"));
    m_offerLater->setAccessibleName(tr("Apply at the next start"));
    m_both->setIconText(m_both->text()); // or else the button has no key of its own
    m_apply->setDefaultAction(m_both);
    m_apply->setAccessibleName(tr("Apply"));
    m_apply->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_apply->setPopupMode(QToolButton::MenuButtonPopup);
    m_apply->addActions({m_later, m_now});
    m_apply->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);

    const int gap = fontMetrics().height() / 2;
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(gap * 2, gap, gap * 2, gap);
    layout->addWidget(m_text, 1);
    for (QWidget *button : std::initializer_list<QWidget *>{m_changes, m_redo, m_undo, m_revert,
                                                            m_bringBack, m_offerLater, m_apply})
        layout->addWidget(button);

    connect(m_changes, &QPushButton::clicked, this, &ApplyBar::changesWanted);
    connect(m_revert, &QPushButton::clicked, this, &ApplyBar::revertWanted);
    connect(m_bringBack, &QPushButton::clicked, this, &ApplyBar::bringBackWanted);
    connect(m_undo, &QPushButton::clicked, this, &ApplyBar::undoWanted);
    connect(m_redo, &QPushButton::clicked, this, &ApplyBar::redoWanted);
    connect(m_offerLater, &QPushButton::clicked, m_later, &QAction::trigger);
    for (const auto &[action, time] : {std::pair(m_both, EditTime::Both),
                                       {m_later, EditTime::NextStart},
                                       {m_now, EditTime::Now}})
        connect(action, &QAction::triggered, this,
                [this, when = time] { Q_EMIT applyWanted(when); });
    hide();
}

// What it is about is in its text, as far as there is room.
void ApplyBar::name(QPushButton *button, const QString &verb, const QString &what)
{
    button->setVisible(!what.isEmpty());
    const QString whole = SafeText::line(what, 300);
    const QString some = button->fontMetrics().elidedText(
        whole, Qt::ElideRight, button->fontMetrics().averageCharWidth() * 24);
    button->setText(tr("%1: %2").arg(verb, SafeText::forAction(some)));
    button->setAccessibleDescription(whole);
    setPlainToolTip(button, whole);
}

void ApplyBar::setState(const State &state)
{
    const bool pending = state.changes > 0;
    const bool undoes = !pending && !(state.undo.undo.isEmpty() && state.undo.redo.isEmpty());
    const bool reverted = !pending && state.reverted > 0;
    setVisible(pending || undoes || reverted);
    name(m_undo, tr("&Undo"), undoes ? state.undo.undo : QString());
    name(m_redo, tr("R&edo"), undoes ? state.undo.redo : QString());
    m_undo->setEnabled(!state.applying && !state.readOnly);
    m_redo->setEnabled(m_undo->isEnabled());

    QString text = tr("%n change(s) not applied yet", nullptr, state.changes);
    if (state.twoCopies && !state.notNow.isEmpty())
        text += u'\n' + state.notNow;
    if (state.applying)
        text = tr("Applying…");
    else if (state.conflicts)
        text = tr("Choose for each of these settings whose value is to be.");
    else if (pending && !state.failure.isEmpty())
        text = (state.refused ? tr("The running machine refused: %1") : tr("Not applied: %1"))
                   .arg(SafeText::line(state.failure, 300));
    else if (reverted)
        text = tr("%n change(s) reverted", nullptr, state.reverted);
    else if (undoes)
        text = SafeText::line(state.undo.said, 300);
    m_text->setText(text);

    const bool can = pending && !state.applying && !state.readOnly && !state.conflicts;
    const bool offers = pending && state.refused && state.twoCopies && !state.applying;
    for (QAction *action : {m_both, m_later, m_now})
        action->setEnabled(can);
    m_now->setEnabled(can && state.notNow.isEmpty());
    m_later->setVisible(state.twoCopies);
    m_now->setVisible(state.twoCopies);
    m_apply->setVisible(pending);
    m_offerLater->setVisible(offers);
    m_offerLater->setEnabled(can);
    m_changes->setVisible(pending && !offers);
    m_revert->setVisible(pending);
    m_bringBack->setVisible(reverted);
    m_bringBack->setEnabled(!state.readOnly);
    m_revert->setEnabled(!state.applying);
}

QString ApplyBar::text() const
{
    return m_text->text();
}

void ApplyBar::setText(const QString &text)
{
    m_text->setText(text);
}
