// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/connection.h"

#include "models/core/async.h"
#include "models/inventory/connection_p.h"
#include "models/inventory/guestpicture.h"
#include "models/inventory/machinerename.h"
#include "models/virt/domain.h"
#include "models/virt/screenshot.h"
#include "models/virt/textconsole.h"
#include "models/xml/capabilitiesreader.h"
#include "models/xml/domaincapabilitiesreader.h"

#include <QCoreApplication>
#include <QUrl>

using Purpose = Session::Purpose;

Connection::Connection(const ConnectionConfig &config, Authenticate authenticate, QObject *parent)
    : QObject(parent), d(std::make_unique<ConnectionPrivate>(this, config, std::move(authenticate)))
{}

Connection::~Connection() = default;

void Connection::setSshHosts(SshHosts *hosts)
{
    d->sshHosts = hosts;
}

ConnectionId Connection::id() const
{
    return d->config.id;
}

const ConnectionConfig &Connection::config() const
{
    return d->config;
}

void Connection::setConfig(const ConnectionConfig &config)
{
    if (d->config == config)
        return;
    d->config = config;
    Q_EMIT configChanged(config);
}

const ConnectionStatus &Connection::status() const
{
    return d->status;
}

const HostInfo &Connection::host() const
{
    return d->host;
}

bool Connection::isLocal() const
{
    const QUrl uri(d->config.uri);
    const QString transport = uri.scheme().section(QLatin1Char('+'), 1);
    return uri.host().isEmpty() && (transport.isEmpty() || transport == QLatin1String("unix"));
}

QList<Machine> Connection::machines() const
{
    return d->machines.values();
}

std::optional<Machine> Connection::machine(const QUuid &uuid) const
{
    const auto known = d->machines.constFind(uuid);
    return known == d->machines.constEnd() ? std::nullopt : std::optional(*known);
}

void Connection::open()
{
    d->open();
}

void Connection::close()
{
    d->close();
}

QFuture<Result<>> Connection::perform(const QUuid &machine, const MachineRequest &request)
{
    if (!d->session)
        return readyFuture(Result<>(tl::unexpected(d->notConnected())));
    const bool agent =
        request.action == MachineAction::SuspendToRam
        || request.action == MachineAction::SuspendToDisk
        || ((request.action == MachineAction::ShutDown || request.action == MachineAction::Reboot)
            && request.mode == ShutdownMode::Agent);
    return d->run(agent ? Purpose::Agent : Purpose::Command,
                  [machine, request](Session &session) -> Result<> {
                      auto done = session.find(machine).and_then([&](const DomainHandle &domain) {
                          return request.action == MachineAction::Rename
                                     ? renameMachine(domain, request)
                                     : Virt::perform(domain, request);
                      });
                      // Some changes have no event (autostart, a saved state that is discarded).
                      if (done || done.error().kind != Error::Kind::Lost)
                          session.noteChanged(machine);
                      return done;
                  });
}

QFuture<Result<JobProgress>> Connection::jobProgress(const QUuid &machine)
{
    return d->onMachine(Purpose::Control, machine, Virt::jobProgress);
}

QFuture<Result<>> Connection::abortJob(const QUuid &machine)
{
    return d->onMachine(Purpose::Control, machine, Virt::abortJob);
}

QFuture<Result<QByteArray>> Connection::machineXml(const QUuid &machine, XmlKind kind)
{
    return d->onMachine(Purpose::Command, machine, [kind](const DomainHandle &domain) {
        return Virt::xml(domain, kind == XmlKind::Inactive);
    });
}

QFuture<Result<int>> Connection::snapshotCount(const QUuid &machine)
{
    return d->onMachine(Purpose::Command, machine, Virt::snapshotCount);
}

QFuture<Result<FileDescriptor>> Connection::openGraphics(const QUuid &machine, int index,
                                                         bool skipAuthentication)
{
    return d->onMachine(Purpose::Command, machine, [=](const DomainHandle &domain) {
        return Virt::openGraphics(domain, index, skipAuthentication);
    });
}

QFuture<Result<FileDescriptor>> Connection::openConsole(const QUuid &machine, const QString &alias,
                                                        bool force)
{
    if (!d->session)
        return readyFuture(Result<FileDescriptor>(tl::unexpected(d->notConnected())));
    return d->run(Purpose::Command,
                  [=](Session &session) { return session.openConsole(machine, alias, force); });
}

