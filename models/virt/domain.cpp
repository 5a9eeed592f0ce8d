// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/virt/domain.h"

#include "models/virt/lasterror.h"

#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>

#include <QCoreApplication>
#include <QHash>
#include <QSet>

#include <cstdlib>
#include <future>
#include <memory>

namespace Virt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Virt)
};

// MachineState carries libvirt's numbers.
static_assert(int(MachineState::Unknown) == VIR_DOMAIN_NOSTATE);
static_assert(int(MachineState::Running) == VIR_DOMAIN_RUNNING);
static_assert(int(MachineState::Blocked) == VIR_DOMAIN_BLOCKED);
static_assert(int(MachineState::Paused) == VIR_DOMAIN_PAUSED);
static_assert(int(MachineState::ShuttingDown) == VIR_DOMAIN_SHUTDOWN);
static_assert(int(MachineState::Off) == VIR_DOMAIN_SHUTOFF);
static_assert(int(MachineState::Crashed) == VIR_DOMAIN_CRASHED);
static_assert(int(MachineState::Suspended) == VIR_DOMAIN_PMSUSPENDED);

MachineState stateOf(int state)
{
    return state >= VIR_DOMAIN_NOSTATE && state <= VIR_DOMAIN_PMSUSPENDED ? MachineState(state)
                                                                          : MachineState::Unknown;
}

QString nameOf(virDomainPtr domain)
{
    return QString::fromUtf8(virDomainGetName(domain));
}

struct FreeRecords
{
    void operator()(virDomainStatsRecordPtr *records) const
    {
        virDomainStatsRecordListFree(records);
    }
};

struct FreeDomains
{
    int count = 0;
    void operator()(virDomainPtr *domains) const
    {
        for (int i = 0; i < count; ++i)
            virDomainFree(domains[i]);
        free(domains);
    }
};
using DomainList = std::unique_ptr<virDomainPtr, FreeDomains>;

DomainList list(const ConnectHandle &connect, unsigned flags, int &count)
{
    virDomainPtr *found = nullptr;
    count = virConnectListAllDomains(connect.get(), &found, flags);
    return DomainList(found, FreeDomains{qMax(0, count)});
}

// The machines a filter of virConnectListAllDomains leaves; none where the driver lacks it.
QSet<QUuid> filtered(const ConnectHandle &connect, unsigned flag)
{
    int count = 0;
    const DomainList domains = list(connect, flag, count);
    QSet<QUuid> found;
    for (int i = 0; i < count; ++i)
        found.insert(uuidOf(domains.get()[i]));
    return found;
}

Listing fromRecords(virDomainStatsRecordPtr *records, int count)
{
    Listing listing;
    listing.machines.reserve(count);
    listing.domains.reserve(count);
    for (int i = 0; i < count; ++i) {
        const virDomainStatsRecord &record = *records[i];
        Machine machine{.uuid = uuidOf(record.dom), .name = nameOf(record.dom)};
        int value = 0;
        if (virTypedParamsGetInt(record.params, record.nparams, "state.state", &value) == 1)
            machine.state = stateOf(value);
        if (virTypedParamsGetInt(record.params, record.nparams, "state.reason", &value) == 1)
            machine.reason = quint8(qBound(0, value, 255));
        listing.domains.insert(machine.uuid, DomainHandle::borrow(record.dom));
        listing.machines.append(std::move(machine));
    }
    return listing;
}

// For drivers without bulk statistics: one call for each machine.
Result<Machine> readOne(virDomainPtr domain)
{
    int state = 0;
    int reason = 0;
    if (virDomainGetState(domain, &state, &reason, 0) < 0)
        return lastError().about(Text::tr("Cannot read the state of the machine."));
    return Machine{.uuid = uuidOf(domain),
                   .name = nameOf(domain),
                   .state = stateOf(state),
                   .reason = quint8(qBound(0, reason, 255))};
}

// The three lists that say what a state does not, asked for side by side: on a slow link they cost
// one round trip together, and none when something else is asked meanwhile.
class FlagLists
{
public:
    explicit FlagLists(const ConnectHandle &connect)
        : m_autostarted(ask(connect, VIR_CONNECT_LIST_DOMAINS_AUTOSTART))
        , m_saved(ask(connect, VIR_CONNECT_LIST_DOMAINS_MANAGEDSAVE))
        , m_transient(ask(connect, VIR_CONNECT_LIST_DOMAINS_TRANSIENT))
    {}

