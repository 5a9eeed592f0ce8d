// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/hardware/rowseditor.h"

// A source of random numbers for the guest.
class RngEditor : public RowsEditor
{
    Q_OBJECT

public:
    explicit RngEditor(const HardwareServices &services, QWidget *parent = nullptr);

protected:
    void arrange() override;
    void edit(const QString &path, const FieldRows::Value &wanted) override;
};
