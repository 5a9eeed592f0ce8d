// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/devicedelegate.h"

#include "models/items/devicelistmodel.h"

#include <QApplication>
#include <QIcon>
#include <QPainter>

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

QSize DeviceDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    // The summary's line is there in every row: rows of one height are read more easily.
    const int lines = option.fontMetrics.height() + QFontMetrics(smallFont(option.font)).height();
    const int rule = index.data(DeviceListModel::FirstDeviceRole).toBool() ? margin(option) : 0;
    return {option.fontMetrics.averageCharWidth() * 24, lines + 2 * margin(option) + rule};
}

void DeviceDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    QStyleOptionViewItem opt = option;
    initStyleOption(&opt, index);
    const QStyle *style = opt.widget ? opt.widget->style() : QApplication::style();
    const int gap = margin(opt);
    painter->save();
    if (index.data(DeviceListModel::FirstDeviceRole).toBool()) {
        painter->setPen(opt.palette.color(QPalette::Mid));
        const int y = opt.rect.top() + gap / 2;
        painter->drawLine(opt.rect.left() + gap, y, opt.rect.right() - gap, y);
        opt.rect.setTop(opt.rect.top() + gap);
    }
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &opt, painter, opt.widget);

    const auto group =
        opt.state & QStyle::State_Enabled
            ? (opt.state & QStyle::State_Active ? QPalette::Active : QPalette::Inactive)
            : QPalette::Disabled;
    const bool selected = opt.state & QStyle::State_Selected;
    const QColor ink =
        opt.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text);
    QColor quiet = ink;
    quiet.setAlphaF(0.65f);

    const QRect inside = opt.rect.adjusted(gap * 2, gap, -gap * 2, -gap);
    const int side =
        qMin(inside.height(), style->pixelMetric(QStyle::PM_LargeIconSize, nullptr, opt.widget));
    const QRect iconRect = QStyle::alignedRect(opt.direction, Qt::AlignLeft | Qt::AlignVCenter,
                                               QSize(side, side), inside);
    const QIcon icon = QIcon::fromTheme(index.data(DeviceListModel::IconNameRole).toString(),
                                        QIcon::fromTheme(u"application-x-addon"_s));
    icon.paint(painter, iconRect, Qt::AlignCenter,
               opt.state & QStyle::State_Enabled ? QIcon::Normal : QIcon::Disabled);

    QRect text = inside;
    const bool mirrored = opt.direction == Qt::RightToLeft;
    const int taken = side + gap * 2;
    text.adjust(mirrored ? 0 : taken, 0, mirrored ? -taken : 0, 0);
    if (index.data(DeviceListModel::ChangeRole).toInt() != DeviceListModel::Same) {
        const int dot = qMax(4, gap);
        const QRect dotRect = QStyle::alignedRect(opt.direction, Qt::AlignRight | Qt::AlignVCenter,
                                                  QSize(dot, dot), text);
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? ink : opt.palette.color(group, QPalette::Highlight));
        painter->drawEllipse(dotRect);
        text.adjust(mirrored ? dot + gap : 0, 0, mirrored ? 0 : -dot - gap, 0);
    }

    const QString summary = index.data(DeviceListModel::SummaryRole).toString();
    const auto align = QStyle::visualAlignment(opt.direction, Qt::AlignLeft | Qt::AlignVCenter);
    QRect line = text;
    if (!summary.isEmpty())
        line.setHeight(opt.fontMetrics.height());
    painter->setPen(ink);
    painter->setFont(opt.font);
    painter->drawText(line, align | Qt::TextSingleLine,
                      opt.fontMetrics.elidedText(opt.text, Qt::ElideRight, line.width()));
    if (!summary.isEmpty()) {
        const QFont font = smallFont(opt.font);
        line.setTop(line.bottom() + 1);
        line.setBottom(text.bottom());
        painter->setPen(quiet);
        painter->setFont(font);
        painter->drawText(line, align | Qt::TextSingleLine,
                          QFontMetrics(font).elidedText(summary, Qt::ElideRight, line.width()));
    }
    painter->restore();
}
