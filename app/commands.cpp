// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands.h"

#include "app/prompt.h"
#include "app/reporter.h"
#include "app/restart.h"
#include "dialogs/coredumpdialog.h"
#include "dialogs/deletedialog.h"
#include "dialogs/machinetextdialog.h"
#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/core/units.h"
#include "models/inventory/inventory.h"
#include "models/inventory/jobs.h"
#include "models/settings/preferences.h"
#include "models/xml/disksources.h"

#include <QTimer>

using namespace Qt::StringLiterals;
using enum MachineAction;

namespace {

QString shortName(const Machine &machine)
{
    return SafeText::line(machine.displayName(), 80);
}

} // namespace

Commands::Commands(Inventory &inventory, Jobs &jobs, Settings &settings, Prompt &prompt,
                   Reporter &reporter, QWidget *window)
    : QObject(window)
    , m_inventory(inventory)
    , m_jobs(jobs)
    , m_settings(settings)
    , m_prompt(prompt)
    , m_reporter(reporter)
    , m_window(window)
{
    connect(&jobs, &Jobs::finished, this, [this](const Job &job) {
        if (job.state == Job::State::Failed && job.error)
            m_reporter.show(*job.error, job.id.toString());
    });
}

static QString jobTitle(const MachineRequest &request, const QString &name)
{
    switch (request.action) {
    case Start:
        return Commands::tr("Start “%1”").arg(name);
    case StartPaused:
        return Commands::tr("Start “%1” paused").arg(name);
    case Restore:
        return Commands::tr("Restore “%1”").arg(name);
    case DiscardSavedState:
        return Commands::tr("Discard the saved state of “%1”").arg(name);
    case Pause:
        return Commands::tr("Pause “%1”").arg(name);
    case Resume:
        return Commands::tr("Resume “%1”").arg(name);
    case ShutDown:
        return Commands::tr("Ask “%1” to shut down").arg(name);
    case Reboot:
        return Commands::tr("Reboot “%1”").arg(name);
    case Reset:
        return Commands::tr("Reset “%1”").arg(name);
    case ForceOff:
        return Commands::tr("Force off “%1”").arg(name);
    case SaveState:
        return Commands::tr("Save the state of “%1”").arg(name);
    case CoreDump:
        return Commands::tr("Dump the memory of “%1”").arg(name);
    case WakeUp:
        return Commands::tr("Wake up “%1”").arg(name);
    case SuspendToRam:
        return Commands::tr("Suspend the guest of “%1” to memory").arg(name);
    case SuspendToDisk:
        return Commands::tr("Suspend the guest of “%1” to disk").arg(name);
    case Autostart:
        return request.enable ? Commands::tr("Start “%1” with its host").arg(name)
                              : Commands::tr("Do not start “%1” with its host").arg(name);
    case Rename:
        return Commands::tr("Rename “%1”").arg(name);
    case EditTitle:
        return Commands::tr("Change the title of “%1”").arg(name);
    case EditDescription:
        return Commands::tr("Change the description of “%1”").arg(name);
    case Delete:
        return Commands::tr("Delete “%1”").arg(name);
    case SendKey:
        return Commands::tr("Send keys to “%1”").arg(name);
    case OpenConsole:
    case Screenshot:
    case CopyScreenshot:
        break;
    }
    return name;
}

static Question question(MachineAction action, const QStringList &names)
{
    const QString which =
        names.size() == 1
            ? Commands::tr("“%1”").arg(names.first())
            : Commands::tr("%n machines (%1)", nullptr, int(names.size()))
                  .arg(names.mid(0, 5).join(u", "_s) + (names.size() > 5 ? u", …"_s : QString()));
    Question asked{.confirmation = Preferences::confirmationOf(action)};
    switch (action) {
    case ForceOff:
        asked.title = Commands::tr("Force off");
        asked.text = Commands::tr("Force off %1?").arg(which);
        asked.consequence = Commands::tr("It is as if the power was cut: what the guest has not "
                                         "written to its disks is lost.");
        asked.verb = Commands::tr("&Force off");
        break;
    case Reset:
        asked.title = Commands::tr("Reset");
        asked.text = Commands::tr("Reset %1?").arg(which);
        asked.consequence = Commands::tr("It is as if the reset button was pressed: what the guest "
                                         "has not written to its disks is lost.");
        asked.verb = Commands::tr("&Reset");
        break;
    case Reboot:
        asked.title = Commands::tr("Reboot");
        asked.text = Commands::tr("Reboot %1?").arg(which);
        asked.consequence = Commands::tr("Programs in the guest are ended.");
        asked.verb = Commands::tr("&Reboot");
        asked.losesData = false;
        break;
    case ShutDown:
        asked.title = Commands::tr("Shut down");
        asked.text = Commands::tr("Shut down %1?").arg(which);
        asked.consequence = Commands::tr("Programs in the guest are ended.");
        asked.verb = Commands::tr("&Shut down");
        asked.losesData = false;
        break;
    case SaveState:
        asked.title = Commands::tr("Save state");
        asked.text = Commands::tr("Save the state of %1?").arg(which);
        asked.consequence = Commands::tr("The machine stops until it is restored.");
        asked.verb = Commands::tr("&Save state");
        asked.losesData = false;
        break;
    case Pause:
        asked.title = Commands::tr("Pause");
        asked.text = Commands::tr("Pause %1?").arg(which);
        asked.verb = Commands::tr("&Pause");
        asked.losesData = false;
        break;
    case DiscardSavedState:
        asked.title = Commands::tr("Discard saved state");
        asked.text = Commands::tr("Discard the saved state of %1?").arg(which);
        asked.consequence = Commands::tr("What was going on in the guest when it was saved is "
                                         "lost; the next start boots it anew.");
        asked.verb = Commands::tr("&Discard");
        break;
    default:
        break;
    }
    return asked;
}

