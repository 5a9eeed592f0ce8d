// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/expiryfield.h"

#include <QCheckBox>
#include <QDateTimeEdit>
#include <QHBoxLayout>

using namespace Qt::StringLiterals;

ExpiryField::ExpiryField(QWidget *parent)
    : QWidget(parent), m_expires(new QCheckBox(tr("Until"))), m_time(new QDateTimeEdit)
{
    m_expires->setAccessibleName(tr("Password expires"));
    m_time->setTimeSpec(Qt::UTC);
    m_time->setCalendarPopup(true);
    m_time->setAccessibleName(tr("Password valid until"));
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins({});
    line->addWidget(m_expires);
    line->addWidget(m_time);
    line->addStretch();

    connect(m_expires, &QCheckBox::clicked, this, [this](bool on) {
        if (on)
            m_time->setDateTime(QDateTime::currentDateTimeUtc().addDays(1));
        say();
    });
    connect(m_time, &QDateTimeEdit::dateTimeChanged, this, &ExpiryField::say);
}

void ExpiryField::setTime(const std::optional<QString> &time, bool readOnly)
{
    const QSignalBlocker quiet(m_time);
    m_expires->setChecked(time.has_value());
    m_time->setVisible(time.has_value());
    m_time->setEnabled(!readOnly);
    if (time) {
        const auto known = QDateTime::fromString(*time + u'Z', Qt::ISODate);
        if (known.isValid() && known != m_time->dateTime())
            m_time->setDateTime(known);
    }
}

void ExpiryField::say()
{
    const QString time = m_time->dateTime().toUTC().toString(u"yyyy-MM-ddTHH:mm:ss"_s);
    Q_EMIT edited(m_expires->isChecked() ? std::optional(time) : std::nullopt);
}
