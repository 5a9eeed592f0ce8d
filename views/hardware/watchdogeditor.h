// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/hardware/rowseditor.h"

// What a guest that hangs is noticed by, and what happens then.
class WatchdogEditor : public RowsEditor
{
    Q_OBJECT

public:
    explicit WatchdogEditor(const HardwareServices &services, QWidget *parent = nullptr);

protected:
    void arrange() override;
};
