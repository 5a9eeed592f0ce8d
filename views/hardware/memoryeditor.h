// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/hardware/formeditor.h"

class NumaCellTable;

// A machine's memory: how much, of what, and in which NUMA cells.
class MemoryEditor : public FormEditor
{
    Q_OBJECT

public:
    explicit MemoryEditor(const HardwareServices &services, QWidget *parent = nullptr);

protected:
    void fillMore() override;

private:
    void setPages(const QString &kib); // "host": its default size; empty: none
    void setShared(bool shared);
    void addCell();
    void setCell(const QString &id, const QString &attribute, const Value &wanted);
    void fillAmounts();
    void fillPages();
    void fillCells();

    AmountField *m_atStart, *m_maximum, *m_hotplug, *m_hardLimit, *m_swapLimit, *m_guarantee;
    QLineEdit *m_slots;
    QCheckBox *m_shared;
    QComboBox *m_pages, *m_source, *m_access, *m_allocation;
    NumaCellTable *m_cells;
    QList<QWidget *> m_backing; // rows that a container has not
};
