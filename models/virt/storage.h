// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/core/result.h"
#include "models/values/storage.h"
#include "models/virt/handle.h"

#include <QByteArray>
#include <QList>

#include <functional>
#include <memory>

// libvirt's calls for pools and volumes as functions on handles. All of them block: worker threads
// only. None of them asks who uses a volume: that is models/inventory's duty before it calls.
namespace Virt {

struct ListedPool
{
    PoolHandle handle = {};
    QUuid uuid = {};
    QString name = {};
    bool autostart = false, persistent = true;
};
// Three calls, whatever the number of pools. No pools where the driver has no storage.
Result<QList<ListedPool>> listPools(const ConnectHandle &connect);
Result<PoolHandle> findPool(const ConnectHandle &connect, const QUuid &uuid);
Result<bool> poolExists(const ConnectHandle &connect, const QString &name);
QUuid uuidOf(const PoolHandle &pool);
QString nameOf(const PoolHandle &pool);
Result<QByteArray> poolXml(const PoolHandle &pool, bool inactive);
// State and sizes, which the XML may lack (virStoragePoolGetInfo).
Result<> readInfo(const PoolHandle &pool, StoragePool &into);

Result<> startPool(const PoolHandle &pool);
Result<> stopPool(const PoolHandle &pool);
Result<> buildPool(const PoolHandle &pool, bool refuseToOverwrite);
Result<> refreshPool(const PoolHandle &pool);
Result<> setPoolAutostart(const PoolHandle &pool, bool enable);
Result<> undefinePool(const PoolHandle &pool);
Result<> deletePool(const PoolHandle &pool); // virStoragePoolDelete
Result<PoolHandle> definePool(const ConnectHandle &connect, const QByteArray &xml);
Result<QByteArray> findPoolSources(const ConnectHandle &connect, const QString &type,
                                   const QByteArray &where);
Result<QByteArray> poolCapabilities(const ConnectHandle &connect);

struct ListedVolume
{
    VolumeHandle handle = {};
    QString name = {}, key = {};
};
// One call.
Result<QList<ListedVolume>> listVolumes(const PoolHandle &pool);
Result<VolumeHandle> findVolume(const PoolHandle &pool, const QString &name);
Result<bool> volumeExists(const PoolHandle &pool, const QString &name);
Result<VolumeHandle> findVolumeByPath(const ConnectHandle &connect, const QString &path);
Result<PoolHandle> poolOf(const VolumeHandle &volume);
QString nameOf(const VolumeHandle &volume);
Result<QByteArray> volumeXml(const VolumeHandle &volume);
// Bytes of the file or device, or what is taken where the driver does not know.
Result<quint64> physicalSize(const VolumeHandle &volume);

Result<VolumeHandle> createVolume(const PoolHandle &pool, const QByteArray &xml,
                                  bool preallocateMetadata);
Result<VolumeHandle> copyVolume(const PoolHandle &pool, const QByteArray &xml,
                                const VolumeHandle &source, bool preallocateMetadata, bool reflink);
Result<> resizeVolume(const VolumeHandle &volume, quint64 capacity, bool shrink, bool allocate);
Result<> wipeVolume(const VolumeHandle &volume, WipeAlgorithm algorithm);
Result<> deleteVolume(const VolumeHandle &volume);

// Sends `length` bytes of an open local file, from `offset` on, to the same place of the volume;
// holes as holes if `sparse`, which is cleared when the host cannot. `progress` gets how far it has
// come in the file, and answers false to end it.
using Progress = std::function<bool(quint64 done)>;
Result<> upload(const ConnectHandle &connect, const VolumeHandle &volume, int file, quint64 offset,
                quint64 length, bool &sparse, const Progress &progress);

// Where a download goes; each answers false to end it.
struct DownloadSink
{
    std::function<bool(const char *data, qsizetype size)> data;
    std::function<bool(quint64 size)> hole;
};
// A part of a volume, all of which libvirt may hold in memory. Answers how much there was. `sparse`
// is cleared when the host cannot tell of holes.
Result<quint64> download(const ConnectHandle &connect, const VolumeHandle &volume, quint64 offset,
                         quint64 length, bool &sparse, const DownloadSink &sink);

// What happened to a pool, told on the event thread: its life, or that it was read again.
using PoolSink = std::function<void(const QUuid &pool, bool refreshed)>;

class PoolSubscription
{
public:
    PoolSubscription(ConnectHandle connect, std::shared_ptr<PoolSink> sink);
    ~PoolSubscription();
    PoolSubscription(const PoolSubscription &) = delete;
    PoolSubscription &operator=(const PoolSubscription &) = delete;

private:
    ConnectHandle m_connect;
    QList<int> m_callbacks;
};

// The definitions of a machine's past, for who uses what: each snapshot's, and the one that its
// saved state will run with. None where the driver has none.
struct NamedXml
{
    QString name = {};
    QByteArray xml = {};
};
Result<QList<NamedXml>> snapshotXmls(const DomainHandle &domain);
Result<QByteArray> savedStateXml(const DomainHandle &domain); // empty: cannot be told

} // namespace Virt
