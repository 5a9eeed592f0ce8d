// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/eventmodel.h"

#include "models/core/safetext.h"

#include <QLocale>

using namespace Qt::StringLiterals;

// As the user's locale writes dates and times, with seconds, which its short form leaves out.
static QString timeText(const QDateTime &time)
{
    const QLocale locale;
    QString format = locale.timeFormat(QLocale::ShortFormat);
    if (!format.contains(u's'))
        format.replace("mm"_L1, "mm:ss"_L1);
    return locale.toString(time.date(), QLocale::ShortFormat) + u' '
           + locale.toString(time.time(), format);
}

EventModel::EventModel(int limit, QObject *parent)
    : QAbstractTableModel(parent), m_limit(qMax(1, limit))
{}

void EventModel::setEvents(const QList<MachineEvent> &events)
{
    beginResetModel(); // another machine: no row of the last one stays // allowed: reset
    m_rows.clear();
    for (qsizetype i = qMax(0, events.size() - m_limit); i < events.size(); ++i)
        m_rows.append({events[i]});
    endResetModel();
}

void EventModel::append(const QList<MachineEvent> &events)
{
    const qsizetype added = qMin(events.size(), qsizetype(m_limit));
    if (added == 0)
        return;
    if (const qsizetype excess = m_rows.size() + added - m_limit; excess > 0) {
        beginRemoveRows({}, 0, int(excess) - 1);
        m_rows.remove(0, excess);
        endRemoveRows();
    }
    beginInsertRows({}, int(m_rows.size()), int(m_rows.size() + added) - 1);
    for (qsizetype i = events.size() - added; i < events.size(); ++i)
        m_rows.append({events[i]});
    endInsertRows();
}

void EventModel::prepend(const QList<MachineEvent> &events)
{
    const qsizetype added = qMin(events.size(), m_limit - m_rows.size());
    if (added <= 0)
        return;
    beginInsertRows({}, 0, int(added) - 1);
    for (qsizetype i = 0; i < added; ++i)
        m_rows.prepend({events[events.size() - 1 - i]});
    endInsertRows();
}

int EventModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int EventModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const QString &EventModel::text(int row) const
{
    Row &known = m_rows[row];
    if (known.text.isEmpty())
        known.text = eventText(known.event);
    return known.text;
}

QVariant EventModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const MachineEvent &event = m_rows.at(index.row()).event;
    const EventSeverity severity = eventSeverity(event);
    switch (role) {
    case SeverityRole:
        return int(severity);
    case KindRole:
        return int(event.kind);
    case TimeRole:
        return event.timeMs;
    case Qt::DisplayRole:
        switch (index.column()) {
        case TimeColumn:
            return timeText(QDateTime::fromMSecsSinceEpoch(event.timeMs));
        case EventColumn:
            return text(index.row());
        case KindColumn:
            return eventKindText(event.kind);
        }
        return {};
    case Qt::ToolTipRole:
        if (index.column() == TimeColumn)
            return SafeText::toolTip(
                QDateTime::fromMSecsSinceEpoch(event.timeMs)
                    .toOffsetFromUtc(QDateTime::fromMSecsSinceEpoch(event.timeMs).offsetFromUtc())
                    .toString(Qt::ISODateWithMs));
        return SafeText::toolTip(text(index.row()));
    case Qt::AccessibleTextRole: // what the icon says is said here
        if (index.column() == EventColumn && severity == EventSeverity::Warning)
            return tr("Warning: %1").arg(text(index.row()));
        if (index.column() == EventColumn && severity == EventSeverity::Failure)
            return tr("Failure: %1").arg(text(index.row()));
        return data(index, Qt::DisplayRole);
    }
    return {};
}

QVariant EventModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case EventColumn:
        return tr("Event");
    case KindColumn:
        return tr("Kind");
    }
    return {};
}
