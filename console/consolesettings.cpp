// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/consolesettings.h"

#include "models/settings/preferences.h"

#include <QFontDatabase>
#include <QVariantMap>

#include <algorithm>

using namespace Qt::StringLiterals;

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

// One line a machine: the clipboard is opt-in, so what cannot be read shares nothing.
ConsoleChoices ConsoleSettings::choices(const Settings &settings, const MachineKey &machine)
{
    const QVariantMap stored = settings.value(keyOf(machine, "shared").constData()).toMap();
    ConsoleChoices result;
    result.shareClipboard = stored.value(u"clipboard"_s).toBool();
    result.muted = stored.value(u"muted"_s).toBool();
    result.volume = qBound(0, stored.value(u"volume"_s, 100).toInt(), 100);
    const QStringList displays = stored.value(u"displays"_s).toStringList();
    for (const QString &number : displays) {
        if (const int display = number.toInt(); display > 0 && display < 16)
            result.displays.insert(display);
    }
    result.screens = stored.value(u"screens"_s).toStringList();
    return result;
}

void ConsoleSettings::setChoices(Settings &settings, const MachineKey &machine,
                                 const ConsoleChoices &choices)
{
    QVariantMap stored;
    if (choices != ConsoleChoices{}) {
        QStringList displays;
        for (const int display : choices.displays)
            displays.append(QString::number(display));
        stored = {{u"clipboard"_s, choices.shareClipboard},
                  {u"muted"_s, choices.muted},
                  {u"volume"_s, choices.volume},
                  {u"displays"_s, displays},
                  {u"screens"_s, choices.screens}};
    }
    settings.setValue(keyOf(machine, "shared").constData(),
                      stored.isEmpty() ? QVariant() : QVariant(stored));
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
