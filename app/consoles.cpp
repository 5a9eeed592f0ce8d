// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/consoles.h"

#include "app/commands.h"
#include "app/consolekeyboard.h"
#include "app/consolewindow.h"
#include "app/reporter.h"
#include "console/consolepage.h"
#include "console/consolesettings.h"
#include "console/consoletabs.h"
#include "console/consoletunnel.h"
#include "console/sharing/consolesharing.h"
#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/inventory/inventory.h"
#include "models/inventory/jobs.h"
#include "models/values/connectionuri.h"
#include "models/xml/domainreader.h"

#include <QAction>
#include <QIcon>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

Consoles::Consoles(Inventory &inventory, Jobs &jobs, Settings &settings, Reporter &reporter,
                   Commands &commands, QObject *parent)
    : QObject(parent)
    , m_inventory(inventory)
    , m_jobs(jobs)
    , m_settings(settings)
    , m_reporter(reporter)
    , m_commands(commands)
    , m_keyboard(new ConsoleKeyboard(&inventory, settings, reporter, this))
{
    for (Connection *connection : inventory.connections())
        follow(connection);
    connect(&inventory, &Inventory::added, this, &Consoles::follow);
    connect(&inventory, &Inventory::aboutToRemove, this, [this](Connection *connection) {
        const auto known = m_entries.keys();
        for (const MachineKey &machine : known) {
            if (machine.connection == connection->id())
                forget(machine);
        }
    });
}

Consoles::~Consoles()
{
    const auto known = m_entries.keys();
    for (const MachineKey &machine : known)
        forget(machine);
}

void Consoles::follow(Connection *connection)
{
    const ConnectionId id = connection->id();
    connect(connection, &Connection::machinesChanged, this, [this, id](const QList<Machine> &machines) {
        if (m_entries.isEmpty())
            return;
        for (const Machine &machine : machines)
            tell({id, machine.uuid});
    });
    connect(connection, &Connection::machinesRemoved, this, [this, id](const QList<QUuid> &machines) {
        for (const QUuid &machine : machines)
            forget({id, machine});
    });
    connect(connection, &Connection::statusChanged, this, [this, id] {
        for (auto entry = m_entries.cbegin(); entry != m_entries.cend(); ++entry) {
            if (entry.key().connection == id)
                tell(entry.key());
        }
    });
    // A machine that stopped and started between two looks was never seen off.
    connect(connection, &Connection::eventsArrived, this, [this](const QList<MachineEvent> &events) {
        constexpr int started = 2; // VIR_DOMAIN_EVENT_STARTED
        for (const MachineEvent &event : events) {
            ConsolePage *page = existing(event.machine);
            if (page && event.kind == MachineEvent::Kind::Lifecycle && event.type == started) {
                page->noteStarted();
                existingTabs(event.machine)->noteStarted();
            }
        }
    });
}

ConsolePage *Consoles::existing(const MachineKey &machine) const
{
    return m_entries.value(machine).page;
}

ConsolePage *Consoles::page(const MachineKey &machine)
{
    if (ConsolePage *known = existing(machine))
        return known;
    auto *page = new ConsolePage;
    m_entries.insert(machine, {page, makeTabs(machine, page), {}});
    page->setScaling(ConsoleSettings::scaling(m_settings, machine));
    page->setPreferredGraphics(ConsoleSettings::graphics(m_settings, machine));
    connect(page, &ConsolePage::graphicsChosen, this, [this, machine](const QString &type) {
        ConsoleSettings::setGraphics(m_settings, machine, type);
    });
    m_keyboard->attach(page, machine);
    // A console may show another machine than the one that is selected: it has actions of its own.
    const auto command = [&](MachineAction id, const QString &text, const QString &icon) {
        auto *action = new QAction(QIcon::fromTheme(icon), text, page);
        connect(action, &QAction::triggered, this,
                [this, machine, id] { m_commands.run(id, {machine}); });
        return action;
    };
    page->setStartAction(command(MachineAction::Start, tr("&Start"), u"media-playback-start"_s));
    page->setRestoreAction(command(MachineAction::Restore, tr("Res&tore"), u"media-playback-start"_s));
    page->setResumeAction(command(MachineAction::Resume, tr("&Resume"), u"media-playback-start"_s));
    auto *tunnel = new QAction(QIcon::fromTheme(u"list-add"_s), tr("&Add SSH connection…"), page);
    connect(tunnel, &QAction::triggered, this, [this, machine] {
        if (const Connection *host = m_inventory.connection(machine.connection))
            Q_EMIT connectionWanted({.name = host->config().name,
                                     .uri = uriThroughSsh(host->config().uri)});
    });
    page->setTunnelAction(tunnel);
    connect(page, &ConsolePage::targetWanted, this, [this, machine] { findDisplay(machine); });
    connect(page, &ConsolePage::scalingChosen, this, [this, machine](Scaling scaling) {
        ConsoleSettings::setScaling(m_settings, machine, scaling);
    });
    page->setChoices(ConsoleSettings::choices(m_settings, machine));
    connect(page, &ConsolePage::choicesChanged, this, [this, machine, page] {
        ConsoleSettings::setChoices(m_settings, machine, page->choices());
    });
    connect(page, &ConsolePage::failed, this, [this, machine](const Error &error) {
        m_reporter.show(error, machine.uuid.toString());
    });
    connect(page, &ConsolePage::displayStateChanged, this,
            [this, machine] { Q_EMIT displayStateChanged(machine); });
    share(machine, page);
    tell(machine);
    return page;
}

