// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/newmachines.h"

#include "app/installations.h"
#include "app/machinemaking.h"
#include "app/reporter.h"
#include "app/storagecommands.h"
#include "dialogs/newmachine/newmachinedialog.h"
#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/inventory/firstboots.h"
#include "models/inventory/inventory.h"
#include "models/inventory/jobs.h"
#include "views/basic/plainlabel.h"

#include <QAction>
#include <QIcon>
#include <QWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

NewMachines::NewMachines(Inventory &inventory, Jobs &jobs, Reporter &reporter,
                         StorageCommands &storage, QWidget *window)
    : QObject(window)
    , m_inventory(inventory)
    , m_jobs(jobs)
    , m_reporter(reporter)
    , m_storage(storage)
    , m_window(window)
    , m_action(new QAction(QIcon::fromTheme(u"window-new"_s), tr("&New machine…"), this))
{
    m_action->setIconText(tr("New machine"));
    m_action->setShortcut(QKeySequence(u"Ctrl+N"_s));
    connect(m_action, &QAction::triggered, this, &NewMachines::open);
    new Installations(inventory, reporter, this);
    refresh();
}

void NewMachines::refresh()
{
    const auto hosts = m_inventory.connections();
    const bool any = std::any_of(hosts.begin(), hosts.end(), [](const Connection *host) {
        return host->status().isUsable() && !host->config().readOnly;
    });
    m_action->setEnabled(any);
    setPlainToolTip(m_action, any ? QString() : tr("No host is connected that may be changed."));
}

NewMachineDialog *NewMachines::open()
{
    auto *dialog = new NewMachineDialog(m_inventory, m_host, m_window);
    connect(dialog, &NewMachineDialog::creationWanted, this,
            [this, dialog](const ConnectionId &host, const MachinePlan &plan,
                           const InstallAnswers &answers,
                           AfterCreation after) { create(dialog, host, plan, answers, after); });
    dialog->setAskForStorage([this](StoragePurpose purpose, const QUuid &host, QWidget *over,
                                    std::function<void(const StorageChoice &)> deliver) {
        m_storage.choose(purpose, host, over, std::move(deliver));
    });
    dialog->show();
    return dialog;
}

void NewMachines::create(const QPointer<NewMachineDialog> &dialog, const ConnectionId &host,
                         const MachinePlan &plan, const InstallAnswers &answers,
                         AfterCreation after)
{
    Connection *connection = m_inventory.connection(host);
    if (!connection) {
        if (dialog)
            dialog->showFailure({.summary = tr("The host is not among the connections any more.")});
        return;
    }
    auto *creator = new MachineMaking(connection, plan, answers, this);
    const auto future = creator->run();
    m_jobs.track(tr("Create “%1”").arg(SafeText::line(plan.spec.name, 80)), future,
                 creator->jobOptions(connectionDisplayName(connection->config())));
    whenDone(future, this,
             [this, creator, dialog, host, after, name = plan.spec.name](const Result<> &made) {
                 creator->deleteLater();
                 if (!made) {
                     if (dialog)
                         dialog->showFailure(made.error());
                     return;
                 }
                 if (dialog)
                     dialog->deleteLater();
                 if (m_firstBoots)
                     m_firstBoots->add(creator->firstBoot());
                 if (!creator->remark().isEmpty())
                     m_reporter.show({.summary = creator->remark()}, creator->machine().toString());
                 if (after == AfterCreation::Console) {
                     Q_EMIT consoleWanted({host, creator->machine()});
                 } else if (after == AfterCreation::Hardware) {
                     m_reporter.show(
                         {.summary = tr("“%1” is made. Change its hardware as you want it, then "
                                        "start it.")
                                         .arg(SafeText::line(name, 80))},
                         creator->machine().toString());
                     Q_EMIT hardwareWanted({host, creator->machine()});
                 }
             });
}
