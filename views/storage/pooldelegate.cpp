// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/storage/pooldelegate.h"

#include "models/items/poollistmodel.h"

#include <QApplication>
#include <QIcon>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

static QFont smallFont(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 0.9);
    return font;
}

static int margin(const QStyleOptionViewItem &option)
{
    return option.fontMetrics.height() / 3;
}

static int barHeight(const QStyleOptionViewItem &option)
{
    return std::max(3, option.fontMetrics.height() / 4);
}

QSize PoolDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    // Room for the bar in every row: rows of one height are read more easily.
    const int lines = option.fontMetrics.height() + QFontMetrics(smallFont(option.font)).height();
    const int gap = margin(option);
    return {option.fontMetrics.averageCharWidth() * 26,
            lines + barHeight(option) + gap / 2 + 2 * gap};
}

void PoolDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    QStyleOptionViewItem opt = option;
    initStyleOption(&opt, index);
    const QStyle *style = opt.widget ? opt.widget->style() : QApplication::style();
    const int gap = margin(opt);
    painter->save();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &opt, painter, opt.widget);

    const auto group =
        opt.state & QStyle::State_Enabled
            ? (opt.state & QStyle::State_Active ? QPalette::Active : QPalette::Inactive)
            : QPalette::Disabled;
    const bool selected = opt.state & QStyle::State_Selected;
    const auto state = PoolState(index.data(PoolListModel::StateRole).toInt());
    const bool active = state == PoolState::Running || state == PoolState::Degraded;
    const QColor ink =
        opt.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text);
    QColor quiet = ink;
    quiet.setAlphaF(0.65f);

    const QRect inside = opt.rect.adjusted(gap * 2, gap, -gap * 2, -gap);
    const int side =
        qMin(inside.height(), style->pixelMetric(QStyle::PM_LargeIconSize, nullptr, opt.widget));
    const QRect iconRect = QStyle::alignedRect(opt.direction, Qt::AlignLeft | Qt::AlignVCenter,
                                               QSize(side, side), inside);
    const QIcon icon = QIcon::fromTheme(index.data(PoolListModel::IconNameRole).toString(),
                                        QIcon::fromTheme(u"drive-harddisk"_s));
    painter->setOpacity(active ? 1 : 0.5);
    icon.paint(painter, iconRect, Qt::AlignCenter,
               !(opt.state & QStyle::State_Enabled) ? QIcon::Disabled
               : selected                           ? QIcon::Selected
                                                    : QIcon::Normal);
    painter->setOpacity(1);

    QRect text = inside;
    const bool mirrored = opt.direction == Qt::RightToLeft;
    const int taken = side + gap * 2;
    text.adjust(mirrored ? 0 : taken, 0, mirrored ? -taken : 0, 0);
    const auto align = QStyle::visualAlignment(opt.direction, Qt::AlignLeft | Qt::AlignVCenter);
    const QFont font = smallFont(opt.font);
    const QFontMetrics metrics(font);

    QRect line = text;
    line.setHeight(opt.fontMetrics.height());
    painter->setPen(active || selected ? ink : quiet);
    painter->setFont(opt.font);
    painter->drawText(line, align | Qt::TextSingleLine,
                      opt.fontMetrics.elidedText(opt.text, Qt::ElideRight, line.width()));
    line.moveTop(line.bottom() + 1);
    line.setHeight(metrics.height());
    painter->setPen(quiet);
    painter->setFont(font);
    const QString summary = index.data(PoolListModel::SummaryRole).toString();
    painter->drawText(line, align | Qt::TextSingleLine,
                      metrics.elidedText(summary, Qt::ElideRight, line.width()));

    const QVariant share = index.data(PoolListModel::ShareRole);
    if (active && share.isValid()) {
        const qreal radius = barHeight(opt) / 2.0;
        const QRectF bar(text.left(), line.bottom() + 1 + gap / 2.0, text.width(), barHeight(opt));
        QRectF used = bar;
        used.setWidth(bar.width() * std::clamp(share.toDouble(), 0.0, 1.0));
        if (mirrored)
            used.moveRight(bar.right());
        QColor rest = ink;
        rest.setAlphaF(0.15f);
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(rest);
        painter->drawRoundedRect(bar, radius, radius);
        painter->setBrush(selected ? ink : opt.palette.color(group, QPalette::Highlight));
        // A sliver has no room for two round ends.
        painter->setClipRect(used);
        painter->drawRoundedRect(bar, radius, radius);
    }
    painter->restore();
}
