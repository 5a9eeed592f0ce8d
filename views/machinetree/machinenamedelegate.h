// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/machinetree/machinecelldelegate.h"

#include <QHash>
#include <QIcon>

// Two lines and an icon: the name, and the state with its reason.
class MachineNameDelegate : public MachineCellDelegate
{
    Q_OBJECT

public:
    using MachineCellDelegate::MachineCellDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    void forgetIcons() { m_icons.clear(); } // the icon theme has changed

private:
    const QIcon &icon(const QString &name) const;

    mutable QHash<QString, QIcon> m_icons; // a look-up in the theme is too slow for every paint
};
