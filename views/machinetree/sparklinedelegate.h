// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/machinetree/machinecelldelegate.h"

// The last minutes of CPU use as a line, and the share now as a figure.
class SparklineDelegate : public MachineCellDelegate
{
    Q_OBJECT

public:
    using MachineCellDelegate::MachineCellDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};
