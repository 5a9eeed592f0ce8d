// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/hardware/rowseditor.h"

// Where the sound of a machine goes to and comes from on the host. Each kind of back end has
// settings of its own, for both directions.
class AudioEditor : public RowsEditor
{
    Q_OBJECT

public:
    explicit AudioEditor(const HardwareServices &services, QWidget *parent = nullptr);

protected:
    void arrange() override;
    void edit(const QString &path, const FieldRows::Value &wanted) override;

private:
    void addDirection(const QString &name, bool input);
    void changeType(const FieldRows::Value &type);
};
