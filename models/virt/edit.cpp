// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/virt/edit.h"

#include "models/values/cpuset.h"
#include "models/virt/lasterror.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <memory>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Edit)
};

Result<> answer(int code, const QString &failed)
{
    if (code < 0)
        return Virt::lastError().about(failed);
    return {};
}

using Setter = int (*)(virDomainPtr, virTypedParameterPtr, int, unsigned);

// Settings that are values in one of libvirt's parameter lists.
struct Tunable
{
    const char16_t *path;
    const char *name; // of the parameter
    int type;
    Setter set;
};

constexpr std::array tunables = {
    Tunable{u"cputune/shares", VIR_DOMAIN_SCHEDULER_CPU_SHARES, VIR_TYPED_PARAM_ULLONG,
            virDomainSetSchedulerParametersFlags},
    Tunable{u"cputune/period", VIR_DOMAIN_SCHEDULER_VCPU_PERIOD, VIR_TYPED_PARAM_ULLONG,
            virDomainSetSchedulerParametersFlags},
    Tunable{u"cputune/quota", VIR_DOMAIN_SCHEDULER_VCPU_QUOTA, VIR_TYPED_PARAM_LLONG,
            virDomainSetSchedulerParametersFlags},
    Tunable{u"cputune/global_period", VIR_DOMAIN_SCHEDULER_GLOBAL_PERIOD, VIR_TYPED_PARAM_ULLONG,
            virDomainSetSchedulerParametersFlags},
    Tunable{u"cputune/global_quota", VIR_DOMAIN_SCHEDULER_GLOBAL_QUOTA, VIR_TYPED_PARAM_LLONG,
            virDomainSetSchedulerParametersFlags},
    Tunable{u"cputune/emulator_period", VIR_DOMAIN_SCHEDULER_EMULATOR_PERIOD,
            VIR_TYPED_PARAM_ULLONG, virDomainSetSchedulerParametersFlags},
    Tunable{u"cputune/emulator_quota", VIR_DOMAIN_SCHEDULER_EMULATOR_QUOTA, VIR_TYPED_PARAM_LLONG,
            virDomainSetSchedulerParametersFlags},
    Tunable{u"cputune/iothread_period", VIR_DOMAIN_SCHEDULER_IOTHREAD_PERIOD,
            VIR_TYPED_PARAM_ULLONG, virDomainSetSchedulerParametersFlags},
    Tunable{u"cputune/iothread_quota", VIR_DOMAIN_SCHEDULER_IOTHREAD_QUOTA, VIR_TYPED_PARAM_LLONG,
            virDomainSetSchedulerParametersFlags},
    Tunable{u"memtune/hard_limit", VIR_DOMAIN_MEMORY_HARD_LIMIT, VIR_TYPED_PARAM_ULLONG,
            virDomainSetMemoryParameters},
    Tunable{u"memtune/soft_limit", VIR_DOMAIN_MEMORY_SOFT_LIMIT, VIR_TYPED_PARAM_ULLONG,
            virDomainSetMemoryParameters},
    Tunable{u"memtune/swap_hard_limit", VIR_DOMAIN_MEMORY_SWAP_HARD_LIMIT, VIR_TYPED_PARAM_ULLONG,
            virDomainSetMemoryParameters},
    Tunable{u"blkiotune/weight", VIR_DOMAIN_BLKIO_WEIGHT, VIR_TYPED_PARAM_UINT,
            virDomainSetBlkioParameters},
    // Its mode stays as long as the machine runs.
    Tunable{u"numatune/memory@nodeset", VIR_DOMAIN_NUMA_NODESET, VIR_TYPED_PARAM_STRING,
            virDomainSetNumaParameters},
};

// The same of single devices of the host: the values are "/dev/sda,100", and 0 is none.
constexpr std::array deviceTunables = {
    Tunable{u"weight", VIR_DOMAIN_BLKIO_DEVICE_WEIGHT, VIR_TYPED_PARAM_STRING,
            virDomainSetBlkioParameters},
    Tunable{u"read_bytes_sec", VIR_DOMAIN_BLKIO_DEVICE_READ_BPS, VIR_TYPED_PARAM_STRING,
            virDomainSetBlkioParameters},
    Tunable{u"write_bytes_sec", VIR_DOMAIN_BLKIO_DEVICE_WRITE_BPS, VIR_TYPED_PARAM_STRING,
            virDomainSetBlkioParameters},
    Tunable{u"read_iops_sec", VIR_DOMAIN_BLKIO_DEVICE_READ_IOPS, VIR_TYPED_PARAM_STRING,
            virDomainSetBlkioParameters},
    Tunable{u"write_iops_sec", VIR_DOMAIN_BLKIO_DEVICE_WRITE_IOPS, VIR_TYPED_PARAM_STRING,
            virDomainSetBlkioParameters},
};

