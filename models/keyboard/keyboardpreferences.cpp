// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyboard/keyboardpreferences.h"

#include "models/keyboard/keyplayer.h"

#include <QUuid>

using namespace Qt::StringLiterals;

static QByteArray keyOf(const char *what, const QUuid &machine)
{
    return what + machine.toByteArray(QUuid::WithoutBraces);
}

KeyChord KeyboardPreferences::defaultReleaseChord()
{
    return *KeyChord::parse(u"Ctrl+Alt");
}

KeyChord KeyboardPreferences::releaseChord(const Settings &settings)
{
    return KeyChord::parse(settings.value(releaseChordKey).toString())
        .value_or(defaultReleaseChord());
}

void KeyboardPreferences::setReleaseChord(Settings &settings, const KeyChord &chord)
{
    settings.setValue(releaseChordKey, chord.isEmpty() || chord == defaultReleaseChord()
                                           ? QVariant()
                                           : QVariant(chord.text()));
}

QList<KeyChord> KeyboardPreferences::hostChords(const Settings &settings)
{
    const QVariant stored = settings.value(hostChordsKey);
    const QString text = stored.isValid() ? stored.toString() : u"F11"_s;
    QList<KeyChord> chords;
    const QStringList names = text.split(u' ', Qt::SkipEmptyParts);
    for (const QString &name : names) {
        if (const auto chord = KeyChord::parse(name))
            chords.append(*chord);
    }
    return chords;
}

void KeyboardPreferences::setHostChords(Settings &settings, const QList<KeyChord> &chords)
{
    QStringList names;
    for (const KeyChord &chord : chords)
        names.append(chord.text());
    const QString text = names.join(u' ');
    settings.setValue(hostChordsKey, text == u"F11"_s ? QVariant() : QVariant(text));
}

QList<KeyMacro> KeyboardPreferences::macros(const Settings &settings)
{
    return KeyMacros::fromText(settings.value(macrosKey).toString()).value_or(QList<KeyMacro>());
}

void KeyboardPreferences::setMacros(Settings &settings, const QList<KeyMacro> &macros)
{
    settings.setValue(macrosKey,
                      macros.isEmpty() ? QVariant() : QVariant(KeyMacros::toText(macros)));
}

KeyboardLayout KeyboardPreferences::guestLayout(const Settings &settings, const QUuid &machine,
                                                const KeyboardLayout &host)
{
    const QVariant stored = settings.value(keyOf("console/layout-", machine).constData());
    return stored.isValid() ? KeyboardLayout::fromId(stored.toString()) : host;
}

void KeyboardPreferences::setGuestLayout(Settings &settings, const QUuid &machine,
                                         const KeyboardLayout &layout)
{
    settings.setValue(keyOf("console/layout-", machine).constData(), layout.id());
}

int KeyboardPreferences::pace(const Settings &settings, const QUuid &machine)
{
    const QVariant stored = settings.value(keyOf("console/pace-", machine).constData());
    return qBound(KeyPlayer::defaultPace, stored.toInt(), KeyPlayer::slowestPace);
}

void KeyboardPreferences::setPace(Settings &settings, const QUuid &machine, int milliseconds)
{
    settings.setValue(keyOf("console/pace-", machine).constData(),
                      milliseconds == KeyPlayer::defaultPace ? QVariant() : QVariant(milliseconds));
}
