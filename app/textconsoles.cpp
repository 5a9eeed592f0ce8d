// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What Consoles does for text consoles.
#include "app/commands.h"
#include "app/consoles.h"
#include "app/reporter.h"
#include "console/consolepage.h"
#include "console/consolesettings.h"
#include "console/consoletabs.h"
#include "models/core/async.h"
#include "models/inventory/inventory.h"
#include "models/xml/domainreader.h"
#include "models/xml/textconsolereader.h"

#include <QAction>
#include <QIcon>

using namespace Qt::StringLiterals;

ConsoleTabs *Consoles::existingTabs(const MachineKey &machine) const
{
    return m_entries.value(machine).tabs;
}

ConsoleTabs *Consoles::tabs(const MachineKey &machine)
{
    page(machine);
    return existingTabs(machine);
}

ConsoleTabs *Consoles::makeTabs(const MachineKey &machine, ConsolePage *page)
{
    const auto open = [this, machine](const QString &alias,
                                      bool force) -> QFuture<Result<FileDescriptor>> {
        if (Connection *connection = m_inventory.connection(machine.connection))
            return connection->openConsole(machine.uuid, alias, force);
        return readyFuture(
            Result<FileDescriptor>(tl::unexpected(Error{.kind = Error::Kind::Lost})));
    };
    auto *tabs = new ConsoleTabs(page, open);
    const auto command = [&](MachineAction id, const QString &text) {
        auto *action = new QAction(QIcon::fromTheme(u"media-playback-start"_s), text, tabs);
        connect(action, &QAction::triggered, this,
                [this, machine, id] { m_commands.run(id, {machine}); });
        return action;
    };
    tabs->setStartAction(command(MachineAction::Start, tr("&Start")));
    tabs->setRestoreAction(command(MachineAction::Restore, tr("Res&tore")));
    tabs->setPreferences(ConsoleSettings::terminal(m_settings));
    connect(&m_settings, &Settings::changed, tabs, [this, tabs](const QString &key) {
        if (key.startsWith("terminal/"_L1))
            tabs->setPreferences(ConsoleSettings::terminal(m_settings));
    });
    connect(tabs, &ConsoleTabs::textConsolesWanted, this,
            [this, machine] { findTextConsoles(machine); });
    connect(tabs, &ConsoleTabs::failed, this, [this, machine](const Error &error) {
        m_reporter.show(error, machine.uuid.toString());
    });
    connect(tabs, &ConsoleTabs::breakWanted, this, [this, machine](const QString &alias) {
        Connection *connection = m_inventory.connection(machine.connection);
        if (!connection)
            return;
        whenDone(connection->sendBreak(machine.uuid, alias), this,
                 [this, machine](const Result<> &sent) {
                     if (!sent)
                         m_reporter.show(sent.error(), machine.uuid.toString());
                 });
    });
    connect(tabs, &ConsoleTabs::currentChanged, this,
            [this, machine] { Q_EMIT displayStateChanged(machine); });
    return tabs;
}

void Consoles::findTextConsoles(const MachineKey &key)
{
    Connection *connection = m_inventory.connection(key.connection);
    if (!connection)
        return;
    whenDone(connection->machineXml(key.uuid, Connection::XmlKind::Live), this,
             [this, key](const Result<QByteArray> &xml) {
                 ConsoleTabs *tabs = existingTabs(key);
                 if (!tabs)
                     return;
                 const auto consoles = xml.and_then(readTextConsoles);
                 const auto graphics = xml.and_then(readGraphics);
                 if (!consoles || !graphics)
                     tabs->textConsolesFailed(!consoles ? consoles.error() : graphics.error());
                 else
                     tabs->setTextConsoles(*consoles, !graphics->isEmpty());
             });
}