Result<> setTunable(const DomainHandle &domain, const Tunable &tunable, const QString &value,
                    const QString &failed)
{
    virTypedParameterPtr parameters = nullptr;
    int count = 0, room = 0;
    const int added = virTypedParamsAddFromString(&parameters, &count, &room, tunable.name,
                                                  tunable.type, value.toUtf8().constData());
    const auto release = [&](virTypedParameterPtr list) { virTypedParamsFree(list, count); };
    const std::unique_ptr<virTypedParameter, decltype(release)> owned(parameters, release);
    if (added < 0)
        return Virt::lastError().about(failed);
    return answer(tunable.set(domain.get(), parameters, count, VIR_DOMAIN_AFFECT_LIVE), failed);
}

QString limitFailed()
{
    return Text::tr("Cannot change this limit while the machine runs.");
}

// blkiotune/device[path/=/dev/sda]/read_iops_sec.
std::optional<Result<>> limitDevice(const DomainHandle &domain, const QString &path,
                                    const std::optional<QString> &value)
{
    static const QRegularExpression form(uR"(^blkiotune/device\[path/=([^\],]+)\]/(\w+)$)"_s);
    const auto parts = form.match(path);
    if (!parts.hasMatch())
        return {};
    for (const Tunable &tunable : deviceTunables) {
        if (parts.captured(2) == QStringView(tunable.path))
            return setTunable(domain, tunable, parts.captured(1) + u',' + value.value_or(u"0"_s),
                              limitFailed());
    }
    return {};
}

// perf/event[name=cpu_cycles]@enabled: libvirt's parameter has the event's name.
std::optional<Result<>> countEvent(const DomainHandle &domain, const QString &path,
                                   const std::optional<QString> &value)
{
    static const QRegularExpression form(uR"(^perf/event\[name=(\w+)\]@enabled$)"_s);
    const auto parts = form.match(path);
    if (!parts.hasMatch())
        return {};
    const QByteArray name = parts.captured(1).toLatin1();
    const Tunable event{nullptr, name.constData(), VIR_TYPED_PARAM_BOOLEAN, virDomainSetPerfEvents};
    return setTunable(domain, event, value == u"yes"_s ? u"1"_s : u"0"_s,
                      Text::tr("Cannot change what is counted while the machine runs."));
}

Result<> setMetadata(const DomainHandle &domain, int type, const std::optional<QString> &value)
{
    const QByteArray text = value.value_or(QString()).toUtf8();
    return answer(virDomainSetMetadata(domain.get(), type, value ? text.constData() : nullptr,
                                       nullptr, nullptr, VIR_DOMAIN_AFFECT_LIVE),
                  Text::tr("Cannot change this text while the machine runs."));
}

Result<QByteArray> definition(const DomainHandle &domain, int flags)
{
    const std::unique_ptr<char, decltype(&free)> text(
        virDomainGetXMLDesc(domain.get(), unsigned(flags)), free);
    if (!text)
        return Virt::lastError().about(Text::tr("Cannot read the definition of the machine."));
    return QByteArray(text.get());
}

// A set of host CPUs as libvirt's calls take it: a bit for each that the host has. Absent: all.
Result<QByteArray> cpuMap(const DomainHandle &domain, const std::optional<QString> &value)
{
    const int count = virNodeGetCPUMap(virDomainGetConnect(domain.get()), nullptr, nullptr, 0);
    if (count < 0)
        return Virt::lastError().about(Text::tr("Cannot read the processors of the host."));
    QByteArray map(VIR_CPU_MAPLEN(count), '\0');
    auto *bits = reinterpret_cast<unsigned char *>(map.data());
    const auto cpus = value ? CpuSet::read(*value) : std::nullopt;
    if (value && !cpus)
        return tl::unexpected(
            Error{.summary = Text::tr("“%1” is no set of host CPUs.").arg(*value)});
    for (int cpu = 0; cpu < count; ++cpu) {
        if (!cpus || cpus->contains(cpu))
            VIR_USE_CPU(bits, cpu);
    }
    return map;
}

// cputune/vcpupin[vcpu=2]@cpuset, cputune/emulatorpin@cpuset, cputune/iothreadpin[iothread=1]@cpuset.
std::optional<Result<>> pin(const DomainHandle &domain, const QString &path,
                            const std::optional<QString> &value)
{
    static const QRegularExpression form(
        uR"(^cputune/(?:(vcpupin)\[vcpu=(\d+)\]|(emulatorpin)|(iothreadpin)\[iothread=(\d+)\])@cpuset$)"_s);
    const auto parts = form.match(path);
    if (!parts.hasMatch())
        return {};
    auto map = cpuMap(domain, value);
    if (!map)
        return tl::unexpected(map.error());
    auto *bits = reinterpret_cast<unsigned char *>(map->data());
    const int length = int(map->size());
    int code = 0;
    if (!parts.captured(1).isEmpty())
        code = virDomainPinVcpuFlags(domain.get(), parts.captured(2).toUInt(), bits, length,
                                     VIR_DOMAIN_AFFECT_LIVE);
    else if (!parts.captured(3).isEmpty())
        code = virDomainPinEmulator(domain.get(), bits, length, VIR_DOMAIN_AFFECT_LIVE);
    else
        code = virDomainPinIOThread(domain.get(), parts.captured(5).toUInt(), bits, length,
                                    VIR_DOMAIN_AFFECT_LIVE);
    return answer(code, Text::tr("Cannot pin to these host CPUs while the machine runs."));
}

