// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/mainwindow.h"

#include "app/commands.h"
#include "app/connectionnotices.h"
#include "app/consoles.h"
#include "app/destinations.h"
#include "app/devicecommands.h"
#include "app/hardwarehost.h"
#include "app/hostactions.h"
#include "app/hostpages.h"
#include "app/leftovers.h"
#include "app/machineactions.h"
#include "app/machinepages.h"
#include "app/multiedits.h"
#include "app/newmachines.h"
#include "app/prompt.h"
#include "app/reporter.h"
#include "app/rowdemand.h"
#include "app/screenpictures.h"
#include "app/screenshots.h"
#include "app/storagecommands.h"
#include "dialogs/aboutdialog.h"
#include "dialogs/errordialog.h"
#include "dialogs/preferencesdialog.h"
#include "models/core/safetext.h"
#include "models/inventory/definitionhistory.h"
#include "models/inventory/eventstore.h"
#include "models/inventory/inventory.h"
#include "models/inventory/jobs.h"
#include "models/inventory/statshistory.h"
#include "models/items/machinefiltermodel.h"
#include "models/items/machinetreemodel.h"
#include "models/settings/preferences.h"
#include "views/basic/messagepage.h"
#include "views/basic/noticebar.h"
#include "views/machinetree/machinepanel.h"
#include "views/machinetree/machinetreeview.h"
#include "views/tasks/taskpanel.h"

#include <QCloseEvent>
#include <QScreen>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr const char *geometryKey = "window/geometry";
constexpr const char *columnsKey = "window/columns";
constexpr const char *rowsKey = "window/rows";
constexpr const char *treeKey = "window/machines";
constexpr const char *tasksKey = "window/tasks";
constexpr const char *pageKey = "window/machinePage";
constexpr const char *selectedHostKey = "window/selectedHost";
constexpr const char *selectedMachineKey = "window/selectedMachine";

constexpr int refreshPauseMs = 10'000;

} // namespace

MainWindow::MainWindow(Inventory &inventory, Jobs &jobs, StatsHistory &history, EventStore &events,
                       Settings &settings, Prompt *prompt)
    : m_inventory(inventory)
    , m_jobs(jobs)
    , m_history(history)
    , m_events(events)
    , m_settings(settings)
    , m_ownPrompt(prompt ? nullptr : std::make_unique<DialogPrompt>(settings, this))
    , m_prompt(prompt ? prompt : m_ownPrompt.get())
    , m_noticeBar(new NoticeBar)
{
    setWindowTitle(tr("Guesthouse"));
    m_reporter = std::make_unique<NoticeReporter>(m_noticeBar);
    m_notices = new ConnectionNotices(*m_reporter, this);
    m_commands = new Commands(inventory, jobs, settings, *m_prompt, *m_reporter, this);
    m_multiEdits = new MultiEdits(inventory, jobs, *m_reporter, this);
    m_storageCommands = new StorageCommands(inventory, jobs, *m_prompt, *m_reporter, this);
    m_leftovers = new Leftovers(inventory, jobs, *m_reporter, this);
    m_consoles = new Consoles(inventory, jobs, settings, *m_reporter, *m_commands, this);
    m_screenshots = new Screenshots(inventory, *m_consoles, jobs, *m_reporter, this);
    m_machineCommands = new MachineCommandSet(this);
    m_hostCommands = new HostCommandSet(inventory, settings, *m_prompt, this);
    connect(m_consoles, &Consoles::connectionWanted, m_hostCommands, &HostCommandSet::addLike);
    m_newMachines = new NewMachines(inventory, jobs, *m_reporter, *m_storageCommands, this);
    m_tree = new MachineTreeModel(this);
    m_filter = new MachineFilterModel(m_tree, this);
    m_tree->setInventory(&inventory);
    m_tree->setHistory(&history);

    buildWidgets();
    buildMenus();
    buildToolBar();
    for (Connection *connection : inventory.connections())
        follow(connection);
    connect(&inventory, &Inventory::added, this, [this](Connection *connection) {
        follow(connection);
        selectionChanged(); // nobody is welcomed any more
    });
    connect(&inventory, &Inventory::removed, this, [this](const ConnectionId &host) {
        m_notices->forget(host);
        m_newMachines->refresh();
        selectionChanged();
    });

    connect(m_machineCommands, &MachineCommandSet::triggered, this,
            [this](MachineAction action, bool checked) {
                m_commands->run(action, selection(), checked);
                updateActions(); // a tick follows the machine, not the click
            });
    connect(m_commands, &Commands::consoleWanted, this, &MainWindow::openConsole);
    connect(m_newMachines, &NewMachines::consoleWanted, this, [this](const MachineKey &machine) {
        m_destinations->showMachine(machine, MachinePages::Console);
    });
    connect(m_newMachines, &NewMachines::hardwareWanted, this, [this](const MachineKey &machine) {
        m_destinations->showMachine(machine, MachinePages::Hardware);
    });
    connect(m_commands, &Commands::screenshotWanted, m_screenshots,
            [this](const QList<MachineKey> &machines, bool toClipboard) {
                if (toClipboard)
                    m_screenshots->copy(machines.first());
                else
                    m_screenshots->save(machines);
            });

    restore();
    selectionChanged();
}

