// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/connection.h"

#include "models/core/async.h"
#include "models/inventory/connection_p.h"
#include "models/inventory/parallel.h"
#include "models/virt/domain.h"
#include "models/virt/nodedevices.h"
#include "models/xml/hostdevices.h"
#include "models/xml/nodedevicereader.h"

#include <vector>

using Purpose = Session::Purpose;

namespace {

constexpr qsizetype mostDevices = 4096; // of one host; what is beyond it is not offered

Result<QList<NodeDevice>> readNodeDevices(Session &session)
{
    const auto listed = Virt::nodeDevices(session.connect());
    if (!listed)
        return tl::unexpected(listed.error());
    std::vector<std::optional<NodeDevice>> read(size_t(qMin(listed->size(), mostDevices)));
    inParallel(qsizetype(read.size()), [&](qsizetype i) {
        // One that was unplugged meanwhile is left out.
        auto device = Virt::nodeDeviceXml(listed->at(i)).and_then(readNodeDevice);
        if (!device)
            return;
        if (device->kind == NodeDevice::Kind::Mediated)
            device->active = Virt::isActive(listed->at(i));
        read[size_t(i)] = *device;
    });
    QList<NodeDevice> devices;
    for (const auto &one : read) {
        if (one)
            devices += *one;
    }
    return devices;
}

Result<QList<HostDeviceUser>> readHostDeviceUsers(Session &session)
{
    const auto listing = Virt::listMachines(session.connect());
    if (!listing)
        return tl::unexpected(listing.error());
    std::vector<QStringList> read(size_t(listing->machines.size()));
    inParallel(listing->machines.size(), [&](qsizetype i) {
        const Machine &machine = listing->machines[i];
        const DomainHandle domain = listing->domains.value(machine.uuid);
        QStringList &into = read[size_t(i)];
        if (machine.persistent)
            into = hostDevicesOf(Virt::xml(domain, true).value_or(QByteArray()));
        if (machine.isActive())
            into += hostDevicesOf(Virt::xml(domain, false).value_or(QByteArray()));
        into.removeDuplicates();
    });
    QList<HostDeviceUser> users;
    for (qsizetype i = 0; i < listing->machines.size(); ++i) {
        const Machine &machine = listing->machines[i];
        if (!read[size_t(i)].isEmpty())
            users += HostDeviceUser{.machine = machine.uuid,
                                    .name = machine.name,
                                    .running = machine.isActive(),
                                    .devices = read[size_t(i)]};
    }
    return users;
}

} // namespace

QFuture<Result<QList<NodeDevice>>> Connection::nodeDevices()
{
    if (!d->session)
        return readyFuture(Result<QList<NodeDevice>>(tl::unexpected(d->notConnected())));
    return d->run(Purpose::Command, readNodeDevices);
}

QFuture<Result<QList<HostDeviceUser>>> Connection::hostDeviceUsers()
{
    if (!d->session)
        return readyFuture(Result<QList<HostDeviceUser>>(tl::unexpected(d->notConnected())));
    return d->run(Purpose::Command, readHostDeviceUsers);
}
