// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/storage.h"

#include <QComboBox>

class NewMachineState;

// The pools of the host that volumes can be made in.
class PoolCombo : public QComboBox
{
    Q_OBJECT

public:
    enum class Use {
        Draft, // the one that is chosen is the draft's
        Own,   // it is only at first
    };
    explicit PoolCombo(NewMachineState &state, Use use = Use::Draft, QWidget *parent = nullptr);

    StoragePool pool() const;
    void fill(); // anew: another one may be the draft's

Q_SIGNALS:
    void chosen(); // by the user

private:
    NewMachineState &m_state;
    Use m_use;
};
