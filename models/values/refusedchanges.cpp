// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/refusedchanges.h"

DomainChanges refusedChanges(const DomainChanges &changes, const EditOutcome &outcome,
                             EditTime time, bool persistent)
{
    if (!outcome.running || outcome.notNow.isEmpty() || (time != EditTime::Now && persistent))
        return {};
    DomainChanges refused = changes;
    // What could not be told in parts has no item.
    const auto done = [&outcome](const auto &one) {
        return !outcome.notNow.contains(one.item) && !outcome.notNow.contains(QString());
    };
    if (!changes.document) {
        refused.fields.removeIf(done);
        refused.elements.removeIf(done);
    }
    return refused;
}

void putAll(DomainChanges &changes, const DomainChanges &newer)
{
    for (const FieldChange &one : newer.fields)
        changes.put(one, true);
    for (const ElementChange &one : newer.elements)
        changes.put(one, true);
    if (newer.document)
        changes.document = newer.document;
}

QString refusalText(const EditOutcome &outcome)
{
    QStringList reasons;
    for (const Error &error : outcome.notNow)
        reasons += error.reason();
    reasons.removeDuplicates();
    return reasons.join(u' ');
}
