// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/amountfield.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>

#include <cmath>

namespace {

constexpr quint64 mib = 1024, gib = mib * 1024;   // in KiB
constexpr double largest = 9'007'199'254'740'991; // KiB: what libvirt calls unlimited

// "512", not "512.00".
class ShortNumber : public QDoubleSpinBox
{
public:
    QString textFromValue(double value) const override
    {
        QLocale plain = locale();
        plain.setNumberOptions(QLocale::OmitGroupSeparator);
        return plain.toString(value, 'f', QLocale::FloatingPointShortest);
    }
};

} // namespace

AmountField::AmountField(QWidget *parent)
    : QWidget(parent), m_number(new ShortNumber), m_unit(new QComboBox)
{
    m_number->setRange(0, largest / double(mib)); // in MiB, the unit to begin with
    m_number->setDecimals(2);
    m_number->setSpecialValueText(tr("Default"));
    m_number->setSingleStep(256);
    m_unit->addItem(tr("KiB"), quint64(1));
    m_unit->addItem(tr("MiB"), mib);
    m_unit->addItem(tr("GiB"), gib);
    m_unit->setCurrentIndex(1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_number, 1);
    layout->addWidget(m_unit);
    setFocusProxy(m_number);
    connect(m_number, &QDoubleSpinBox::valueChanged, this, &AmountField::typed);
    // Another unit shows the same amount.
    connect(m_unit, &QComboBox::currentIndexChanged, this, [this] { show(m_kib); });
}

void AmountField::setName(const QString &name)
{
    m_number->setAccessibleName(name);
    m_unit->setAccessibleName(tr("Unit of %1").arg(name));
}

void AmountField::setRequired(bool required)
{
    const QSignalBlocker blocker(m_number);
    m_number->setMinimum(required ? 0.01 : 0);
    m_number->setSpecialValueText(required ? QString() : tr("Default"));
}

quint64 AmountField::unit() const
{
    return m_unit->currentData().toULongLong();
}

void AmountField::show(quint64 kib)
{
    const QSignalBlocker blocker(m_number);
    m_number->setMaximum(largest / double(unit()));
    m_number->setSingleStep(unit() == gib ? 0.5 : unit() == mib ? 256 : 1024);
    m_number->setValue(double(kib) / double(unit()));
}

void AmountField::setKibibytes(quint64 kib)
{
    if (kib == m_kib)
        return;
    const QSignalBlocker blocker(m_unit);
    m_kib = kib;
    if (kib > 0)
        m_unit->setCurrentIndex(kib % mib != 0 ? 0 : kib % (gib / 2) == 0 && kib >= gib ? 2 : 1);
    show(kib);
}

void AmountField::typed()
{
    m_kib = quint64(std::llround(m_number->value() * double(unit())));
    Q_EMIT edited();
}
