// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/confirmdialog.h"

#include <QCheckBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

ConfirmDialog::ConfirmDialog(const Question &question, QWidget *parent)
    : PlainDialog(!question.icon.isEmpty() ? question.icon
                  : question.losesData     ? u"dialog-warning"_s
                                           : u"dialog-question"_s,
                  question.title, parent)
{
    setHeading(question.text);
    setText(question.consequence);
    if (question.confirmation) {
        m_dontAsk = new QCheckBox(tr("&Don't ask again"));
        m_dontAsk->setAccessibleName(tr("Don't ask again"));
        content()->addWidget(m_dontAsk);
    }
    addButtons(question.verb, question.losesData);
}

bool ConfirmDialog::dontAskAgain() const
{
    return m_dontAsk && m_dontAsk->isChecked();
}
