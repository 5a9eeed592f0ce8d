// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/machineevent.h"

#include <QSet>
#include <QSortFilterProxyModel>

// The rows of an EventModel that hold a text, are of a kind, and are bad enough.
class EventFilterModel : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit EventFilterModel(QObject *parent = nullptr);

    void setText(const QString &text); // every word of it, in any column, whatever the case
    void setHiddenKinds(const QSet<QString> &kinds); // as eventKindText() calls them
    void setMinimumSeverity(EventSeverity severity);
    bool isFiltering() const;

    static QStringList allKinds(); // what eventKindText() has words for, each once, in order

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QStringList m_words;
    QSet<QString> m_hiddenKinds;
    EventSeverity m_severity = EventSeverity::Information;
};
