// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/facts/factsform.h"

#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"

#include <QClipboard>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QToolButton>

FactsForm::FactsForm(QWidget *parent) : QWidget(parent), m_form(new QFormLayout(this))
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setLabelAlignment(Qt::AlignRight | Qt::AlignTop);
    m_form->setHorizontalSpacing(fontMetrics().averageCharWidth() * 3);
    m_form->setVerticalSpacing(fontMetrics().height() / 2);
}

FactsForm::Row &FactsForm::row(const QString &label, bool copyable)
{
    for (Row &row : m_rows) {
        if (row.label == label)
            return row;
    }
    Row row{.label = label,
            .value = {},
            .labelWidget = new PlainLabel(SafeText::line(label)),
            .valueWidget = new PlainLabel};
    row.labelWidget->setForegroundRole(QPalette::PlaceholderText);
    row.labelWidget->setAlignment(Qt::AlignRight | Qt::AlignTop);
    row.valueWidget->setWordWrap(true);
    row.valueWidget->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    row.valueWidget->setTextInteractionFlags(Qt::TextSelectableByMouse
                                             | Qt::TextSelectableByKeyboard);
    row.valueWidget->setAccessibleName(SafeText::line(label));
    row.labelWidget->setMinimumWidth(m_labelWidth);
    // A value of one endless word must not make the page wider than the window.
    QSizePolicy policy = row.valueWidget->sizePolicy();
    policy.setHorizontalPolicy(QSizePolicy::Ignored);
    row.valueWidget->setSizePolicy(policy);
    row.field = row.valueWidget;
    if (copyable) {
        row.field = new QWidget;
        auto *layout = new QHBoxLayout(row.field);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(row.valueWidget, 0, Qt::AlignVCenter);
        auto *button = new QToolButton;
        button->setAutoRaise(true);
        button->setIcon(QIcon::fromTheme(QStringLiteral("edit-copy")));
        const int line = fontMetrics().height();
        button->setIconSize(QSize(line, line));
        button->setFixedSize(line + line / 3, line + line / 3);
        row.valueWidget->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
        row.labelWidget->setMinimumHeight(button->height());
        row.labelWidget->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        const QString name = tr("Copy %1").arg(label);
        button->setAccessibleName(name);
        setPlainToolTip(button, name);
        layout->addWidget(button);
        layout->addStretch();
        row.valueWidget->setWordWrap(false);
        connect(button, &QToolButton::clicked, this,
                [this, label] { QGuiApplication::clipboard()->setText(fact(label)); });
    }
    m_form->addRow(row.labelWidget, row.field);
    m_rows.append(row);
    return m_rows.last();
}

// One that a line may be too short for: it cannot be wrapped.
static bool hasLongWord(const QString &text)
{
    qsizetype length = 0;
    for (const QChar c : text) {
        length = c.isSpace() ? 0 : length + 1;
        if (length > 60)
            return true;
    }
    return false;
}

void FactsForm::set(Row &row, const QString &value)
{
    row.value = value;
    row.valueWidget->setText(SafeText::block(value, 4000));
    setPlainToolTip(row.valueWidget, hasLongWord(value) ? SafeText::block(value, 1000) : QString());
    m_form->setRowVisible(row.field, !value.isEmpty());
}

void FactsForm::setFact(const QString &label, const QString &value)
{
    set(row(label, false), value);
}

void FactsForm::setCopyableFact(const QString &label, const QString &value)
{
    set(row(label, true), value);
}

QString FactsForm::fact(const QString &label) const
{
    for (const Row &row : m_rows) {
        if (row.label == label)
            return row.value;
    }
    return {};
}

void FactsForm::setHighlight(const QString &words)
{
    for (const Row &row : std::as_const(m_rows)) {
        QFont font = row.labelWidget->font();
        font.setBold(!words.isEmpty()
                     && (row.label.contains(words, Qt::CaseInsensitive)
                         || row.value.contains(words, Qt::CaseInsensitive)));
        row.labelWidget->setFont(font);
        row.labelWidget->setForegroundRole(font.bold() ? QPalette::WindowText
                                                       : QPalette::PlaceholderText);
    }
}

void FactsForm::setLabelWidth(int pixels)
{
    m_labelWidth = pixels;
    for (const Row &row : std::as_const(m_rows))
        row.labelWidget->setMinimumWidth(pixels);
}

void FactsForm::clear()
{
    for (const Row &row : std::as_const(m_rows))
        m_form->removeRow(row.field);
    m_rows.clear();
}
