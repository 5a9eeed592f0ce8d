// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyboard/keychord.h"

#include "models/keyboard/keynames.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

std::optional<KeyChord> KeyChord::parse(QStringView text)
{
    KeyChord chord;
    const auto names = text.trimmed().split(u'+');
    for (const QStringView name : names) {
        const quint16 code = KeyNames::code(name.trimmed());
        if (!code || chord.keys.contains(code) || chord.keys.size() >= maximumKeys)
            return std::nullopt;
        chord.keys.append(code);
    }
    return chord;
}

template <class Word>
static QString joined(const QList<quint16> &keys, Word word)
{
    QStringList words;
    for (const quint16 key : keys)
        words.append(word(key));
    return words.join(u'+');
}

QString KeyChord::text() const
{
    return joined(keys, KeyNames::name);
}

QString KeyChord::label() const
{
    return joined(keys, KeyNames::label);
}

bool KeyChord::isSame(const KeyChord &other) const
{
    return keys.size() == other.keys.size()
           && std::is_permutation(keys.begin(), keys.end(), other.keys.begin());
}
