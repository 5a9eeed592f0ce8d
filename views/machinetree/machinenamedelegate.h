// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/machinetree/machinecelldelegate.h"

#include <QHash>
#include <QIcon>

// Two lines and an icon: the name, and the state with its reason. With thumbnails, a machine's icon
// is what its screen shows, with the state's icon in a corner unless it runs.
class MachineNameDelegate : public MachineCellDelegate
{
    Q_OBJECT

public:
    using MachineCellDelegate::MachineCellDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    void setThumbnails(bool on) { m_thumbnails = on; }
    bool thumbnails() const { return m_thumbnails; }
    QSize thumbnailSize(const QFontMetrics &metrics) const;

    void forgetIcons() { m_icons.clear(); } // the icon theme has changed

private:
    const QIcon &icon(const QString &name) const;
    void paintThumbnail(QPainter *painter, const QStyleOptionViewItem &cell, const QRect &box,
                        const QModelIndex &index) const;

    mutable QHash<QString, QIcon> m_icons; // a look-up in the theme is too slow for every paint
    bool m_thumbnails = false;
};
