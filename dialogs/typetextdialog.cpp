// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/typetextdialog.h"

#include "models/core/safetext.h"
#include "models/keyboard/keyplayer.h"
#include "views/basic/plainlabel.h"

#include <QComboBox>
#include <QCompleter>
#include <QFormLayout>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

static constexpr qsizetype shownGaps = 12;

static PlainLabel *labelFor(const QString &text, QWidget *field)
{
    auto *label = new PlainLabel(text);
    label->setBuddy(field);
    field->setAccessibleName(QString(text).remove(u'&').remove(u':'));
    return label;
}

TypeTextDialog::TypeTextDialog(const QString &machine, const QString &text,
                               const KeyboardLayout &layout, int pace, QWidget *parent)
    : PlainDialog(u"input-keyboard"_s, tr("Type text"), parent)
    , m_text(new QPlainTextEdit)
    , m_layout(new QComboBox)
    , m_pace(new QSpinBox)
    , m_gaps(new PlainLabel)
    , m_remark(new PlainLabel)
    , m_progress(new QProgressBar)
{
    setHeading(tr("Type into “%1”").arg(SafeText::line(machine, 120)));
    setText(tr("The text is typed as if on the machine's own keyboard: it needs nothing in the "
               "guest, and goes to whatever has the keyboard there."));
    m_text->setTabChangesFocus(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setAccessibleName(tr("Text"));
    m_text->setMinimumHeight(fontMetrics().height() * 7);
    m_pace->setRange(KeyPlayer::defaultPace, KeyPlayer::slowestPace);
    m_pace->setSingleStep(10);
    m_pace->setSuffix(tr(" ms a key"));
    m_pace->setValue(pace);
    m_progress->hide();
    m_progress->setAccessibleName(tr("Progress"));
    fillLayouts(layout);

    auto *form = new QFormLayout;
    form->addRow(labelFor(tr("Keyboard &layout of the guest:"), m_layout), m_layout);
    form->addRow(labelFor(tr("&Pace:"), m_pace), m_pace);
    content()->addWidget(m_text, 1);
    content()->addLayout(form);
    content()->addWidget(m_gaps);
    content()->addWidget(m_remark);
    content()->addWidget(m_progress);
    addButtons(tr("&Type"));

    connect(m_text, &QPlainTextEdit::textChanged, this, &TypeTextDialog::plan);
    connect(m_layout, &QComboBox::currentIndexChanged, this, &TypeTextDialog::plan);
    connect(m_pace, &QSpinBox::valueChanged, this, &TypeTextDialog::plan);
    m_text->setPlainText(text.left(maximumText));
    plan();
    m_text->setFocus();
}

void TypeTextDialog::fillLayouts(const KeyboardLayout &layout)
{
    const QList<NamedLayout> all = keyboardLayouts();
    for (const NamedLayout &known : all)
        m_layout->addItem(known.name, known.layout.id());
    if (m_layout->findData(layout.id()) < 0)
        m_layout->addItem(layout.id(), layout.id());
    m_layout->setCurrentIndex(m_layout->findData(layout.id()));
    // Some hundreds: found by a part of the name.
    m_layout->setEditable(true);
    m_layout->setInsertPolicy(QComboBox::NoInsert);
    m_layout->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_layout->completer()->setFilterMode(Qt::MatchContains);
    m_layout->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_layout->setMinimumContentsLength(24);
}

KeyboardLayout TypeTextDialog::layout() const
{
    return KeyboardLayout::fromId(m_layout->currentData().toString());
}

int TypeTextDialog::pace() const
{
    return m_pace->value();
}

void TypeTextDialog::plan()
{
    const auto table = layoutTable(layout());
    const QString text = m_text->toPlainText();
    m_plan = table ? typingPlan(text.left(maximumText), *table) : TypingPlan();

    QString problem;
    if (!table) {
        problem = tr("This layout is not known here.");
    } else if (text.size() > maximumText) {
        problem = tr("The text is too long to be typed.");
    }
    QStringList gaps;
    for (const TypingPlan::Gap &gap : std::as_const(m_plan.gaps)) {
        const QString shown = SafeText::line(gap.character);
        if (!gaps.contains(shown))
            gaps.append(shown);
    }
    if (problem.isEmpty() && !gaps.isEmpty()) {
        const bool more = gaps.size() > shownGaps;
        problem = tr("This layout cannot type, and leaves out: %1")
                      .arg(gaps.first(qMin(shownGaps, gaps.size())).join(u' ')
                           + (more ? u" …"_s : QString()));
    }
    showUnderField(m_gaps, problem);
    m_gaps->setVisible(!problem.isEmpty());

    const qint64 seconds = (m_plan.strokes * pace() + 999) / 1000;
    QString remark = tr("It takes about %n second(s).", nullptr, int(seconds));
    if (m_plan.lines > 0)
        remark = tr("Enter is pressed %n time(s): a shell runs each line.", nullptr, m_plan.lines)
                 + u' ' + remark;
    showUnderField(m_remark, {}, m_plan.steps.isEmpty() ? QString() : remark);
    acceptButton()->setEnabled(!m_typing && table && text.size() <= maximumText
                               && !m_plan.steps.isEmpty());
    fit();
}

void TypeTextDialog::setTyping(bool typing)
{
    m_typing = typing;
    for (QWidget *field : {static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_layout),
                           static_cast<QWidget *>(m_pace)})
        field->setEnabled(!typing);
    m_progress->setVisible(typing);
    plan();
}

void TypeTextDialog::accept()
{
    if (m_typing || m_plan.steps.isEmpty())
        return;
    const QList<KeyStep> steps = m_plan.steps;
    setProgress(0, int(steps.size()));
    setTyping(true);
    Q_EMIT typeRequested(steps, pace());
}

void TypeTextDialog::reject()
{
    if (m_typing)
        Q_EMIT cancelRequested();
    QDialog::reject();
}

void TypeTextDialog::setProgress(int done, int total)
{
    m_progress->setRange(0, total);
    m_progress->setValue(done);
}

void TypeTextDialog::finish(bool complete)
{
    if (!m_typing)
        return;
    setTyping(false);
    if (complete)
        QDialog::accept();
}
