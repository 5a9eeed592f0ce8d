// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/machinetree/machinecelldelegate.h"

#include "models/items/machinetreemodel.h"

#include <QApplication>

QSize MachineCellDelegate::sizeHint(const QStyleOptionViewItem &option,
                                    const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    const int lines = option.fontMetrics.lineSpacing() * 2;
    return size.expandedTo({0, lines + option.fontMetrics.lineSpacing() / 2});
}

void MachineCellDelegate::initStyleOption(QStyleOptionViewItem *option,
                                          const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (!isStale(index))
        return;
    // Not the palette's grey, which is too faint to read a list in.
    QColor grey = option->palette.color(QPalette::Text);
    grey.setAlphaF(0.55F);
    option->palette.setColor(QPalette::Text, grey);
    option->palette.setColor(QPalette::Highlight,
                             option->palette.color(QPalette::Disabled, QPalette::Highlight));
}

QRect MachineCellDelegate::paintEmpty(QPainter *painter, QStyleOptionViewItem option) const
{
    option.text.clear();
    option.icon = {};
    option.features &= ~(QStyleOptionViewItem::HasDisplay | QStyleOptionViewItem::HasDecoration);
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget);
    const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, &option, option.widget) + 1;
    return option.rect.adjusted(margin, 0, -margin, 0);
}

QIcon::Mode MachineCellDelegate::iconMode(const QStyleOptionViewItem &cell,
                                          const QModelIndex &index)
{
    if (isStale(index))
        return QIcon::Disabled;
    return cell.state & QStyle::State_Selected ? QIcon::Selected : QIcon::Normal;
}

bool MachineCellDelegate::isStale(const QModelIndex &index)
{
    return index.data(MachineTreeModel::StaleRole).toBool()
           && !index.data(MachineTreeModel::IsHostRole).toBool();
}

QColor MachineCellDelegate::textColor(const QStyleOptionViewItem &option)
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const auto group =
        option.state.testFlag(QStyle::State_Active) ? QPalette::Active : QPalette::Inactive;
    return option.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text);
}

QColor MachineCellDelegate::mutedColor(const QStyleOptionViewItem &option)
{
    QColor color = textColor(option);
    color.setAlphaF(color.alphaF() * 0.7F);
    return color;
}

QColor MachineCellDelegate::figureColor(const QStyleOptionViewItem &option)
{
    return option.state.testFlag(QStyle::State_Selected)
               ? textColor(option)
               : option.palette.color(QPalette::Active, QPalette::Highlight);
}
