// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/storage/fieldform.h"

#include "dialogs/plaindialog.h"
#include "dialogs/storage/secretfield.h"
#include "dialogs/storage/sizefield.h"
#include "views/basic/plainlabel.h"

#include <QComboBox>
#include <QGridLayout>

using namespace Qt::StringLiterals;

FieldForm::FieldForm(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins({});
    m_grid->setColumnStretch(1, 1);
    m_grid->setColumnMinimumWidth(1, fontMetrics().averageCharWidth() * 48);
}

void FieldForm::add(const QString &label, QWidget *field)
{
    const int row = m_grid->rowCount();
    Row made{.label = new PlainLabel, .note = new PlainLabel};
    made.label->setBuddy(field);
    // As wide as the form, not as the longest name that a host came up with.
    if (auto *choice = qobject_cast<QComboBox *>(field)) {
        choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        choice->setMinimumContentsLength(20);
        choice->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    made.note->hide();
    m_grid->addWidget(made.label, row, 0, Qt::AlignRight | Qt::AlignVCenter);
    m_grid->addWidget(field, row, 1);
    m_grid->addWidget(made.note, row + 1, 1);
    m_rows.insert(field, made);
    setLabel(field, label);
}

void FieldForm::setLabel(QWidget *field, const QString &label)
{
    m_rows[field].label->setText(label.isEmpty() ? QString() : label + u':');
    if (label.isEmpty())
        return;
    const QString name = QString(label).remove(u'&');
    if (auto *size = qobject_cast<SizeField *>(field))
        size->setName(name);
    else if (auto *secret = qobject_cast<SecretField *>(field))
        secret->setName(name);
    else
        field->setAccessibleName(name);
}

void FieldForm::setShown(QWidget *field, bool shown)
{
    Row &row = m_rows[field];
    row.shown = shown;
    row.label->setVisible(shown);
    field->setVisible(shown);
    row.note->setVisible(shown && !row.note->text().isEmpty());
}

bool FieldForm::isShown(const QWidget *field) const
{
    return m_rows.value(field).shown;
}

void FieldForm::say(QWidget *field, const QString &problem, const QString &remark)
{
    const Row row = m_rows.value(field);
    showUnderField(row.note, problem, remark);
    row.note->setVisible(row.shown && !row.note->text().isEmpty());
}

QString FieldForm::sentence(const QWidget *field) const
{
    return m_rows.value(field).note->text().remove(QChar(0x200b));
}
