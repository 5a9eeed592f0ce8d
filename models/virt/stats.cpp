// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/virt/stats.h"

#include "models/virt/domain.h"
#include "models/virt/lasterror.h"

#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>

#include <QCoreApplication>
#include <QDateTime>
#include <QHash>

#include <cstring>
#include <memory>
#include <vector>

namespace Virt {

namespace {

// Enough for any machine, and a bound on what a host can make us allocate.
constexpr unsigned maxDevices = 256;
constexpr unsigned maxVcpus = 1024;

using Value = std::optional<quint64>;

Value number(const virTypedParameter &parameter)
{
    switch (parameter.type) {
    case VIR_TYPED_PARAM_INT:
        return parameter.value.i < 0 ? Value() : Value(quint64(parameter.value.i));
    case VIR_TYPED_PARAM_UINT:
        return parameter.value.ui;
    case VIR_TYPED_PARAM_LLONG:
        return parameter.value.l < 0 ? Value() : Value(quint64(parameter.value.l));
    case VIR_TYPED_PARAM_ULLONG:
        return parameter.value.ul;
    default:
        return {};
    }
}

// "block.3.rd.bytes" → the 3 and the "rd.bytes".
struct Indexed
{
    unsigned index = 0;
    QByteArrayView field = {};
};

std::optional<Indexed> indexed(QByteArrayView name, unsigned limit)
{
    const qsizetype dot = name.indexOf('.');
    bool isNumber = false;
    const unsigned index = dot > 0 ? name.first(dot).toByteArray().toUInt(&isNumber) : 0;
    if (!isNumber || index >= limit)
        return {};
    return Indexed{index, name.sliced(dot + 1)};
}

template <class Device>
Device &at(QList<Device> &devices, unsigned index)
{
    if (devices.size() <= qsizetype(index))
        devices.resize(index + 1);
    return devices[index];
}

QString text(const virTypedParameter &parameter)
{
    return parameter.type == VIR_TYPED_PARAM_STRING ? QString::fromUtf8(parameter.value.s).left(256)
                                                    : QString();
}

void readBlock(DiskCounters &disk, QByteArrayView field, const virTypedParameter &parameter)
{
    if (field == "name") {
        disk.name = text(parameter);
        return;
    }
    const Value value = number(parameter);
    if (!value)
        return;
    if (field == "rd.bytes")
        disk.readBytes = *value;
    else if (field == "wr.bytes")
        disk.writtenBytes = *value;
    else if (field == "rd.reqs")
        disk.readRequests = *value;
    else if (field == "wr.reqs")
        disk.writeRequests = *value;
    else if (field == "capacity")
        disk.capacity = value;
    else if (field == "allocation")
        disk.allocation = value;
    else if (field == "physical")
        disk.physical = value;
}

void readInterface(InterfaceCounters &interface, QByteArrayView field,
                   const virTypedParameter &parameter)
{
    if (field == "name") {
        interface.name = text(parameter);
        return;
    }
    const Value value = number(parameter);
    if (!value)
        return;
    if (field == "rx.bytes")
        interface.receivedBytes = *value;
    else if (field == "tx.bytes")
        interface.sentBytes = *value;
    else if (field == "rx.pkts")
        interface.receivedPackets = *value;
    else if (field == "tx.pkts")
        interface.sentPackets = *value;
    else if (field == "rx.errs" || field == "tx.errs")
        interface.errors += *value;
    else if (field == "rx.drop" || field == "tx.drop")
        interface.drops += *value;
}

void readBalloon(MachineSample &sample, QByteArrayView field, const virTypedParameter &parameter)
{
    const Value value = number(parameter);
    if (field == "current")
        sample.balloonKiB = value;
    else if (field == "maximum")
        sample.balloonMaximumKiB = value;
    else if (field == "rss")
        sample.rssKiB = value;
    else if (field == "available")
        sample.guestAvailableKiB = value;
    else if (field == "unused")
        sample.guestUnusedKiB = value;
    else if (field == "usable")
        sample.guestUsableKiB = value;
    else if (field == "last-update" && value && *value > 0)
        sample.guestUpdatedSecs = qint64(*value);
}

void read(MachineSample &sample, const virTypedParameter &parameter)
{
    const QByteArrayView name(parameter.field,
                              qsizetype(strnlen(parameter.field, sizeof parameter.field)));
    if (name == "cpu.time") {
        sample.cpuTimeNs = number(parameter);
    } else if (name == "vcpu.current") {
        sample.vcpuCurrent = quint32(qMin<quint64>(number(parameter).value_or(0), maxVcpus));
    } else if (name.startsWith("balloon.")) {
        readBalloon(sample, name.sliced(8), parameter);
    } else if (name.startsWith("vcpu.")) {
        if (const auto part = indexed(name.sliced(5), maxVcpus); part && part->field == "time")
            at(sample.vcpuTimeNs, part->index) = number(parameter);
    } else if (name.startsWith("block.")) {
        if (const auto part = indexed(name.sliced(6), maxDevices))
            readBlock(at(sample.disks, part->index), part->field, parameter);
    } else if (name.startsWith("net.")) {
        if (const auto part = indexed(name.sliced(4), maxDevices))
            readInterface(at(sample.interfaces, part->index), part->field, parameter);
    }
}

unsigned libvirtGroups(StatsGroups groups)
{
    unsigned flags = 0;
    const std::pair<StatsGroup, unsigned> table[] = {
        {StatsGroup::State, VIR_DOMAIN_STATS_STATE},
        {StatsGroup::Cpu, VIR_DOMAIN_STATS_CPU_TOTAL},
        {StatsGroup::Memory, VIR_DOMAIN_STATS_BALLOON},
        {StatsGroup::Vcpu, VIR_DOMAIN_STATS_VCPU},
        {StatsGroup::Interface, VIR_DOMAIN_STATS_INTERFACE},
        {StatsGroup::Block, VIR_DOMAIN_STATS_BLOCK}};
    for (const auto &[ours, theirs] : table) {
        if (groups.testFlag(ours))
            flags |= theirs;
    }
    return flags;
}

} // namespace

Result<QList<MachineSample>> sampleMachines(const ConnectHandle &connect, StatsGroups groups)
{
    virDomainStatsRecordPtr *records = nullptr;
    const int count = virConnectGetAllDomainStats(connect.get(), libvirtGroups(groups), &records,
                                                  VIR_CONNECT_GET_ALL_DOMAINS_STATS_ACTIVE
                                                      | VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT);
    if (count < 0)
        return lastError().about(
            QCoreApplication::translate("Virt", "Cannot read the statistics of the machines."));
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    QList<MachineSample> samples;
    samples.reserve(count);
    for (int i = 0; i < count; ++i) {
        MachineSample sample{.uuid = uuidOf(records[i]->dom), .timeMs = now};
        for (int p = 0; p < records[i]->nparams; ++p)
            read(sample, records[i]->params[p]);
        // A user-mode interface is counted but has neither a name nor counters.
        sample.interfaces.removeIf([](const InterfaceCounters &one) { return one.name.isEmpty(); });
        sample.disks.removeIf([](const DiskCounters &one) { return one.name.isEmpty(); });
        samples.append(std::move(sample));
    }
    virDomainStatsRecordListFree(records);
    return samples;
}

void HostSampler::sampleCpu(const ConnectHandle &connect, HostSample &sample)
{
    if (m_cpuFields == 0
        && virNodeGetCPUStats(connect.get(), VIR_NODE_CPU_STATS_ALL_CPUS, nullptr, &m_cpuFields, 0)
               < 0)
        m_cpuFields = -1;
    if (m_cpuFields <= 0 || m_cpuFields > 64)
        return;
    std::vector<virNodeCPUStats> fields{size_t(m_cpuFields)};
    int count = m_cpuFields;
    if (virNodeGetCPUStats(connect.get(), VIR_NODE_CPU_STATS_ALL_CPUS, fields.data(), &count, 0)
        < 0)
        return;
    quint64 busy = 0;
    bool counted = false;
    for (int i = 0; i < count; ++i) {
        const char *name = fields[size_t(i)].field;
        const quint64 value = fields[size_t(i)].value;
        if (!strcmp(name, VIR_NODE_CPU_STATS_KERNEL) || !strcmp(name, VIR_NODE_CPU_STATS_USER)
            || !strcmp(name, VIR_NODE_CPU_STATS_INTR)) {
            busy += value;
            counted = true;
        } else if (!strcmp(name, VIR_NODE_CPU_STATS_IDLE)) {
            sample.cpuIdleNs = value;
        } else if (!strcmp(name, VIR_NODE_CPU_STATS_IOWAIT)) {
            sample.cpuIowaitNs = value;
        } else if (!strcmp(name, VIR_NODE_CPU_STATS_UTILIZATION)) {
            sample.cpuUtilization = double(qMin<quint64>(value, 100)) / 100;
        }
    }
    if (counted)
        sample.cpuBusyNs = busy;
}

void HostSampler::sampleMemory(const ConnectHandle &connect, HostSample &sample)
{
    if (m_memoryFields == 0
        && virNodeGetMemoryStats(connect.get(), VIR_NODE_MEMORY_STATS_ALL_CELLS, nullptr,
                                 &m_memoryFields, 0)
               < 0)
        m_memoryFields = -1;
    if (m_memoryFields <= 0 || m_memoryFields > 64)
        return;
    std::vector<virNodeMemoryStats> fields{size_t(m_memoryFields)};
    int count = m_memoryFields;
    if (virNodeGetMemoryStats(connect.get(), VIR_NODE_MEMORY_STATS_ALL_CELLS, fields.data(), &count,
                              0)
        < 0)
        return;
    for (int i = 0; i < count; ++i) {
        const char *name = fields[size_t(i)].field;
        const quint64 value = fields[size_t(i)].value;
        if (!strcmp(name, VIR_NODE_MEMORY_STATS_TOTAL))
            sample.memoryTotalKiB = value;
        else if (!strcmp(name, VIR_NODE_MEMORY_STATS_FREE))
            sample.memoryFreeKiB = value;
        else if (!strcmp(name, VIR_NODE_MEMORY_STATS_BUFFERS))
            sample.memoryBuffersKiB = value;
        else if (!strcmp(name, VIR_NODE_MEMORY_STATS_CACHED))
            sample.memoryCachedKiB = value;
    }
}

} // namespace Virt
