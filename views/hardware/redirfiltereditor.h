// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/hardware/itemeditor.h"

class AttributeTable;

// Which USB devices viewers may redirect into the machine: rules, the first that fits counts.
class RedirFilterEditor : public ItemEditor
{
    Q_OBJECT

public:
    explicit RedirFilterEditor(const HardwareServices &services, QWidget *parent = nullptr);

    QStringList covers() const override;

protected:
    void refill() override;

private:
    AttributeTable *m_rules;
};
