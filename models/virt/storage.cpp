// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/virt/storage.h"

#include "models/virt/lasterror.h"

#include <libvirt/virterror.h>

#include <QCoreApplication>
#include <QSet>

#include <cstdlib>
#include <memory>

namespace Virt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Virt)
};

static_assert(int(PoolState::Stopped) == VIR_STORAGE_POOL_INACTIVE);
static_assert(int(PoolState::Running) == VIR_STORAGE_POOL_RUNNING);
static_assert(int(PoolState::Inaccessible) == VIR_STORAGE_POOL_INACCESSIBLE);
static_assert(int(VolumeType::File) == VIR_STORAGE_VOL_FILE);
static_assert(int(VolumeType::Ploop) == VIR_STORAGE_VOL_PLOOP);
static_assert(int(WipeAlgorithm::Zero) == VIR_STORAGE_VOL_WIPE_ALG_ZERO);
static_assert(int(WipeAlgorithm::Trim) == VIR_STORAGE_VOL_WIPE_ALG_TRIM);

// A list that libvirt gave, freed with what is in it.
template <class Object, int (*Free)(Object *)>
struct FreeList
{
    int count = 0;
    void operator()(Object **objects) const
    {
        for (int i = 0; i < count; ++i)
            Free(objects[i]);
        free(objects);
    }
};
using PoolList = std::unique_ptr<virStoragePoolPtr, FreeList<virStoragePool, virStoragePoolFree>>;
using VolumeList = std::unique_ptr<virStorageVolPtr, FreeList<virStorageVol, virStorageVolFree>>;

PoolList list(const ConnectHandle &connect, unsigned flags, int &count)
{
    virStoragePoolPtr *found = nullptr;
    count = virConnectListAllStoragePools(connect.get(), &found, flags);
    return {found, {qMax(0, count)}};
}

QUuid uuidOf(virStoragePoolPtr pool)
{
    unsigned char raw[VIR_UUID_BUFLEN];
    if (virStoragePoolGetUUID(pool, raw) < 0)
        return {};
    return QUuid::fromRfc4122(QByteArrayView(raw, VIR_UUID_BUFLEN));
}

QSet<QUuid> filtered(const ConnectHandle &connect, unsigned flag)
{
    int count = 0;
    const PoolList pools = list(connect, flag, count);
    QSet<QUuid> found;
    for (int i = 0; i < count; ++i)
        found.insert(uuidOf(pools.get()[i]));
    return found;
}

Result<QByteArray> owned(char *text, const QString &failure)
{
    const LastError last = text ? LastError() : lastError();
    const std::unique_ptr<char, decltype(&free)> owner(text, free);
    if (!text)
        return last.about(failure);
    return QByteArray(text);
}

// `done` is what libvirt returned; its error is taken at once.
Result<> check(int done, const QString &failure, const auto &object)
{
    if (done >= 0)
        return {};
    const LastError last = lastError();
    return last.about(failure.arg(nameOf(object)));
}

bool isActive(const PoolHandle &pool)
{
    return virStoragePoolIsActive(pool.get()) == 1;
}

} // namespace

QUuid uuidOf(const PoolHandle &pool)
{
    return uuidOf(pool.get());
}

QString nameOf(const PoolHandle &pool)
{
    return QString::fromUtf8(virStoragePoolGetName(pool.get()));
}

QString nameOf(const VolumeHandle &volume)
{
    return QString::fromUtf8(virStorageVolGetName(volume.get()));
}

Result<QList<ListedPool>> listPools(const ConnectHandle &connect)
{
    int count = 0;
    const PoolList pools = list(connect, 0, count);
    if (count < 0)
        return lastError().about(Text::tr("Cannot list the storage pools."));
    QList<ListedPool> listed;
    if (count == 0)
        return listed;
    const QSet<QUuid> autostarted = filtered(connect, VIR_CONNECT_LIST_STORAGE_POOLS_AUTOSTART);
    const QSet<QUuid> transient = filtered(connect, VIR_CONNECT_LIST_STORAGE_POOLS_TRANSIENT);
    for (int i = 0; i < count; ++i) {
        ListedPool pool{.handle = PoolHandle::borrow(pools.get()[i])};
        pool.uuid = uuidOf(pool.handle);
        pool.name = nameOf(pool.handle);
        pool.autostart = autostarted.contains(pool.uuid);
        pool.persistent = !transient.contains(pool.uuid);
        listed.append(std::move(pool));
    }
    return listed;
}

