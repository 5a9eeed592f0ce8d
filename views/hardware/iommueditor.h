// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/hardware/rowseditor.h"

// The guest’s own IOMMU, which protects its memory from its devices.
class IommuEditor : public RowsEditor
{
    Q_OBJECT

public:
    explicit IommuEditor(const HardwareServices &services, QWidget *parent = nullptr);

protected:
    void arrange() override;
    void edit(const QString &path, const FieldRows::Value &wanted) override;
};
