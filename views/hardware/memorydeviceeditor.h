// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/hardware/rowseditor.h"

// A module of memory: its sizes in units that people read.
class MemoryDeviceEditor : public RowsEditor
{
    Q_OBJECT

public:
    explicit MemoryDeviceEditor(const HardwareServices &services, QWidget *parent = nullptr);

protected:
    void arrange() override;
    void edit(const QString &path, const FieldRows::Value &wanted) override;
    FieldRows::Value shown(const QString &path) const override;
    FieldRows::Value shownBefore(const QString &path) const override;
};
