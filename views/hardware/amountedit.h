// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/hardware/fieldrows.h"

// A number with its unit: "10 MiB/s". Empty is no value; what is no number is shown as it is.
class AmountEdit : public QWidget
{
    Q_OBJECT

public:
    // `units`: the first is the one of the value, the others are multiples of it, rising.
    explicit AmountEdit(const QList<FieldRows::Unit> &units, QWidget *parent = nullptr);

    std::optional<QString> value() const;
    void setValue(const std::optional<QString> &value);
    QLineEdit *number() const { return m_number; }
    QComboBox *unit() const { return m_unit; }

Q_SIGNALS:
    void edited();

private:
    QList<FieldRows::Unit> m_units;
    QLineEdit *m_number;
    QComboBox *m_unit;
};
