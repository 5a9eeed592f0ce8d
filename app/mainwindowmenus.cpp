// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/mainwindow.h"

#include "app/commands.h"
#include "app/consoles.h"
#include "app/hostactions.h"
#include "app/machineactions.h"
#include "app/machinepages.h"
#include "app/multiedits.h"
#include "app/newmachines.h"
#include "app/screenpictures.h"
#include "console/consolepage.h"
#include "console/consoletabs.h"
#include "models/inventory/inventory.h"
#include "views/machinetree/machinepanel.h"
#include "views/machinetree/machinetreeview.h"
#include "views/tasks/taskpanel.h"

#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>
#include <QToolButton>

using namespace Qt::StringLiterals;

static QAction *add(QMenu *menu, const QString &icon, const QString &text,
                    const QKeySequence &shortcut = {})
{
    auto *action = menu->addAction(QIcon::fromTheme(icon), text);
    QString plain = text;
    action->setIconText(plain.remove(u'&').remove(u'…'));
    action->setShortcut(shortcut);
    return action;
}

void MainWindow::buildMenus()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    file->addAction(m_newMachines->action());
    file->addAction(m_hostCommands->add);
    file->addSeparator();
    QAction *preferences = add(file, u"preferences-system"_s, tr("&Preferences…"), u"Ctrl+,"_s);
    preferences->setMenuRole(QAction::PreferencesRole);
    connect(preferences, &QAction::triggered, this, &MainWindow::openPreferences);
    file->addSeparator();
    QAction *quit = add(file, u"application-exit"_s, tr("&Quit"), QKeySequence::Quit);
    quit->setMenuRole(QAction::QuitRole);
    connect(quit, &QAction::triggered, this, &MainWindow::close);

    QMenu *machine = menuBar()->addMenu(tr("&Machine"));
    m_machineCommands->fill(machine);
    QAction *rename = m_machineCommands->action(MachineAction::Rename);
    machine->insertAction(rename, m_multiEdits->action());
    auto *modes = new QMenu(tr("Shut down &by"), machine);
    const std::pair<ShutdownMode, QString> ways[] = {
        {ShutdownMode::Agent, tr("The guest &agent")},
        {ShutdownMode::Acpi, tr("The &power button (ACPI)")},
    };
    for (const auto &[mode, text] : ways) {
        connect(modes->addAction(text), &QAction::triggered, this,
                [this, mode = mode] { m_commands->shutDown(selection(), mode); });
    }
    machine->insertMenu(m_machineCommands->action(MachineAction::Reboot), modes);
    connect(machine, &QMenu::aboutToShow, modes, [this, modes] {
        modes->setEnabled(m_machineCommands->action(MachineAction::ShutDown)->isEnabled());
    });

    QMenu *host = menuBar()->addMenu(tr("H&ost"));
    host->addAction(m_newMachines->action());
    host->addSeparator();
    m_hostCommands->fill(host);

    QMenu *view = menuBar()->addMenu(tr("&View"));
    view->addAction(m_panel->findAction());
    QAction *tasks = add(view, u"view-list-details"_s, tr("&Tasks"), u"Ctrl+T"_s);
    tasks->setCheckable(true);
    connect(tasks, &QAction::triggered, m_tasks, &TaskPanel::setExpanded);
    connect(m_tasks, &TaskPanel::expandedChanged, tasks, &QAction::setChecked);
    view->addAction(m_pictures->inListAction());
    view->addSeparator();
    const std::pair<MachinePages::Page, QString> pages[] = {
        {MachinePages::Overview, tr("&Overview")}, {MachinePages::Console, tr("&Console")},
        {MachinePages::Hardware, tr("&Hardware")}, {MachinePages::Performance, tr("&Performance")},
        {MachinePages::Events, tr("&Events")},
    };
    for (const auto &[page, text] : pages) {
        QAction *action = view->addAction(text);
        action->setShortcut(QKeySequence(u"Ctrl+%1"_s.arg(int(page) + 1)));
        connect(action, &QAction::triggered, this,
                [this, page = page] { m_machinePages->showPage(page); });
    }

    QMenu *console = menuBar()->addMenu(tr("&Console"));
    connect(console, &QMenu::aboutToShow, this, [this, console] { fillConsoleMenu(console); });
    fillConsoleMenu(console);

    QMenu *help = menuBar()->addMenu(tr("&Help"));
    QAction *about = add(help, u"help-about"_s, tr("&About Guesthouse"));
    about->setMenuRole(QAction::AboutRole);
    connect(about, &QAction::triggered, this, &MainWindow::openAbout);
    connect(help->addAction(tr("About &Qt")), &QAction::triggered, qApp, &QApplication::aboutQt);

    connect(m_panel->tree(), &MachineTreeView::contextMenuWanted, this,
            [this](const QPoint &position, const QList<MachineKey> &machines) {
                auto *menu = new QMenu(this);
                menu->setAttribute(Qt::WA_DeleteOnClose);
                if (machines.isEmpty()) {
                    menu->addAction(m_newMachines->action());
                    menu->addSeparator();
                    m_hostCommands->fill(menu);
                } else {
                    m_machineCommands->fill(menu);
                    menu->insertAction(m_machineCommands->action(MachineAction::Rename),
                                       m_multiEdits->action());
                }
                menu->setToolTipsVisible(true);
                menu->popup(position);
            });
    machine->setToolTipsVisible(true);
}

