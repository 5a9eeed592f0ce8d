// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of NewMachineState that makes a plan of the draft, or says what stands in its way.
#include "dialogs/newmachine/newmachinestate.h"
#include "models/core/async.h"
#include "models/inventory/inventory.h"
#include "models/inventory/storage.h"
#include "models/values/storagerules.h"
#include "models/xml/xmlnode.h"

#include <algorithm>

using namespace Qt::StringLiterals;

MachineDraft NewMachineState::filled() const
{
    MachineDraft full = draft;
    // What was filled in for another source is not for this one.
    const bool initrd = full.injection == Injection::Initrd;
    if (full.origin != (initrd ? MachineOrigin::Tree : MachineOrigin::Installer))
        full.injection = Injection::None;
    const SystemResources recommended = recommendedResources(m_facts, size());
    // What comes along knows best.
    if (full.memoryKiB == 0)
        full.memoryKiB = full.imported.memoryKiB;
    if (full.vcpus == 0)
        full.vcpus = full.imported.vcpus;
    if (!full.firmware)
        full.firmware = full.imported.firmware;
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
    for (FurtherDrive &drive : full.further) {
        const auto there =
            m_host ? m_host->storage()->volumes(drive.pool.uuid) : QList<StorageVolume>();
        for (const StorageVolume &volume : there)
            drive.takenVolumes += volume.name;
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
            return tree.error().reason();
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
    return needsMedium ? importProblem() : QString();
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
