// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QStyledItemDelegate>

// A cell of the machine tree: as high as two lines of text, grey for machines whose host cannot be
// reached; the host itself stays legible, for it says why.
class MachineCellDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

    // The cell with its selection and focus, but nothing in it; returns where content goes.
    QRect paintEmpty(QPainter *painter, QStyleOptionViewItem option) const;
    // The machine of this row is shown as it once was.
    static bool isStale(const QModelIndex &index);
    static QIcon::Mode iconMode(const QStyleOptionViewItem &cell, const QModelIndex &index);
    // What text is painted with in `option`'s state.
    static QColor textColor(const QStyleOptionViewItem &option);
    // The same for what matters less.
    static QColor mutedColor(const QStyleOptionViewItem &option);
    // What figures are drawn with.
    static QColor figureColor(const QStyleOptionViewItem &option);
};
