// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/core/filedescriptor.h"
#include "models/core/result.h"
#include "models/values/machine.h"
#include "models/values/machinerequest.h"
#include "models/virt/handle.h"

#include <QByteArray>
#include <QHash>
#include <QList>

// libvirt's domain calls as functions on handles. All of them block: worker threads only.
namespace Virt {

QUuid uuidOf(virDomainPtr domain);

// What a row needs at first, of every machine, in a constant number of calls: names and states in
// one bulk call, then one list each of those that start with the host, have a saved state, or are
// transient. The fields that come from XML stay empty.
struct Listing
{
    QList<Machine> machines = {};
    QHash<QUuid, DomainHandle> domains = {};
};
Result<Listing> listMachines(const ConnectHandle &connect);

// The same for some machines, in one bulk call and, when `withFlags`, what else a row shows. One
// that is missing in the answer is gone.
Result<Listing> readMachines(const ConnectHandle &connect, const QList<DomainHandle> &domains,
                             bool withFlags);

Result<DomainHandle> find(const ConnectHandle &connect, const QUuid &uuid);

// Executes a request; see Connection::perform().
Result<> perform(const DomainHandle &domain, const MachineRequest &request);

Result<JobProgress> jobProgress(const DomainHandle &domain);
Result<> abortJob(const DomainHandle &domain);

Result<QByteArray> xml(const DomainHandle &domain, bool inactive);
Result<int> snapshotCount(const DomainHandle &domain);
Result<FileDescriptor> openGraphics(const DomainHandle &domain, int index, bool skipAuthentication);

// By the host's DHCP leases, else by the guest's agent, else by the host's ARP table
// (virDomainInterfaceAddresses). At most 64.
QList<GuestAddresses> addresses(const DomainHandle &domain, bool askAgent);

} // namespace Virt