// The actions of the console that is shown; the same ones as on its own tool bar.
void MainWindow::fillConsoleMenu(QMenu *menu)
{
    menu->clear();
    menu->addAction(m_machineCommands->action(MachineAction::OpenConsole));
    menu->addAction(m_machinePages->tearOffAction());
    // Of a machine that runs there is a page, shown or not: keys reach it without its picture.
    const auto machine = m_inventory.machine(m_machinePages->machine());
    const ConsolePage *console = machine && machine->isActive()
                                     ? m_consoles->page(m_machinePages->machine())
                                     : m_consoles->existing(m_machinePages->machine());
    if (!console)
        return;
    menu->addSeparator();
    const ConsoleTabs *tabs = m_consoles->existingTabs(m_machinePages->machine());
    if (const auto *text = qobject_cast<SerialPage *>(tabs->current())) {
        const QList<QAction *> actions = text->menuActions();
        for (QAction *action : actions)
            action ? menu->addAction(action) : static_cast<void>(menu->addSeparator());
        return;
    }
    menu->addMenu(console->sendKeyMenu());
    menu->addMenu(console->scalingMenu());
    menu->addAction(console->fullScreenAction());
    menu->addSeparator();
    menu->addAction(console->screenshotAction());
    menu->addAction(console->copyScreenshotAction());
    menu->addAction(console->recordAction());
    menu->addAction(console->reconnectAction());
}

void MainWindow::buildToolBar()
{
    QToolBar *bar = addToolBar(tr("Machine"));
    bar->setObjectName(u"machine"_s);
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->addAction(m_newMachines->action());
    bar->addSeparator();
    bar->addAction(m_machineCommands->action(MachineAction::OpenConsole));
    bar->addSeparator();
    for (QAction *action : m_machineCommands->primary())
        bar->addAction(action);
    auto *more = new QMenu(this);
    for (const MachineAction action : {MachineAction::Reboot, MachineAction::Reset,
                                       MachineAction::ForceOff, MachineAction::SaveState})
        more->addAction(m_machineCommands->action(action));
    more->setToolTipsVisible(true);
    auto *shutDown = qobject_cast<QToolButton *>(
        bar->widgetForAction(m_machineCommands->action(MachineAction::ShutDown)));
    shutDown->setMenu(more);
    shutDown->setPopupMode(QToolButton::MenuButtonPopup);
}