    void apply(QList<Machine> &machines)
    {
        const QSet<QUuid> autostarted = m_autostarted.get();
        const QSet<QUuid> saved = m_saved.get();
        const QSet<QUuid> transient = m_transient.get();
        for (Machine &machine : machines) {
            machine.autostart = autostarted.contains(machine.uuid);
            machine.savedState = saved.contains(machine.uuid);
            machine.persistent = !transient.contains(machine.uuid);
        }
    }

private:
    using Answer = std::future<QSet<QUuid>>;

    static Answer ask(const ConnectHandle &connect, unsigned flag)
    {
        return std::async(std::launch::async, [connect, flag] { return filtered(connect, flag); });
    }

    Answer m_autostarted, m_saved, m_transient;
};

void readFlags(const ConnectHandle &connect, Listing &listing)
{
    // Three questions a machine: from two machines on, the three lists cost no more.
    if (listing.machines.size() > 1) {
        FlagLists(connect).apply(listing.machines);
        return;
    }
    for (Machine &machine : listing.machines) {
        const virDomainPtr domain = listing.domains.value(machine.uuid).get();
        int autostart = 0;
        machine.persistent = virDomainIsPersistent(domain) != 0;
        machine.savedState = virDomainHasManagedSaveImage(domain, 0) == 1;
        machine.autostart = virDomainGetAutostart(domain, &autostart) == 0 && autostart;
    }
}

} // namespace

QUuid uuidOf(virDomainPtr domain)
{
    unsigned char raw[VIR_UUID_BUFLEN];
    if (virDomainGetUUID(domain, raw) < 0)
        return {};
    return QUuid::fromRfc4122(QByteArrayView(raw, VIR_UUID_BUFLEN));
}

Result<Listing> listMachines(const ConnectHandle &connect)
{
    Listing listing;
    FlagLists flags(connect);
    virDomainStatsRecordPtr *found = nullptr;
    const int count = virConnectGetAllDomainStats(connect.get(), VIR_DOMAIN_STATS_STATE, &found,
                                                  VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT);
    const std::unique_ptr<virDomainStatsRecordPtr, FreeRecords> records(found);
    if (count >= 0) {
        listing = fromRecords(records.get(), count);
    } else {
        int listed = 0;
        const DomainList domains = list(connect, 0, listed);
        if (listed < 0)
            return lastError().about(Text::tr("Cannot list the machines."));
        for (int i = 0; i < listed; ++i) {
            auto machine = readOne(domains.get()[i]);
            if (!machine)
                continue; // one that vanished meanwhile is no error
            listing.domains.insert(machine->uuid, DomainHandle::borrow(domains.get()[i]));
            listing.machines.append(*std::move(machine));
        }
    }
    flags.apply(listing.machines);
    return listing;
}

Result<Listing> readMachines(const ConnectHandle &connect, const QList<DomainHandle> &domains,
                             bool withFlags)
{
    QList<virDomainPtr> wanted;
    wanted.reserve(domains.size() + 1);
    for (const DomainHandle &domain : domains)
        wanted.append(domain.get());
    wanted.append(nullptr); // libvirt's list ends with it
    virDomainStatsRecordPtr *found = nullptr;
    const int count = virDomainListGetStats(wanted.data(), VIR_DOMAIN_STATS_STATE, &found,
                                            VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT);
    const std::unique_ptr<virDomainStatsRecordPtr, FreeRecords> records(found);
    Listing listing;
    if (count >= 0) {
        listing = fromRecords(records.get(), count);
    } else {
        const LastError failure = lastError();
        if (failure.error().kind == Error::Kind::Lost)
            return failure.about(Text::tr("Cannot read the state of the machines."));
        for (const DomainHandle &domain : domains) {
            auto machine = readOne(domain.get());
            if (machine) {
                listing.domains.insert(machine->uuid, domain);
                listing.machines.append(*std::move(machine));
            } else if (machine.error().kind == Error::Kind::Lost) {
                return tl::unexpected(machine.error());
            }
        }
    }
    if (withFlags)
        readFlags(connect, listing);
    return listing;
}

