// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/basic/selectionstyle.h"

#include <QPainter>
#include <QStyleOption>

QPixmap SelectionStyle::generatedIconPixmap(QIcon::Mode mode, const QPixmap &pixmap,
                                            const QStyleOption *option) const
{
    if (mode != QIcon::Selected)
        return QProxyStyle::generatedIconPixmap(mode, pixmap, option);
    QColor text = (option ? option->palette : standardPalette()).color(QPalette::HighlightedText);
    text.setAlphaF(0.75f); // some of an icon's own colours still tell it from another
    QPixmap toned = pixmap;
    QPainter painter(&toned);
    painter.setCompositionMode(QPainter::CompositionMode_SourceAtop);
    painter.fillRect(toned.rect(), text);
    return toned;
}