void Commands::run(MachineAction action, const QList<MachineKey> &machines, bool checked)
{
    QList<MachineKey> allowed;
    for (const MachineKey &key : machines) {
        const auto machine = m_inventory.machine(key);
        if (machine && allowedActions(*machine).testFlag(action))
            allowed.append(key);
    }
    if (allowed.isEmpty())
        return;
    switch (action) {
    case OpenConsole:
        Q_EMIT consoleWanted(allowed.first());
        return;
    case Screenshot:
    case CopyScreenshot:
        Q_EMIT screenshotWanted(allowed, action == CopyScreenshot);
        return;
    case Rename:
    case EditTitle:
    case EditDescription:
        editText(action, allowed.first());
        return;
    case CoreDump:
        dumpMemory(allowed.first());
        return;
    case Delete:
        remove(allowed.first());
        return;
    default:
        break;
    }
    confirmed(allowed,
              {.action = action, .mode = Preferences::shutdownMode(m_settings), .enable = checked});
}

void Commands::shutDown(const QList<MachineKey> &machines, ShutdownMode mode)
{
    confirmed(machines, {.action = ShutDown, .mode = mode});
}

void Commands::restart(const MachineKey &key, int waiting)
{
    const auto machine = m_inventory.machine(key);
    if (!machine)
        return;
    const QString name = shortName(*machine);
    const bool asked = machine->state == MachineState::ShuttingDown || !machine->isActive();
    if (!asked && !allowedActions(*machine).testFlag(ShutDown)) {
        m_reporter.show({.summary = tr("“%1” cannot be restarted now.").arg(name),
                         .detail = whyNotAllowed(*machine, ShutDown)});
        return;
    }
    const Question question{
        .title = tr("Restart now"),
        .text = tr("Restart “%1” now?").arg(name),
        .consequence = tr("The guest shuts down, which ends its programs, and starts again with %n "
                          "change(s).",
                          nullptr, waiting),
        .verb = tr("&Restart"),
        .losesData = false,
    };
    m_prompt.confirm(question, [this, key, name](bool agreed) {
        Connection *connection = m_inventory.connection(key.connection);
        if (agreed && connection)
            new Restart(connection, key, name, Preferences::shutdownMode(m_settings),
                        m_shutdownPatience, m_jobs, m_reporter, this);
    });
}

void Commands::confirmed(const QList<MachineKey> &machines, const MachineRequest &request)
{
    const auto go = [this, machines, request](bool agreed) {
        if (!agreed)
            return;
        for (const MachineKey &key : machines)
            perform(key, request);
    };
    const Setting<bool> *confirmation = Preferences::confirmationOf(request.action);
    if (!confirmation || !m_settings.get(*confirmation)) {
        go(true);
        return;
    }
    QStringList names;
    for (const MachineKey &key : machines) {
        if (const auto machine = m_inventory.machine(key))
            names.append(shortName(*machine));
    }
    m_prompt.confirm(question(request.action, names), go);
}

void Commands::perform(const MachineKey &key, const MachineRequest &request)
{
    Connection *connection = m_inventory.connection(key.connection);
    const auto machine = m_inventory.machine(key);
    if (!connection || !machine)
        return;
    JobOptions options{.target = connectionDisplayName(connection->config())};
    if (request.action == SaveState || request.action == CoreDump) {
        const QPointer<Connection> host = connection;
        options.cancel = [host, key] {
            if (host)
                host->abortJob(key.uuid); // how the job ends is told by its own future
        };
        options.sample = [this, host, key](const JobOptions::Report &report) {
            if (!host)
                return;
            whenDone(
                host->jobProgress(key.uuid), this, [report](const Result<JobProgress> &progress) {
                    if (!progress || progress->total == 0)
                        return;
                    report(double(progress->done) / double(progress->total),
                           tr("%1 of %2")
                               .arg(Units::bytes(progress->done), Units::bytes(progress->total)));
                });
        };
    }
    const QString title = jobTitle(request, shortName(*machine));
    Q_EMIT performing(key, request, title);
    const auto future = connection->perform(key.uuid, request);
    m_jobs.track(title, future, options);
    if (request.action == ShutDown) {
        whenDone(future, this, [this, host = QPointer(connection), key](const Result<> &asked) {
            if (asked && host)
                awaitShutdown(host, key);
        });
    }
}

