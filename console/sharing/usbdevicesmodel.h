// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/protocol/messages.h"
#include "console/sharing/usbrules.h"

#include <QAbstractListModel>

// This computer's USB devices as rows with a check box: checked means that the machine has it. A
// click changes nothing here; it is told by toggled(), and the row follows what the viewer says.
class UsbDevicesModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { IdRole = Qt::UserRole + 1, IdentityRole };

    struct Row
    {
        Wire::UsbDevice device = {};
        UsbFacts facts = {};
        bool busy = false;    // a request is under way
        QString failure = {}; // of the last request; untrusted

        bool operator==(const Row &) const = default;
    };

    using QAbstractListModel::QAbstractListModel;

    // By rows and roles: equal rows change nothing.
    void setRows(const QList<Row> &rows);
    const QList<Row> &rows() const { return m_rows; }
    int inUse() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    static QString title(const Row &row); // safe

Q_SIGNALS:
    void toggled(quint32 device, bool on);

private:
    QList<Row> m_rows; // by id
};
