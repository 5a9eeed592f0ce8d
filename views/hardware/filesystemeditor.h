// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/hardware/rowseditor.h"

// A folder of the host that the guest can use.
class FilesystemEditor : public RowsEditor
{
    Q_OBJECT

public:
    explicit FilesystemEditor(const HardwareServices &services, QWidget *parent = nullptr);

protected:
    void arrange() override;
    void edit(const QString &path, const FieldRows::Value &wanted) override;

private:
    void shareMemory();

    class QPushButton *m_share;
};
