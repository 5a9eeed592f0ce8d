// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/machinekey.h"

#include <QDateTime>
#include <QString>

// What happened to a machine, in libvirt's terms (virDomainEventID and that event's own numbers).
// Words are made when it is shown, so that a stored event follows the user's language.
//
// How models/virt fills an event; what is not named stays 0 or empty, and every string is copied
// as it came (the words escape it). "P" is a summary of typed parameters, "name=value, name=value"
// in libvirt's order, numbers in decimal, at most 64 of them.
//
//   kind                    type                detail    subject            text
//   Lifecycle               virDomainEventType  its enum  –                  –
//   Reboot, ControlError    –                   –         –                  –
//   RtcChange               –                   –         –                  offset from UTC, s ("-3600")
//   Watchdog                action              –         –                  –
//   IoError                 action              –         disk alias         source path
//   IoErrorReason           action              –         disk alias         source path \n reason
//   Graphics                phase               –         remote address     authentication scheme
//   BlockJob                job type            status    path of the disk   –
//   BlockJob2               job type            status    target ("vda")     –
//   DiskChange              reason              –         disk alias         old path \n new path
//   TrayChange              reason              –         disk alias         –
//   PmWakeup, PmSuspend,
//   PmSuspendDisk           –                   –         –                  –
//   BalloonChange           –                   –         –                  KiB ("1048576")
//   DeviceRemoved,
//   DeviceAdded,
//   DeviceRemovalFailed     –                   –         device alias       –
//   Tunable                 –                   –         –                  P
//   AgentLifecycle          state               reason    –                  –
//   MigrationIteration      iteration           –         –                  –
//   JobCompleted            operation, else 0   –         –                  P
//   MetadataChange          virDomainMetadata…  –         namespace URI      –
//   BlockThreshold          –                   –         device ("vda[1]")  path \n threshold \n excess
//   MemoryFailure           recipient           action    –                  flags, a number ("3")
//   MemoryDeviceSizeChange  –                   –         device alias       bytes (libvirt gives KiB)
//
// "\n" is a line feed between the parts; a part that libvirt gives as NULL is empty. A remote
// address is "node:service" ("192.0.2.7:51234"), or the path of a UNIX socket. JobCompleted's
// operation is the job statistics' "operation" (VIR_DOMAIN_JOB_OPERATION: virDomainJobOperation).
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
