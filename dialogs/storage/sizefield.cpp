// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/storage/sizefield.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>

#include <cmath>

namespace {

constexpr quint64 kib = 1024, mib = kib * 1024, gib = mib * 1024, tib = gib * 1024;
constexpr quint64 sector = 512;
constexpr double largest = 999'999;

} // namespace

SizeField::SizeField(QWidget *parent)
    : QWidget(parent), m_number(new QDoubleSpinBox), m_unit(new QComboBox)
{
    m_number->setRange(0, largest);
    m_number->setDecimals(3);
    m_number->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    m_number->setGroupSeparatorShown(true);
    m_unit->addItem(tr("KiB"), kib);
    m_unit->addItem(tr("MiB"), mib);
    m_unit->addItem(tr("GiB"), gib);
    m_unit->addItem(tr("TiB"), tib);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_number, 1);
    layout->addWidget(m_unit);
    setFocusProxy(m_number);
    setName(tr("Size"));
    setBytes(0);
    connect(m_number, &QDoubleSpinBox::valueChanged, this, &SizeField::typed);
    connect(m_unit, &QComboBox::currentIndexChanged, this, &SizeField::typed);
}

quint64 SizeField::unit() const
{
    return m_unit->currentData().toULongLong();
}

void SizeField::setName(const QString &name)
{
    m_number->setAccessibleName(name);
    m_unit->setAccessibleName(tr("Unit of %1").arg(name));
}

void SizeField::setBytes(quint64 bytes)
{
    const QSignalBlocker number(m_number), unitBlocker(m_unit);
    m_bytes = bytes;
    int index = 2; // GiB
    const auto shows = [bytes](quint64 of) {
        const double thousandths = double(bytes) / double(of) * 1000;
        return std::fabs(thousandths - std::round(thousandths)) < 1e-6;
    };
    if (bytes > 0) {
        if (bytes >= tib && shows(tib))
            index = 3;
        else if (bytes >= gib)
            index = shows(gib) ? 2 : shows(mib) && bytes / mib < quint64(largest) ? 1 : 2;
        else
            index = bytes >= mib ? 1 : 0;
    }
    m_unit->setCurrentIndex(index);
    m_number->setValue(double(bytes) / double(unit()));
}

void SizeField::typed()
{
    const auto sectors = std::llround(m_number->value() * double(unit()) / double(sector));
    m_bytes = quint64(sectors) * sector;
    Q_EMIT changed();
}
