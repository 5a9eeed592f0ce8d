// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/newmachine/newmachinestate.h"
#include "dialogs/plaindialog.h"

class AllocationCombo;
class FieldForm;
class MediumField;
class PoolCombo;
class QComboBox;
class QRadioButton;
class SizeField;

// Asks for one more disk or CD of the machine that the wizard makes.
class FurtherDriveDialog : public PlainDialog
{
    Q_OBJECT

public:
    enum class Kind { Disk, Cd };
    FurtherDriveDialog(NewMachineState &state, Kind kind, QWidget *parent);

    FurtherDrive drive() const;
    void accept() override;

Q_SIGNALS:
    void chosen(const FurtherDrive &drive);

private:
    void addDiskFields();
    void update();

    NewMachineState &m_state;
    Kind m_kind;
    QRadioButton *m_new, *m_existing;
    FieldForm *m_form;
    PoolCombo *m_pool;
    SizeField *m_size;
    QComboBox *m_format;
    AllocationCombo *m_allocation;
    MediumField *m_medium;
};