// Pages look at consoles when they are hidden, and torn-off windows belong to the consoles.
MainWindow::~MainWindow()
{
    delete m_pictures;
    delete m_machinePages;
    delete m_consoles;
}

void MainWindow::buildWidgets()
{
    m_panel = new MachinePanel(m_filter);
    m_panel->tree()->setAddConnectionAction(m_hostCommands->add);
    m_message = new MessagePage;
    m_machinePages = new MachinePages(m_inventory, m_history, m_events, *m_consoles,
                                      *m_machineCommands, m_settings, m_jobs, *m_reporter);
    m_machinePages->devices()->setStorage(m_storageCommands);
    m_machinePages->setHardwareHost(
        new HardwareHost(m_inventory, *m_storageCommands, m_settings, this));
    m_hostPages = new HostPages(m_inventory, m_history, *m_storageCommands, m_settings, *m_reporter,
                                {m_hostCommands->connectHost, m_newMachines->action(),
                                 m_hostCommands->disconnectHost, m_hostCommands->edit});
    m_pages = new QStackedWidget;
    m_pages->addWidget(m_message);
    m_pages->addWidget(m_machinePages);
    m_pages->addWidget(m_hostPages);

    m_tasks = new TaskPanel(&m_jobs);
    connect(m_tasks, &TaskPanel::errorDetailsWanted, this,
            [this](const Error &error) { (new ErrorDialog(error, this))->show(); });

    m_columns = new QSplitter(Qt::Horizontal);
    m_columns->addWidget(m_panel);
    m_columns->addWidget(m_pages);
    m_columns->setStretchFactor(1, 1);
    m_columns->setChildrenCollapsible(false);
    m_rows = new QSplitter(Qt::Vertical);
    m_rows->addWidget(m_columns);
    m_rows->addWidget(m_tasks);
    m_rows->setStretchFactor(0, 1);
    m_rows->setChildrenCollapsible(false);
    connect(m_tasks, &TaskPanel::expandedChanged, this, [this](bool expanded) {
        const int enough = fontMetrics().height() * 9;
        if (!expanded)
            m_rows->setSizes({m_rows->height(), 0}); // as little as it needs
        else if (m_tasks->height() < enough)
            m_rows->setSizes({qMax(0, m_rows->height() - enough), enough});
    });

    auto *central = new QWidget;
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_noticeBar);
    layout->addWidget(m_rows, 1);
    setCentralWidget(central);

    MachineTreeView *tree = m_panel->tree();
    connect(tree, &MachineTreeView::currentEntryChanged, this, &MainWindow::selectionChanged);
    connect(tree, &MachineTreeView::selectedEntriesChanged, this, &MainWindow::selectionChanged);
    connect(tree, &MachineTreeView::machineActivated, this, &MainWindow::openConsole);
    connect(tree, &MachineTreeView::hostActivated, this, [this](const ConnectionId &host) {
        Connection *connection = m_inventory.connection(host);
        if (connection && !connection->status().isUsable())
            connection->open();
    });
    m_destinations = new Destinations(m_inventory, *tree, *m_reporter, this);
    connect(m_destinations, &Destinations::machineArrived, this,
            [this](const MachineKey &machine, MachinePages::Page page) {
                if (page == MachinePages::Console)
                    openConsole(machine);
                else
                    m_machinePages->showPage(page);
            });
    connect(m_destinations, &Destinations::hostArrived, this,
            [this] { m_hostPages->showPage(HostPages::Overview); });
    connect(m_destinations, &Destinations::creatorWanted, this, [this](const ConnectionId &host) {
        m_newMachines->setHost(host);
        m_newMachines->open();
    });
    m_demand = new RowDemand(m_inventory, *tree, this);
    m_pictures = new ScreenPictures(m_inventory, *m_consoles, m_settings, *m_tree, *tree,
                                    *m_machinePages, this);
    connect(m_machinePages, &MachinePages::restartWanted, m_commands, &Commands::restart);
    connect(m_machinePages, &MachinePages::pageChanged, this,
            [this] { m_settings.setValue(pageKey, int(m_machinePages->currentPage())); });
}

