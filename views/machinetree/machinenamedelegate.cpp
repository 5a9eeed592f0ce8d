// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/machinetree/machinenamedelegate.h"

#include "models/items/machinetreemodel.h"

#include <QPainter>

namespace {

int iconSize(const QStyleOptionViewItem &option)
{
    return option.fontMetrics.lineSpacing() * 3 / 2;
}

int gap(const QStyleOptionViewItem &option)
{
    return option.fontMetrics.averageCharWidth();
}

} // namespace

void MachineNameDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QString name = cell.text;
    const QRect content = paintEmpty(painter, cell);
    const bool stale = isStale(index);

    const int size = iconSize(cell);
    const QRect iconRect = QStyle::alignedRect(cell.direction, Qt::AlignLeft | Qt::AlignVCenter,
                                               {size, size}, content);
    icon(index.data(MachineTreeModel::IconNameRole).toString())
        .paint(painter, iconRect, Qt::AlignCenter, stale ? QIcon::Disabled : QIcon::Normal);

    QRect text = content;
    if (cell.direction == Qt::LeftToRight)
        text.setLeft(iconRect.right() + gap(cell));
    else
        text.setRight(iconRect.left() - gap(cell));
    const int line = cell.fontMetrics.lineSpacing();
    const QRect top(text.left(), text.center().y() - line + 1, text.width(), line);
    const QRect bottom = top.translated(0, line);

    QFont bold = cell.font;
    bold.setWeight(QFont::DemiBold);
    painter->save();
    painter->setFont(bold);
    painter->setPen(textColor(cell));
    const int alignment = QStyle::visualAlignment(cell.direction, Qt::AlignLeft | Qt::AlignVCenter)
                          | Qt::TextSingleLine;
    painter->drawText(top, alignment,
                      QFontMetrics(bold).elidedText(name, Qt::ElideRight, top.width()));
    painter->setFont(cell.font);
    painter->setPen(stale ? textColor(cell) : mutedColor(cell));
    painter->drawText(
        bottom, alignment,
        cell.fontMetrics.elidedText(index.data(MachineTreeModel::StateTextRole).toString(),
                                    Qt::ElideRight, bottom.width()));
    painter->restore();
}

QSize MachineNameDelegate::sizeHint(const QStyleOptionViewItem &option,
                                    const QModelIndex &index) const
{
    const QSize text = MachineCellDelegate::sizeHint(option, index);
    return {text.width() + iconSize(option) + gap(option) * 2, text.height()};
}

const QIcon &MachineNameDelegate::icon(const QString &name) const
{
    auto known = m_icons.constFind(name);
    if (known == m_icons.constEnd())
        known = m_icons.insert(name, QIcon::fromTheme(name));
    return *known;
}