Result<DomainHandle> find(const ConnectHandle &connect, const QUuid &uuid)
{
    const QByteArray raw = uuid.toRfc4122();
    DomainHandle domain(virDomainLookupByUUID(
        connect.get(), reinterpret_cast<const unsigned char *>(raw.constData())));
    if (!domain)
        return lastError().about(Text::tr("Cannot find the machine on its host."));
    return domain;
}

Result<JobProgress> jobProgress(const DomainHandle &domain)
{
    int type = 0;
    virTypedParameterPtr parameters = nullptr;
    int count = 0;
    if (virDomainGetJobStats(domain.get(), &type, &parameters, &count, 0) < 0)
        return lastError().about(Text::tr("Cannot read the progress."));
    JobProgress progress;
    const auto read = [&](const char *name) -> quint64 {
        unsigned long long value = 0;
        return virTypedParamsGetULLong(parameters, count, name, &value) == 1 ? value : 0;
    };
    progress.total = read(VIR_DOMAIN_JOB_DATA_TOTAL);
    progress.done = read(VIR_DOMAIN_JOB_DATA_PROCESSED);
    progress.elapsedMs = qint64(read(VIR_DOMAIN_JOB_TIME_ELAPSED));
    virTypedParamsFree(parameters, count);
    return progress;
}

Result<> abortJob(const DomainHandle &domain)
{
    if (virDomainAbortJob(domain.get()) < 0)
        return lastError().about(Text::tr("Cannot cancel."));
    return {};
}

Result<QByteArray> xml(const DomainHandle &domain, bool inactive)
{
    const std::unique_ptr<char, decltype(&free)> text(
        virDomainGetXMLDesc(domain.get(), inactive ? VIR_DOMAIN_XML_INACTIVE : 0), free);
    if (!text)
        return lastError().about(
            Text::tr("Cannot read the definition of “%1”.").arg(nameOf(domain.get())));
    return QByteArray(text.get());
}

Result<int> snapshotCount(const DomainHandle &domain)
{
    const int count = virDomainSnapshotNum(domain.get(), 0);
    if (count < 0)
        return lastError().about(
            Text::tr("Cannot count the snapshots of “%1”.").arg(nameOf(domain.get())));
    return count;
}

Result<FileDescriptor> openGraphics(const DomainHandle &domain, int index, bool skipAuthentication)
{
    const int fd = virDomainOpenGraphicsFD(
        domain.get(), unsigned(index), skipAuthentication ? VIR_DOMAIN_OPEN_GRAPHICS_SKIPAUTH : 0);
    if (fd < 0)
        return lastError().about(
            Text::tr("Cannot open the display of “%1”.").arg(nameOf(domain.get())));
    return FileDescriptor(fd);
}

static QList<GuestAddresses> addressesFrom(const DomainHandle &domain, unsigned source)
{
    constexpr int most = 64;
    virDomainInterfacePtr *interfaces = nullptr;
    const int count = virDomainInterfaceAddresses(domain.get(), &interfaces, source, 0);
    QList<GuestAddresses> found;
    int total = 0;
    for (int i = 0; i < count; ++i) {
        GuestAddresses one{.mac = QString::fromUtf8(interfaces[i]->hwaddr).left(64)};
        for (unsigned a = 0; a < interfaces[i]->naddrs && total < most; ++a) {
            const QString address = QString::fromUtf8(interfaces[i]->addrs[a].addr);
            // Every guest has these; nobody can reach it there.
            if (address.startsWith(QStringLiteral("127.")) || address == QStringLiteral("::1")
                || address.startsWith(QStringLiteral("fe80:")))
                continue;
            one.addresses.append(address.left(64));
            ++total;
        }
        if (!one.addresses.isEmpty())
            found += one;
        virDomainInterfaceFree(interfaces[i]);
    }
    if (count >= 0)
        free(interfaces);
    return found;
}

QList<GuestAddresses> addresses(const DomainHandle &domain, bool askAgent)
{
    QList<GuestAddresses> found = addressesFrom(domain, VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_LEASE);
    if (found.isEmpty() && askAgent) {
        virDomainAgentSetResponseTimeout(domain.get(), 3, 0);
        found = addressesFrom(domain, VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_AGENT);
    }
    if (found.isEmpty())
        found = addressesFrom(domain, VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_ARP);
    return found;
}

} // namespace Virt
