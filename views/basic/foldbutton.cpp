// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/basic/foldbutton.h"

FoldButton::FoldButton(const QString &title, QWidget *parent) : QToolButton(parent)
{
    setText(title);
    setAccessibleName(title);
    setCheckable(true);
    setAutoRaise(true);
    setArrowType(Qt::RightArrow);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(this, &QToolButton::toggled, this,
            [this](bool on) { setArrowType(on ? Qt::DownArrow : Qt::RightArrow); });
}
