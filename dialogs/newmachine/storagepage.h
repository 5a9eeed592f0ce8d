// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/newmachine/newmachinepage.h"

class AllocationCombo;
class FurtherDrivesBox;
class MediumField;
class PlainLabel;
class PoolCombo;
class QComboBox;
class QDoubleSpinBox;
class QRadioButton;

// The fourth step: the disk that the system goes to.
class MachineStoragePage : public NewMachinePage
{
    Q_OBJECT

public:
    explicit MachineStoragePage(NewMachineState &state);

    void enter() override;
    bool isComplete() const override;

private:
    void choose();
    void update();

    QRadioButton *m_new, *m_existing, *m_none;
    QWidget *m_newBox;
    PoolCombo *m_pool;
    QComboBox *m_format;
    QDoubleSpinBox *m_size;
    PlainLabel *m_sizeNote, *m_noneNote, *m_formatLabel;
    PlainLabel *m_allocationLabel;
    AllocationCombo *m_allocation;
    MediumField *m_disk;
    FurtherDrivesBox *m_further;
};
