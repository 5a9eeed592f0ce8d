// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/eventfiltermodel.h"

#include "models/items/eventmodel.h"

#include <algorithm>

EventFilterModel::EventFilterModel(QObject *parent) : QSortFilterProxyModel(parent) {}

void EventFilterModel::setText(const QString &text)
{
    const QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    if (words == m_words)
        return;
    m_words = words;
    invalidateFilter();
}

void EventFilterModel::setHiddenKinds(const QSet<QString> &kinds)
{
    if (kinds == m_hiddenKinds)
        return;
    m_hiddenKinds = kinds;
    invalidateFilter();
}

void EventFilterModel::setMinimumSeverity(EventSeverity severity)
{
    if (severity == m_severity)
        return;
    m_severity = severity;
    invalidateFilter();
}

bool EventFilterModel::isFiltering() const
{
    return !m_words.isEmpty() || !m_hiddenKinds.isEmpty()
           || m_severity != EventSeverity::Information;
}

QStringList EventFilterModel::allKinds()
{
    QStringList kinds;
    for (int kind = 0; kind <= int(MachineEvent::Kind::MemoryDeviceSizeChange); ++kind)
        kinds.append(eventKindText(MachineEvent::Kind(kind)));
    kinds.removeDuplicates();
    std::sort(kinds.begin(), kinds.end(), [](const QString &a, const QString &b) {
        return QString::localeAwareCompare(a, b) < 0;
    });
    return kinds;
}

bool EventFilterModel::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const auto cell = [&](int column) { return sourceModel()->index(row, column, parent); };
    if (cell(0).data(EventModel::SeverityRole).toInt() < int(m_severity))
        return false;
    if (m_hiddenKinds.contains(cell(EventModel::KindColumn).data().toString()))
        return false;
    return std::all_of(m_words.begin(), m_words.end(), [&](const QString &word) {
        for (const int column :
             {EventModel::EventColumn, EventModel::KindColumn, EventModel::TimeColumn})
            if (cell(column).data().toString().contains(word, Qt::CaseInsensitive))
                return true;
        return false;
    });
}
