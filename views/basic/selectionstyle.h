// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

// The desktop's own style, except for icons in a selected row: styles blend those with the colour of
// the selection, in which a grey or blue one disappears. Here they go towards the colour of the
// selected text. For QApplication::setStyle().
class SelectionStyle : public QProxyStyle
{
    Q_OBJECT

public:
    QPixmap generatedIconPixmap(QIcon::Mode mode, const QPixmap &pixmap,
                                const QStyleOption *option) const override;
};
