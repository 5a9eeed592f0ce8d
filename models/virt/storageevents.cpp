// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What happens to pools, and which storage a machine's past needs.
#include "models/virt/storage_p.h"

#include <QCoreApplication>

namespace Virt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Virt)
};

void tell(virStoragePoolPtr pool, void *opaque, bool refreshed)
{
    (**static_cast<std::shared_ptr<PoolSink> *>(opaque))(uuidOf(PoolHandle::borrow(pool)),
                                                         refreshed);
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