void MainWindow::follow(Connection *connection)
{
    m_history.follow(connection);
    m_events.follow(connection);
    connection->setStatsInterval(Preferences::statsInterval(m_settings));
    const ConnectionId id = connection->id();
    connect(connection, &Connection::statusChanged, this, [this, connection] {
        m_notices->tell(*connection);
        if (!connection->status().isUsable())
            m_machinePages->hostIsAway(connection->id());
        if (connection->id() == m_hostPages->host())
            m_hostPages->refresh();
        if (connection->id() == m_machinePages->machine().connection)
            m_machinePages->refresh();
        m_hostCommands->refresh();
        m_newMachines->refresh();
        updateActions();
        m_destinations->look();
        m_demand->update();
    });
    const auto hostChanged = [this, id] {
        if (id == m_hostPages->host() && m_hostPages->isVisible())
            m_hostPages->refresh();
    };
    connect(connection, &Connection::hostChanged, this, hostChanged);
    connect(connection, &Connection::configChanged, this, hostChanged);
    const auto countChanged = [this, id] {
        if (id == m_hostPages->host())
            m_hostPages->machinesChanged();
    };
    connect(connection, &Connection::machinesChanged, this,
            [this, id, countChanged](const QList<Machine> &machines) {
                const bool concerned =
                    std::any_of(machines.begin(), machines.end(), [&](const Machine &machine) {
                        return m_selected.contains(MachineKey{id, machine.uuid});
                    });
                if (concerned) {
                    m_machinePages->refresh();
                    updateActions();
                }
                countChanged();
                m_destinations->look();
            });
    connect(connection, &Connection::machinesRemoved, this, countChanged);
    connect(connection, &Connection::eventsArrived, this,
            [this](const QList<MachineEvent> &events) {
                // The agent has come: it knows the addresses.
                for (const MachineEvent &event : events) {
                    if (event.kind == MachineEvent::Kind::AgentLifecycle
                        && m_selected.contains(event.machine))
                        m_demand->requestAddresses();
                }
            });
    m_notices->tell(*connection);
    m_demand->update();
}

void MainWindow::setDefinitions(DefinitionHistory *definitions)
{
    m_multiEdits->setDefinitions(definitions);
    m_machinePages->setDefinitions(definitions);
    // What our commands change in a definition is read like anybody's change.
    connect(m_commands, &Commands::performing, definitions,
            [definitions](const MachineKey &machine, const MachineRequest &request,
                          const QString &title) {
                using enum MachineAction;
                if (request.action == Rename || request.action == EditTitle
                    || request.action == EditDescription)
                    definitions->expect(machine, title);
            });
    connect(definitions, &DefinitionHistory::failed, this, [this](const QString &folder) {
        m_reporter->show({.summary = tr("The history of a machine’s definitions cannot be kept."),
                          .detail = folder,
                          .advice = tr("The disk may be full, or the folder not yours to write "
                                       "in. Everything else works without it.")},
                         u"definitions"_s);
    });
}

QList<MachineKey> MainWindow::selection() const
{
    return m_panel->tree()->selectedMachines();
}

bool MainWindow::select(const MachineKey &machine)
{
    return m_panel->tree()->select(machine);
}

void MainWindow::selectionChanged()
{
    const MachineTreeView *tree = m_panel->tree();
    const QList<MachineKey> machines = tree->selectedMachines();
    const QList<ConnectionId> hosts = tree->selectedHosts();
    m_selected = QSet<MachineKey>(machines.begin(), machines.end());
    m_hostCommands->setHost(tree->currentHost());
    m_newMachines->setHost(tree->currentHost());
    updateActions();
    if (machines.size() == 1 && hosts.isEmpty()) {
        m_machinePages->setMachine(machines.first());
        m_pages->setCurrentWidget(m_machinePages);
        m_demand->requestAddresses();
    } else if (machines.isEmpty() && hosts.size() == 1) {
        m_hostPages->setHost(hosts.first());
        m_pages->setCurrentWidget(m_hostPages);
    } else if (!machines.isEmpty()) {
        m_message->show(u"computer"_s,
                        tr("%n machines are selected", nullptr, int(machines.size())),
                        tr("The commands work on all of them that allow it."),
                        m_machineCommands->primary() + QList<QAction *>{m_multiEdits->action()});
        m_pages->setCurrentWidget(m_message);
    } else if (m_inventory.connections().isEmpty()) {
        m_message->show(u"org.guesthouse.Guesthouse"_s, tr("Welcome to Guesthouse"),
                        tr("No hypervisor was found on this computer. To use one here, install the "
                           "packages libvirt-daemon-system and qemu-system-x86; to manage another "
                           "host, add a connection to it."),
                        {m_hostCommands->add});
        m_pages->setCurrentWidget(m_message);
    } else {
        m_message->show(u"computer"_s, tr("Nothing is selected"),
                        tr("Select a machine or a host at the left, or make a new machine."),
                        {m_newMachines->action()});
        m_pages->setCurrentWidget(m_message);
    }
}

