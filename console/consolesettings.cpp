// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/consolesettings.h"

static QByteArray keyOf(const MachineKey &machine)
{
    return "console/scaling-" + machine.uuid.toByteArray(QUuid::WithoutBraces);
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