Result<PoolHandle> findPool(const ConnectHandle &connect, const QUuid &uuid)
{
    const QByteArray raw = uuid.toRfc4122();
    PoolHandle pool(virStoragePoolLookupByUUID(
        connect.get(), reinterpret_cast<const unsigned char *>(raw.constData())));
    if (!pool)
        return lastError().about(Text::tr("Cannot find the storage pool on its host."));
    return pool;
}

Result<bool> poolExists(const ConnectHandle &connect, const QString &name)
{
    if (PoolHandle(virStoragePoolLookupByName(connect.get(), name.toUtf8().constData())))
        return true;
    const LastError last = lastError();
    if (last.error().kind == Error::Kind::NotFound)
        return false;
    return last.about(Text::tr("Cannot see whether there is a storage pool “%1”.").arg(name));
}

Result<QByteArray> poolXml(const PoolHandle &pool, bool inactive)
{
    return owned(virStoragePoolGetXMLDesc(pool.get(), inactive ? VIR_STORAGE_XML_INACTIVE : 0),
                 Text::tr("Cannot read the definition of the storage pool."));
}

Result<> readInfo(const PoolHandle &pool, StoragePool &into)
{
    virStoragePoolInfo info{};
    if (virStoragePoolGetInfo(pool.get(), &info) < 0)
        return check(-1, Text::tr("Cannot read the state of the storage pool “%1”."), pool);
    into.state = info.state >= 0 && info.state <= VIR_STORAGE_POOL_INACCESSIBLE
                     ? PoolState(info.state)
                     : PoolState::Unknown;
    if (into.isActive()) {
        into.capacity = info.capacity;
        into.allocation = info.allocation;
        into.available = info.available;
    }
    return {};
}

Result<> startPool(const PoolHandle &pool)
{
    if (isActive(pool))
        return {};
    return check(virStoragePoolCreate(pool.get(), 0),
                 Text::tr("Cannot start the storage pool “%1”."), pool);
}

Result<> stopPool(const PoolHandle &pool)
{
    if (virStoragePoolIsActive(pool.get()) == 0)
        return {};
    return check(virStoragePoolDestroy(pool.get()), Text::tr("Cannot stop the storage pool “%1”."),
                 pool);
}

Result<> buildPool(const PoolHandle &pool, bool refuseToOverwrite)
{
    return check(virStoragePoolBuild(pool.get(), refuseToOverwrite
                                                     ? VIR_STORAGE_POOL_BUILD_NO_OVERWRITE
                                                     : VIR_STORAGE_POOL_BUILD_NEW),
                 Text::tr("Cannot build the storage pool “%1”."), pool);
}

Result<> refreshPool(const PoolHandle &pool)
{
    return check(virStoragePoolRefresh(pool.get(), 0),
                 Text::tr("Cannot read the storage pool “%1” again."), pool);
}

Result<> setPoolAutostart(const PoolHandle &pool, bool enable)
{
    return check(virStoragePoolSetAutostart(pool.get(), enable),
                 Text::tr("Cannot change whether the storage pool “%1” starts with its host."),
                 pool);
}

Result<> undefinePool(const PoolHandle &pool)
{
    return check(virStoragePoolUndefine(pool.get()),
                 Text::tr("Cannot delete the storage pool “%1”."), pool);
}

Result<> deletePool(const PoolHandle &pool)
{
    return check(virStoragePoolDelete(pool.get(), VIR_STORAGE_POOL_DELETE_NORMAL),
                 Text::tr("Cannot delete the contents of the storage pool “%1”."), pool);
}

