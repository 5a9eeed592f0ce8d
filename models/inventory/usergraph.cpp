// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/usergraph.h"

#include "models/core/safetext.h"
#include "models/inventory/localfiles.h"
#include "models/inventory/parallel.h"
#include "models/inventory/session.h"
#include "models/inventory/storagesession.h"
#include "models/virt/domain.h"
#include "models/virt/storage.h"
#include "models/xml/storagereader.h"
#include "models/xml/storagereferences.h"

#include <QCoreApplication>
#include <QDir>
#include <QSet>

#include <vector>

using namespace Qt::StringLiterals;
using Origin = MachineReferences::Origin;

namespace UserGraph {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

// "Why: what libvirt said".
QString reason(const QString &why, const Error &error)
{
    const QString &detail = error.reason();
    return Text::tr("%1 (%2)", "why it is unknown (the error)")
        .arg(why, SafeText::line(detail, 200));
}

class MachineReader
{
public:
    MachineReader(const DomainHandle &domain, MachineReferences &machine, QStringList &unknown)
        : m_domain(domain), m_machine(machine), m_unknown(unknown)
    {}

    // False: the machine is gone.
    bool read(bool running, bool persistent, bool savedState)
    {
        if (!add(Virt::xml(m_domain, false), running ? Origin::Live : Origin::Inactive))
            return false;
        if (running && persistent && !add(Virt::xml(m_domain, true), Origin::Inactive))
            return false;
        if (savedState) {
            const auto saved = Virt::savedStateXml(m_domain);
            // Started meanwhile, it has none any more, and its live definition counts.
            if (!saved || !saved->isEmpty())
                add(saved, Origin::SavedState);
        }
        const auto snapshots = Virt::snapshotXmls(m_domain);
        if (!snapshots)
            return note(snapshots.error());
        for (const Virt::NamedXml &snapshot : *snapshots)
            take(readSnapshotReferences(snapshot.xml), Origin::Snapshot, snapshot.name);
        return true;
    }

private:
    bool add(const Result<QByteArray> &xml, Origin origin)
    {
        if (!xml)
            return note(xml.error());
        take(readStorageReferences(*xml), origin, {});
        return true;
    }

    void take(const Result<QList<StorageReference>> &references, Origin origin,
              const QString &snapshot)
    {
        if (!references) {
            note(references.error());
            return;
        }
        for (const StorageReference &reference : *references)
            m_machine.references.append({reference, origin, snapshot});
    }

    bool note(const Error &error)
    {
        if (error.kind == Error::Kind::NotFound && error.code != 0)
            return false;
        m_unknown.append(reason(Text::tr("What the machine “%1” uses cannot be read.")
                                    .arg(SafeText::line(m_machine.name, 80)),
                                error));
        return true;
    }

