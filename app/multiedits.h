// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/machinekey.h"
#include "models/xml/bulkedit.h"

#include <QHash>
#include <QObject>
#include <QPointer>

#include <memory>

class DefinitionHistory;
class Inventory;
class Jobs;
class Reporter;
class QAction;
class QWidget;

// The settings of several machines at once: asks by a dialog, and then changes one machine after the
// other, each by a task of its own. What fails in one leaves the others changed, and is told in the
// end for all of them together.
class MultiEdits : public QObject
{
    Q_OBJECT

public:
    // All must outlive this. `window`: what the dialog belongs to.
    MultiEdits(Inventory &inventory, Jobs &jobs, Reporter &reporter, QWidget *window);

    void setDefinitions(DefinitionHistory *definitions) { m_definitions = definitions; }
    QAction *action() const { return m_action; } // "Edit settings…", of setMachines()
    // What is selected now; `usable`: their hosts are connected and not opened read-only.
    void setMachines(const QList<MachineKey> &machines, bool usable);
    void open(const QList<MachineKey> &machines);

private:
    struct Run
    {
        int under = 0, machines = 0;
        QStringList failures = {};
    };

    void apply(const QHash<MachineKey, BulkPlan> &plans);
    void change(const MachineKey &machine, const BulkPlan &plan, const std::shared_ptr<Run> &run);
    void finish(const std::shared_ptr<Run> &run, const QString &name, const QString &failure);

    Inventory &m_inventory;
    Jobs &m_jobs;
    Reporter &m_reporter;
    DefinitionHistory *m_definitions = nullptr;
    QPointer<QWidget> m_window;
    QAction *m_action;
    QList<MachineKey> m_selected;
};
