// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/hardware/formeditor.h"

// What a machine's clock shows, and which timers it has.
class ClockEditor : public FormEditor
{
    Q_OBJECT

public:
    explicit ClockEditor(const HardwareServices &services, QWidget *parent = nullptr);

protected:
    void fillMore() override;

private:
    // Rows that not every timer has are null.
    struct Timer
    {
        QString name = {};
        QComboBox *present = nullptr, *policy = nullptr, *track = nullptr, *mode = nullptr;
        QLineEdit *frequency = nullptr;
        QList<QLineEdit *> catchUp = {};
    };

    void setOffset(const QString &offset);
    void addTimer(const QString &name, const QString &title);
    void addTicks(Timer &timer);
    void fillTimer(const Timer &timer);

    QComboBox *m_offset, *m_basis;
    QLineEdit *m_zone, *m_adjustment, *m_start;
    QList<Timer> m_timers;
};
