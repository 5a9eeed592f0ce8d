// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/values/machine.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Machine)
};

using Words = const char *;

// In the order of libvirt's numbers; empty where the reason says nothing more than the state.
constexpr std::array<Words, 12> runningReasons{
    "",
    QT_TRANSLATE_NOOP("Machine", "booted"),
    QT_TRANSLATE_NOOP("Machine", "migrated here"),
    QT_TRANSLATE_NOOP("Machine", "restored"),
    QT_TRANSLATE_NOOP("Machine", "reverted to a snapshot"),
    QT_TRANSLATE_NOOP("Machine", "resumed"),
    QT_TRANSLATE_NOOP("Machine", "a migration was canceled"),
    QT_TRANSLATE_NOOP("Machine", "saving its state was canceled"),
    QT_TRANSLATE_NOOP("Machine", "woken up"),
    QT_TRANSLATE_NOOP("Machine", "continued after a crash"),
    QT_TRANSLATE_NOOP("Machine", "post-copy migration"),
    QT_TRANSLATE_NOOP("Machine", "post-copy migration failed"),
};
constexpr std::array<Words, 14> pausedReasons{
    "",
    QT_TRANSLATE_NOOP("Machine", "by the user"),
    QT_TRANSLATE_NOOP("Machine", "for a migration"),
    QT_TRANSLATE_NOOP("Machine", "while its state is saved"),
    QT_TRANSLATE_NOOP("Machine", "while its memory is dumped"),
    QT_TRANSLATE_NOOP("Machine", "a disk failed"),
    QT_TRANSLATE_NOOP("Machine", "the watchdog fired"),
    QT_TRANSLATE_NOOP("Machine", "reverted to a snapshot"),
    QT_TRANSLATE_NOOP("Machine", "while it shuts down"),
    QT_TRANSLATE_NOOP("Machine", "while a snapshot is taken"),
    QT_TRANSLATE_NOOP("Machine", "the guest crashed"),
    QT_TRANSLATE_NOOP("Machine", "starting"),
    QT_TRANSLATE_NOOP("Machine", "for a post-copy migration"),
    QT_TRANSLATE_NOOP("Machine", "post-copy migration failed"),
};
constexpr std::array<Words, 9> offReasons{
    "",
    "",
    QT_TRANSLATE_NOOP("Machine", "forced off"),
    QT_TRANSLATE_NOOP("Machine", "it crashed"),
    QT_TRANSLATE_NOOP("Machine", "migrated away"),
    "",
    QT_TRANSLATE_NOOP("Machine", "failed to start"),
    QT_TRANSLATE_NOOP("Machine", "reverted to a snapshot"),
    QT_TRANSLATE_NOOP("Machine", "stopped by the libvirt daemon"),
};
constexpr std::array<Words, 2> crashedReasons{
    "",
    QT_TRANSLATE_NOOP("Machine", "the guest panicked"),
};

template <size_t N>
QString word(const std::array<Words, N> &words, quint8 number)
{
    if (number >= N)
        return Text::tr("reason %1").arg(number); // newer than we are
    return *words[number] ? Text::tr(words[number]) : QString();
}

} // namespace

QString machineStateText(MachineState state, bool savedState)
{
    switch (state) {
    case MachineState::Running:
    case MachineState::Blocked:
        return Text::tr("Running");
    case MachineState::Paused:
        return Text::tr("Paused");
    case MachineState::ShuttingDown:
        return Text::tr("Shutting down");
    case MachineState::Off:
        return savedState ? Text::tr("Saved") : Text::tr("Shut off");
    case MachineState::Crashed:
        return Text::tr("Crashed");
    case MachineState::Suspended:
        return Text::tr("Asleep");
    case MachineState::Unknown:
        break;
    }
    return Text::tr("Unknown");
}

QString machineReasonText(MachineState state, quint8 reason)
{
    switch (state) {
    case MachineState::Running:
        return word(runningReasons, reason);
    case MachineState::Paused:
        return word(pausedReasons, reason);
    case MachineState::Off:
        return word(offReasons, reason);
    case MachineState::Crashed:
        return word(crashedReasons, reason);
    default:
        return {};
    }
}

QString whyNotAllowed(const Machine &machine, MachineAction action)
{
    using enum MachineAction;
    if (allowedActions(machine).testFlag(action))
        return {};
    const MachineState state = machine.state;
    if (state == MachineState::Unknown)
        return Text::tr("The state of the machine is not known.");
    switch (action) {
    case Start:
    case StartPaused:
        if (state == MachineState::Off)
            return Text::tr("The machine has a saved state: restore it, or discard it first.");
        if (state == MachineState::Paused)
            return Text::tr("The machine is paused: resume it instead.");
        if (state == MachineState::Suspended)
            return Text::tr("The machine is asleep: wake it up instead.");
        return Text::tr("The machine is running already.");
    case Restore:
    case DiscardSavedState:
        return state == MachineState::Off ? Text::tr("The machine has no saved state.")
                                          : Text::tr("The machine is running.");
    case Resume:
        return Text::tr("The machine is not paused.");
    case WakeUp:
        return Text::tr("The machine is not asleep.");
    case SaveState:
        if (!machine.persistent && machine.isActive())
            return Text::tr("A transient machine is gone once it stops: there is nothing to "
                            "restore it from.");
        break;
    case Rename:
    case Delete:
        return Text::tr("The machine must be shut off first.");
    case Autostart:
        return Text::tr("A transient machine cannot be started with the host.");
    default:
        break;
    }
    switch (state) {
    case MachineState::Off:
        return Text::tr("The machine is shut off.");
    case MachineState::Paused:
        return Text::tr("The machine is paused.");
    case MachineState::Suspended:
        return Text::tr("The machine is asleep.");
    case MachineState::Crashed:
        return Text::tr("The machine has crashed.");
    case MachineState::ShuttingDown:
        return Text::tr("The machine is shutting down.");
    default:
        return Text::tr("Not possible while the machine is running.");
    }
}

QString machineIconName(const Machine &machine)
{
    switch (machine.state) {
    case MachineState::Running:
    case MachineState::Blocked:
        return u"machine-running"_s;
    case MachineState::Paused:
        return u"machine-paused"_s;
    case MachineState::ShuttingDown:
        return u"machine-shuttingdown"_s;
    case MachineState::Off:
        return machine.savedState ? u"machine-saved"_s : u"machine-off"_s;
    case MachineState::Crashed:
        return u"machine-crashed"_s;
    case MachineState::Suspended:
        return u"machine-suspended"_s;
    case MachineState::Unknown:
        break;
    }
    return u"machine-unknown"_s;
}
