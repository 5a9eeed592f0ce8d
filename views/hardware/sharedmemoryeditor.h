// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/hardware/rowseditor.h"

// Memory that several machines share (ivshmem), by itself or by a server that tells of changes.
class SharedMemoryEditor : public RowsEditor
{
    Q_OBJECT

public:
    explicit SharedMemoryEditor(const HardwareServices &services, QWidget *parent = nullptr);

protected:
    void arrange() override;
    FieldRows::Value shown(const QString &path) const override;
    FieldRows::Value shownBefore(const QString &path) const override;
    void edit(const QString &path, const FieldRows::Value &wanted) override;

private:
    void changeModel(const FieldRows::Value &model);
};
