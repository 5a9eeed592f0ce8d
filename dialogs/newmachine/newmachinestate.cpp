// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/newmachine/newmachinestate.h"

#include "models/core/async.h"
#include "models/import/importreader.h"
#include "models/inventory/inventory.h"
#include "models/inventory/storage.h"
#include "models/values/machinerules.h"
#include "models/values/storagerules.h"

#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

NewMachineState::NewMachineState(Inventory &inventory, const QUuid &host, QObject *parent)
    : QObject(parent), m_inventory(inventory)
{
    m_catalog.systems(); // read in the background meanwhile
    const auto usable = hosts();
    Connection *wanted = inventory.connection(host);
    setHost(usable.contains(wanted) ? wanted : usable.isEmpty() ? nullptr : usable.first());
}

NewMachineState::~NewMachineState() = default;

QList<Connection *> NewMachineState::hosts() const
{
    QList<Connection *> usable;
    for (Connection *connection : m_inventory.connections()) {
        if (connection->status().isUsable() && !connection->config().readOnly)
            usable += connection;
    }
    return usable;
}

Connection *NewMachineState::host() const
{
    return m_host;
}

void NewMachineState::setHost(Connection *host)
{
    if (m_hostScope && host == m_host)
        return;
    delete m_hostScope;
    m_hostScope = new QObject(this);
    m_host = host;
    m_capabilities.reset();
    m_domain.reset();
    m_domainOf.clear();
    m_error.reset();
    m_networks.clear();
    draft.pool = {};
    draft.network.reset();
    draft.further.clear(); // they were in its storage
    m_definition.reset();
    m_checking = false;
    if (host) {
        connect(host, &Connection::statusChanged, m_hostScope, [this] {
            if (!m_capabilities && m_host->status().isUsable())
                readHost();
            Q_EMIT hostChanged();
        });
        Storage *storage = host->storage();
        const auto demand = [this, storage] {
            QList<QUuid> running;
            const auto all = pools();
            for (const StoragePool &pool : all)
                running += pool.uuid;
            storage->setDemand(m_hostScope, running);
            Q_EMIT storageChanged();
        };
        connect(storage, &Storage::listed, m_hostScope, demand);
        connect(storage, &Storage::poolsChanged, m_hostScope, demand);
        connect(storage, &Storage::poolsRemoved, m_hostScope, demand);
        connect(storage, &Storage::volumesChanged, m_hostScope,
                [this] { Q_EMIT storageChanged(); });
        connect(storage, &Storage::volumesRemoved, m_hostScope,
                [this] { Q_EMIT storageChanged(); });
        demand();
        readHost();
    }
    Q_EMIT hostChanged();
}

void NewMachineState::readHost()
{
    whenDone(m_host->capabilities(), m_hostScope, [this](const Result<HostCapabilities> &read) {
        if (!read) {
            m_error = read.error();
            Q_EMIT hostChanged();
            return;
        }
        m_capabilities = *read;
        readDomain();
    });
    whenDone(m_host->networks(), m_hostScope, [this](const Result<QList<HostNetwork>> &read) {
        if (read)
            m_networks = *read;
        Q_EMIT hostChanged();
    });
}

// What a machine can have depends on its type, and that on the system.
void NewMachineState::readDomain()
{
    if (!m_host || !m_capabilities)
        return;
    if (isContainerHost()) {
        m_domain = DomainCapabilities(); // there is nothing to ask for
        Q_EMIT hostChanged();
        return;
    }
    const auto placed = choosePlatform({}, *m_capabilities, m_facts);
    if (!placed) {
        m_error = Error{.kind = Error::Kind::Unsupported,
                        .summary = tr("This host cannot run machines that are made here.")};
        Q_EMIT hostChanged();
        return;
    }
    const QString of = u"%1 %2 %3 %4"_s.arg(placed->emulator, placed->architecture, placed->machine,
                                            placed->virtType);
    if (of == m_domainOf)
        return;
    m_domainOf = of;
    whenDone(m_host->domainCapabilities(placed->emulator, placed->architecture, placed->machine,
                                        placed->virtType),
             m_hostScope, [this, of](const Result<DomainCapabilities> &read) {
                 if (of != m_domainOf)
                     return;
                 // Some drivers do not say; then libvirt judges when the machine is defined.
                 if (read || read.error().kind == Error::Kind::Unsupported)
                     m_domain = read.value_or(DomainCapabilities());
                 else
                     m_error = read.error();
                 Q_EMIT hostChanged();
             });
}

bool NewMachineState::isContainerHost() const
{
    if (!m_capabilities)
        return false;
    const auto platforms = platformsOf(*m_capabilities);
    return !platforms.isEmpty()
           && std::all_of(platforms.cbegin(), platforms.cend(),
                          [](const Platform &platform) { return platform.osType == "exe"_L1; });
}

bool NewMachineState::isLocal() const
{
    return m_host && m_host->isLocal();
}

bool NewMachineState::isSession() const
{
    return isLocal() && QUrl(m_host->config().uri).path() == "/session"_L1;
}

HostSize NewMachineState::size() const
{
    HostSize size;
    if (m_host) {
        size.memoryKiB = m_host->host().memoryKiB;
        size.cpus = int(m_host->host().cpus);
    }
    if (m_domain)
        size.maximumVcpus = m_domain->maximumVcpus;
    return size;
}

QStringList NewMachineState::machineNames() const
{
    QStringList names;
    if (m_host) {
        const auto machines = m_host->machines();
        for (const Machine &machine : machines)
            names += machine.name;
    }
    return names;
}

QList<StoragePool> NewMachineState::pools() const
{
    QList<StoragePool> running;
    if (m_host) {
        running = m_host->storage()->pools();
        running.removeIf([](const StoragePool &pool) { return !pool.isActive(); });
        std::sort(running.begin(), running.end(), [](const StoragePool &a, const StoragePool &b) {
            return QString::localeAwareCompare(a.name, b.name) < 0;
        });
    }
    return running;
}

QList<StoragePool> NewMachineState::poolsForVolumes() const
{
    QList<StoragePool> fit = pools();
    fit.removeIf([](const StoragePool &pool) { return !poolForm(pool.type).newVolumes; });
    std::stable_sort(fit.begin(), fit.end(), [](const StoragePool &a, const StoragePool &b) {
        const auto rank = [](const StoragePool &pool) {
            return pool.name == "default"_L1 ? 0 : poolForm(pool.type).files ? 1 : 2;
        };
        return rank(a) < rank(b);
    });
    return fit;
}

QList<StorageVolume> NewMachineState::volumes() const
{
    QList<StorageVolume> all;
    const auto running = pools();
    for (const StoragePool &pool : running)
        all += m_host->storage()->volumes(pool.uuid);
    return all;
}

QString NewMachineState::poolName(const QUuid &pool) const
{
    const auto known = m_host ? m_host->storage()->pool(pool) : std::nullopt;
    return known ? known->name : QString();
}

QString NewMachineState::architecture() const
{
    const auto placed =
        m_capabilities ? choosePlatform({}, *m_capabilities, {}) : std::optional<MachineSpec>();
    return placed ? placed->architecture : u"x86_64"_s;
}