void MainWindow::updateActions()
{
    QList<Machine> machines;
    bool usable = true;
    const auto selected = selection();
    for (const MachineKey &key : selected) {
        const Connection *connection = m_inventory.connection(key.connection);
        if (const auto machine = m_inventory.machine(key)) {
            machines.append(*machine);
            usable &= connection->status().isUsable() && !connection->config().readOnly;
        }
    }
    m_machineCommands->setMachines(machines, usable);
    m_multiEdits->setMachines(selected, usable);
}

void MainWindow::openConsole(const MachineKey &machine)
{
    if (m_consoles->isTornOff(machine)) {
        m_consoles->tearOff(machine); // brings its window to the front
        return;
    }
    if (select(machine))
        m_machinePages->showPage(MachinePages::Console);
}

void MainWindow::openPreferences()
{
    auto *dialog = new PreferencesDialog(m_settings, this);
    connect(dialog, &QDialog::accepted, this, [this] {
        for (Connection *connection : m_inventory.connections())
            connection->setStatsInterval(Preferences::statsInterval(m_settings));
    });
    dialog->open();
}

void MainWindow::openAbout()
{
    QStringList versions;
    for (const Connection *connection : m_inventory.connections()) {
        if (connection->host().libvirtVersion)
            versions.append(
                tr("libvirt %1 on %2")
                    .arg(versionText(connection->host().libvirtVersion),
                         SafeText::line(connectionDisplayName(connection->config()), 60)));
    }
    (new AboutDialog(versions, this))->show();
}

void MainWindow::restore()
{
    if (!restoreGeometry(m_settings.value(geometryKey).toByteArray()))
        resize(QSize(fontMetrics().averageCharWidth() * 190, fontMetrics().height() * 50)
                   .boundedTo(screen()->availableSize()));
    if (!m_columns->restoreState(m_settings.value(columnsKey).toByteArray()))
        m_columns->setSizes({width() * 30 / 100, width() * 70 / 100});
    m_panel->tree()->restoreState(m_settings.value(treeKey).toByteArray());
    if (!m_tasks->restoreState(m_settings.value(tasksKey).toByteArray()))
        m_tasks->setExpanded(false);
    if (m_tasks->isExpanded())
        m_rows->restoreState(m_settings.value(rowsKey).toByteArray());
    m_machinePages->showPage(MachinePages::Page(
        qBound(0, m_settings.value(pageKey).toInt(), int(MachinePages::Events))));
    m_destinations->selectAsBefore({QUuid(m_settings.value(selectedHostKey).toString()),
                                    QUuid(m_settings.value(selectedMachineKey).toString())});
}

void MainWindow::store()
{
    m_settings.setValue(geometryKey, saveGeometry());
    m_settings.setValue(columnsKey, m_columns->saveState());
    if (m_tasks->isExpanded())
        m_settings.setValue(rowsKey, m_rows->saveState());
    m_settings.setValue(treeKey, m_panel->tree()->saveState());
    m_hostPages->store();
    m_settings.setValue(tasksKey, m_tasks->saveState());
    m_settings.setValue(selectedHostKey, m_panel->tree()->currentHost().toString());
    m_settings.setValue(selectedMachineKey, m_panel->tree()->currentMachine().uuid.toString());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_closing && m_jobs.runningCount() > 0
        && m_settings.get(Preferences::confirmQuitWithTasks)) {
        event->ignore();
        m_prompt->confirm(
            {.title = tr("Quit"),
             .text = tr("Quit while %n task(s) are running?", nullptr, m_jobs.runningCount()),
             .consequence = tr("The hosts go on with them; how they end will not be "
                               "shown here."),
             .verb = tr("&Quit"),
             .losesData = false,
             .confirmation = &Preferences::confirmQuitWithTasks},
            [this](bool agreed) {
                if (!agreed)
                    return;
                m_closing = true;
                close();
            });
        return;
    }
    store();
    event->accept();
    QMainWindow::closeEvent(event);
}

// What is not seen is not asked for.
void MainWindow::lookedAtChanged()
{
    m_demand->update();
    m_pictures->update();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange)
        lookedAtChanged();
    // Some changes have no event; whoever comes back to the window sees the truth.
    if (event->type() == QEvent::ActivationChange && isActiveWindow()
        && (!m_sinceRefresh.isValid() || m_sinceRefresh.elapsed() > refreshPauseMs)) {
        if (m_sinceRefresh.isValid()) {
            for (Connection *connection : m_inventory.connections())
                connection->refresh();
            m_machinePages->readAgain();
        }
        m_sinceRefresh.start();
    }
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    lookedAtChanged();
}

void MainWindow::hideEvent(QHideEvent *event)
{
    QMainWindow::hideEvent(event);
    lookedAtChanged();
}
