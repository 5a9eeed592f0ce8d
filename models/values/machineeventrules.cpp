// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/machineevent.h"

#include <QCoreApplication>

using Kind = MachineEvent::Kind;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(MachineEvent)
};

// libvirt's virDomainEventType, as far as it matters here.
enum Lifecycle { Paused = 3, Resumed = 4, Stopped = 5, Crashed = 8 };

} // namespace

QString eventKindText(Kind kind)
{
    switch (kind) {
    case Kind::Lifecycle:
    case Kind::Reboot:
        return Text::tr("Lifecycle");
    case Kind::RtcChange:
        return Text::tr("Clock");
    case Kind::Watchdog:
        return Text::tr("Watchdog");
    case Kind::IoError:
    case Kind::IoErrorReason:
    case Kind::DiskChange:
    case Kind::TrayChange:
    case Kind::BlockThreshold:
        return Text::tr("Disk");
    case Kind::Graphics:
        return Text::tr("Console");
    case Kind::ControlError:
        return Text::tr("Hypervisor");
    case Kind::BlockJob:
    case Kind::BlockJob2:
        return Text::tr("Disk job");
    case Kind::PmWakeup:
    case Kind::PmSuspend:
    case Kind::PmSuspendDisk:
        return Text::tr("Power");
    case Kind::BalloonChange:
    case Kind::MemoryFailure:
    case Kind::MemoryDeviceSizeChange:
        return Text::tr("Memory");
    case Kind::DeviceRemoved:
    case Kind::DeviceAdded:
    case Kind::DeviceRemovalFailed:
        return Text::tr("Device");
    case Kind::Tunable:
        return Text::tr("Limits");
    case Kind::AgentLifecycle:
        return Text::tr("Guest agent");
    case Kind::MigrationIteration:
        return Text::tr("Migration");
    case Kind::JobCompleted:
        return Text::tr("Operation");
    case Kind::MetadataChange:
        return Text::tr("Metadata");
    }
    return Text::tr("Other");
}

EventSeverity eventSeverity(const MachineEvent &event)
{
    using enum EventSeverity;
    switch (event.kind) {
    case Kind::Lifecycle:
        switch (event.type) {
        case Paused: // I/O error, watchdog, failed call, failed post-copy
            return event.detail == 2 || event.detail == 8   ? Failure
                   : event.detail == 3 || event.detail == 6 ? Warning
                                                            : Information;
        case Resumed:
            return event.detail == 4 ? Failure : Information;
        case Stopped: // crashed, the hypervisor failed, forced off
            return event.detail == 2 || event.detail == 5 ? Failure
                   : event.detail == 1                    ? Warning
                                                          : Information;
        case Crashed:
            return Failure;
        default:
            return Information;
        }
    case Kind::IoError:
    case Kind::IoErrorReason:
    case Kind::ControlError:
        return Failure;
    case Kind::BlockJob:
    case Kind::BlockJob2:
        return event.detail == 1 ? Failure : Information;
    case Kind::MemoryFailure:
        return event.detail == 2 || event.detail == 3 ? Failure : Warning;
    case Kind::Watchdog:
    case Kind::DiskChange:
    case Kind::DeviceRemovalFailed:
    case Kind::BlockThreshold:
        return Warning;
    default:
        return Information;
    }
}
