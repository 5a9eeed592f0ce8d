// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/values/machine.h"

#include <QHash>
#include <QList>
#include <QObject>

class QAction;
class QMenu;

// The commands on the selected machines, each made once from one table: menus, tool bar, context
// menu and pages show the same QAction. A disabled one says why in its tool tip.
class MachineCommandSet : public QObject
{
    Q_OBJECT

public:
    explicit MachineCommandSet(QObject *parent = nullptr);

    QAction *action(MachineAction action) const { return m_actions.value(action); }
    QList<QAction *> all() const;

    // What is selected now. A command is enabled when at least one of them allows it; it is then
    // carried out on those. `usable`: their hosts are connected and not opened read-only.
    void setMachines(const QList<Machine> &machines, bool usable);

    // Start and Restore, Pause and Resume take turns: whichever makes sense is visible.
    QList<QAction *> primary() const; // for the tool bar and the Overview page
    void fill(QMenu *menu) const; // the whole set, grouped

Q_SIGNALS:
    void triggered(MachineAction action, bool checked);

private:
    // Whether it can be chosen now.
    bool update(MachineAction action, const QList<Machine> &machines, bool usable);

    QHash<MachineAction, QAction *> m_actions;
};
