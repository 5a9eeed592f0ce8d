// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/hardware/rowseditor.h"

// A keyboard, mouse or tablet of the machine’s own, or one that is plugged into the host.
class InputEditor : public RowsEditor
{
    Q_OBJECT

public:
    explicit InputEditor(const HardwareServices &services, QWidget *parent = nullptr);

protected:
    void arrange() override;
    void edit(const QString &path, const FieldRows::Value &wanted) override;

private:
    void changeType(const FieldRows::Value &type);
};
