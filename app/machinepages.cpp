// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/machinepages.h"

#include "app/consoles.h"
#include "app/devicecommands.h"
#include "app/hardwareedits.h"
#include "app/machineactions.h"
#include "app/reporter.h"
#include "console/consoletabs.h"
#include "models/core/safetext.h"
#include "models/inventory/eventstore.h"
#include "models/inventory/inventory.h"
#include "models/inventory/statshistory.h"
#include "models/inventory/thumbnails.h"
#include "models/settings/settings.h"
#include "models/xml/domaindescriptionreader.h"
#include "views/basic/messagepage.h"
#include "views/basic/plainlabel.h"
#include "views/events/eventspage.h"
#include "views/hardware/hardwarepage.h"
#include "views/overview/machineoverviewpage.h"
#include "views/performance/machineperformancepage.h"

#include <QAction>
#include <QIcon>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

static constexpr Setting<int> performanceRange{"performance/seconds", 300};

MachinePages::MachinePages(Inventory &inventory, StatsHistory &history, EventStore &events,
                           Consoles &consoles, const MachineCommandSet &commands,
                           Settings &settings, Jobs &jobs, Reporter &reporter, QWidget *parent)
    : QWidget(parent)
    , m_inventory(inventory)
    , m_history(history)
    , m_consoles(consoles)
    , m_settings(settings)
    , m_details(inventory)
    , m_tabs(new QTabWidget)
    , m_overview(new MachineOverviewPage)
    , m_console(new QStackedWidget)
    , m_elsewhere(new MessagePage)
    , m_hardware(new HardwarePage)
    , m_edits(new HardwareEdits(inventory, jobs, reporter, m_hardware))
    , m_devices(new DeviceCommands(inventory, jobs, reporter, m_hardware))
    , m_performance(new MachinePerformancePage)
    , m_events(new EventsPage)
    , m_corner(new QToolButton(m_tabs))
    , m_tearOff(
          new QAction(QIcon::fromTheme(u"window-new"_s), tr("Console in its own &window"), this))
    , m_bringBack(new QAction(QIcon::fromTheme(u"view-restore"_s), tr("&Bring it back"), this))
{
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Pages of the machine"));
    const std::pair<QWidget *, QString> pages[] = {{m_overview, tr("Overview")},
                                                   {m_console, tr("Console")},
                                                   {m_hardware, tr("Hardware")},
                                                   {m_performance, tr("Performance")},
                                                   {m_events, tr("Events")}};
    for (const auto &[page, title] : pages) {
        page->setAccessibleName(title);
        m_tabs->addTab(page, title);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_tabs);

    m_tearOff->setIconText(tr("Own window"));
    setPlainToolTip(m_tearOff, tr("Console in its own window"));
    m_bringBack->setIconText(tr("Bring it back"));
    m_corner->setDefaultAction(m_tearOff);
    m_corner->setAutoRaise(true);
    m_corner->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_corner->hide();

    m_console->addWidget(m_elsewhere);
    m_overview->setActions(QList<QAction *>{commands.action(MachineAction::OpenConsole)}
                           + commands.primary());
    m_performance->setHistory(&history);
    m_performance->setRange(settings.get(performanceRange));
    m_events->setStore(&events);
    connect(&events, &EventStore::appended, this, &MachinePages::note);

    connect(m_tearOff, &QAction::triggered, this, [this] {
        m_consoles.tearOff(m_machine);
        updateConsole();
    });
    connect(m_bringBack, &QAction::triggered, this, [this] { m_consoles.bringBack(m_machine); });
    connect(&m_consoles, &Consoles::tornOffChanged, this, &MachinePages::updateConsole);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        updateConsole();
        updateWanted();
        Q_EMIT pageChanged();
    });
    connect(m_overview, &MachineOverviewPage::consoleWanted,
            commands.action(MachineAction::OpenConsole), &QAction::trigger);
    connect(&m_details, &MachineDetails::loaded, this, &MachinePages::take);
    connect(m_edits, &HardwareEdits::readAgainWanted, &m_details, &MachineDetails::reload);
    connect(m_hardware, &HardwarePage::restartWanted, this,
            [this] { Q_EMIT restartWanted(m_machine, int(m_hardware->waiting().size())); });
    connect(m_performance, &PerformancePage::demandChanged, this,
            [this](StatsGroups groups, bool host) {
                if (Connection *connection =
                        m_inventory.connection(m_performance->machine().connection))
                    connection->setStatsDemand(m_performance, groups, host);
            });
    connect(m_performance, &PerformancePage::rangeChanged, this,
            [this](int seconds) { m_settings.set(performanceRange, seconds); });
    connect(m_performance, &PerformancePage::exportFailed, this,
            [&reporter](const Error &error) { reporter.show(error); });
    connect(&history, &StatsHistory::machinesUpdated, this,
            [this](const ConnectionId &connection, const QList<QUuid> &machines) {
                if (isVisible() && connection == m_machine.connection
                    && machines.contains(m_machine.uuid))
                    m_overview->setUsage(m_history.usage(m_machine));
            });
}

