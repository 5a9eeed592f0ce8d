// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/multiedits.h"

#include "app/reporter.h"
#include "dialogs/hardware/multieditdialog.h"
#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/inventory/definitionhistory.h"
#include "models/inventory/inventory.h"
#include "models/inventory/jobs.h"
#include "views/basic/plainlabel.h"

#include <QAction>
#include <QIcon>
#include <QPromise>
#include <QSet>

using namespace Qt::StringLiterals;

MultiEdits::MultiEdits(Inventory &inventory, Jobs &jobs, Reporter &reporter, QWidget *window)
    : QObject(window)
    , m_inventory(inventory)
    , m_jobs(jobs)
    , m_reporter(reporter)
    , m_window(window)
    , m_action(new QAction(QIcon::fromTheme(u"preferences-system"_s), tr("Edit settin&gs…"), this))
{
    m_action->setIconText(tr("Edit settings"));
    connect(m_action, &QAction::triggered, this, [this] { open(m_selected); });
    setMachines({}, false);
}

void MultiEdits::setMachines(const QList<MachineKey> &machines, bool usable)
{
    m_selected.clear();
    for (const MachineKey &key : machines) {
        const auto machine = m_inventory.machine(key);
        if (machine && machine->persistent)
            m_selected += key;
    }
    QString why;
    if (machines.isEmpty())
        why = tr("No machine is selected.");
    else if (!usable)
        why = tr("The host is not connected, or is open for reading only.");
    else if (m_selected.isEmpty())
        why = tr("A transient machine has no definition to change.");
    m_action->setEnabled(why.isEmpty());
    setPlainToolTip(m_action, why.isEmpty() ? QString() : m_action->iconText() + u'\n' + why);
}

void MultiEdits::open(const QList<MachineKey> &machines)
{
    QList<MultiEditDialog::Target> targets;
    for (const MachineKey &key : machines) {
        const auto machine = m_inventory.machine(key);
        const Connection *connection = m_inventory.connection(key.connection);
        if (machine && connection)
            targets += {key, *machine, connectionDisplayName(connection->config())};
    }
    if (targets.isEmpty())
        return;
    auto *dialog = new MultiEditDialog(targets, m_window);
    connect(dialog, qOverload<const QHash<MachineKey, BulkPlan> &>(&MultiEditDialog::accepted),
            this, &MultiEdits::apply);
    dialog->open();
    QSet<ConnectionId> hosts;
    for (const MultiEditDialog::Target &target : std::as_const(targets)) {
        Connection *connection = m_inventory.connection(target.key.connection);
        whenDone(connection->machineXml(target.key.uuid, Connection::XmlKind::Inactive), dialog,
                 [dialog, key = target.key](const Result<QByteArray> &xml) {
                     dialog->setDefinition(key, xml);
                 });
        if (hosts.contains(target.key.connection))
            continue;
        hosts.insert(target.key.connection);
        whenDone(connection->networks(), dialog,
                 [dialog](const Result<QList<HostNetwork>> &networks) {
                     QStringList names;
                     for (const HostNetwork &network : networks.value_or(QList<HostNetwork>()))
                         names += network.name;
                     dialog->addNetworks(names);
                 });
    }
}

void MultiEdits::apply(const QHash<MachineKey, BulkPlan> &plans)
{
    const auto run = std::make_shared<Run>();
    run->under = run->machines = int(plans.size());
    for (auto plan = plans.cbegin(); plan != plans.cend(); ++plan)
        change(plan.key(), *plan, run);
}

void MultiEdits::change(const MachineKey &key, const BulkPlan &plan,
                        const std::shared_ptr<Run> &run)
{
    Connection *connection = m_inventory.connection(key.connection);
    const auto machine = m_inventory.machine(key);
    if (!connection || !machine) {
        finish(run, key.uuid.toString(QUuid::WithoutBraces), tr("It is not there any more."));
        return;
    }
    const QString name = SafeText::line(machine->displayName(), 80);
    const auto job = std::make_shared<QPromise<Result<>>>();
    job->start();
    m_jobs.track(tr("Change “%1”").arg(name), job->future(),
                 {.target = connectionDisplayName(connection->config())});
    const auto end = [this, job, run, name](const Result<> &result) {
        job->addResult(result);
        job->finish();
        finish(run, name,
               result ? QString()
                      : QStringList{result.error().summary, result.error().detail}.join(u' '));
    };
    const auto autostart = [key, plan, end, connection = QPointer(connection), this] {
        if (!plan.autostart || !connection) {
            end({});
            return;
        }
        whenDone(connection->perform(
                     key.uuid, {.action = MachineAction::Autostart, .enable = *plan.autostart}),
                 this, end);
    };
    if (plan.changes.isEmpty()) {
        autostart();
        return;
    }
    QStringList settings;
    for (const BulkPlan::Row &row : plan.rows)
        settings += tr("%1: %2 → %3").arg(row.setting, row.before, row.after);
    whenDone(connection->changeMachine(key.uuid, plan.changes), this,
             [this, key, end, autostart,
              what = settings.join("; "_L1)](const Result<EditOutcome> &outcome) {
                 if (!outcome) {
                     end(tl::unexpected(outcome.error()));
                 } else if (!outcome->conflicts.isEmpty()) {
                     end(tl::unexpected(
                         Error{.kind = Error::Kind::Busy,
                               .summary = tr("Somebody else changed the same meanwhile; nothing "
                                             "was done.")}));
                 } else {
                     if (m_definitions && !outcome->after.isEmpty())
                         m_definitions->recordChange(key, outcome->before, outcome->after, what);
                     autostart();
                 }
             });
}

void MultiEdits::finish(const std::shared_ptr<Run> &run, const QString &name,
                        const QString &failure)
{
    if (!failure.isEmpty())
        run->failures += tr("%1: %2").arg(name, failure);
    if (--run->under > 0 || run->failures.isEmpty() || run->machines == 1)
        return;
    m_reporter.show({.summary = tr("%n of the machines could not be changed.", nullptr,
                                   int(run->failures.size())),
                     .detail = run->failures.join(u'\n'),
                     .advice = tr("The others are changed.")},
                    u"several machines"_s);
}
