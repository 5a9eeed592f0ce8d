// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/restart.h"

#include "app/reporter.h"
#include "models/core/async.h"
#include "models/inventory/connection.h"
#include "models/inventory/jobs.h"

using namespace Qt::StringLiterals;

Restart::Restart(Connection *connection, const MachineKey &machine, const QString &name,
                 ShutdownMode mode, int patienceMs, Jobs &jobs, Reporter &reporter, QObject *parent)
    : QObject(parent)
    , m_connection(connection)
    , m_machine(machine)
    , m_name(name)
    , m_reporter(reporter)
{
    m_promise.start();
    JobOptions options{.target = connectionDisplayName(connection->config())};
    options.cancel = [self = QPointer(this)] {
        if (self && !self->m_starting)
            self->end(tl::unexpected(
                Error{.kind = Error::Kind::Canceled, .summary = tr("The restart was cancelled.")}));
    };
    jobs.track(tr("Restart “%1”").arg(name), m_promise.future(), options);
    connect(connection, &Connection::machinesChanged, this, &Restart::look);
    connect(connection, &Connection::machinesRemoved, this, &Restart::look);
    connect(connection, &Connection::statusChanged, this, [this](const ConnectionStatus &status) {
        if (!status.isUsable())
            end(tl::unexpected(
                Error{.summary = tr("“%1” was not restarted.").arg(m_name),
                      .detail = tr("The connection to its host was lost meanwhile.")}));
    });
    connect(connection, &QObject::destroyed, this,
            [this] { end(tl::unexpected(Error{.kind = Error::Kind::Canceled})); });
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &Restart::offerForceOff);
    m_patience.start(patienceMs);

    const auto known = connection->machine(machine.uuid);
    if (!known || !known->isActive() || known->state == MachineState::ShuttingDown) {
        look();
        return;
    }
    whenDone(connection->perform(machine.uuid, {.action = MachineAction::ShutDown, .mode = mode}),
             this, [this](const Result<> &asked) {
                 if (!asked && !m_starting)
                     end(asked);
             });
}

Restart::~Restart()
{
    if (m_ended)
        return;
    m_promise.addResult(Result<>(tl::unexpected(Error{.kind = Error::Kind::Canceled})));
    m_promise.finish();
}

void Restart::look()
{
    if (m_starting || m_ended || !m_connection)
        return;
    const auto machine = m_connection->machine(m_machine.uuid);
    if (!machine) {
        end(tl::unexpected(Error{.kind = Error::Kind::NotFound,
                                 .summary = tr("“%1” is not there any more.").arg(m_name)}));
        return;
    }
    if (machine->isActive())
        return;
    m_starting = true;
    m_patience.stop();
    whenDone(m_connection->perform(m_machine.uuid, {.action = MachineAction::Start}), this,
             [this](const Result<> &started) { end(started); });
}

QString Restart::source() const
{
    return u"restart "_s + m_machine.uuid.toString();
}

void Restart::offerForceOff()
{
    m_offered = true;
    m_reporter.offer(
        {.summary = tr("“%1” has not shut down, and waits to be restarted.").arg(m_name),
         .detail = tr("It was asked a while ago and is still running."),
         .advice = tr("The guest may be busy, or ignore the power button. To force it off loses "
                      "what it has not written to its disks.")},
        source(), tr("&Force off"), [self = QPointer(this)] {
            if (!self || self->m_ended || self->m_starting || !self->m_connection)
                return;
            whenDone(self->m_connection->perform(self->m_machine.uuid,
                                                 {.action = MachineAction::ForceOff}),
                     self.data(), [self](const Result<> &off) {
                         if (!off && self && !self->m_starting)
                             self->end(off);
                     });
        });
}

void Restart::end(const Result<> &result)
{
    if (m_ended)
        return;
    m_ended = true;
    m_patience.stop();
    if (m_offered)
        m_reporter.settle(source());
    m_promise.addResult(result);
    m_promise.finish();
    deleteLater();
}
