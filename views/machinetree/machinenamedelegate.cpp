// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/machinetree/machinenamedelegate.h"

#include "models/items/machinetreemodel.h"
#include "models/values/machine.h"

#include <QPainter>
#include <QPixmapCache>

using namespace Qt::StringLiterals;

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
    const bool picture = m_thumbnails && !index.data(MachineTreeModel::IsHostRole).toBool();
    const QRect iconRect =
        QStyle::alignedRect(cell.direction, Qt::AlignLeft | Qt::AlignVCenter,
                            picture ? thumbnailSize(cell.fontMetrics) : QSize(size, size), content);
    if (picture)
        paintThumbnail(painter, cell, iconRect, index);
    else
        icon(index.data(MachineTreeModel::IconNameRole).toString())
            .paint(painter, iconRect, Qt::AlignCenter, iconMode(cell, index));

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

QSize MachineNameDelegate::thumbnailSize(const QFontMetrics &metrics) const
{
    const int height = metrics.lineSpacing() * 3;
    return {height * 8 / 5, height};
}

void MachineNameDelegate::paintThumbnail(QPainter *painter, const QStyleOptionViewItem &cell,
                                         const QRect &box, const QModelIndex &index) const
{
    const auto state = MachineState(index.data(MachineTreeModel::StateRole).toInt());
    const bool running = state == MachineState::Running || state == MachineState::Blocked;
    const auto picture = index.data(MachineTreeModel::PictureRole).value<QImage>();
    const QIcon &badge = icon(index.data(MachineTreeModel::IconNameRole).toString());
    const QIcon::Mode mode = iconMode(cell, index);
    const int side = iconSize(cell);
    QColor line = textColor(cell);
    line.setAlphaF(0.25F);
    QColor ground = textColor(cell);
    ground.setAlphaF(0.06F);

    painter->save();
    painter->fillRect(box, ground);
    if (picture.isNull()) {
        badge.paint(painter,
                    QStyle::alignedRect(Qt::LeftToRight, Qt::AlignCenter, {side, side}, box),
                    Qt::AlignCenter, mode);
    } else {
        const QSize shown = picture.size().scaled(box.size(), Qt::KeepAspectRatio);
        const qreal ratio = painter->device()->devicePixelRatioF();
        const QString key =
            u"thumbnail %1 %2 %3"_s.arg(picture.cacheKey()).arg(shown.width()).arg(ratio);
        QPixmap pixmap;
        if (!QPixmapCache::find(key, &pixmap)) {
            pixmap = QPixmap::fromImage(
                picture.scaled(shown * ratio, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
            pixmap.setDevicePixelRatio(ratio);
            QPixmapCache::insert(key, pixmap);
        }
        // As it was: faint.
        painter->setOpacity(running && !isStale(index) ? 1 : 0.45);
        painter->drawPixmap(QStyle::alignedRect(Qt::LeftToRight, Qt::AlignCenter, shown, box),
                            pixmap);
        painter->setOpacity(1);
        if (!running)
            badge.paint(painter,
                        QStyle::alignedRect(cell.direction, Qt::AlignRight | Qt::AlignBottom,
                                            {side * 2 / 3, side * 2 / 3},
                                            box.adjusted(2, 2, -2, -2)),
                        Qt::AlignCenter, mode);
    }
    painter->setPen(line);
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(box.adjusted(0, 0, -1, -1));
    painter->restore();
}

QSize MachineNameDelegate::sizeHint(const QStyleOptionViewItem &option,
                                    const QModelIndex &index) const
{
    const QSize text = MachineCellDelegate::sizeHint(option, index);
    if (!m_thumbnails)
        return {text.width() + iconSize(option) + gap(option) * 2, text.height()};
    const QSize picture = thumbnailSize(option.fontMetrics);
    const int margin = option.fontMetrics.lineSpacing() / 3;
    return {text.width() + picture.width() + gap(option) * 2,
            qMax(text.height(), picture.height() + margin)};
}

const QIcon &MachineNameDelegate::icon(const QString &name) const
{
    auto known = m_icons.constFind(name);
    if (known == m_icons.constEnd())
        known = m_icons.insert(name, QIcon::fromTheme(name));
    return *known;
}
