// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/installations.h"

#include "app/reporter.h"
#include "models/core/async.h"
#include "models/inventory/inventory.h"

static constexpr qint64 oneRestartMs = 3000;

Installations::Installations(Inventory &inventory, Reporter &reporter, QObject *parent)
    : QObject(parent), m_reporter(reporter)
{
    const auto connections = inventory.connections();
    for (Connection *connection : connections)
        follow(connection);
    connect(&inventory, &Inventory::added, this, &Installations::follow);
}

void Installations::follow(Connection *connection)
{
    connect(connection, &Connection::eventsArrived, this,
            [this, connection](const QList<MachineEvent> &events) {
                if (connection->config().readOnly)
                    return;
                for (const MachineEvent &event : events) {
                    if (event.kind != MachineEvent::Kind::Reboot)
                        continue;
                    // A system that tries several ways to restart is reset more than once.
                    const qint64 last = m_restarts.value(event.machine);
                    m_restarts.insert(event.machine, event.timeMs);
                    if (last > 0 && event.timeMs - last < oneRestartMs)
                        continue;
                    whenDone(connection->continueInstallation(event.machine.uuid), this,
                             [this, event](const Result<bool> &done) {
                                 // Without the link the mark stays for the next time.
                                 if (!done && done.error().kind != Error::Kind::Lost
                                     && done.error().kind != Error::Kind::NotFound)
                                     m_reporter.show(done.error(), event.machine.uuid.toString());
                             });
                }
            });
}
