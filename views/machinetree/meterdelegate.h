// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/machinetree/machinecelldelegate.h"

// An amount, and below it a bar of how much of it is used.
class MeterDelegate : public MachineCellDelegate
{
    Q_OBJECT

public:
    using MachineCellDelegate::MachineCellDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};
