// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/volumeusers.h"

#include "models/core/safetext.h"

#include <QCoreApplication>
#include <QDir>
#include <QSet>

#include <numeric>

using namespace Qt::StringLiterals;
using Role = StorageReference::Role;
using Origin = MachineReferences::Origin;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

QString namesKey(const QString &pool, const QString &volume)
{
    return pool + QChar(0) + volume;
}

// A path as one file has it. What is no path (a name on a server) stays as it is.
QString clean(const QString &path)
{
    return path.startsWith(u'/') ? QDir::cleanPath(path) : path;
}

// Where a backing path leads that stands in the header of `overlay`.
QString resolved(const QString &backing, const QString &overlay)
{
    if (backing.isEmpty() || backing.startsWith(u'/') || !overlay.startsWith(u'/')
        || backing.contains("://"_L1) || backing.startsWith("json:"_L1))
        return backing;
    return overlay.section(u'/', 0, -2) + u'/' + backing;
}

// Only these are looked at by QEMU for something below them.
bool hasHeader(const QString &format)
{
    return !format.isEmpty() && format != "raw"_L1 && format != "iso"_L1 && format != "dir"_L1;
}

} // namespace

QString storageRoleText(Role role)
{
    switch (role) {
    case Role::Disk:
        return Text::tr("disk");
    case Role::Cdrom:
        return Text::tr("CD");
    case Role::Floppy:
        return Text::tr("floppy");
    case Role::Backing:
        return Text::tr("base of a disk");
    case Role::Mirror:
        return Text::tr("copy of a disk");
    case Role::Kernel:
        return Text::tr("kernel");
    case Role::Initrd:
        return Text::tr("initial RAM disk");
    case Role::DeviceTree:
        return Text::tr("device tree");
    case Role::Firmware:
        return Text::tr("firmware");
    case Role::FirmwareVariables:
        return Text::tr("firmware variables");
    case Role::Filesystem:
        return Text::tr("shared folder");
    case Role::Memory:
        return Text::tr("memory");
    case Role::Other:
        break;
    }
    return Text::tr("device");
}

QString volumeUsersText(const VolumeUsers &users, int most)
{
    QStringList parts;
    for (const VolumeUser &user : users.machines) {
        const QString name = SafeText::line(user.name, 80);
        if (!user.snapshot.isEmpty()) {
            parts += Text::tr("“%1” (snapshot “%2”)").arg(name, SafeText::line(user.snapshot, 80));
        } else if (user.savedState) {
            parts += Text::tr("“%1” (saved state)").arg(name);
        } else if (!user.through.isEmpty()) {
            parts += Text::tr("“%1” (through %2)")
                         .arg(name, SafeText::line(user.through.section(u'/', -1), 80));
        } else {
            parts += Text::tr("“%1” (%2)", "machine (how)").arg(name, storageRoleText(user.role));
        }
    }
    for (const VolumeDependant &dependant : users.dependants) {
        if (dependant.direct) {
            parts +=
                Text::tr("base of %1").arg(SafeText::line(dependant.path.section(u'/', -1), 80));
        }
    }
    parts.removeDuplicates();
    const qsizetype more = parts.size() - most;
    if (most > 0 && more > 0) {
        parts = parts.first(most);
        parts += Text::tr("%n more", nullptr, int(more));
    }
    return parts.join(u", "_s);
}

StorageUsers::StorageUsers(const StorageFacts &facts) : m_facts(facts)
{
    // Loose files are told as volumes of no pool: the chain below and above them counts the same.
    const qsizetype volumes = m_facts.volumes.size();
    for (const StorageFacts::LooseFile &file : m_facts.files)
        m_facts.volumes.append({.key = file.path,
                                .path = file.path,
                                .format = u"qcow2"_s,
                                .backingPath = file.backingPath,
                                .backingFormat = file.backingFormat});
    const qsizetype count = m_facts.volumes.size();
    m_nodeOf.resize(count);

    // One node for each file: two pools can show the same one, and one pool under two paths.
    QList<int> root(count);
    std::iota(root.begin(), root.end(), 0);
    const auto find = [&root](int node) {
        while (root[node] != node)
            node = root[node] = root[root[node]];
        return node;
    };
    const auto join = [&](auto &table, const auto &key, int node) {
        const auto known = table.constFind(key);
        if (known == table.constEnd())
            table.insert(key, node);
        else
            root[find(node)] = find(*known);
    };
    for (int i = 0; i < count; ++i) {
        const StorageFacts::Volume &volume = m_facts.volumes[i];
        for (const QString &place : {clean(volume.path), clean(volume.key)}) {
            if (place.isEmpty())
                continue;
            join(m_byPath, place, i);
            const FileIdentity identity = m_facts.identities.value(place);
            if (!identity.isNull())
                join(m_byIdentity, identity, i);
        }
        if (i < volumes) {
            m_byName.insert(namesKey(volume.poolName, volume.ref.name), i);
            m_byRef.insert(volume.ref, i);
        }
    }
    m_members.resize(count);
    m_overlays.resize(count);
    m_uses.resize(count);
    for (int i = 0; i < count; ++i) {
        m_nodeOf[i] = find(i);
        m_members[find(i)].append(i);
    }

    QSet<QString> told; // whose chain a document names, or of whom it was said that none does
    for (const MachineReferences &machine : std::as_const(m_facts.machines)) {
        for (const MachineReferences::Reference &reference : machine.references) {
            if (reference.what.chainKnown)
                told.insert(clean(reference.what.path));
        }
    }
    // Something in no pool can itself lie on a volume of one.
    const auto dangling = [&](const QString &format, const QString &path) {
        const bool place = path.startsWith(u'/') || path.startsWith("json:"_L1);
        if (!place || !hasHeader(format) || told.contains(path))
            return;
        told.insert(path);
        m_facts.unknown.append(Text::tr("%1 is in no pool that runs, so that what it lies on "
                                        "cannot be seen.")
                                   .arg(SafeText::line(path)));
    };
    for (int i = 0; i < count; ++i) {
        const StorageFacts::Volume &volume = m_facts.volumes[i];
        if (volume.backingPath.isEmpty())
            continue;
        const QString path = clean(resolved(volume.backingPath, volume.path));
        const int base = nodeOfPath(path);
        if (base < 0)
            dangling(volume.backingFormat.isEmpty() ? u"qcow2"_s : volume.backingFormat, path);
        else if (base != m_nodeOf[i])
            m_overlays[base].append(m_nodeOf[i]);
    }
    for (int m = 0; m < m_facts.machines.size(); ++m) {
        const MachineReferences &machine = m_facts.machines[m];
        for (int r = 0; r < machine.references.size(); ++r) {
            const StorageReference &what = machine.references[r].what;
            const int node = nodeOf(what);
            if (node >= 0)
                m_uses[node].append({m, r});
            else if (!what.chainKnown && what.protocol.isEmpty())
                dangling(what.format, clean(what.path));
        }
    }
}