Result<PoolHandle> definePool(const ConnectHandle &connect, const QByteArray &xml)
{
    const QString failure = Text::tr("Cannot define the storage pool.");
    PoolHandle pool(
        virStoragePoolDefineXML(connect.get(), xml.constData(), VIR_STORAGE_POOL_DEFINE_VALIDATE));
    if (pool)
        return pool;
    const LastError last = lastError();
    // Before libvirt 7.7 there is no such flag, and the answer to it is a definite no.
    if (last.error().code != VIR_ERR_INVALID_ARG && last.error().kind != Error::Kind::Unsupported)
        return last.about(failure);
    pool = PoolHandle(virStoragePoolDefineXML(connect.get(), xml.constData(), 0));
    if (!pool)
        return lastError().about(failure);
    return pool;
}

Result<QByteArray> findPoolSources(const ConnectHandle &connect, const QString &type,
                                   const QByteArray &where)
{
    return owned(virConnectFindStoragePoolSources(connect.get(), type.toUtf8().constData(),
                                                  where.isEmpty() ? nullptr : where.constData(), 0),
                 Text::tr("Cannot look for storage."));
}

Result<QByteArray> poolCapabilities(const ConnectHandle &connect)
{
    return owned(virConnectGetStoragePoolCapabilities(connect.get(), 0),
                 Text::tr("Cannot read which storage pools the host can have."));
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

namespace {

void tell(virStoragePoolPtr pool, void *opaque, bool refreshed)
{
    (**static_cast<std::shared_ptr<PoolSink> *>(opaque))(uuidOf(pool), refreshed);
}

void onLifecycle(virConnectPtr, virStoragePoolPtr pool, int, int, void *opaque)
{
    tell(pool, opaque, false);
}

void onRefresh(virConnectPtr, virStoragePoolPtr pool, void *opaque)
{
    tell(pool, opaque, true);
}

} // namespace

PoolSubscription::PoolSubscription(ConnectHandle connect, std::shared_ptr<PoolSink> sink)
    : m_connect(std::move(connect))
{
    const auto subscribe = [&](int kind, virConnectStoragePoolEventGenericCallback callback) {
        auto *opaque = new std::shared_ptr<PoolSink>(sink);
        const int id = virConnectStoragePoolEventRegisterAny(
            m_connect.get(), nullptr, kind, callback, opaque,
            [](void *shared) { delete static_cast<std::shared_ptr<PoolSink> *>(shared); });
        if (id < 0)
            delete opaque;
        else
            m_callbacks.append(id);
    };
    subscribe(VIR_STORAGE_POOL_EVENT_ID_LIFECYCLE, VIR_STORAGE_POOL_EVENT_CALLBACK(onLifecycle));
    subscribe(VIR_STORAGE_POOL_EVENT_ID_REFRESH, VIR_STORAGE_POOL_EVENT_CALLBACK(onRefresh));
}

PoolSubscription::~PoolSubscription()
{
    for (const int id : m_callbacks)
        virConnectStoragePoolEventDeregisterAny(m_connect.get(), id);
}

Result<QList<NamedXml>> snapshotXmls(const DomainHandle &domain)
{
    virDomainSnapshotPtr *found = nullptr;
    const int count = virDomainListAllSnapshots(domain.get(), &found, 0);
    if (count < 0) {
        const LastError last = lastError();
        if (last.error().kind == Error::Kind::Unsupported)
            return QList<NamedXml>();
        return last.about(Text::tr("Cannot list the snapshots."));
    }
    using Snapshots =
        std::unique_ptr<virDomainSnapshotPtr, FreeList<virDomainSnapshot, virDomainSnapshotFree>>;
    const Snapshots snapshots(found, {count});
    QList<NamedXml> all;
    for (int i = 0; i < count; ++i) {
        const virDomainSnapshotPtr snapshot = snapshots.get()[i];
        const auto xml =
            owned(virDomainSnapshotGetXMLDesc(snapshot, 0), Text::tr("Cannot read a snapshot."));
        if (xml)
            all.append({QString::fromUtf8(virDomainSnapshotGetName(snapshot)), *xml});
        else if (xml.error().kind != Error::Kind::NotFound)
            return tl::unexpected(xml.error());
    }
    return all;
}

Result<QByteArray> savedStateXml(const DomainHandle &domain)
{
    const auto xml = owned(virDomainManagedSaveGetXMLDesc(domain.get(), 0),
                           Text::tr("Cannot read the saved state."));
    if (!xml && xml.error().kind == Error::Kind::Unsupported)
        return QByteArray();
    return xml;
}

} // namespace Virt
