// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/consolesettings.h"

#include "models/settings/preferences.h"

#include <QFontDatabase>

#include <algorithm>

static QByteArray keyOf(const MachineKey &machine, const QByteArray &what = "scaling")
{
    return "console/" + what + '-' + machine.uuid.toByteArray(QUuid::WithoutBraces);
}

Scaling ConsoleSettings::scaling(const Settings &settings, const MachineKey &machine)
{
    const QVariant stored = settings.value(keyOf(machine).constData());
    const int number = stored.isValid() ? stored.toInt() : int(Preferences::consoleScaling(settings));
    return Scaling(qBound(int(Scaling::Fit), number, int(Scaling::GuestFollows)));
}

void ConsoleSettings::setScaling(Settings &settings, const MachineKey &machine, Scaling scaling)
{
    const int number = int(scaling);
    settings.setValue(keyOf(machine).constData(),
                      number == int(Preferences::consoleScaling(settings)) ? QVariant() : QVariant(number));
}

QString ConsoleSettings::graphics(const Settings &settings, const MachineKey &machine)
{
    return settings.value(keyOf(machine, "graphics").constData()).toString();
}

void ConsoleSettings::setGraphics(Settings &settings, const MachineKey &machine,
                                  const QString &type)
{
    settings.setValue(keyOf(machine, "graphics").constData(), type);
}

TerminalPreferences ConsoleSettings::terminal(const Settings &settings)
{
    using Scheme = TerminalColours::Scheme;
    TerminalPreferences preferences;
    preferences.font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    const QString family = settings.get(Preferences::terminalFont);
    if (!family.isEmpty())
        preferences.font.setFamily(family);
    if (const int size = settings.get(Preferences::terminalFontSize); size > 0)
        preferences.font.setPointSize(std::clamp(size, Preferences::terminalFontSizeMinimum,
                                                 Preferences::terminalFontSizeMaximum));
    preferences.historyLines = std::clamp(settings.get(Preferences::terminalHistory), 0,
                                          Preferences::terminalHistoryMaximum);
    const int scheme = settings.get(Preferences::terminalColours);
    preferences.scheme = Scheme(std::clamp(scheme, int(Scheme::FollowPalette), int(Scheme::Light)));
    return preferences;
}
