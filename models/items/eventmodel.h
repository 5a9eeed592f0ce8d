// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/machineevent.h"

#include <QAbstractTableModel>
#include <QList>

// What happened to one machine, a row each, the newest last. At most `limit` rows: the oldest go.
class EventModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { TimeColumn, EventColumn, KindColumn, ColumnCount };
    enum Role {
        SeverityRole = Qt::UserRole, // int(EventSeverity): which icon a view shows
        KindRole,                    // int(MachineEvent::Kind)
        TimeRole,                    // qint64, milliseconds since the epoch
    };

    explicit EventModel(int limit = 20000, QObject *parent = nullptr);

    void setEvents(const QList<MachineEvent> &events); // another machine's: replaces all
    void append(const QList<MachineEvent> &events);
    void prepend(const QList<MachineEvent> &events); // older ones that were found later
    const MachineEvent &event(int row) const { return m_rows[row].event; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        MachineEvent event = {};
        QString text = {}; // its words, made when they are first asked for
    };
    const QString &text(int row) const;

    const int m_limit;
    mutable QList<Row> m_rows;
};
