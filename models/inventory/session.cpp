// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/session.h"

#include "models/inventory/storagesession.h"
#include "models/virt/domain.h"

#include <QCoreApplication>

Session::Pointer Session::make(ConnectHandle connect, std::shared_ptr<SessionRelay> relay)
{
    Pointer session(new Session(std::move(connect)),
                    // Closing is a call, and the last reference can be dropped anywhere.
                    [](Session *ended) { runDetached([ended] { delete ended; }); });
    session->m_relay = std::move(relay);
    session->m_sink =
        std::make_shared<EventSink>([inbox = session->inbox, relay = session->m_relay](
                                        MachineEvent event, const DomainHandle &domain) {
            using Kind = MachineEvent::Kind;
            {
                const QMutexLocker lock(&inbox->mutex);
                if (event.kind == Kind::Lifecycle || event.kind == Kind::PmSuspend
                    || event.kind == Kind::PmWakeup || event.kind == Kind::PmSuspendDisk) {
                    EventInbox::Changed &changed = inbox->changed[event.machine.uuid];
                    changed.domain = domain;
                    changed.flags = true;
                }
                inbox->events.append(std::move(event));
                if (std::exchange(inbox->announced, true))
                    return;
            }
            Q_EMIT relay->news();
        });
    session->m_lifecycle = std::make_unique<EventSubscription>(session->m_connect, session->m_sink,
                                                               EventSubscription::Scope::Lifecycle);
    return session;
}

// A stream holds its connection open.
Session::~Session()
{
    for (const auto &console : std::as_const(m_consoles))
        Virt::endConsole(console);
}

Lane &Session::lane(Purpose purpose)
{
    switch (purpose) {
    case Purpose::Command:
        return m_command;
    case Purpose::Read:
        return m_read;
    case Purpose::Agent:
        return m_agent;
    case Purpose::Picture:
        return m_picture;
    case Purpose::Transfer:
        return m_transfer;
    case Purpose::Control:
        break;
    }
    return m_control;
}

Error Session::lostError()
{
    return Error{.kind = Error::Kind::Lost,
                 .summary = QCoreApplication::translate("Session",
                                                        "The connection to the host was closed.")};
}

void Session::admit(const std::shared_ptr<OpenCall> &call)
{
    const QMutexLocker lock(&m_openMutex);
    m_open.append(call);
}

void Session::dismiss(const std::shared_ptr<OpenCall> &call)
{
    const QMutexLocker lock(&m_openMutex);
    m_open.removeOne(call);
}

void Session::stop(const Error &error)
{
    for (Lane *lane : {&m_command, &m_read, &m_agent, &m_picture, &m_transfer, &m_control})
        lane->stop();
    QList<std::shared_ptr<OpenCall>> open;
    {
        const QMutexLocker lock(&m_openMutex);
        open.swap(m_open);
    }
    for (const auto &call : open)
        call->giveUp(error);
}

qint64 Session::longestWaitMs()
{
    const QMutexLocker lock(&m_openMutex);
    qint64 longest = 0;
    for (const auto &call : m_open) {
        if (call->started && call->purpose != Purpose::Command && call->purpose != Purpose::Agent
            && call->purpose != Purpose::Transfer)
            longest = qMax(longest, call->clock.elapsed());
    }
    return longest;
}

bool Session::busy()
{
    const QMutexLocker lock(&m_openMutex);
    return !m_open.isEmpty();
}

Result<DomainHandle> Session::find(const QUuid &machine)
{
    {
        const QMutexLocker lock(&m_domainsMutex);
        if (const auto known = m_domains.constFind(machine); known != m_domains.constEnd())
            return *known;
    }
    return Virt::find(m_connect, machine);
}

void Session::watchLink()
{
    m_closeWatch = std::make_unique<Virt::CloseWatch>(
        m_connect, [relay = m_relay](int reason) { Q_EMIT relay->closed(reason); });
}

Result<QList<Machine>> Session::listMachines()
{
    return Virt::listMachines(m_connect).map([this](Virt::Listing &&listing) {
        const QMutexLocker lock(&m_domainsMutex);
        m_domains.swap(listing.domains);
        return std::move(listing.machines);
    });
}

Result<Session::Changes> Session::readChanged()
{
    QHash<QUuid, EventInbox::Changed> changed;
    {
        const QMutexLocker lock(&inbox->mutex);
        changed.swap(inbox->changed);
    }
    QList<DomainHandle> domains;
    bool flags = false;
    for (const EventInbox::Changed &one : std::as_const(changed)) {
        domains.append(one.domain);
        flags |= one.flags;
    }
    auto listing = Virt::readMachines(m_connect, domains, flags);
    if (!listing)
        return tl::unexpected(listing.error());
    Changes changes{.machines = listing->machines};
    const QMutexLocker lock(&m_domainsMutex);
    for (auto one = changed.constBegin(); one != changed.constEnd(); ++one) {
        if (!listing->domains.contains(one.key())) {
            changes.gone.append(one.key());
            m_domains.remove(one.key());
        }
    }
    for (auto one = listing->domains.constBegin(); one != listing->domains.constEnd(); ++one)
        m_domains.insert(one.key(), one.value());
    return changes;
}

void Session::listenToAll()
{
    if (!m_others)
        m_others = std::make_unique<EventSubscription>(m_connect, m_sink,
                                                       EventSubscription::Scope::AllOthers);
}

StorageSession &Session::storage()
{
    const QMutexLocker lock(&m_storageMutex);
    if (!m_storage)
        m_storage = std::make_shared<StorageSession>(m_connect);
    return *m_storage;
}

void Session::noteChanged(const QUuid &machine)
{
    auto domain = find(machine);
    if (!domain)
        return;
    {
        const QMutexLocker lock(&inbox->mutex);
        EventInbox::Changed &changed = inbox->changed[machine];
        changed.domain = *std::move(domain);
        changed.flags = true;
        if (std::exchange(inbox->announced, true))
            return;
    }
    Q_EMIT m_relay->news();
}

Result<FileDescriptor> Session::openConsole(const QUuid &machine, const QString &alias, bool force)
{
    return find(machine)
        .and_then([&](const DomainHandle &domain) {
            return Virt::openConsole(domain, alias, force, runDetached);
        })
        .map([this](const Virt::OpenedConsole &opened) {
            const QMutexLocker lock(&m_consolesMutex);
            m_consoles.removeIf([](const auto &console) { return console.expired(); });
            m_consoles.append(opened.pump);
            return opened.socket;
        });
}
