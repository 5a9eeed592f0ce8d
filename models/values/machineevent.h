// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/machinekey.h"

#include <QDateTime>
#include <QString>

// What happened to a machine, in libvirt's terms (virDomainEventID and that event's own numbers).
// Words are made when it is shown, so that a stored event follows the user's language.
struct MachineEvent
{
    // The numbers are libvirt's virDomainEventID; models/virt asserts it.
    enum class Kind : quint8 {
        Lifecycle = 0,
        Reboot = 1,
        RtcChange = 2,
        Watchdog = 3,
        IoError = 4,
        Graphics = 5,
        IoErrorReason = 6,
        ControlError = 7,
        BlockJob = 8,
        DiskChange = 9,
        TrayChange = 10,
        PmWakeup = 11,
        PmSuspend = 12,
        BalloonChange = 13,
        PmSuspendDisk = 14,
        DeviceRemoved = 15,
        BlockJob2 = 16,
        Tunable = 17,
        AgentLifecycle = 18,
        DeviceAdded = 19,
        MigrationIteration = 20,
        JobCompleted = 21,
        DeviceRemovalFailed = 22,
        MetadataChange = 23,
        BlockThreshold = 24,
        MemoryFailure = 25,
        MemoryDeviceSizeChange = 26,
    };

    qint64 timeMs = 0; // since the epoch, when it reached us
    MachineKey machine = {};
    Kind kind = Kind::Lifecycle;
    qint32 type = 0; // lifecycle: virDomainEventType; others: that event's first number
    qint32 detail = 0; // lifecycle: the type's detail; others: that event's second number
    QString subject = {}; // device alias, disk path, client address, metadata URI; untrusted
    QString text = {}; // further words of the event, "old → new", parameters; untrusted
    QString machineName = {}; // at that time

    bool operator==(const MachineEvent &) const = default;
};
Q_DECLARE_METATYPE(MachineEvent)

enum class EventSeverity { Information, Warning, Failure };

// "Stopped: crashed; the guest panicked" – one translated line, safe to show as plain text.
QString eventText(const MachineEvent &event);

// The kind in a word or two, for the filter: "Lifecycle", "Disk", "Memory".
QString eventKindText(MachineEvent::Kind kind);

EventSeverity eventSeverity(const MachineEvent &event);
