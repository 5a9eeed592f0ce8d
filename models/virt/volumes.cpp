// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The volumes of a pool, but for their contents.
#include "models/virt/storage_p.h"

#include <QCoreApplication>

namespace Virt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Virt)
};

static_assert(int(VolumeType::File) == VIR_STORAGE_VOL_FILE);
static_assert(int(VolumeType::Ploop) == VIR_STORAGE_VOL_PLOOP);
static_assert(int(WipeAlgorithm::Zero) == VIR_STORAGE_VOL_WIPE_ALG_ZERO);
static_assert(int(WipeAlgorithm::Trim) == VIR_STORAGE_VOL_WIPE_ALG_TRIM);

using VolumeList = std::unique_ptr<virStorageVolPtr, FreeList<virStorageVol, virStorageVolFree>>;

} // namespace

QString nameOf(const VolumeHandle &volume)
{
    return QString::fromUtf8(virStorageVolGetName(volume.get()));
}

Result<QList<ListedVolume>> listVolumes(const PoolHandle &pool)
{
    virStorageVolPtr *found = nullptr;
    const int count = virStoragePoolListAllVolumes(pool.get(), &found, 0);
    if (count < 0) {
        const LastError last = lastError();
        return last.about(
            Text::tr("Cannot list the volumes of the storage pool “%1”.").arg(nameOf(pool)));
    }
    const VolumeList volumes(found, {count});
    QList<ListedVolume> listed;
    listed.reserve(count);
    for (int i = 0; i < count; ++i) {
        const virStorageVolPtr volume = volumes.get()[i];
        listed.append({VolumeHandle::borrow(volume),
                       QString::fromUtf8(virStorageVolGetName(volume)),
                       QString::fromUtf8(virStorageVolGetKey(volume))});
    }
    return listed;
}

Result<VolumeHandle> findVolume(const PoolHandle &pool, const QString &name)
{
    VolumeHandle volume(virStorageVolLookupByName(pool.get(), name.toUtf8().constData()));
    if (!volume)
        return lastError().about(Text::tr("Cannot find the volume “%1” on its host.").arg(name));
    return volume;
}

Result<bool> volumeExists(const PoolHandle &pool, const QString &name)
{
    const auto found = findVolume(pool, name);
    if (found)
        return true;
    if (found.error().kind == Error::Kind::NotFound)
        return false;
    return tl::unexpected(found.error());
}

Result<VolumeHandle> findVolumeByPath(const ConnectHandle &connect, const QString &path)
{
    VolumeHandle volume(virStorageVolLookupByPath(connect.get(), path.toUtf8().constData()));
    if (!volume)
        return lastError().about(Text::tr("%1 is in no storage pool that runs.").arg(path));
    return volume;
}

Result<PoolHandle> poolOf(const VolumeHandle &volume)
{
    PoolHandle pool(virStoragePoolLookupByVolume(volume.get()));
    if (!pool)
        return lastError().about(Text::tr("Cannot find the storage pool on its host."));
    return pool;
}

Result<QByteArray> volumeXml(const VolumeHandle &volume)
{
    return owned(virStorageVolGetXMLDesc(volume.get(), 0),
                 Text::tr("Cannot read the volume’s details."));
}

Result<quint64> physicalSize(const VolumeHandle &volume)
{
    virStorageVolInfo info{};
    if (virStorageVolGetInfoFlags(volume.get(), &info, VIR_STORAGE_VOL_GET_PHYSICAL) == 0)
        return info.allocation;
    const LastError last = lastError();
    if (last.error().kind != Error::Kind::Unsupported)
        return last.about(Text::tr("Cannot read the size of “%1”.").arg(nameOf(volume)));
    if (virStorageVolGetInfo(volume.get(), &info) < 0)
        return lastError().about(Text::tr("Cannot read the volume’s size."));
    return info.allocation;
}

Result<VolumeHandle> createVolume(const PoolHandle &pool, const QByteArray &xml,
                                  bool preallocateMetadata)
{
    VolumeHandle volume(
        virStorageVolCreateXML(pool.get(), xml.constData(),
                               preallocateMetadata ? VIR_STORAGE_VOL_CREATE_PREALLOC_METADATA : 0));
    if (!volume)
        return lastError().about(Text::tr("Cannot create the volume."));
    return volume;
}

Result<VolumeHandle> copyVolume(const PoolHandle &pool, const QByteArray &xml,
                                const VolumeHandle &source, bool preallocateMetadata, bool reflink)
{
    const unsigned flags = (preallocateMetadata ? VIR_STORAGE_VOL_CREATE_PREALLOC_METADATA : 0)
                           | (reflink ? VIR_STORAGE_VOL_CREATE_REFLINK : 0);
    VolumeHandle volume(
        virStorageVolCreateXMLFrom(pool.get(), xml.constData(), source.get(), flags));
    if (!volume) {
        const LastError last = lastError();
        return last.about(Text::tr("Cannot copy the volume “%1”.").arg(nameOf(source)));
    }
    return volume;
}

Result<> resizeVolume(const VolumeHandle &volume, quint64 capacity, bool shrink, bool allocate)
{
    const unsigned flags = (shrink ? VIR_STORAGE_VOL_RESIZE_SHRINK : 0)
                           | (allocate ? VIR_STORAGE_VOL_RESIZE_ALLOCATE : 0);
    return check(virStorageVolResize(volume.get(), capacity, flags),
                 Text::tr("Cannot resize the volume “%1”."), volume);
}

Result<> wipeVolume(const VolumeHandle &volume, WipeAlgorithm algorithm)
{
    // The plain call is older and does the usual one everywhere.
    const int done = algorithm == WipeAlgorithm::Zero
                         ? virStorageVolWipe(volume.get(), 0)
                         : virStorageVolWipePattern(volume.get(), unsigned(algorithm), 0);
    return check(done, Text::tr("Cannot wipe the volume “%1”."), volume);
}

Result<> deleteVolume(const VolumeHandle &volume)
{
    return check(virStorageVolDelete(volume.get(), VIR_STORAGE_VOL_DELETE_NORMAL),
                 Text::tr("Cannot delete the volume “%1”."), volume);
}

} // namespace Virt
