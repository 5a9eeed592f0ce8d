// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/basic/twolinedelegate.h"

#include <QApplication>
#include <QIcon>
#include <QPainter>

static QFont smallFont(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 0.9);
    return font;
}

int TwoLineDelegate::margin(const QStyleOptionViewItem &option)
{
    return option.fontMetrics.height() / 3;
}

int TwoLineDelegate::linesHeight(const QStyleOptionViewItem &option)
{
    return option.fontMetrics.height() + QFontMetrics(smallFont(option.font)).height();
}

TwoLineDelegate::Look TwoLineDelegate::paintGround(QPainter *painter,
                                                   const QStyleOptionViewItem &option,
                                                   const QIcon &icon, bool pale)
{
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);

    const bool enabled = option.state & QStyle::State_Enabled;
    const auto group = !enabled                              ? QPalette::Disabled
                       : option.state & QStyle::State_Active ? QPalette::Active
                                                             : QPalette::Inactive;
    Look look{.selected = bool(option.state & QStyle::State_Selected),
              .mirrored = option.direction == Qt::RightToLeft};
    look.ink =
        option.palette.color(group, look.selected ? QPalette::HighlightedText : QPalette::Text);
    look.quiet = look.ink;
    look.quiet.setAlphaF(0.65f);
    look.accent = look.selected ? look.ink : option.palette.color(group, QPalette::Highlight);

    const int gap = margin(option);
    const QRect inside = option.rect.adjusted(gap * 2, gap, -gap * 2, -gap);
    const int side =
        qMin(inside.height(), style->pixelMetric(QStyle::PM_LargeIconSize, nullptr, option.widget));
    const QRect iconRect = QStyle::alignedRect(option.direction, Qt::AlignLeft | Qt::AlignVCenter,
                                               QSize(side, side), inside);
    painter->setOpacity(pale ? 0.5 : 1);
    icon.paint(painter, iconRect, Qt::AlignCenter,
               !enabled        ? QIcon::Disabled
               : look.selected ? QIcon::Selected
                               : QIcon::Normal);
    painter->setOpacity(1);
    const int taken = side + gap * 2;
    look.text = inside.adjusted(look.mirrored ? 0 : taken, 0, look.mirrored ? -taken : 0, 0);
    return look;
}

int TwoLineDelegate::paintLines(QPainter *painter, const QStyleOptionViewItem &option,
                                const Look &look, const QString &below, bool pale)
{
    const auto align = QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter)
                       | Qt::TextSingleLine;
    QRect line = look.text;
    if (!below.isEmpty())
        line.setHeight(option.fontMetrics.height());
    painter->setPen(pale && !look.selected ? look.quiet : look.ink);
    painter->setFont(option.font);
    painter->drawText(line, align,
                      option.fontMetrics.elidedText(option.text, Qt::ElideRight, line.width()));
    if (below.isEmpty())
        return line.bottom();
    const QFont font = smallFont(option.font);
    const QFontMetrics metrics(font);
    line.moveTop(line.bottom() + 1);
    line.setHeight(metrics.height());
    painter->setPen(look.quiet);
    painter->setFont(font);
    painter->drawText(line, align, metrics.elidedText(below, Qt::ElideRight, line.width()));
    return line.bottom();
}
