// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class MachineFilterModel;
class MachineTreeView;
class QAction;
class QLineEdit;

// The left side of the window: a filter box above the tree of machines.
class MachinePanel : public QWidget
{
    Q_OBJECT

public:
    // `model` must outlive the panel.
    explicit MachinePanel(MachineFilterModel *model, QWidget *parent = nullptr);

    MachineTreeView *tree() const { return m_tree; }
    QLineEdit *filter() const { return m_filter; }
    QAction *findAction() const { return m_find; } // Ctrl+F: to the filter box

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void enterTree();

    QLineEdit *m_filter;
    MachineTreeView *m_tree;
    QAction *m_find;
};
