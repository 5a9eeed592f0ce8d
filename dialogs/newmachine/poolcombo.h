// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

class NewMachineState;

// The pools of the host that volumes can be made in; the one that is chosen is the draft's.
class PoolCombo : public QComboBox
{
    Q_OBJECT

public:
    explicit PoolCombo(NewMachineState &state, QWidget *parent = nullptr);

    void fill(); // anew: another one may be the draft's

Q_SIGNALS:
    void chosen(); // by the user

private:
    NewMachineState &m_state;
};
