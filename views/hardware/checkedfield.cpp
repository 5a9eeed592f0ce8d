// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/checkedfield.h"

#include <utility>

using namespace Qt::StringLiterals;

CheckedField::CheckedField(Check check, QWidget *parent)
    : QLineEdit(parent), m_check(std::move(check))
{
    setMaxLength(4096);
    connect(this, &QLineEdit::textEdited, this, [this] {
        const QString text = typed();
        if (!std::exchange(m_typing, true))
            m_start = m_value;
        m_wrong = !m_check(text).isEmpty();
        if (!m_wrong)
            Q_EMIT entered(text);
        else if (m_value != m_start)
            Q_EMIT entered(m_start);
        Q_EMIT problemChanged();
    });
    connect(this, &QLineEdit::editingFinished, this, [this] { m_typing = false; });
}

QString CheckedField::typed() const
{
    return text().remove(u' ');
}

void CheckedField::setValue(const QString &value, bool anew)
{
    m_value = value;
    if (m_wrong && !anew)
        return;
    if (anew)
        m_typing = m_wrong = false;
    if (anew ? text() != value : typed() != value)
        setText(value);
}

QString CheckedField::problem() const
{
    return m_check(typed());
}