    const DomainHandle &m_domain;
    MachineReferences &m_machine;
    QStringList &m_unknown;
};

Result<> readMachines(Session &session, StorageFacts &facts)
{
    const auto listing = Virt::listMachines(session.connect());
    if (!listing)
        return tl::unexpected(listing.error());
    struct Read
    {
        std::optional<MachineReferences> machine;
        QStringList unknown;
    };
    std::vector<Read> read(size_t(listing->machines.size()));
    inParallel(listing->machines.size(), [&](qsizetype i) {
        const Machine &machine = listing->machines[i];
        Read &into = read[size_t(i)];
        MachineReferences references{
            .uuid = machine.uuid, .name = machine.name, .running = machine.isActive()};
        const DomainHandle domain = listing->domains.value(machine.uuid);
        if (MachineReader(domain, references, into.unknown)
                .read(machine.isActive(), machine.persistent, machine.savedState))
            into.machine = references;
    });
    for (const Read &one : read) {
        facts.unknown += one.unknown;
        if (one.machine)
            facts.machines.append(*one.machine);
    }
    return {};
}

struct PoolContents
{
    StoragePool pool;
    QList<Virt::ListedVolume> volumes;
    QStringList unknown;
    std::optional<Error> lost;
};

// Pools whose volumes are devices given to the host: none is an image that names a base.
bool holdsImages(const QString &type)
{
    return type != "iscsi"_L1 && type != "iscsi-direct"_L1 && type != "scsi"_L1
           && type != "mpath"_L1;
}

PoolContents readContents(const Virt::ListedPool &listed)
{
    PoolContents contents;
    const QString name = SafeText::line(listed.name, 80);
    const auto fail = [&](const Error &error, const QString &why) {
        if (error.kind == Error::Kind::Lost)
            contents.lost = error;
        else if (error.kind != Error::Kind::NotFound)
            contents.unknown.append(reason(why, error));
    };
    const auto xml = Virt::poolXml(listed.handle, false).and_then(readPool);
    if (xml)
        contents.pool = *xml;
    contents.pool.uuid = listed.uuid;
    contents.pool.name = listed.name;
    if (const auto info = Virt::readInfo(listed.handle, contents.pool); !info) {
        fail(info.error(), Text::tr("The pool “%1” cannot be read.").arg(name));
        return contents;
    }
    if (!contents.pool.isActive())
        return contents; // the caller knows whether another shows the same
    if (const auto again = Virt::refreshPool(listed.handle); !again) {
        fail(again.error(), Text::tr("The pool “%1” cannot be read again now.").arg(name));
        if (contents.lost)
            return contents;
    }
    const auto volumes = Virt::listVolumes(listed.handle);
    if (volumes)
        contents.volumes = *volumes;
    else
        fail(volumes.error(), Text::tr("The pool “%1” cannot be read.").arg(name));
    return contents;
}

void noteStopped(const QList<PoolContents> &all, StorageFacts &facts)
{
    QSet<QString> shown;
    for (const PoolContents &contents : all) {
        if (contents.pool.isActive() && !contents.pool.targetPath.isEmpty())
            shown.insert(QDir::cleanPath(contents.pool.targetPath));
    }
    for (const PoolContents &contents : all) {
        const StoragePool &pool = contents.pool;
        const bool elsewhere =
            pool.type == "dir"_L1 && shown.contains(QDir::cleanPath(pool.targetPath));
        if (!pool.isActive() && holdsImages(pool.type) && !elsewhere) {
            facts.unknown.append(Text::tr("The pool “%1” is stopped: what its volumes lie on "
                                          "cannot be seen.")
                                     .arg(SafeText::line(pool.name, 80)));
        }
    }
}

Result<> readVolumes(Session &session, StorageFacts &facts)
{
    const auto pools = Virt::listPools(session.connect());
    if (!pools) {
        // A driver without storage has no volumes, and nobody asks about one.
        if (pools.error().kind == Error::Kind::Unsupported)
            return {};
        return tl::unexpected(pools.error());
    }
    QList<PoolContents> all;
    for (const Virt::ListedPool &listed : *pools) {
        all.append(readContents(listed));
        if (all.last().lost)
            return tl::unexpected(*all.last().lost);
        facts.unknown += all.last().unknown;
    }
    noteStopped(all, facts);

    struct Read
    {
        std::optional<StorageFacts::Volume> volume;
        std::optional<Error> error;
    };
    for (const PoolContents &contents : std::as_const(all)) {
        std::vector<Read> read(size_t(contents.volumes.size()));
        inParallel(contents.volumes.size(), [&](qsizetype i) {
            const Virt::ListedVolume &listed = contents.volumes[i];
            const auto volume = readVolume(listed.handle, contents.pool.uuid);
            if (!volume) {
                read[size_t(i)].error = volume.error();
                return;
            }
            read[size_t(i)].volume = StorageFacts::Volume{.ref = volume->ref(),
                                                          .poolName = contents.pool.name,
                                                          .key = listed.key,
                                                          .path = volume->path,
                                                          .format = volume->format,
                                                          .backingPath = volume->backingPath,
                                                          .backingFormat = volume->backingFormat};
        });
        for (size_t i = 0; i < read.size(); ++i) {
            if (read[i].volume) {
                facts.volumes.append(*read[i].volume);
            } else if (read[i].error->kind == Error::Kind::Lost) {
                return tl::unexpected(*read[i].error);
            } else if (read[i].error->kind != Error::Kind::NotFound) {
                const QString &name = contents.volumes[qsizetype(i)].name;
                facts.unknown.append(reason(
                    Text::tr("The volume “%1” cannot be read.").arg(SafeText::line(name, 80)),
                    *read[i].error));
            }
        }
    }
    return {};
}

// On this computer a file has more names than one, and what is in no pool can be looked at.
void lookAtFiles(StorageFacts &facts)
{
    QSet<FileIdentity> inPools;
    QSet<QString> seen;
    const auto identify = [&](const QString &path) {
        const QString clean = QDir::cleanPath(path);
        const FileIdentity identity = LocalFiles::identityOf(clean);
        if (!identity.isNull())
            facts.identities.insert(clean, identity);
        return identity;
    };
    QStringList loose;
    for (const StorageFacts::Volume &volume : std::as_const(facts.volumes)) {
        for (const QString &path : {volume.path, volume.key}) {
            if (!path.startsWith(u'/') || seen.contains(path))
                continue;
            seen.insert(path);
            inPools.insert(identify(path));
        }
        QString base = volume.backingPath;
        if (!base.isEmpty() && !base.startsWith(u'/') && !base.contains(u':'))
            base = volume.path.section(u'/', 0, -2) + u'/' + base;
        if (base.startsWith(u'/'))
            loose.append(base);
    }
    for (const MachineReferences &machine : std::as_const(facts.machines)) {
        for (const MachineReferences::Reference &reference : machine.references) {
            if (reference.what.protocol.isEmpty() && reference.what.path.startsWith(u'/'))
                loose.append(reference.what.path);
        }
    }
    // Each can lie on another that nobody has named yet.
    for (qsizetype i = 0; i < loose.size(); ++i) {
        const QString path = QDir::cleanPath(loose[i]);
        if (seen.contains(path))
            continue;
        seen.insert(path);
        const FileIdentity identity = identify(path);
        if (inPools.contains(identity))
            continue;
        if (LocalFiles::isMissing(path)) {
            facts.files.append({.path = path}); // what is not there lies on nothing
            continue;
        }
        const auto header = LocalFiles::readHeader(path);
        if (!header)
            continue; // the rule says that it is unknown
        QString base = header->backingPath;
        if (!base.isEmpty() && !base.startsWith(u'/') && !base.contains(u':'))
            base = path.section(u'/', 0, -2) + u'/' + base;
        facts.files.append(
            {.path = path, .backingPath = base, .backingFormat = header->backingFormat});
        if (base.startsWith(u'/'))
            loose.append(base);
    }
}

} // namespace

