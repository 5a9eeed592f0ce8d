// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/machinekey.h"

#include <QFlags>
#include <QList>
#include <QString>
#include <QStringList>

// The numbers are libvirt's (virDomainState); models/virt asserts it.
enum class MachineState : quint8 {
    Unknown = 0, // VIR_DOMAIN_NOSTATE
    Running = 1,
    Blocked = 2, // Xen: waiting for something; treated as running
    Paused = 3,
    ShuttingDown = 4,
    Off = 5,
    Crashed = 6,
    Suspended = 7, // asleep by the guest's own power management
};

// What the user may ask of a machine. One rule, allowedActions(), serves menus, tool bars and tests.
enum class MachineAction : quint32 {
    Start = 1u << 0,
    StartPaused = 1u << 1,
    Restore = 1u << 2,
    DiscardSavedState = 1u << 3,
    Pause = 1u << 4,
    Resume = 1u << 5,
    ShutDown = 1u << 6,
    Reboot = 1u << 7,
    Reset = 1u << 8,
    ForceOff = 1u << 9,
    SaveState = 1u << 10,
    CoreDump = 1u << 11,
    WakeUp = 1u << 12,
    SuspendToRam = 1u << 13,
    SuspendToDisk = 1u << 14,
    Autostart = 1u << 15, // set or clear
    Rename = 1u << 16,
    EditTitle = 1u << 17,
    EditDescription = 1u << 18,
    Delete = 1u << 19, // the definition only
    OpenConsole = 1u << 20,
    SendKey = 1u << 21,
    Screenshot = 1u << 22, // by the host: needs no console
    CopyScreenshot = 1u << 23,
};
Q_DECLARE_FLAGS(MachineActions, MachineAction)
Q_DECLARE_OPERATORS_FOR_FLAGS(MachineActions)

// IP addresses of one of a guest's network interfaces. Untrusted.
struct GuestAddresses
{
    QString mac = {}; // may be empty: the guest did not say
    QStringList addresses = {};
    bool operator==(const GuestAddresses &) const = default;
};

// One row's worth of a machine: a value, compared by value, owned by whoever holds it. The first
// block comes from host-wide lists; the second from the machine's XML, read lazily, and is empty
// until `described`.
struct Machine
{
    QUuid uuid = {};
    QString name = {}; // untrusted, as everything a host says
    MachineState state = MachineState::Unknown;
    quint8 reason = 0; // libvirt's virDomain…Reason of that state; words: machineReasonText()
    bool persistent = true;
    bool autostart = false;
    bool savedState = false; // a managed save image exists: Start restores it

    bool described = false;
    bool hasAgentChannel = false; // the XML has a guest-agent channel
    quint16 graphicsCount = 0;    // <graphics> devices
    quint32 vcpus = 0;            // current
    quint64 memoryKiB = 0;        // current allocation
    QString title = {};
    QString description = {};
    QStringList tags = {};
    QString osName = {};                       // from libosinfo metadata, else empty
    QStringList macs = {};                     // of its network interfaces, as they are written
    QList<GuestAddresses> guestAddresses = {}; // when somebody asked for them

    QStringList addresses() const // all of them
    {
        QStringList all;
        for (const GuestAddresses &one : guestAddresses)
            all += one.addresses;
        return all;
    }

    bool isActive() const
    {
        return state != MachineState::Off && state != MachineState::Unknown
               && !(state == MachineState::Crashed && reason == 0);
    }
    const QString &displayName() const { return title.isEmpty() ? name : title; }
    bool operator==(const Machine &) const = default;
};
Q_DECLARE_METATYPE(Machine)

// What the state alone allows; `savedState` adds or takes what a managed save image changes.
constexpr MachineActions allowedActions(MachineState state, bool savedState = false,
                                        bool persistent = true)
{
    using enum MachineAction;
    MachineActions always = OpenConsole | EditTitle | EditDescription;
    if (persistent)
        always |= Autostart;
    constexpr MachineActions shots = Screenshot | CopyScreenshot;
    switch (state) {
    case MachineState::Off: {
        MachineActions off = always | Delete | Rename;
        off |= savedState ? Restore | DiscardSavedState : Start | StartPaused;
        return off;
    }
    case MachineState::Running:
    case MachineState::Blocked: {
        MachineActions running = always | Pause | ShutDown | Reboot | Reset | ForceOff | CoreDump
                                 | SuspendToRam | SuspendToDisk | SendKey | shots;
        return persistent ? running | SaveState : running;
    }
    case MachineState::Paused: {
        MachineActions paused = always | Resume | Reset | ForceOff | CoreDump | shots;
        return persistent ? paused | SaveState : paused;
    }
    case MachineState::ShuttingDown:
        return always | Reset | ForceOff | CoreDump | SendKey | shots;
    case MachineState::Crashed:
        return always | Start | ForceOff | Reset | CoreDump;
    case MachineState::Suspended:
        return always | WakeUp | ForceOff;
    case MachineState::Unknown:
        break;
    }
    return always;
}

inline MachineActions allowedActions(const Machine &machine)
{
    return allowedActions(machine.state, machine.savedState, machine.persistent);
}

static_assert(!allowedActions(MachineState::Off).testFlag(MachineAction::Pause));
static_assert(allowedActions(MachineState::Off, true).testFlag(MachineAction::Restore));
static_assert(
    !allowedActions(MachineState::Running, false, false).testFlag(MachineAction::SaveState));

// "Running", "Shut off", "Saved" …
QString machineStateText(MachineState state, bool savedState = false);

// "crashed; the guest panicked", "by the user"; empty where the reason says nothing more.
QString machineReasonText(MachineState state, quint8 reason);

// The icon that stands for its state, by its name in the theme.
QString machineIconName(const Machine &machine);

// Why `action` is not possible now, as a sentence for a tool tip; empty when it is allowed.
QString whyNotAllowed(const Machine &machine, MachineAction action);
