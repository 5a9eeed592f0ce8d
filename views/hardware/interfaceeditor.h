// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/hardware/rowseditor.h"

class AttributeTable;
class VlanBox;

// A network interface: what it is connected to, its address, and what limits it.
class InterfaceEditor : public RowsEditor
{
    Q_OBJECT

public:
    explicit InterfaceEditor(const HardwareServices &services, QWidget *parent = nullptr);

protected:
    void arrange() override;
    FieldRows::Value shown(const QString &path) const override;
    FieldRows::Value shownBefore(const QString &path) const override;
    void edit(const QString &path, const FieldRows::Value &wanted) override;

private:
    void addConnection();
    void addLimits();
    void fillWords();
    QString guestAddresses() const;
    void judge();
    void changeType(const FieldRows::Value &type);
    QString addressProblem(const QString &mac) const;

    VlanBox *m_vlan;
    AttributeTable *m_parameters;
};
