// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/newmachine/newmachinestate.h"

#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/download/treeprobe.h"
#include "models/inventory/inventory.h"
#include "models/inventory/storage.h"
#include "models/values/machinerules.h"
#include "models/values/storagerules.h"
#include "models/values/volumeusers.h"
#include "models/xml/xmlnode.h"

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

void NewMachineState::detect()
{
    const int generation = ++m_generation;
    m_detected.reset();
    const MediumChoice medium = draft.medium;
    m_detecting = draft.origin == MachineOrigin::Installer && !medium.isEmpty() && m_host;
    if (!m_systemByUser)
        setSystem({}, false);
    Q_EMIT detectionChanged();
    if (!m_detecting)
        return;
    const auto deliver = [this, generation](const Result<std::optional<SystemMedium>> &found) {
        apply(found, generation);
    };
    if (!medium.file.isEmpty()) {
        whenDone(m_catalog.identifyFile(medium.file), this, deliver);
        return;
    }
    whenDone(m_host->storage()->peekVolume(medium.volume.ref(), 0, IsoLabels::needed), this,
             [this, deliver](const Result<QByteArray> &beginning) {
                 if (beginning)
                     whenDone(m_catalog.identify(*beginning), this, deliver);
                 else
                     deliver(tl::unexpected(beginning.error()));
             });
}

void NewMachineState::forgetTree()
{
    ++m_generation;
    delete m_probe;
    m_treeError.reset();
    m_detected.reset();
    m_detecting = false;
    draft.tree = {};
    if (!m_systemByUser)
        setSystem({}, false);
    Q_EMIT detectionChanged();
}

void NewMachineState::detectTree(const QString &url)
{
    forgetTree();
    if (url.isEmpty() || !m_host)
        return;
    m_detecting = true;
    Q_EMIT detectionChanged();
    const int generation = m_generation;
    // libosinfo's own words on where the kernel is help where the tree has none.
    whenDone(m_catalog.identifyTree({}, url), this,
             [this, url, generation](const Result<std::optional<SystemTree>> &known) {
                 if (generation != m_generation)
                     return;
                 InstallTree hint{.url = url, .kind = InstallTree::Kind::Debian};
                 if (known && *known && !(*known)->kernelPath.isEmpty()) {
                     hint.kernelUrl = url + u'/' + (*known)->kernelPath;
                     hint.initrdUrl = url + u'/' + (*known)->initrdPath;
                 }
                 m_probe = new TreeProbe(url, architecture(), hint, this);
                 whenDone(m_probe->run(), m_probe,
                          [this, generation](const Result<InstallTree> &tree) {
                              found(tree, generation);
                          });
             });
}

void NewMachineState::found(const Result<InstallTree> &tree, int generation)
{
    if (generation != m_generation)
        return;
    m_probe->deleteLater();
    m_probe.clear();
    if (!tree) {
        m_treeError = tree.error();
        m_detecting = false;
        Q_EMIT detectionChanged();
        return;
    }
    draft.tree = *tree;
    whenDone(m_catalog.identifyTree(tree->treeInfo, tree->url), this,
             [this, generation](const Result<std::optional<SystemTree>> &known) {
                 std::optional<SystemMedium> system;
                 if (known && *known) {
                     system = SystemMedium{.systemId = (*known)->systemId,
                                           .systemName = (*known)->systemName};
                 }
                 apply(system, generation);
             });
}

void NewMachineState::apply(const Result<std::optional<SystemMedium>> &found, int generation)
{
    if (generation != m_generation)
        return;
    m_detecting = false;
    if (found)
        m_detected = *found;
    if (m_detected && !m_systemByUser)
        setSystem(m_detected->systemId, false);
    Q_EMIT detectionChanged();
}

QString NewMachineState::architecture() const
{
    const auto placed =
        m_capabilities ? choosePlatform({}, *m_capabilities, {}) : std::optional<MachineSpec>();
    return placed ? placed->architecture : u"x86_64"_s;
}

void NewMachineState::setSystem(const QString &id, bool byUser)
{
    m_systemByUser = byUser;
    if (id == m_systemId)
        return;
    m_systemId = id;
    m_facts = {};
    readDomain();
    Q_EMIT systemChanged();
    if (id.isEmpty())
        return;
    whenDone(m_catalog.facts(id, architecture()), this,
             [this, id](const Result<SystemFacts> &facts) {
                 if (!facts || id != m_systemId)
                     return;
                 m_facts = *facts;
                 readDomain();
                 Q_EMIT systemChanged();
             });
}

