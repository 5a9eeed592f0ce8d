// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/hardware/rowseditor.h"

class PlainLabel;

// A controller: its models by what they are called, and what is plugged into it.
class ControllerEditor : public RowsEditor
{
    Q_OBJECT

public:
    explicit ControllerEditor(const HardwareServices &services, QWidget *parent = nullptr);

protected:
    void arrange() override;

private:
    PlainLabel *m_devices;
};
