// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/domainchanges.h"

#include <QWidget>

class PlainLabel;
class QComboBox;

// When something is added to a running machine: now, at the next start, or both.
class AddTimeRow : public QWidget
{
    Q_OBJECT

public:
    // `transient`: the machine has no next start.
    explicit AddTimeRow(bool transient, QWidget *parent = nullptr);

    EditTime time() const;
    bool canWait() const; // for the next start
    void chooseNextStart();
    // Why it cannot be now, as a sentence; empty: it can. What is chosen for that reason alone is
    // taken back with it, and nothing is said.
    void setNotNow(const QString &why);
    void setChoosable(bool choosable);

Q_SIGNALS:
    void changed(); // another one is chosen

private:
    QComboBox *m_time;
    PlainLabel *m_note;
    bool m_forced = false;
};
