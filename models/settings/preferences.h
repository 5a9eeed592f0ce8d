// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/settings/settings.h"
#include "models/values/machinerequest.h"

#include <algorithm>
#include <array>

// Every preference of the user: key, type, default. Views keep their own geometry through
// Settings::value().
namespace Preferences {

// Seconds between two statistics; read with statsInterval(), which keeps it in bounds.
inline constexpr Setting<int> statsSeconds{"statistics/seconds", 3};
inline constexpr int statsSecondsMinimum = 1, statsSecondsMaximum = 60;
inline constexpr Setting<bool> connectAtStart{"start/connect", true};
// A ShutdownMode; read with shutdownMode().
inline constexpr Setting<int> shutdownModeNumber{"machines/shutdownMode",
                                                 int(ShutdownMode::Automatic)};

// Seconds between two small pictures of a machine's screen; 0: none are taken. Read with
// picturesInterval(). They are on the Overview page, and where the user likes it in the list.
inline constexpr Setting<int> picturesSeconds{"pictures/seconds", 10};
inline constexpr int picturesSecondsMaximum = 600;
inline constexpr Setting<bool> picturesInList{"pictures/inList", false};

// How a machine's picture fills its place.
enum class ConsoleScaling {
    Fit,          // as large as fits, all of it visible
    OneToOne,     // one pixel for one pixel, scrolled where it is larger
    GuestFollows, // the guest changes its resolution; scaled to fit until it has, or if it cannot
};
// A ConsoleScaling for consoles that have none of their own; read with consoleScaling().
inline constexpr Setting<int> consoleScalingNumber{"console/scaling", int(ConsoleScaling::Fit)};

// The terminals of text consoles. An empty font is the desktop's fixed one, no size its size.
inline const Setting<QString> terminalFont{"terminal/font", {}};
inline constexpr Setting<int> terminalFontSize{"terminal/fontSize", 0};
inline constexpr int terminalFontSizeMinimum = 5, terminalFontSizeMaximum = 48;
// Lines that are kept once they have scrolled off.
inline constexpr Setting<int> terminalHistory{"terminal/history", 10'000};
inline constexpr int terminalHistoryMaximum = 50'000;
enum class TerminalColouring { FollowPalette, Dark, Light };
inline constexpr Setting<int> terminalColours{"terminal/colours",
                                              int(TerminalColouring::FollowPalette)};

// Whether an action asks before it is done. On by default where data of the guest is lost.
inline constexpr Setting<bool> confirmForceOff{"confirm/forceOff", true};
inline constexpr Setting<bool> confirmReset{"confirm/reset", true};
inline constexpr Setting<bool> confirmReboot{"confirm/reboot", true};
inline constexpr Setting<bool> confirmShutDown{"confirm/shutDown", false};
inline constexpr Setting<bool> confirmSaveState{"confirm/saveState", false};
inline constexpr Setting<bool> confirmPause{"confirm/pause", false};
inline constexpr Setting<bool> confirmDiscardSavedState{"confirm/discardSavedState", true};
inline constexpr Setting<bool> confirmRemoveConnection{"confirm/removeConnection", true};
inline constexpr Setting<bool> confirmQuitWithTasks{"confirm/quitWithTasks", true};

inline constexpr std::array confirmations{
    &confirmForceOff,
    &confirmReset,
    &confirmReboot,
    &confirmShutDown,
    &confirmSaveState,
    &confirmPause,
    &confirmDiscardSavedState,
    &confirmRemoveConnection,
    &confirmQuitWithTasks,
};

// The preference that decides whether `action` asks first; null: it never does, or always
// through a dialog of its own (Delete).
constexpr const Setting<bool> *confirmationOf(MachineAction action)
{
    switch (action) {
    case MachineAction::ForceOff:
        return &confirmForceOff;
    case MachineAction::Reset:
        return &confirmReset;
    case MachineAction::Reboot:
        return &confirmReboot;
    case MachineAction::ShutDown:
        return &confirmShutDown;
    case MachineAction::SaveState:
        return &confirmSaveState;
    case MachineAction::Pause:
        return &confirmPause;
    case MachineAction::DiscardSavedState:
        return &confirmDiscardSavedState;
    default:
        return nullptr;
    }
}
static_assert(confirmationOf(MachineAction::ForceOff)->fallback);
static_assert(!confirmationOf(MachineAction::Start));

// Milliseconds, for Connection::setStatsInterval().
inline int statsInterval(const Settings &settings)
{
    return std::clamp(settings.get(statsSeconds), statsSecondsMinimum, statsSecondsMaximum) * 1000;
}

// Milliseconds, for Thumbnails::setInterval().
inline int picturesInterval(const Settings &settings)
{
    return std::clamp(settings.get(picturesSeconds), 0, picturesSecondsMaximum) * 1000;
}

inline ShutdownMode shutdownMode(const Settings &settings)
{
    const int number = settings.get(shutdownModeNumber);
    return number < 0 || number > int(ShutdownMode::Acpi) ? ShutdownMode::Automatic
                                                          : ShutdownMode(number);
}

inline ConsoleScaling consoleScaling(const Settings &settings)
{
    const int number = settings.get(consoleScalingNumber);
    return number < 0 || number > int(ConsoleScaling::GuestFollows) ? ConsoleScaling::Fit
                                                                    : ConsoleScaling(number);
}

inline void askAgainAboutEverything(Settings &settings)
{
    for (const Setting<bool> *confirmation : confirmations)
        if (confirmation->fallback)
            settings.set(*confirmation, true);
}

} // namespace Preferences
