// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/amountedit.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRegularExpressionValidator>

#include <cmath>

using namespace Qt::StringLiterals;

AmountEdit::AmountEdit(const QList<FieldRows::Unit> &units, QWidget *parent)
    : QWidget(parent), m_units(units), m_number(new QLineEdit), m_unit(new QComboBox)
{
    static const QRegularExpression number(u"[0-9]{0,20}([.,][0-9]{0,6})?"_s);
    m_number->setValidator(new QRegularExpressionValidator(number, m_number));
    m_number->setMaxLength(27);
    for (const auto &unit : units)
        m_unit->addItem(unit.text);
    m_unit->setAccessibleName(tr("Unit"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_number, 1);
    layout->addWidget(m_unit);
    setFocusProxy(m_number);
    connect(m_number, &QLineEdit::textEdited, this, &AmountEdit::edited);
    connect(m_unit, &QComboBox::activated, this, [this] {
        if (!m_number->text().isEmpty())
            Q_EMIT edited();
    });
}

std::optional<QString> AmountEdit::value() const
{
    const QString text = m_number->text().trimmed().replace(u',', u'.');
    if (text.isEmpty())
        return {};
    const quint64 factor = m_units[m_unit->currentIndex()].factor;
    bool whole = false;
    const quint64 exact = text.toULongLong(&whole);
    if (whole && exact <= std::numeric_limits<quint64>::max() / factor)
        return QString::number(exact * factor);
    bool number = false;
    const double amount = std::round(text.toDouble(&number) * double(factor));
    if (!number || amount >= 1.8e19)
        return text;
    return QString::number(quint64(amount));
}

void AmountEdit::setValue(const std::optional<QString> &value)
{
    if (value == this->value())
        return;
    bool number = false;
    const quint64 amount = value ? value->toULongLong(&number) : 0;
    qsizetype best = number ? 0 : m_unit->currentIndex();
    for (qsizetype i = 1; number && amount > 0 && i < m_units.size(); ++i) {
        if (amount % m_units[i].factor == 0)
            best = i;
    }
    m_unit->setCurrentIndex(int(best));
    m_number->setText(number ? QString::number(amount / m_units[best].factor)
                             : value.value_or(QString()));
}