void MachinePages::setMachine(const MachineKey &machine)
{
    if (m_machine == machine)
        return;
    m_machine = machine;
    m_edits->setMachine(machine);
    m_devices->setMachine(machine);
    m_details.setMachine(machine);
    refresh();
    m_overview->setUsage(m_history.usage(machine));
    updatePicture();
    updateConsole();
    updateWanted();
    Q_EMIT machineChanged();
}

void MachinePages::setThumbnails(const Thumbnails *thumbnails)
{
    m_thumbnails = thumbnails;
    connect(thumbnails, &Thumbnails::changed, this, [this](const MachineKey &machine) {
        if (machine == m_machine)
            updatePicture();
    });
    connect(thumbnails, &Thumbnails::obstacleChanged, this, [this](const ConnectionId &host) {
        if (host == m_machine.connection)
            updatePicture();
    });
    updatePicture();
}

void MachinePages::updatePicture()
{
    if (m_thumbnails)
        m_overview->setPicture(m_thumbnails->picture(m_machine),
                               m_thumbnails->obstacle(m_machine.connection));
}

void MachinePages::refresh()
{
    m_edits->refresh();
    const auto machine = m_inventory.machine(m_machine);
    const Connection *connection = m_inventory.connection(m_machine.connection);
    if (!machine || !connection) {
        m_performance->setMachine({}, {}, MachineState::Unknown);
        m_events->setMachine({}, {});
        return;
    }
    m_overview->setMachine(m_machine, *machine, connectionDisplayName(connection->config()));
    const auto [state, since] = m_since.value(m_machine);
    m_overview->setStateSince(state == machine->state ? since : QDateTime());
    updateNotice();
    m_performance->setHostAway(!connection->status().isUsable());
    m_performance->setMachine(m_machine, machine->displayName(), machine->state);
    m_events->setMachine(m_machine, machine->displayName());
    m_hardware->setGuestAddresses(machine->guestAddresses);
    if (!connection->status().isUsable())
        m_hardware->setUnavailable(
            tr("The host is not connected: its machines' hardware cannot be read now."));
    if (!connection->status().isUsable())
        m_details.hostIsAway();
    else
        m_details.reloadIfMissing();
}

void MachinePages::updateNotice()
{
    const Connection *connection = m_inventory.connection(m_machine.connection);
    if (!connection)
        return;
    const int waiting = int(m_hardware->waiting().size());
    m_overview->setNotice(connection->status().isUsable()
                              ? (waiting > 0 ? tr("%n change(s) wait for the next start. The "
                                                  "Hardware page lists them.",
                                                  nullptr, waiting)
                                             : QString())
                              : tr("The host is not connected. This is how the machine was when it "
                                   "was last seen."));
}

void MachinePages::readAgain()
{
    m_details.reload();
}

void MachinePages::setDefinitions(DefinitionHistory *definitions)
{
    m_edits->setDefinitions(definitions);
    m_devices->setDefinitions(definitions);
}

void MachinePages::hostIsAway(const ConnectionId &host)
{
    m_since.removeIf([&host](const auto &entry) { return entry.key().connection == host; });
}

