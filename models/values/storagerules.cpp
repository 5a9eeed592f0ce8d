// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/storagerules.h"

#include "models/core/units.h"

#include <QCoreApplication>
#include <QDir>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

struct TypeForm
{
    const char16_t *type;
    PoolForm form;
};

const QList<TypeForm> &forms()
{
    using enum PoolField;
    const QString images = u"/var/lib/libvirt/images/%1"_s, byPath = u"/dev/disk/by-path"_s;
    static const QList<TypeForm> all{
        {u"dir",
         {.fields = TargetPath,
          .required = TargetPath,
          .build = true,
          .defaultTarget = images,
          .newVolumes = true,
          .files = true}},
        {u"fs",
         {.fields = TargetPath | Device | Format,
          .required = TargetPath | Device,
          .build = true,
          .defaultTarget = images,
          .newVolumes = true,
          .files = true}},
        {u"netfs",
         {.fields = TargetPath | Host | Directory | Format | ProtocolVersion,
          .required = TargetPath | Host | Directory,
          .build = true,
          .discover = true,
          .discoverNeedsHost = true,
          .defaultTarget = images,
          .newVolumes = true,
          .files = true}},
        {u"logical",
         {.fields = TargetPath | SourceName | Devices,
          .required = SourceName,
          .build = true,
          .discover = true,
          .defaultTarget = u"/dev/%1"_s,
          .newVolumes = true}},
        {u"disk",
         {.fields = TargetPath | Device | Format,
          .required = TargetPath | Device,
          .build = true,
          .defaultTarget = u"/dev"_s,
          .newVolumes = true}},
        {u"iscsi",
         {.fields = TargetPath | Host | Device | Initiator | Chap,
          .required = TargetPath | Host | Device,
          .discover = true,
          .discoverNeedsHost = true,
          .defaultTarget = byPath}},
        {u"iscsi-direct",
         {.fields = Host | Device | Initiator | Chap,
          .required = Host | Device | Initiator,
          .discover = true,
          .discoverNeedsHost = true}},
        {u"scsi",
         {.fields = TargetPath | Adapter,
          .required = TargetPath | Adapter,
          .defaultTarget = byPath}},
        {u"mpath",
         {.fields = TargetPath, .required = TargetPath, .defaultTarget = u"/dev/mapper"_s}},
        {u"rbd",
         {.fields = Hosts | SourceName | Ceph, .required = Hosts | SourceName, .newVolumes = true}},
        {u"gluster",
         {.fields = Host | SourceName | Directory,
          .required = Host | SourceName,
          .discover = true,
          .discoverNeedsHost = true}},
        {u"zfs",
         {.fields = SourceName | Devices,
          .required = SourceName,
          .build = true,
          .discover = true,
          .newVolumes = true}},
        {u"vstorage",
         {.fields = TargetPath | SourceName,
          .required = TargetPath | SourceName,
          .build = true,
          .defaultTarget = images,
          .newVolumes = true,
          .files = true}},
    };
    return all;
}

bool makesVolumes(const QString &type)
{
    return poolForm(type).newVolumes;
}

QString nameProblem(const QString &name, const QStringList &taken, const QString &exists)
{
    constexpr int longest = 250; // bytes of a file's name, with room for what libvirt appends
    if (name.isEmpty())
        return Text::tr("Enter a name.");
    if (name.contains(u'/'))
        return Text::tr("A name cannot contain “/”.");
    if (name == "."_L1 || name == ".."_L1)
        return Text::tr("This name has a meaning of its own in every folder.");
    for (const QChar c : name) {
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format)
            return Text::tr("A name cannot contain control characters.");
    }
    if (name.trimmed() != name)
        return Text::tr("A name cannot begin or end with a space.");
    if (name.toUtf8().size() > longest)
        return Text::tr("This name is too long.");
    return taken.contains(name) ? exists : QString();
}

} // namespace

PoolForm poolForm(const QString &type)
{
    for (const TypeForm &each : forms()) {
        if (type == QStringView(each.type))
            return each.form;
    }
    return {};
}

