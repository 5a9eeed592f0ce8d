// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/machinetree/meterdelegate.h"

#include "models/items/machinetreemodel.h"

#include <QPainter>

#include <algorithm>

void MeterDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    MachineCellDelegate::paint(painter, option, index);
    const QVariant share = index.data(MachineTreeModel::ShareRole);
    if (!share.isValid())
        return;
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const int thickness = std::max(3, cell.fontMetrics.height() / 5);
    const int margin = thickness;
    const QRectF bar(cell.rect.left() + margin,
                     cell.rect.center().y() + cell.fontMetrics.lineSpacing() / 2.0 + 1,
                     cell.rect.width() - 2 * margin, thickness);
    QRectF used = bar;
    used.setWidth(bar.width() * std::clamp(share.toDouble(), 0.0, 1.0));
    if (cell.direction == Qt::RightToLeft)
        used.moveRight(bar.right());
    QColor rest = textColor(cell);
    rest.setAlphaF(0.15F);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(rest);
    painter->drawRoundedRect(bar, thickness / 2.0, thickness / 2.0);
    painter->setBrush(figureColor(cell));
    painter->drawRoundedRect(used, thickness / 2.0, thickness / 2.0);
    painter->restore();
}
