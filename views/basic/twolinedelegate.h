// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

// What the rows of our lists have in common: an icon, a title, and a smaller and quieter line below
// it. Subclasses paint what else there is.
class TwoLineDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    // What is left to paint in, and with.
    struct Look
    {
        QRect text = {};    // beside the icon
        QColor ink = {};    // of the title
        QColor quiet = {};  // of the line below
        QColor accent = {}; // of marks; visible on a selection, too
        bool selected = false;
        bool mirrored = false; // from right to left
    };

    static int margin(const QStyleOptionViewItem &option);
    // Of both lines, so that rows without the second one are as high.
    static int linesHeight(const QStyleOptionViewItem &option);
    // The ground of the row and its icon; `pale` for what is there and out of use.
    static Look paintGround(QPainter *painter, const QStyleOptionViewItem &option,
                            const QIcon &icon, bool pale = false);
    // The title is the option's text; alone, it stands in the middle. Answers where the lines end.
    static int paintLines(QPainter *painter, const QStyleOptionViewItem &option, const Look &look,
                          const QString &below, bool pale = false);
};
