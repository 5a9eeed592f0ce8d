// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/domaindescription.h"

#include <QAbstractListModel>
#include <QSet>

// The sections and devices of one machine, in the order of their reading. A second reading changes
// rows and keeps what stayed, so that a selection survives it.
class DeviceListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    // How an item's copy of now and the one after the next start relate.
    enum Change { Same, Differs, GoesAway, Comes };
    Q_ENUM(Change)

    enum Role {
        SummaryRole = Qt::UserRole, // QString, safe for one line
        IconNameRole,               // QString
        SearchRole,                 // QString: all that a search looks at
        ChangeRole,                 // Change
        FirstDeviceRole,            // bool: the devices begin here, below the sections
        KeyRole,                    // QString
        EditedRole,                 // bool: something entered for it waits for Apply
    };

    struct Row
    {
        HardwareItem item = {};
        Change change = Same;
        bool operator==(const Row &) const = default;
    };

    using QAbstractListModel::QAbstractListModel;

    void setRows(const QList<Row> &rows);      // each key at most once
    void setEdited(const QSet<QString> &keys); // also of rows to come
    const Row &row(int index) const { return m_rows.at(index); }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    qsizetype find(const QString &key, qsizetype from) const;

    QList<Row> m_rows;
    QSet<QString> m_edited; // keys
};

// The rows of a machine's two copies: those of `shown`, compared with `other` where there is one.
// `shownIsNow`: `shown` is the running copy, `other` the one after the next start, or the reverse.
QList<DeviceListModel::Row> comparedRows(const DomainDescription &shown,
                                         const DomainDescription *other, bool shownIsNow);