std::optional<MachineReferences> readMachine(const DomainHandle &domain, const Machine &known,
                                             QStringList &unknown)
{
    MachineReferences machine{.uuid = known.uuid, .name = known.name, .running = known.isActive()};
    if (!MachineReader(domain, machine, unknown)
             .read(known.isActive(), known.persistent, known.savedState))
        return {};
    return machine;
}

Result<StorageFacts> read(Session &session, bool local)
{
    StorageFacts facts;
    return readVolumes(session, facts)
        .and_then([&] { return readMachines(session, facts); })
        .map([&] {
            if (local)
                lookAtFiles(facts);
            return facts;
        });
}

Result<> mustBeFree(const StorageUsers &users, const QList<VolumeRef> &volumes, const QString &what)
{
    const QSet<VolumeRef> together(volumes.begin(), volumes.end());
    for (const VolumeRef &volume : volumes) {
        VolumeUsers found = users.of(volume);
        // What goes with it does not need it.
        found.dependants.removeIf([&](const VolumeDependant &dependant) {
            return !dependant.ref.isNull() && together.contains(dependant.ref);
        });
        if (found.isFree())
            continue;
        const QString name = SafeText::line(volume.name, 80);
        Error error{.kind = Error::Kind::Busy, .summary = what};
        if (!found.machines.isEmpty() || !found.dependants.isEmpty()) {
            error.detail =
                Text::tr("%1: %2", "volume: its users").arg(name, volumeUsersText(found, 20));
            error.advice = found.dependants.isEmpty()
                               ? Text::tr("Remove it from the machines first, or delete them.")
                               : Text::tr("It is needed by what lies on it. Delete that first, or "
                                          "make it independent.");
        } else {
            error.detail = found.unknown.mid(0, 20).join(u'\n');
            error.advice = Text::tr("Whether something uses it cannot be told, so it stays. Start "
                                    "the pools and try again.");
        }
        return tl::unexpected(error);
    }
    return {};
}

} // namespace UserGraph