void MachinePages::note(const QList<MachineEvent> &events)
{
    // In the order of virDomainEventType; to define a machine does not change its state.
    using enum MachineState;
    constexpr MachineState states[] = {Unknown, Unknown,      Running,   Paused, Running,
                                       Off,     ShuttingDown, Suspended, Crashed};
    for (const MachineEvent &event : events) {
        if (event.kind != MachineEvent::Kind::Lifecycle || event.type < 2
            || event.type >= int(std::size(states)))
            continue;
        m_since.insert(event.machine,
                       {states[event.type], QDateTime::fromMSecsSinceEpoch(event.timeMs, Qt::UTC)});
        if (event.machine == m_machine)
            refresh();
    }
}

void MachinePages::setHardwareHost(HardwareHost *host)
{
    m_edits->setHost(host);
}

void MachinePages::take(const MachineDetails::Definition &definition)
{
    const auto machine = m_inventory.machine(m_machine);
    if (!machine)
        return;
    m_overview->setDescription(definition.description);
    if (machine->isActive())
        m_hardware->setReadings(definition.description, definition.nextStart);
    else
        m_hardware->setReadings({}, definition.description);
    if (definition.description && !definition.description->sections.isEmpty())
        m_edits->read(definition.description->sections.first().xml);
    m_edits->take(definition.description, definition.nextStart, machine->isActive(),
                  machine->persistent);
    updateNotice();
}

void MachinePages::updateConsole()
{
    const bool looking = isVisible() && m_tabs->currentWidget() == m_console;
    const bool known = m_inventory.machine(m_machine).has_value();
    const bool tornOff = known && m_consoles.isTornOff(m_machine);
    m_tearOff->setEnabled(known && !tornOff);
    // Only where it belongs: a corner takes room from the tabs even when it is hidden.
    const bool offered = m_tabs->currentWidget() == m_console && !tornOff;
    if (offered != (m_tabs->cornerWidget() == m_corner)) {
        m_tabs->setCornerWidget(offered ? m_corner : nullptr);
        m_corner->setVisible(offered);
    }
    if (tornOff) {
        m_elsewhere->show(u"window-new"_s, tr("The console is in a window of its own"), {},
                          {m_bringBack});
        m_console->setCurrentWidget(m_elsewhere);
    } else if (known && looking) {
        ConsoleTabs *page = m_consoles.tabs(m_machine);
        if (m_console->indexOf(page) < 0)
            m_console->addWidget(page);
        m_console->setCurrentWidget(page);
    }
    // The others stay as they are while they are connected, but nobody looks at them.
    for (int i = 0; i < m_console->count(); ++i) {
        auto *page = qobject_cast<ConsoleTabs *>(m_console->widget(i));
        if (page)
            page->setActive(looking && !tornOff && page == m_console->currentWidget());
    }
}

void MachinePages::updateWanted()
{
    m_details.setWanted(isVisible() && (currentPage() == Overview || currentPage() == Hardware));

    const ConnectionId host =
        isVisible() && currentPage() == Overview ? m_machine.connection : ConnectionId();
    if (host == m_demandedOf)
        return;
    if (Connection *before = m_inventory.connection(m_demandedOf))
        before->setStatsDemand(m_overview, {});
    m_demandedOf = host;
    if (Connection *now = m_inventory.connection(host))
        now->setStatsDemand(m_overview, StatsGroup::Cpu | StatsGroup::Memory | StatsGroup::Block
                                            | StatsGroup::Interface);
}

void MachinePages::showPage(Page page)
{
    m_tabs->setCurrentIndex(page);
    if (page == Console) {
        if (ConsoleTabs *console = m_consoles.existingTabs(m_machine))
            console->current()->setFocus();
    }
}

MachinePages::Page MachinePages::currentPage() const
{
    return Page(m_tabs->currentIndex());
}

void MachinePages::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    updateConsole();
    updateWanted();
    Q_EMIT pageChanged();
}

void MachinePages::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    updateConsole();
    updateWanted();
    Q_EMIT pageChanged();
}
