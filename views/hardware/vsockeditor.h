// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/hardware/rowseditor.h"

// A socket between the host and the guest, and the guest’s address at it.
class VsockEditor : public RowsEditor
{
    Q_OBJECT

public:
    explicit VsockEditor(const HardwareServices &services, QWidget *parent = nullptr);

protected:
    void arrange() override;
    void edit(const QString &path, const FieldRows::Value &wanted) override;
};
