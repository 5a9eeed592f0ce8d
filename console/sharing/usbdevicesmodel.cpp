// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/sharing/usbdevicesmodel.h"

#include "models/core/safetext.h"

#include <QIcon>

using namespace Qt::StringLiterals;

static QString details(const UsbDevicesModel::Row &row)
{
    const Wire::UsbDevice &device = row.device;
    if (row.busy)
        return device.redirected ? UsbDevicesModel::tr("Is being taken back…")
                                 : UsbDevicesModel::tr("Is being handed over…");
    if (!row.failure.isEmpty())
        return SafeText::line(row.failure, 200);
    if (!device.possible && !device.hindrance.isEmpty())
        return SafeText::line(device.hindrance, 200);
    if (device.image)
        return UsbDevicesModel::tr("An image file, as a CD in a USB drive");
    const QString numbers =
        u"%1:%2"_s.arg(QString::number(device.vendor, 16).rightJustified(4, u'0'),
                       QString::number(device.product, 16).rightJustified(4, u'0'));
    return UsbDevicesModel::tr("%1, bus %2, device %3")
        .arg(numbers, QString::number(device.bus), QString::number(device.address));
}

QString UsbDevicesModel::title(const Row &row)
{
    // What this computer says counts more than what went through the viewer.
    const QString name = row.facts.name.isEmpty() ? row.device.name : row.facts.name;
    return name.isEmpty() ? row.device.image ? tr("CD image") : tr("USB device")
                          : SafeText::line(name, 120);
}

int UsbDevicesModel::inUse() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(),
                             [](const Row &row) { return row.device.redirected; }));
}

int UsbDevicesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

void UsbDevicesModel::setRows(const QList<Row> &rows)
{
    QList<Row> sorted = rows;
    std::sort(sorted.begin(), sorted.end(),
              [](const Row &a, const Row &b) { return a.device.id < b.device.id; });
    // Both are sorted: one walk.
    int at = 0;
    for (const Row &row : std::as_const(sorted)) {
        while (at < m_rows.size() && m_rows.at(at).device.id < row.device.id) {
            beginRemoveRows({}, at, at);
            m_rows.removeAt(at);
            endRemoveRows();
        }
        if (at < m_rows.size() && m_rows.at(at).device.id == row.device.id) {
            if (m_rows.at(at) != row) {
                m_rows[at] = row;
                Q_EMIT dataChanged(index(at), index(at),
                                   {Qt::DisplayRole, Qt::CheckStateRole, Qt::ToolTipRole});
            }
        } else {
            beginInsertRows({}, at, at);
            m_rows.insert(at, row);
            endInsertRows();
        }
        ++at;
    }
    while (at < m_rows.size()) {
        beginRemoveRows({}, at, at);
        m_rows.removeAt(at);
        endRemoveRows();
    }
}

QVariant UsbDevicesModel::data(const QModelIndex &index, int role) const
{
    if (index.row() < 0 || index.row() >= m_rows.size())
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return QString(title(row) + u'\n' + details(row));
    case Qt::DecorationRole:
        return QIcon::fromTheme(row.device.image ? u"media-optical"_s
                                                 : u"drive-removable-media-usb"_s);
    case Qt::CheckStateRole:
        return row.device.redirected != row.busy ? Qt::Checked : Qt::Unchecked;
    case Qt::ToolTipRole:
        return SafeText::toolTip(title(row) + u'\n' + details(row));
    case IdRole:
        return row.device.id;
    case IdentityRole:
        return row.facts.isValid() ? row.facts.identity() : QString();
    default:
        return {};
    }
}

bool UsbDevicesModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !(flags(index) & Qt::ItemIsUserCheckable))
        return false;
    Q_EMIT toggled(m_rows.at(index.row()).device.id, value.toInt() == Qt::Checked);
    return false; // the row shows it when it is so
}

Qt::ItemFlags UsbDevicesModel::flags(const QModelIndex &index) const
{
    if (index.row() < 0 || index.row() >= m_rows.size())
        return Qt::NoItemFlags;
    const Row &row = m_rows.at(index.row());
    Qt::ItemFlags flags = Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    if (row.device.possible || row.device.redirected)
        flags |= Qt::ItemIsEnabled;
    if ((row.device.possible || row.device.redirected) && !row.busy)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}
