// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/hardware/rowseditor.h"

// How a guest tells that its system has crashed.
class PanicEditor : public RowsEditor
{
    Q_OBJECT

public:
    explicit PanicEditor(const HardwareServices &services, QWidget *parent = nullptr);

protected:
    void arrange() override;
};
