// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/devicelistmodel.h"

#include "models/core/safetext.h"
#include "models/xml/domaindescriptionreader.h"

#include <QHash>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

qsizetype DeviceListModel::find(const QString &key, qsizetype from) const
{
    for (qsizetype i = from; i < m_rows.size(); ++i) {
        if (m_rows[i].item.key == key)
            return i;
    }
    return -1;
}

void DeviceListModel::setRows(const QList<Row> &rows)
{
    QSet<QString> keys;
    for (const Row &row : rows)
        keys.insert(row.item.key);
    for (qsizetype i = m_rows.size() - 1; i >= 0; --i) {
        if (!keys.contains(m_rows[i].item.key)) {
            beginRemoveRows({}, int(i), int(i));
            m_rows.removeAt(i);
            endRemoveRows();
        }
    }
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const qsizetype at = find(rows[i].item.key, i);
        if (at < 0) {
            beginInsertRows({}, int(i), int(i));
            m_rows.insert(i, rows[i]);
            endInsertRows();
            continue;
        }
        if (at != i) {
            beginMoveRows({}, int(at), int(at), {}, int(i));
            m_rows.move(at, i);
            endMoveRows();
        }
        if (m_rows[i] != rows[i]) {
            m_rows[i] = rows[i];
            Q_EMIT dataChanged(index(int(i)), index(int(i)));
        }
    }
}

void DeviceListModel::setEdited(const QSet<QString> &keys)
{
    const QSet<QString> before = std::exchange(m_edited, keys);
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const QString &key = m_rows[i].item.key;
        if (before.contains(key) != keys.contains(key))
            Q_EMIT dataChanged(index(int(i)), index(int(i)));
    }
}

int DeviceListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

static QString spoken(const HardwareItem &item, bool edited)
{
    QStringList parts{item.title};
    if (!item.summary.isEmpty())
        parts += item.summary;
    if (edited)
        parts += DeviceListModel::tr("edited, not applied");
    return parts.join(u", "_s);
}

static QString searchText(const HardwareItem &item)
{
    QString text = item.kind + u'\n' + item.title + u'\n' + item.summary;
    for (const HardwareProperty &property : item.properties)
        text += u'\n' + property.label + u'\n' + property.value;
    // What could be set is found, too; the first table is the kind's own.
    const auto tables = fieldTables(item.kind);
    if (!tables.isEmpty()) {
        for (const Field &field : tables.first())
            text += u'\n' + Fields::translated(field.label);
    }
    return text;
}

QVariant DeviceListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[index.row()];
    const HardwareItem &item = row.item;
    switch (role) {
    case Qt::DisplayRole:
        return SafeText::line(item.title, 120);
    case Qt::AccessibleTextRole:
        return SafeText::line(spoken(item, m_edited.contains(item.key)));
    case SummaryRole:
        return SafeText::line(item.summary, 160);
    case IconNameRole:
        return item.icon;
    case SearchRole:
        return searchText(item);
    case ChangeRole:
        return row.change;
    case FirstDeviceRole:
        return !item.isSection() && index.row() > 0 && m_rows[index.row() - 1].item.isSection();
    case KeyRole:
        return item.key;
    case EditedRole:
        return m_edited.contains(item.key);
    }
    return {};
}

QList<DeviceListModel::Row> comparedRows(const DomainDescription &shown,
                                         const DomainDescription *other, bool shownIsNow)
{
    QHash<QString, HardwareItem> others;
    if (other) {
        for (const auto *items : {&other->sections, &other->devices}) {
            for (const HardwareItem &item : *items)
                others.insert(item.key, item);
        }
    }
    QList<DeviceListModel::Row> rows;
    for (const auto *items : {&shown.sections, &shown.devices}) {
        for (const HardwareItem &item : *items) {
            auto change = DeviceListModel::Same;
            const auto match = others.constFind(item.key);
            if (other && match == others.constEnd()) {
                // A running machine's document has sections and controllers that libvirt filled in.
                const bool filledIn = item.isSection() || item.kind == "controller"_L1;
                if (!filledIn)
                    change = shownIsNow ? DeviceListModel::GoesAway : DeviceListModel::Comes;
            } else if (other && (shownIsNow ? differs(item, *match) : differs(*match, item))) {
                change = DeviceListModel::Differs;
            }
            rows.append({item, change});
        }
    }
    return rows;
}
