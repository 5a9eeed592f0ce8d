// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/hardware/formeditor.h"

class CheckedField;
class PathList;
class PlainLabel;

// From which of the host's NUMA cells a machine's memory comes: all of it, and that of each cell that
// the guest sees. Part of the memory's page.
class NumaPolicyEditor : public FormEditor
{
    Q_OBJECT

public:
    explicit NumaPolicyEditor(const HardwareServices &services, QWidget *parent = nullptr);

protected:
    void fillMore() override;

private:
    struct Cell
    {
        QString id = {}, mode = {}, nodes = {};
        QString path = {}; // empty: none leads to it alone
        bool set = false;  // it has a policy of its own
        bool there = true; // the guest has this cell
    };

    void readCells();
    void fillNotes();
    void fillFields(bool anew);
    QString nodesProblem(const QString &text) const;
    QString policyProblem(const Cell &cell) const;
    void setMode(const QString &mode);
    const Cell *current() const;

    QList<Cell> m_cells;
    QComboBox *m_mode, *m_placement, *m_cellMode;
    QLineEdit *m_nodes;
    PlainLabel *m_title;
    PathList *m_list;
    CheckedField *m_cellNodes;
};
