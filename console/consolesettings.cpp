// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/consolesettings.h"

static QByteArray keyOf(const MachineKey &machine, const QByteArray &what = "scaling")
{
    return "console/" + what + '-' + machine.uuid.toByteArray(QUuid::WithoutBraces);
}

Scaling ConsoleSettings::scaling(const Settings &settings, const MachineKey &machine)
{
    const QVariant stored = settings.value(keyOf(machine).constData());
    const int number = stored.isValid() ? stored.toInt() : settings.get(defaultScaling);
    return Scaling(qBound(int(Scaling::Fit), number, int(Scaling::GuestFollows)));
}

void ConsoleSettings::setScaling(Settings &settings, const MachineKey &machine, Scaling scaling)
{
    const int number = int(scaling);
    settings.setValue(keyOf(machine).constData(),
                      number == settings.get(defaultScaling) ? QVariant() : QVariant(number));
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