QStringList knownPoolTypes()
{
    QStringList types;
    for (const TypeForm &each : forms())
        types += QString::fromUtf16(each.type);
    return types;
}

PoolActions allowedActions(const StoragePool &pool, bool readOnly)
{
    using enum PoolAction;
    if (readOnly)
        return {};
    if (pool.isActive()) {
        PoolActions actions = Stop | Refresh;
        if (pool.persistent)
            actions |= Autostart;
        if (makesVolumes(pool.type) && pool.state != PoolState::Inaccessible)
            actions |= NewVolume;
        return actions;
    }
    if (pool.state != PoolState::Stopped)
        return {};
    PoolActions actions = Start | Autostart | Rename | Delete | DeleteContents;
    if (poolForm(pool.type).build)
        actions |= Build;
    return actions;
}

QString whyNot(const StoragePool &pool, PoolAction action, bool readOnly)
{
    if (allowedActions(pool, readOnly).testFlag(action))
        return {};
    if (readOnly)
        return Text::tr("The connection is read-only.");
    if (pool.state == PoolState::Building || pool.state == PoolState::Unknown)
        return Text::tr("The host is busy with this pool.");
    switch (action) {
    case PoolAction::Start:
        return Text::tr("The pool is running.");
    case PoolAction::Stop:
    case PoolAction::Refresh:
        return Text::tr("The pool is stopped.");
    case PoolAction::Build:
        return pool.isActive() ? Text::tr("Stop the pool first.")
                               : Text::tr("There is nothing to build for a pool of this type.");
    case PoolAction::Autostart:
        return Text::tr("The pool ends with being stopped.");
    case PoolAction::Rename:
    case PoolAction::Delete:
    case PoolAction::DeleteContents:
        return Text::tr("Stop the pool first.");
    case PoolAction::NewVolume:
        return pool.isActive() ? Text::tr("Volumes cannot be created in a pool of this type.")
                               : Text::tr("Start the pool first.");
    }
    return {};
}

VolumeActions allowedActions(const StoragePool &pool, const StorageVolume &volume, bool readOnly)
{
    using enum VolumeAction;
    if (!pool.isActive())
        return {};
    const bool data =
        volume.type != VolumeType::Directory && volume.type != VolumeType::NetworkDirectory;
    const QString &type = pool.type;
    const bool streams = data && type != "gluster"_L1 && type != "sheepdog"_L1;
    if (readOnly)
        return {}; // libvirt reads no contents for such a connection
    VolumeActions actions;
    if (streams)
        actions |= Download;
    const bool given = type == "iscsi"_L1 || type == "scsi"_L1 || type == "mpath"_L1;
    if (streams)
        actions |= Upload;
    if (data)
        actions |= Clone | Wipe;
    if (!given && type != "iscsi-direct"_L1)
        actions |= Delete;
    if (data && (poolForm(type).files || type == "rbd"_L1 || type == "iscsi-direct"_L1))
        actions |= Resize;
    if (data && (poolForm(type).files || volume.type == VolumeType::Block))
        actions |= Overlay;
    if (volume.type == VolumeType::File && poolForm(type).files)
        actions |= Rename;
    if (type == "logical"_L1 && !volume.backingPath.isEmpty())
        actions &= ~VolumeActions(Overlay);
    return actions;
}

QString poolNameProblem(const QString &name, const QStringList &taken)
{
    return nameProblem(name, taken, Text::tr("There is a pool of this name."));
}

QString volumeNameProblem(const QString &name, const QStringList &taken)
{
    return nameProblem(name, taken, Text::tr("There is a volume of this name."));
}

QString poolPathProblem(const QString &path)
{
    if (path.isEmpty())
        return Text::tr("Enter a path on the host.");
    if (!path.startsWith(u'/'))
        return Text::tr("The path has to begin with “/”.");
    if (path.split(u'/').contains(u".."_s))
        return Text::tr("The path cannot contain “..”.");
    for (const QChar c : path) {
        if (c.category() == QChar::Other_Control)
            return Text::tr("A path cannot contain control characters.");
    }
    return {};
}

