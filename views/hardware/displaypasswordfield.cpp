// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/displaypasswordfield.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

DisplayPasswordField::DisplayPasswordField(QWidget *parent)
    : QWidget(parent), m_password(new QLineEdit)
{
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setMaxLength(256);
    m_password->setPlaceholderText(tr("As it is"));
    m_password->setAccessibleName(tr("Password"));
    auto *none = new QPushButton(tr("No password"));
    none->setAccessibleName(none->text());
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins({});
    line->addWidget(m_password, 1);
    line->addWidget(none);
    setFocusProxy(m_password);

    connect(m_password, &QLineEdit::textEdited, this, &DisplayPasswordField::typed);
    connect(none, &QPushButton::clicked, this, [this] {
        m_password->clear();
        Q_EMIT removed();
    });
}

QString DisplayPasswordField::text() const
{
    return m_password->text();
}

void DisplayPasswordField::clear()
{
    if (!m_password->hasFocus())
        m_password->clear();
}