// Until the machine is seen off: what is started after that was not asked.
void Commands::awaitShutdown(Connection *connection, const MachineKey &key)
{
    auto *patience = new QTimer(connection);
    patience->setSingleShot(true);
    connect(patience, &QTimer::timeout, this, [this, patience, key] {
        patience->deleteLater();
        offerForceOff(key);
    });
    connect(connection, &Connection::machinesChanged, patience,
            [patience, key](const QList<Machine> &machines) {
                for (const Machine &machine : machines) {
                    if (machine.uuid == key.uuid && !machine.isActive())
                        patience->deleteLater();
                }
            });
    const auto machine = connection->machine(key.uuid);
    if (machine && machine->isActive())
        patience->start(m_shutdownPatience);
    else
        patience->deleteLater();
}

// A guest may ignore the request, and libvirt calls that a success.
void Commands::offerForceOff(const MachineKey &key)
{
    const auto machine = m_inventory.machine(key);
    const Connection *connection = m_inventory.connection(key.connection);
    if (!machine || !machine->isActive() || !connection || !connection->status().isUsable())
        return;
    m_reporter.show({.summary = tr("“%1” has not shut down.").arg(shortName(*machine)),
                     .detail = tr("It was asked a minute ago and is still running."),
                     .advice = tr("The guest may be busy, or ignore the power button. Try again, "
                                  "or force it off, which loses what it has not written to its "
                                  "disks.")},
                    key.uuid.toString());
}

void Commands::editText(MachineAction action, const MachineKey &key)
{
    const auto machine = m_inventory.machine(key);
    const Connection *connection = m_inventory.connection(key.connection);
    if (!machine || !connection)
        return;
    auto *dialog = new MachineTextDialog(action, *machine,
                                         connectionDisplayName(connection->config()), m_window);
    connect(dialog, qOverload<const MachineRequest &>(&MachineTextDialog::accepted), this,
            [this, key](const MachineRequest &request) { perform(key, request); });
    dialog->open();
}

void Commands::dumpMemory(const MachineKey &key)
{
    const auto machine = m_inventory.machine(key);
    const Connection *connection = m_inventory.connection(key.connection);
    if (!machine || !connection)
        return;
    auto *dialog =
        new CoreDumpDialog(*machine, connectionDisplayName(connection->config()), m_window);
    connect(dialog, qOverload<const MachineRequest &>(&CoreDumpDialog::accepted), this,
            [this, key](const MachineRequest &request) { perform(key, request); });
    dialog->open();
}

void Commands::remove(const MachineKey &key)
{
    Connection *connection = m_inventory.connection(key.connection);
    if (!connection)
        return;
    // Which disks stay is said with their paths, and how many snapshots are forgotten: both are
    // read before the dialog opens.
    whenDone(connection->machineXml(key.uuid, Connection::XmlKind::Inactive), this,
             [this, key](const Result<QByteArray> &xml) {
                 Connection *host = m_inventory.connection(key.connection);
                 if (!host)
                     return;
                 if (!xml) {
                     m_reporter.show(xml.error(), key.uuid.toString());
                     return;
                 }
                 const QStringList disks = readDiskSources(*xml).value_or(QStringList());
                 whenDone(host->snapshotCount(key.uuid), this,
                          [this, key, disks](const Result<int> &count) {
                              openDeleteDialog(key, disks, count.value_or(0));
                          });
             });
}

void Commands::openDeleteDialog(const MachineKey &key, const QStringList &disks, int snapshots)
{
    const auto machine = m_inventory.machine(key);
    const Connection *host = m_inventory.connection(key.connection);
    if (!machine || !host)
        return;
    auto *dialog = new DeleteDialog({{.machine = *machine,
                                      .key = key,
                                      .host = connectionDisplayName(host->config()),
                                      .disks = disks,
                                      .snapshots = snapshots}},
                                    m_window);
    connect(dialog, qOverload<const MachineKey &, const MachineRequest &>(&DeleteDialog::accepted),
            this, [this](const MachineKey &machineKey, const MachineRequest &request) {
                perform(machineKey, request);
            });
    dialog->open();
}
