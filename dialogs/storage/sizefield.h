// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QDoubleSpinBox;

// An amount of bytes, as a number and a unit. What was set comes back to the byte as long as the
// user does not change it; what is typed is a multiple of 512 bytes, as disks are.
class SizeField : public QWidget
{
    Q_OBJECT

public:
    explicit SizeField(QWidget *parent = nullptr);

    quint64 bytes() const { return m_bytes; }
    void setBytes(quint64 bytes);
    void setName(const QString &name); // the label's text, for those who hear it

Q_SIGNALS:
    void changed(); // by the user

private:
    void typed();
    quint64 unit() const;

    quint64 m_bytes = 0;
    QDoubleSpinBox *m_number;
    QComboBox *m_unit;
};