MachineDraft NewMachineState::filled() const
{
    MachineDraft full = draft;
    // What was filled in for another source is not for this one.
    const bool initrd = full.injection == Injection::Initrd;
    if (full.origin != (initrd ? MachineOrigin::Tree : MachineOrigin::Installer))
        full.injection = Injection::None;
    const SystemResources recommended = recommendedResources(m_facts, size());
    if (full.memoryKiB == 0)
        full.memoryKiB = recommended.memory / 1024;
    if (full.vcpus == 0)
        full.vcpus = recommended.cpus;
    if (full.diskBytes == 0)
        full.diskBytes = recommended.storage;
    if (full.name.isEmpty())
        full.name = suggestedName(m_facts, full, machineNames());
    const auto fit = poolsForVolumes();
    const auto chosen = std::find_if(fit.cbegin(), fit.cend(), [&](const StoragePool &pool) {
        return pool.uuid == full.pool.uuid;
    });
    full.pool = chosen != fit.cend() ? *chosen : fit.isEmpty() ? StoragePool() : fit.first();
    const auto files = std::find_if(fit.cbegin(), fit.cend(), [](const StoragePool &pool) {
        return poolForm(pool.type).files && !pool.targetPath.isEmpty();
    });
    const bool own = poolForm(full.pool.type).files && !full.pool.targetPath.isEmpty();
    full.filePool = own ? full.pool : files != fit.cend() ? *files : StoragePool();
    if (m_host && !full.pool.uuid.isNull()) {
        const auto there = m_host->storage()->volumes(full.pool.uuid);
        for (const StorageVolume &volume : there)
            full.takenVolumes += volume.name;
    }
    return full;
}

DraftedPlan NewMachineState::plan() const
{
    DraftedPlan drafted;
    if (draft.origin == MachineOrigin::Xml) {
        const auto tree = readTree(draft.xml);
        if (!tree) {
            drafted.problems += tree.error().summary;
            return drafted;
        }
        drafted.plan.xml = draft.xml;
        drafted.plan.spec.name = tree->value(u"name");
        drafted.plan.spec.uuid = QUuid(tree->value(u"uuid"));
        drafted.plan.start = draft.start;
        return drafted;
    }
    if (!isReady()) {
        drafted.problems += m_error ? m_error->summary : tr("The host has not answered yet.");
        return drafted;
    }
    drafted = planMachine(filled(), m_facts, *m_capabilities, *m_domain);
    if (m_detected)
        drafted.plan.spec.installerRestarts =
            m_detected->installer ? qMax(1, m_detected->installerReboots) : 0;
    return drafted;
}

QString NewMachineState::originProblem() const
{
    if (!m_host)
        return tr("No host is connected.");
    if (!m_host->status().isUsable())
        return tr("The host is not connected any more.");
    if (draft.origin == MachineOrigin::Xml) {
        if (draft.xml.trimmed().isEmpty())
            return tr("Paste the definition of a machine, or open a file.");
        const auto tree = readTree(draft.xml);
        if (!tree)
            return tree.error().detail.isEmpty() ? tree.error().summary : tree.error().detail;
        if (tree->name != "domain"_L1)
            return tr("This XML does not describe a machine.");
        return newNameProblem(tree->value(u"name"), machineNames());
    }
    if (m_error)
        return m_error->summary;
    if (draft.origin == MachineOrigin::Container)
        return containerProblem(draft.container);
    const bool needsMedium = draft.origin == MachineOrigin::Installer
                             || draft.origin == MachineOrigin::Disk
                             || draft.origin == MachineOrigin::Cloud;
    if (needsMedium && draft.medium.isEmpty())
        return draft.origin == MachineOrigin::Disk ? tr("Choose a disk.") : tr("Choose an image.");
    if (draft.origin == MachineOrigin::Tree) {
        if (m_detecting)
            return tr("Looking at what is there…");
        if (draft.tree.isEmpty())
            return tr("Choose where to install from.");
        if (filled().filePool.uuid.isNull())
            return tr("The host has no running storage pool for the installer's kernel.");
    }
    if (draft.origin == MachineOrigin::Cloud && poolsForVolumes().isEmpty())
        return tr("The host has no running storage pool for a copy of the image.");
    if (needsMedium && draft.medium.upload && poolsForVolumes().isEmpty())
        return tr("The host has no running storage pool that the file could be sent to.");
    return {};
}

void NewMachineState::checkDefinition()
{
    if (!m_host || m_checking)
        return;
    m_checking = true;
    m_definition.reset();
    m_definitionOf = draft.xml;
    whenDone(m_host->previewDefinition(draft.xml), m_hostScope,
             [this](const Result<QByteArray> &made) {
                 m_checking = false;
                 m_definition = made;
                 if (definition())
                     Q_EMIT definitionChecked();
             });
}

std::optional<Result<QByteArray>> NewMachineState::definition() const
{
    return m_definitionOf == draft.xml ? m_definition : std::nullopt;
}

void NewMachineState::askUsers(const MediumChoice &disk)
{
    const int generation = ++m_usersGeneration;
    Q_EMIT usersKnown({});
    if (!m_host || disk.isEmpty() || disk.upload)
        return;
    const auto ask = [this, generation](const VolumeRef &volume) {
        if (!m_host)
            return;
        whenDone(m_host->storage()->usersOf({volume}), this,
                 [this, generation, volume](const Result<QHash<VolumeRef, VolumeUsers>> &users) {
                     if (generation != m_usersGeneration || !users || !users->contains(volume))
                         return;
                     const QString who = volumeUsersText(users->value(volume));
                     if (!who.isEmpty())
                         Q_EMIT usersKnown(
                             tr("%1. Two machines that write to one disk destroy it.").arg(who));
                 });
    };
    if (disk.file.isEmpty()) {
        ask(disk.volume.ref());
        return;
    }
    whenDone(m_host->storage()->volumeByPath(disk.file), this,
             [ask](const Result<StorageVolume> &found) {
                 if (found)
                     ask(found->ref());
             });
}