QFuture<Result<>> Connection::sendBreak(const QUuid &machine, const QString &alias)
{
    return d->onMachine(Purpose::Command, machine, [alias](const DomainHandle &domain) {
        return Virt::sendBreak(domain, alias);
    });
}

bool Connection::canSendBreak() const
{
    return d->host.driver.compare(QLatin1String("QEMU"), Qt::CaseInsensitive) == 0
           && !d->config.readOnly;
}

bool Connection::canTunnel() const
{
    return d->ssh != nullptr;
}

QFuture<Result<FileDescriptor>> Connection::openTunnel(const QString &address)
{
    if (d->ssh)
        return d->ssh->connectTo(address);
    return readyFuture(Result<FileDescriptor>(
        tl::unexpected(Error{.kind = Error::Kind::Unsupported,
                             .summary = tr("The host is not connected through ssh.")})));
}

QFuture<Result<QByteArray>> Connection::screenshot(const QUuid &machine, int screen)
{
    return d->onMachine(Purpose::Picture, machine, [screen](const DomainHandle &domain) {
        return Virt::screenshot(domain, screen, GuestPicture::maximumBytes);
    });
}

void Connection::requestAddresses(const QList<QUuid> &machines)
{
    for (const QUuid &uuid : machines) {
        const auto known = machine(uuid);
        if (!d->session || !known || known->state != MachineState::Running
            || d->resolving.contains(uuid))
            continue;
        d->resolving.insert(uuid);
        const auto answer =
            d->onMachine(Purpose::Agent, uuid,
                         [askAgent = known->hasAgentChannel](
                             const DomainHandle &domain) -> Result<QList<GuestAddresses>> {
                             return Virt::addresses(domain, askAgent);
                         });
        whenDone(answer, d.get(), [this, uuid](const Result<QList<GuestAddresses>> &addresses) {
            d->resolving.remove(uuid);
            const auto row = d->machines.find(uuid);
            if (!addresses || row == d->machines.end() || row->guestAddresses == *addresses)
                return;
            row->guestAddresses = *addresses;
            Q_EMIT machinesChanged({*row});
        });
    }
}

QFuture<Result<QByteArray>> Connection::capabilitiesXml()
{
    if (!d->session)
        return readyFuture(Result<QByteArray>(tl::unexpected(d->notConnected())));
    // Slow on some hosts (libvirt probes QEMU), so not among the quick reads.
    return d->run(Purpose::Command,
                  [](Session &session) { return Virt::capabilities(session.connect()); });
}

QFuture<Result<HostCapabilities>> Connection::capabilities()
{
    if (!d->session)
        return readyFuture(Result<HostCapabilities>(tl::unexpected(d->notConnected())));
    return d->run(Purpose::Command, [](Session &session) {
        return Virt::capabilities(session.connect()).and_then(readCapabilities);
    });
}

QFuture<Result<DomainCapabilities>> Connection::domainCapabilities(const QString &emulator,
                                                                   const QString &architecture,
                                                                   const QString &machine,
                                                                   const QString &virtType)
{
    if (!d->session)
        return readyFuture(Result<DomainCapabilities>(tl::unexpected(d->notConnected())));
    return d->run(Purpose::Command, [=](Session &session) {
        return Virt::domainCapabilities(session.connect(), emulator, architecture, machine,
                                        virtType)
            .and_then(readDomainCapabilities);
    });
}

Storage *Connection::storage() const
{
    if (!d->storage)
        d->storage.reset(new Storage(d.get()));
    return d->storage.get();
}

void Connection::describeFirst(const QList<QUuid> &machines)
{
    d->onScreen = machines;
    d->describer.want(machines, true);
}

void Connection::setStatsDemand(QObject *viewer, StatsGroups groups, bool hostStats)
{
    const bool known = d->demands.contains(viewer);
    if (!groups && !hostStats) {
        if (known)
            d->demands.remove(viewer);
    } else {
        if (!known) {
            connect(viewer, &QObject::destroyed, d.get(),
                    [this](QObject *gone) { d->demands.remove(gone); });
        }
        d->demands.insert(viewer, {groups, hostStats});
    }
    d->demandChanged();
}

void Connection::setStatsInterval(int milliseconds)
{
    d->statsInterval = qBound(500, milliseconds, 60'000);
}

void Connection::refresh()
{
    d->relist();
}
