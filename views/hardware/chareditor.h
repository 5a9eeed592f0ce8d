// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/hardware/rowseditor.h"

// A serial or parallel port, a console or a channel: what it is connected to on the host, and what
// the guest sees of it.
class CharEditor : public RowsEditor
{
    Q_OBJECT

public:
    explicit CharEditor(const HardwareServices &services, QWidget *parent = nullptr);

protected:
    void arrange() override;
    void edit(const QString &path, const FieldRows::Value &wanted) override;

private:
    void addSource();
    void addTarget();
    void fillWords();
    void judge();
    void changeType(const FieldRows::Value &type);
    QString kind() const;
};