void Consoles::share(const MachineKey &machine, ConsolePage *page)
{
    ConsoleSharing &sharing = page->sharing();
    sharing.setSettings(SharingSettings::load(m_settings, machine));
    connect(&sharing, &ConsoleSharing::settingsChosen, this,
            [this, machine](const SharingSettings &chosen) { chosen.store(m_settings, machine); });
    connect(&sharing, &ConsoleSharing::jobStarted, this, [this, machine](const ConsoleJob &job) {
        const auto known = m_inventory.machine(machine);
        m_jobs.track(job.title, job.future,
                     {.target = known ? known->displayName() : QString(),
                      .cancel = job.cancel,
                      .sample = [progress = job.progress](const JobOptions::Report &report) {
                          const auto [share, step] = progress();
                          report(share, step);
                      }});
    });
}

void Consoles::tell(const MachineKey &key)
{
    ConsolePage *page = existing(key);
    const Connection *connection = m_inventory.connection(key.connection);
    const auto machine = m_inventory.machine(key);
    if (!page || !connection || !machine)
        return;
    const ConnectionStatus &status = connection->status();
    page->setConnectionUsable(status.isUsable(), status.error ? status.error->summary : QString());
    page->setMachine(machine->displayName(), machine->state, machine->savedState);
    m_keyboard->update(page, key);
    ConsoleTabs *tabs = existingTabs(key);
    tabs->setConnectionUsable(status.isUsable(), status.error ? status.error->summary : QString());
    tabs->setMachine(machine->displayName(), machine->state, machine->savedState);
    tabs->setBreakOffered(connection->canSendBreak());
    if (QWidget *window = m_entries.value(key).window)
        window->setWindowTitle(
            tr("%1 – Guesthouse").arg(SafeText::line(machine->displayName(), 120)));
}

void Consoles::findDisplay(const MachineKey &key)
{
    Connection *connection = m_inventory.connection(key.connection);
    if (!connection)
        return;
    whenDone(connection->machineXml(key.uuid, Connection::XmlKind::Live), this,
             [this, key](const Result<QByteArray> &xml) {
                 ConsolePage *page = existing(key);
                 Connection *host = m_inventory.connection(key.connection);
                 const auto machine = m_inventory.machine(key);
                 if (!page || !host || !machine)
                     return;
                 const auto graphics = xml.and_then(readGraphics);
                 if (!graphics) {
                     page->targetFailed(graphics.error());
                     return;
                 }
                 const QPointer<Connection> alive = host;
                 page->setTarget(
                     {.key = key,
                      .name = machine->displayName(),
                      .graphics = *graphics,
                      .local = host->isLocal(),
                      .hostName = QUrl(host->config().uri).host(),
                      .allowFd = host->isLocal() && !host->config().readOnly,
                      .tunnel = host->canTunnel(),
                      .openChannel = [alive, key, graphics = *graphics](
                                         int index, bool secure) -> QFuture<Result<FileDescriptor>> {
                          if (alive && alive->canTunnel()) {
                              const auto it =
                                  std::find_if(graphics.begin(), graphics.end(),
                                               [index](const Graphics &g) { return g.index == index; });
                              return alive->openTunnel(
                                  it == graphics.end() ? QString() : tunnelAddress(*it, secure));
                          }
                          // QEMU takes no TLS on a socket that was handed to it.
                          if (alive && !secure)
                              return alive->openGraphics(key.uuid, index);
                          return readyFuture(Result<FileDescriptor>(
                              tl::unexpected(Error{.kind = Error::Kind::Lost})));
                      }});
             });
}

void Consoles::forget(const MachineKey &machine)
{
    const Entry entry = m_entries.take(machine);
    if (auto *window = qobject_cast<ConsoleWindow *>(entry.window.data())) {
        window->disconnect(this);
        window->release();
        window->deleteLater();
    }
    if (entry.page) {
        entry.page->clearTarget();
        entry.tabs->hide();
        entry.tabs->deleteLater();
    }
}

bool Consoles::isTornOff(const MachineKey &machine) const
{
    return m_entries.value(machine).window;
}

void Consoles::tearOff(const MachineKey &machine)
{
    ConsoleTabs *console = tabs(machine);
    if (QWidget *window = m_entries.value(machine).window) {
        window->raise();
        window->activateWindow();
        return;
    }
    auto *window = new ConsoleWindow(QString(), console);
    m_entries[machine].window = window;
    connect(window, &ConsoleWindow::closing, this, [this, machine] { bringBack(machine); });
    tell(machine);
    console->setActive(true);
    window->show();
    Q_EMIT tornOffChanged(machine);
}

void Consoles::bringBack(const MachineKey &machine)
{
    const auto entry = m_entries.find(machine);
    if (entry == m_entries.end() || !entry->window)
        return;
    auto *window = qobject_cast<ConsoleWindow *>(entry->window.data());
    entry->window = nullptr;
    window->disconnect(this);
    window->release();
    window->hide();
    window->deleteLater();
    Q_EMIT tornOffChanged(machine);
}
