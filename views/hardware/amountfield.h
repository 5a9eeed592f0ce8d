// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QDoubleSpinBox;

// An amount of memory in a unit of the user's choice; none is "Default". What was set comes back to
// the KiB as long as the user does not change it.
class AmountField : public QWidget
{
    Q_OBJECT

public:
    explicit AmountField(QWidget *parent = nullptr);

    quint64 kibibytes() const { return m_kib; } // 0: none
    void setKibibytes(quint64 kib);             // what it has already leaves the unit alone
    void setRequired(bool required);            // there must be one
    void setName(const QString &name);          // the label's text, for those who hear it

Q_SIGNALS:
    void edited(); // by the user

private:
    void typed();
    quint64 unit() const;
    void show(quint64 kib);

    quint64 m_kib = 0;
    QDoubleSpinBox *m_number;
    QComboBox *m_unit;
};
