// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/virt/events.h"

#include "models/virt/domain.h"

#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>

#include <QDateTime>
#include <QStringList>

#include <cstring>

// How each event is filled is written down at MachineEvent.

using Kind = MachineEvent::Kind;
using SharedSink = std::shared_ptr<EventSink>;

namespace {

static_assert(int(Kind::Lifecycle) == VIR_DOMAIN_EVENT_ID_LIFECYCLE);
static_assert(int(Kind::IoErrorReason) == VIR_DOMAIN_EVENT_ID_IO_ERROR_REASON);
static_assert(int(Kind::BlockJob) == VIR_DOMAIN_EVENT_ID_BLOCK_JOB);
static_assert(int(Kind::PmSuspendDisk) == VIR_DOMAIN_EVENT_ID_PMSUSPEND_DISK);
static_assert(int(Kind::AgentLifecycle) == VIR_DOMAIN_EVENT_ID_AGENT_LIFECYCLE);
static_assert(int(Kind::MetadataChange) == VIR_DOMAIN_EVENT_ID_METADATA_CHANGE);
static_assert(int(Kind::MemoryDeviceSizeChange) == VIR_DOMAIN_EVENT_ID_MEMORY_DEVICE_SIZE_CHANGE);

// A host can send anything of any length.
QString copied(const char *text)
{
    constexpr size_t limit = 4096;
    return text ? QString::fromUtf8(text, qsizetype(strnlen(text, limit))) : QString();
}

// The domain is lent for the length of the callback: copy its identity and leave.
void tell(virDomainPtr domain, void *opaque, MachineEvent event)
{
    event.timeMs = QDateTime::currentMSecsSinceEpoch();
    event.machine.uuid = Virt::uuidOf(domain);
    event.machineName = copied(virDomainGetName(domain));
    (**static_cast<SharedSink *>(opaque))(std::move(event), DomainHandle::borrow(domain));
}

QString summary(virTypedParameterPtr parameters, int count)
{
    QStringList parts;
    for (int i = 0; i < qMin(count, 64); ++i) {
        const virTypedParameter &parameter = parameters[i];
        QString value;
        switch (parameter.type) {
        case VIR_TYPED_PARAM_INT:
            value = QString::number(parameter.value.i);
            break;
        case VIR_TYPED_PARAM_UINT:
            value = QString::number(parameter.value.ui);
            break;
        case VIR_TYPED_PARAM_LLONG:
            value = QString::number(parameter.value.l);
            break;
        case VIR_TYPED_PARAM_ULLONG:
            value = QString::number(parameter.value.ul);
            break;
        case VIR_TYPED_PARAM_DOUBLE:
            value = QString::number(parameter.value.d);
            break;
        case VIR_TYPED_PARAM_BOOLEAN:
            value = QString::number(int(parameter.value.b));
            break;
        case VIR_TYPED_PARAM_STRING:
            value = copied(parameter.value.s);
            break;
        }
        parts.append(copied(parameter.field) + QLatin1Char('=') + value);
    }
    return parts.join(QStringLiteral(", "));
}

QString lines(std::initializer_list<QString> parts)
{
    return QStringList(parts).join(QLatin1Char('\n'));
}

int onLifecycle(virConnectPtr, virDomainPtr domain, int type, int detail, void *opaque)
{
    tell(domain, opaque, {.kind = Kind::Lifecycle, .type = type, .detail = detail});
    return 0;
}

template <Kind kind>
void onPlain(virConnectPtr, virDomainPtr domain, void *opaque)
{
    tell(domain, opaque, {.kind = kind});
}

template <Kind kind>
void onPower(virConnectPtr, virDomainPtr domain, int, void *opaque)
{
    tell(domain, opaque, {.kind = kind});
}

void onRtcChange(virConnectPtr, virDomainPtr domain, long long offset, void *opaque)
{
    tell(domain, opaque, {.kind = Kind::RtcChange, .text = QString::number(offset)});
}

void onWatchdog(virConnectPtr, virDomainPtr domain, int action, void *opaque)
{
    tell(domain, opaque, {.kind = Kind::Watchdog, .type = action});
}

void onIoError(virConnectPtr, virDomainPtr domain, const char *path, const char *alias, int action,
               void *opaque)
{
    tell(domain, opaque,
         {.kind = Kind::IoError, .type = action, .subject = copied(alias), .text = copied(path)});
}

void onIoErrorReason(virConnectPtr, virDomainPtr domain, const char *path, const char *alias,
                     int action, const char *reason, void *opaque)
{
    tell(domain, opaque,
         {.kind = Kind::IoErrorReason,
          .type = action,
          .subject = copied(alias),
          .text = lines({copied(path), copied(reason)})});
}

void onGraphics(virConnectPtr, virDomainPtr domain, int phase,
                const virDomainEventGraphicsAddress *, const virDomainEventGraphicsAddress *remote,
                const char *scheme, const virDomainEventGraphicsSubject *, void *opaque)
{
    QString client = remote ? copied(remote->node) : QString();
    if (remote && remote->service && *remote->service)
        client += QLatin1Char(':') + copied(remote->service);
    tell(domain, opaque,
         {.kind = Kind::Graphics, .type = phase, .subject = client, .text = copied(scheme)});
}

template <Kind kind>
void onBlockJob(virConnectPtr, virDomainPtr domain, const char *disk, int type, int status,
                void *opaque)
{
    tell(domain, opaque, {.kind = kind, .type = type, .detail = status, .subject = copied(disk)});
}

void onDiskChange(virConnectPtr, virDomainPtr domain, const char *before, const char *after,
                  const char *alias, int reason, void *opaque)
{
    tell(domain, opaque,
         {.kind = Kind::DiskChange,
          .type = reason,
          .subject = copied(alias),
          .text = lines({copied(before), copied(after)})});
}

void onTrayChange(virConnectPtr, virDomainPtr domain, const char *alias, int reason, void *opaque)
{
    tell(domain, opaque, {.kind = Kind::TrayChange, .type = reason, .subject = copied(alias)});
}

void onBalloonChange(virConnectPtr, virDomainPtr domain, unsigned long long kib, void *opaque)
{
    tell(domain, opaque, {.kind = Kind::BalloonChange, .text = QString::number(kib)});
}

template <Kind kind>
void onDevice(virConnectPtr, virDomainPtr domain, const char *alias, void *opaque)
{
    tell(domain, opaque, {.kind = kind, .subject = copied(alias)});
}

void onTunable(virConnectPtr, virDomainPtr domain, virTypedParameterPtr parameters, int count,
               void *opaque)
{
    tell(domain, opaque, {.kind = Kind::Tunable, .text = summary(parameters, count)});
}

void onAgentLifecycle(virConnectPtr, virDomainPtr domain, int state, int reason, void *opaque)
{
    tell(domain, opaque, {.kind = Kind::AgentLifecycle, .type = state, .detail = reason});
}

void onMigrationIteration(virConnectPtr, virDomainPtr domain, int iteration, void *opaque)
{
    tell(domain, opaque, {.kind = Kind::MigrationIteration, .type = iteration});
}

void onJobCompleted(virConnectPtr, virDomainPtr domain, virTypedParameterPtr parameters, int count,
                    void *opaque)
{
    int operation = 0;
    virTypedParamsGetInt(parameters, count, VIR_DOMAIN_JOB_OPERATION, &operation);
    tell(domain, opaque,
         {.kind = Kind::JobCompleted, .type = operation, .text = summary(parameters, count)});
}

void onMetadataChange(virConnectPtr, virDomainPtr domain, int type, const char *uri, void *opaque)
{
    tell(domain, opaque, {.kind = Kind::MetadataChange, .type = type, .subject = copied(uri)});
}

void onBlockThreshold(virConnectPtr, virDomainPtr domain, const char *device, const char *path,
                      unsigned long long threshold, unsigned long long excess, void *opaque)
{
    tell(domain, opaque,
         {.kind = Kind::BlockThreshold,
          .subject = copied(device),
          .text = lines({copied(path), QString::number(threshold), QString::number(excess)})});
}

void onMemoryFailure(virConnectPtr, virDomainPtr domain, int recipient, int action, unsigned flags,
                     void *opaque)
{
    tell(domain, opaque,
         {.kind = Kind::MemoryFailure,
          .type = recipient,
          .detail = action,
          .text = QString::number(flags)});
}

void onMemoryDeviceSize(virConnectPtr, virDomainPtr domain, const char *alias,
                        unsigned long long kib, void *opaque)
{
    tell(domain, opaque,
         {.kind = Kind::MemoryDeviceSizeChange,
          .subject = copied(alias),
          .text = QString::number(kib > UINT64_MAX / 1024 ? UINT64_MAX : kib * 1024)});
}

struct Registration
{
    Kind kind;
    virConnectDomainEventGenericCallback callback;
    // An older event that says the same with less: registered only where this one is unknown.
    Kind instead = Kind::Lifecycle;
    virConnectDomainEventGenericCallback fallback = nullptr;
};

const Registration others[] = {
    {Kind::MetadataChange, VIR_DOMAIN_EVENT_CALLBACK(onMetadataChange)},
    {Kind::Reboot, VIR_DOMAIN_EVENT_CALLBACK(onPlain<Kind::Reboot>)},
    {Kind::RtcChange, VIR_DOMAIN_EVENT_CALLBACK(onRtcChange)},
    {Kind::Watchdog, VIR_DOMAIN_EVENT_CALLBACK(onWatchdog)},
    {Kind::IoErrorReason, VIR_DOMAIN_EVENT_CALLBACK(onIoErrorReason), Kind::IoError,
     VIR_DOMAIN_EVENT_CALLBACK(onIoError)},
    {Kind::Graphics, VIR_DOMAIN_EVENT_CALLBACK(onGraphics)},
    {Kind::ControlError, VIR_DOMAIN_EVENT_CALLBACK(onPlain<Kind::ControlError>)},
    {Kind::BlockJob2, VIR_DOMAIN_EVENT_CALLBACK(onBlockJob<Kind::BlockJob2>), Kind::BlockJob,
     VIR_DOMAIN_EVENT_CALLBACK(onBlockJob<Kind::BlockJob>)},
    {Kind::DiskChange, VIR_DOMAIN_EVENT_CALLBACK(onDiskChange)},
    {Kind::TrayChange, VIR_DOMAIN_EVENT_CALLBACK(onTrayChange)},
    {Kind::PmWakeup, VIR_DOMAIN_EVENT_CALLBACK(onPower<Kind::PmWakeup>)},
    {Kind::PmSuspend, VIR_DOMAIN_EVENT_CALLBACK(onPower<Kind::PmSuspend>)},
    {Kind::PmSuspendDisk, VIR_DOMAIN_EVENT_CALLBACK(onPower<Kind::PmSuspendDisk>)},
    {Kind::BalloonChange, VIR_DOMAIN_EVENT_CALLBACK(onBalloonChange)},
    {Kind::DeviceRemoved, VIR_DOMAIN_EVENT_CALLBACK(onDevice<Kind::DeviceRemoved>)},
    {Kind::DeviceAdded, VIR_DOMAIN_EVENT_CALLBACK(onDevice<Kind::DeviceAdded>)},
    {Kind::DeviceRemovalFailed, VIR_DOMAIN_EVENT_CALLBACK(onDevice<Kind::DeviceRemovalFailed>)},
    {Kind::Tunable, VIR_DOMAIN_EVENT_CALLBACK(onTunable)},
    {Kind::AgentLifecycle, VIR_DOMAIN_EVENT_CALLBACK(onAgentLifecycle)},
    {Kind::MigrationIteration, VIR_DOMAIN_EVENT_CALLBACK(onMigrationIteration)},
    {Kind::JobCompleted, VIR_DOMAIN_EVENT_CALLBACK(onJobCompleted)},
    {Kind::BlockThreshold, VIR_DOMAIN_EVENT_CALLBACK(onBlockThreshold)},
    {Kind::MemoryFailure, VIR_DOMAIN_EVENT_CALLBACK(onMemoryFailure)},
    {Kind::MemoryDeviceSizeChange, VIR_DOMAIN_EVENT_CALLBACK(onMemoryDeviceSize)},
};

} // namespace

EventSubscription::EventSubscription(ConnectHandle connect, std::shared_ptr<EventSink> sink,
                                     Scope scope)
    : m_connect(std::move(connect))
{
    const auto subscribe = [&](Kind kind, virConnectDomainEventGenericCallback callback) {
        auto *opaque = new SharedSink(sink);
        const int id = virConnectDomainEventRegisterAny(
            m_connect.get(), nullptr, int(kind), callback, opaque,
            [](void *shared) { delete static_cast<SharedSink *>(shared); });
        if (id < 0) {
            delete opaque;
            return false;
        }
        m_callbacks.append(id);
        return true;
    };
    if (scope == Scope::Lifecycle) {
        subscribe(Kind::Lifecycle, VIR_DOMAIN_EVENT_CALLBACK(onLifecycle));
        return;
    }
    for (const Registration &registration : others) {
        if (!subscribe(registration.kind, registration.callback) && registration.fallback)
            subscribe(registration.instead, registration.fallback);
    }
}

EventSubscription::~EventSubscription()
{
    for (const int id : m_callbacks)
        virConnectDomainEventDeregisterAny(m_connect.get(), id);
}
