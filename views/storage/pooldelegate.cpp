// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/storage/pooldelegate.h"

#include "models/items/poollistmodel.h"

#include <QIcon>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

static int barHeight(const QStyleOptionViewItem &option)
{
    return std::max(3, option.fontMetrics.height() / 4);
}

QSize PoolDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    // Room for the bar in every row: rows of one height are read more easily.
    const int gap = margin(option);
    return {option.fontMetrics.averageCharWidth() * 26,
            linesHeight(option) + barHeight(option) + gap / 2 + 2 * gap};
}

void PoolDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    QStyleOptionViewItem opt = option;
    initStyleOption(&opt, index);
    const auto state = PoolState(index.data(PoolListModel::StateRole).toInt());
    const bool active = state == PoolState::Running || state == PoolState::Degraded;
    painter->save();
    const Look look =
        paintGround(painter, opt,
                    QIcon::fromTheme(index.data(PoolListModel::IconNameRole).toString(),
                                     QIcon::fromTheme(u"drive-harddisk"_s)),
                    !active);
    const int bottom =
        paintLines(painter, opt, look, index.data(PoolListModel::SummaryRole).toString(), !active);
    const QVariant share = index.data(PoolListModel::ShareRole);
    if (active && share.isValid()) {
        const qreal radius = barHeight(opt) / 2.0;
        const QRectF bar(look.text.left(), bottom + 1 + margin(opt) / 2.0, look.text.width(),
                         barHeight(opt));
        QRectF used = bar;
        used.setWidth(bar.width() * std::clamp(share.toDouble(), 0.0, 1.0));
        if (look.mirrored)
            used.moveRight(bar.right());
        QColor rest = look.ink;
        rest.setAlphaF(0.15f);
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(rest);
        painter->drawRoundedRect(bar, radius, radius);
        painter->setBrush(look.accent);
        // A sliver has no room for two round ends.
        painter->setClipRect(used);
        painter->drawRoundedRect(bar, radius, radius);
    }
    painter->restore();
}
