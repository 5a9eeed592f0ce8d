// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/systemsearch.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

QList<SystemEntry> findSystems(const QList<SystemEntry> &all, const QString &typed,
                               const QDate &today)
{
    const QStringList words = typed.split(u' ', Qt::SkipEmptyParts);
    const QString whole = words.join(u' ');
    QList<SystemEntry> found;
    for (const SystemEntry &entry : all) {
        const QStringList names{entry.name, entry.shortId, entry.version, entry.codename,
                                entry.vendor};
        const QString text = names.join(u'\n');
        const bool fits = std::all_of(words.cbegin(), words.cend(), [&text](const QString &word) {
            return text.contains(word, Qt::CaseInsensitive);
        });
        if (fits)
            found += entry;
    }
    const auto rank = [&](const SystemEntry &entry) {
        const bool exact = entry.name.compare(whole, Qt::CaseInsensitive) == 0
                           || entry.shortId.compare(whole, Qt::CaseInsensitive) == 0
                           || entry.codename.compare(whole, Qt::CaseInsensitive) == 0;
        const bool ended = entry.endOfLife.isValid() && entry.endOfLife < today;
        return (exact ? 0 : 4) + (ended ? 2 : 0) + (entry.prerelease ? 1 : 0);
    };
    std::stable_sort(found.begin(), found.end(), [&](const SystemEntry &a, const SystemEntry &b) {
        const int first = rank(a), second = rank(b);
        return first != second ? first < second : a.released > b.released;
    });
    return found;
}
