// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/machinetree/sparklinedelegate.h"

#include "models/items/machinetreemodel.h"

#include <QPainter>

#include <algorithm>
#include <array>

namespace {

constexpr qsizetype longestTrail = 64;

int figureWidth(const QFontMetrics &metrics)
{
    return metrics.horizontalAdvance(QStringLiteral("100 %"));
}

void paintTrail(QPainter *painter, const QRectF &area, const QList<float> &trail, QColor color)
{
    // The newest at the right edge; a short trail has not filled the line yet.
    const qsizetype count = std::min(trail.size(), longestTrail);
    const qreal step = area.width() / (40 - 1);
    std::array<QPointF, longestTrail + 2> points;
    for (qsizetype i = 0; i < count; ++i) {
        const qreal share = std::clamp(qreal(trail[trail.size() - 1 - i]), 0.0, 1.0);
        const qreal x = std::max(area.left(), area.right() - step * qreal(i));
        points[size_t(i)] = {x, area.bottom() - share * area.height()};
    }
    points[size_t(count)] = {points[size_t(count) - 1].x(), area.bottom()};
    points[size_t(count) + 1] = {area.right(), area.bottom()};

    QColor shade = color;
    shade.setAlphaF(0.2F);
    painter->setPen(Qt::NoPen);
    painter->setBrush(shade);
    painter->drawPolygon(points.data(), int(count) + 2);
    painter->setPen(QPen(color, 1.2));
    painter->setBrush(Qt::NoBrush);
    painter->drawPolyline(points.data(), int(count));
}

} // namespace

void SparklineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QString figure = cell.text;
    const QRect content = paintEmpty(painter, cell);
    if (figure.isEmpty())
        return;

    painter->save();
    const int width = figureWidth(cell.fontMetrics);
    painter->setPen(textColor(cell));
    painter->drawText(content, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, figure);
    const int inset = content.height() / 5;
    const QRectF area = QRectF(content).adjusted(0, inset, -width - width / 4, -inset);
    const auto trail = index.data(MachineTreeModel::TrailRole).value<QList<float>>();
    if (trail.size() > 1 && area.width() > width / 2) {
        painter->setRenderHint(QPainter::Antialiasing);
        paintTrail(painter, area, trail, figureColor(cell));
    }
    painter->restore();
}

QSize SparklineDelegate::sizeHint(const QStyleOptionViewItem &option,
                                  const QModelIndex &index) const
{
    const QSize text = MachineCellDelegate::sizeHint(option, index);
    return {figureWidth(option.fontMetrics) * 7 / 2, text.height()};
}
