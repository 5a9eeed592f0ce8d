// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/storage/volumedelegate.h"

#include "models/items/volumetreemodel.h"

#include <QIcon>

using namespace Qt::StringLiterals;

QSize VolumeDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(option.fontMetrics.height() * 17 / 10);
    return size;
}

void VolumeDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (index.column() != VolumeTreeModel::Name)
        return;
    const bool incomplete = index.data(VolumeTreeModel::IncompleteRole).toBool();
    option->icon = incomplete
                       ? QIcon::fromTheme(u"dialog-warning"_s)
                       : QIcon::fromTheme(index.data(VolumeTreeModel::IconNameRole).toString(),
                                          QIcon::fromTheme(u"drive-harddisk"_s));
    option->features |= QStyleOptionViewItem::HasDecoration;
    const int side = option->fontMetrics.height();
    option->decorationSize = {side, side};
}