int StorageUsers::nodeOfPath(const QString &path) const
{
    const QString place = clean(path);
    auto known = m_byPath.constFind(place);
    if (known != m_byPath.constEnd())
        return m_nodeOf.value(*known, *known);
    const FileIdentity identity = m_facts.identities.value(place);
    if (!identity.isNull()) {
        const auto same = m_byIdentity.constFind(identity);
        if (same != m_byIdentity.constEnd())
            return m_nodeOf.value(*same, *same);
    }
    return -1;
}

int StorageUsers::nodeOf(const StorageReference &reference) const
{
    if (!reference.volume.isEmpty()) {
        const auto known = m_byName.constFind(namesKey(reference.poolName, reference.volume));
        return known == m_byName.constEnd() ? -1 : m_nodeOf[*known];
    }
    if (reference.path.isEmpty())
        return -1;
    if (reference.protocol.isEmpty())
        return nodeOfPath(reference.path);
    const auto known = m_byPath.constFind(reference.path); // rbd: "pool/image" is the key
    if (known != m_byPath.constEnd())
        return m_nodeOf[*known];
    // Others have the server's name in the key: the same name on another server is taken for it.
    const QString end = u'/' + reference.path;
    for (auto place = m_byPath.constBegin(); place != m_byPath.constEnd(); ++place) {
        if (place.key().endsWith(end) && place.key().startsWith(reference.protocol))
            return m_nodeOf[*place];
    }
    return -1;
}

bool StorageUsers::isKnown(const VolumeRef &volume) const
{
    return m_byRef.contains(volume);
}

VolumeUsers StorageUsers::of(const VolumeRef &volume) const
{
    const auto known = m_byRef.constFind(volume);
    if (known != m_byRef.constEnd())
        return ofNode(m_nodeOf[*known]);
    VolumeUsers users;
    users.unknown = m_facts.unknown;
    users.unknown.prepend(Text::tr("The volume is not in a pool that runs."));
    return users;
}

VolumeUsers StorageUsers::ofFile(const QString &path) const
{
    const int node = nodeOfPath(path);
    if (node >= 0)
        return ofNode(node);
    return {.unknown = m_facts.unknown + QStringList{Text::tr("Nothing is known of the file.")}};
}

VolumeUsers StorageUsers::ofNode(int start) const
{
    VolumeUsers users;
    users.unknown = m_facts.unknown;
    QSet<int> seen{start}; // a chain can be a ring, by mistake or on purpose
    QList<int> waiting{start};
    while (!waiting.isEmpty()) {
        const int node = waiting.takeFirst();
        const QString through = node == start ? QString() : m_facts.volumes[node].path;
        for (const Use &use : m_uses[node]) {
            const MachineReferences &machine = m_facts.machines[use.machine];
            const MachineReferences::Reference &reference = machine.references[use.reference];
            VolumeUser user{.machine = machine.uuid,
                            .name = machine.name,
                            .running = machine.running && reference.origin == Origin::Live,
                            .role = reference.what.role,
                            .snapshot = reference.snapshot,
                            .savedState = reference.origin == Origin::SavedState,
                            .through = through};
            // Live and inactive definition say the same mostly: once, and as what runs.
            const auto same = std::find_if(
                users.machines.begin(), users.machines.end(), [&](const VolumeUser &other) {
                    return other.machine == user.machine && other.role == user.role
                           && other.snapshot == user.snapshot && other.savedState == user.savedState
                           && other.through == user.through;
                });
            if (same == users.machines.end())
                users.machines.append(user);
            else
                same->running |= user.running;
        }
        for (const int overlay : m_overlays[node]) {
            if (seen.contains(overlay))
                continue;
            seen.insert(overlay);
            waiting.append(overlay);
            for (const int member : m_members[overlay]) {
                users.dependants.append(
                    {m_facts.volumes[member].ref, m_facts.volumes[member].path, node == start});
            }
        }
    }
    return users;
}

void StorageUsers::forget(const VolumeRef &volume)
{
    const auto known = m_byRef.constFind(volume);
    if (known == m_byRef.constEnd())
        return;
    const int node = m_nodeOf[*known];
    for (auto &overlays : m_overlays)
        overlays.removeAll(node);
    for (const int member : m_members[node])
        m_byRef.remove(m_facts.volumes[member].ref);
    m_members[node].clear();
}
