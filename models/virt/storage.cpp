// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The pools of a host.
#include "models/virt/storage_p.h"

#include <libvirt/virterror.h>

#include <QCoreApplication>
#include <QSet>

namespace Virt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Virt)
};

static_assert(int(PoolState::Stopped) == VIR_STORAGE_POOL_INACTIVE);
static_assert(int(PoolState::Running) == VIR_STORAGE_POOL_RUNNING);
static_assert(int(PoolState::Inaccessible) == VIR_STORAGE_POOL_INACCESSIBLE);

using PoolList = std::unique_ptr<virStoragePoolPtr, FreeList<virStoragePool, virStoragePoolFree>>;
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

} // namespace Virt