QString poolSpecProblem(const PoolSpec &spec)
{
    using enum PoolField;
    if (const QString problem = poolNameProblem(spec.name); !problem.isEmpty())
        return problem;
    if (!knownPoolTypes().contains(spec.type))
        return Text::tr("Choose a type.");
    const PoolFields required = poolForm(spec.type).required;
    if (required.testFlag(TargetPath) || !spec.targetPath.isEmpty()) {
        if (const QString problem = poolPathProblem(spec.targetPath); !problem.isEmpty())
            return problem;
    }
    const bool hostMissing = spec.hosts.isEmpty() || spec.hosts.first().name.trimmed().isEmpty();
    if ((required & (Host | Hosts)) && hostMissing)
        return Text::tr("Enter the host that has the storage.");
    for (const PoolSpec::Host &host : spec.hosts) {
        if (host.port < 0 || host.port > 65535)
            return Text::tr("A port is a number up to 65535.");
    }
    if (required.testFlag(Device) && (spec.devices.isEmpty() || spec.devices.first().isEmpty())) {
        return spec.type.startsWith("iscsi"_L1) ? Text::tr("Enter the target’s name (IQN).")
                                                : Text::tr("Enter the device’s path.");
    }
    if (required.testFlag(Directory) && spec.directory.isEmpty())
        return Text::tr("Enter the exported path.");
    if (required.testFlag(SourceName) && spec.sourceName.isEmpty())
        return Text::tr("Enter the source’s name.");
    if (required.testFlag(Adapter) && spec.adapter.isEmpty() && spec.wwnn.isEmpty())
        return Text::tr("Choose an adapter.");
    if (required.testFlag(Initiator) && spec.initiator.isEmpty())
        return Text::tr("Enter the initiator’s name (IQN).");
    if (!spec.authType.isEmpty() && spec.user.isEmpty())
        return Text::tr("Enter the user’s name.");
    if (!spec.authType.isEmpty() && spec.secret.isNull())
        return Text::tr("Choose the secret that holds the password.");
    return {};
}

QString volumeSpecProblem(const VolumeSpec &spec, quint64 available)
{
    if (const QString problem = volumeNameProblem(spec.name); !problem.isEmpty())
        return problem;
    if (spec.capacity == 0 && spec.backingPath.isEmpty())
        return Text::tr("Enter a size.");
    if (spec.capacity > quint64(INT64_MAX))
        return Text::tr("This size is too large.");
    const bool qcow2 = spec.format == "qcow2"_L1;
    if (!spec.backingPath.isEmpty()) {
        if (spec.format == "raw"_L1)
            return Text::tr("A raw volume cannot be an overlay.");
        if (spec.backingFormat.isEmpty() && qcow2)
            return Text::tr("The format of the backing volume is not known.");
    }
    if (spec.allocation.value_or(0) > qMax(spec.capacity, quint64(1)) && spec.capacity > 0)
        return Text::tr("More cannot be allocated than the volume’s size.");
    if (available > 0 && spec.allocation.value_or(0) > available)
        return Text::tr("The pool has only %1 left.").arg(Units::bytes(available));
    const quint64 cluster = spec.clusterSize;
    if (cluster != 0
        && (!qcow2 || cluster < 512 || cluster > 2 * 1024 * 1024 || (cluster & (cluster - 1)) != 0))
        return Text::tr("A cluster is a power of two, from 512 bytes to 2 MiB.");
    if (!spec.encryptionSecret.isNull() && !qcow2 && spec.format != "raw"_L1)
        return Text::tr("Only raw and QCOW2 volumes can be encrypted.");
    if (!spec.encryptionSecret.isNull() && qcow2 && !spec.backingPath.isEmpty())
        return Text::tr("An overlay cannot be encrypted here.");
    return {};
}
