// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/devicedelegate.h"

#include "models/items/devicelistmodel.h"

#include <QIcon>
#include <QPainter>

using namespace Qt::StringLiterals;

QSize DeviceDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int rule = index.data(DeviceListModel::FirstDeviceRole).toBool() ? margin(option) : 0;
    return {option.fontMetrics.averageCharWidth() * 24,
            linesHeight(option) + 2 * margin(option) + rule};
}

void DeviceDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    QStyleOptionViewItem opt = option;
    initStyleOption(&opt, index);
    if (index.data(DeviceListModel::EditedRole).toBool()) { // as the fields that were edited
        opt.font.setBold(true);
        opt.fontMetrics = QFontMetrics(opt.font);
    }
    const int gap = margin(opt);
    painter->save();
    if (index.data(DeviceListModel::FirstDeviceRole).toBool()) {
        painter->setPen(opt.palette.color(QPalette::Mid));
        const int y = opt.rect.top() + gap / 2;
        painter->drawLine(opt.rect.left() + gap, y, opt.rect.right() - gap, y);
        opt.rect.setTop(opt.rect.top() + gap);
    }
    Look look = paintGround(painter, opt,
                            QIcon::fromTheme(index.data(DeviceListModel::IconNameRole).toString(),
                                             QIcon::fromTheme(u"application-x-addon"_s)));
    if (index.data(DeviceListModel::ChangeRole).toInt() != DeviceListModel::Same) {
        const int dot = qMax(4, gap);
        const QRect dotRect = QStyle::alignedRect(opt.direction, Qt::AlignRight | Qt::AlignVCenter,
                                                  QSize(dot, dot), look.text);
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(look.accent);
        painter->drawEllipse(dotRect);
        look.text.adjust(look.mirrored ? dot + gap : 0, 0, look.mirrored ? 0 : -dot - gap, 0);
    }
    paintLines(painter, opt, look, index.data(DeviceListModel::SummaryRole).toString());
    painter->restore();
}