// More I/O threads, with the next free numbers, or fewer, from the last on.
Result<> setIoThreads(const DomainHandle &domain, unsigned wanted)
{
    const QString failed =
        Text::tr("Cannot change the number of I/O threads while the machine runs.");
    virDomainIOThreadInfoPtr *threads = nullptr;
    const int count = virDomainGetIOThreadInfo(domain.get(), &threads, VIR_DOMAIN_AFFECT_LIVE);
    if (count < 0)
        return Virt::lastError().about(failed);
    QList<unsigned> numbers;
    for (int i = 0; i < count; ++i) {
        numbers += threads[i]->iothread_id;
        virDomainIOThreadInfoFree(threads[i]);
    }
    free(threads);
    std::sort(numbers.begin(), numbers.end());
    while (numbers.size() > qsizetype(wanted)) {
        if (virDomainDelIOThread(domain.get(), numbers.takeLast(), VIR_DOMAIN_AFFECT_LIVE) < 0)
            return Virt::lastError().about(failed);
    }
    for (unsigned next = 1; numbers.size() < qsizetype(wanted); ++next) {
        if (numbers.contains(next))
            continue;
        if (virDomainAddIOThread(domain.get(), next, VIR_DOMAIN_AFFECT_LIVE) < 0)
            return Virt::lastError().about(failed);
        numbers += next;
    }
    return {};
}

} // namespace

Result<QByteArray> Virt::secureXml(const DomainHandle &domain, bool inactive)
{
    return definition(domain, VIR_DOMAIN_XML_SECURE | (inactive ? VIR_DOMAIN_XML_INACTIVE : 0));
}

Result<QByteArray> Virt::plainXml(const DomainHandle &domain, bool inactive)
{
    return definition(domain, inactive ? VIR_DOMAIN_XML_INACTIVE : 0);
}

Result<QByteArray> Virt::nativeArguments(const DomainHandle &domain, const QByteArray &definition)
{
    const std::unique_ptr<char, decltype(&free)> text(
        virConnectDomainXMLToNative(virDomainGetConnect(domain.get()), "qemu-argv",
                                    definition.constData(), 0),
        free);
    if (!text)
        return lastError().about(Text::tr("Cannot ask how the machine would be started."));
    return QByteArray(text.get());
}

bool Virt::isPersistent(const DomainHandle &domain)
{
    return virDomainIsPersistent(domain.get()) == 1;
}

Result<> Virt::updateDevice(const DomainHandle &domain, const QByteArray &device)
{
    return answer(
        virDomainUpdateDeviceFlags(domain.get(), device.constData(), VIR_DOMAIN_AFFECT_LIVE),
        Text::tr("Cannot change this device while the machine runs."));
}

Result<> Virt::attachDevice(const DomainHandle &domain, const QByteArray &device)
{
    return answer(
        virDomainAttachDeviceFlags(domain.get(), device.constData(), VIR_DOMAIN_AFFECT_LIVE),
        Text::tr("Cannot add this device while the machine runs."));
}

Result<> Virt::detachDevice(const DomainHandle &domain, const QByteArray &device)
{
    return answer(
        virDomainDetachDeviceFlags(domain.get(), device.constData(), VIR_DOMAIN_AFFECT_LIVE),
        Text::tr("Cannot remove this device while the machine runs."));
}

std::optional<Result<>> Virt::setNow(const DomainHandle &domain, const QString &path,
                                     const std::optional<QString> &value)
{
    if (path == "title"_L1)
        return setMetadata(domain, VIR_DOMAIN_METADATA_TITLE, value);
    if (path == "description"_L1)
        return setMetadata(domain, VIR_DOMAIN_METADATA_DESCRIPTION, value);
    if (const auto pinned = pin(domain, path, value))
        return pinned;
    // They are added one by one: a number beyond all reason waits for the next start, and its judgement.
    if (const uint threads = value.value_or(QString()).toUInt();
        path == "iothreads"_L1 && threads <= 1024)
        return setIoThreads(domain, threads);
    if (const auto limited = limitDevice(domain, path, value))
        return limited;
    if (const auto counted = countEvent(domain, path, value))
        return counted;
    if (!value)
        return {};
    if (path == "vcpu@current"_L1)
        return answer(virDomainSetVcpusFlags(domain.get(), value->toUInt(), VIR_DOMAIN_AFFECT_LIVE),
                      Text::tr("Cannot change the number of processors while the machine runs."));
    if (path == "currentMemory"_L1)
        return answer(
            virDomainSetMemoryFlags(domain.get(), value->toULong(), VIR_DOMAIN_AFFECT_LIVE),
            Text::tr("Cannot change the memory while the machine runs."));
    for (const Tunable &tunable : tunables) {
        if (path == QStringView(tunable.path))
            return setTunable(domain, tunable, *value, limitFailed());
    }
    return {};
}
