// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/passwordpage.h"

#include "models/core/safetext.h"
#include "views/basic/plainlabel.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

PasswordPage::PasswordPage(QWidget *parent)
    : QWidget(parent)
    , m_title(new PlainLabel)
    , m_text(new PlainLabel)
    , m_user(new QLineEdit)
    , m_field(new QLineEdit)
    , m_button(new QPushButton(tr("C&onnect")))
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
    m_user->setAccessibleName(tr("User name"));
    m_user->setPlaceholderText(tr("User name"));
    m_user->hide();
    for (QLineEdit *field : {m_user, m_field})
        field->setMinimumWidth(fontMetrics().averageCharWidth() * 30);
    m_button->setAccessibleName(tr("Connect"));
    m_button->setEnabled(false);

    auto *fields = new QGridLayout;
    fields->addWidget(m_field, 1, 0);
    fields->addWidget(m_user, 0, 0);
    fields->addWidget(m_button, 1, 1);
    auto *row = new QHBoxLayout;
    row->addStretch();
    row->addLayout(fields);
    row->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->addStretch(2);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addSpacing(fontMetrics().height());
    layout->addLayout(row);
    layout->addStretch(3);
    setFocusProxy(m_field);
    setTabOrder(m_user, m_field);
    setTabOrder(m_field, m_button);

    for (QLineEdit *field : {m_user, m_field})
        connect(field, &QLineEdit::textChanged, m_button,
                [this] { m_button->setEnabled(isComplete()); });
    connect(m_user, &QLineEdit::returnPressed, m_field, qOverload<>(&QWidget::setFocus));
    connect(m_field, &QLineEdit::returnPressed, m_button, &QPushButton::click);
    connect(m_button, &QPushButton::clicked, this, [this] {
        const QString password = m_field->text();
        m_field->clear();
        Q_EMIT entered(password, m_user->isHidden() ? QString() : m_user->text());
    });
}

bool PasswordPage::isComplete() const
{
    return !m_field->text().isEmpty() && (m_user->isHidden() || !m_user->text().isEmpty());
}

void PasswordPage::askLogin(const QString &machine, bool again, const QString &user)
{
    ask(machine, again);
    m_user->show();
    m_user->setText(user);
    setFocusProxy(user.isEmpty() ? m_user : m_field);
    m_title->setText(tr("User name and password wanted"));
    if (again)
        m_text->setText(tr("That user name or password was not accepted. Try again."));
}

void PasswordPage::ask(const QString &machine, bool again)
{
    m_user->hide();
    setFocusProxy(m_field);
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
