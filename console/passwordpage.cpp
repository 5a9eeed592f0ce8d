// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/passwordpage.h"

#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

PasswordPage::PasswordPage(QWidget *parent)
    : QWidget(parent), m_title(new PlainLabel), m_text(new PlainLabel), m_field(new QLineEdit)
{
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() * 1.4);
    large.setBold(true);
    m_title->setFont(large);
    for (PlainLabel *label : {m_title, m_text}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
    }
    m_field->setEchoMode(QLineEdit::Password);
    m_field->setAccessibleName(tr("Password"));
    m_field->setPlaceholderText(tr("Password"));
    m_field->setMinimumWidth(fontMetrics().averageCharWidth() * 30);
    auto *button = new QPushButton(tr("C&onnect"));
    button->setAccessibleName(tr("Connect"));
    button->setEnabled(false);

    auto *row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(m_field);
    row->addWidget(button);
    row->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->addStretch(2);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addSpacing(fontMetrics().height());
    layout->addLayout(row);
    layout->addStretch(3);
    setFocusProxy(m_field);

    connect(m_field, &QLineEdit::textChanged, button,
            [button](const QString &text) { button->setEnabled(!text.isEmpty()); });
    connect(m_field, &QLineEdit::returnPressed, button, &QPushButton::click);
    connect(button, &QPushButton::clicked, this, [this] {
        const QString password = m_field->text();
        m_field->clear();
        Q_EMIT entered(password);
    });
}

void PasswordPage::ask(const QString &machine, bool again)
{
    m_field->clear();
    m_title->setText(tr("Password wanted"));
    m_text->setText(
        again ? tr("That password was not accepted: it is wrong, or it has expired. Try "
                   "again.")
              : tr("The display of “%1” is protected by a password.").arg(SafeText::line(machine)));
}

QString PasswordPage::text() const
{
    return m_text->text();
}
