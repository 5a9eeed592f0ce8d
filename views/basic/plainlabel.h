// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/safetext.h"

#include <QAction>
#include <QLabel>

// The only label of this program. Qt's own guesses whether a text is HTML, and a guest that is
// called "<img src='/dev/zero'>" hangs it; this one shows every text as it is. Text from outside
// still goes through SafeText first, for control and bidirectional characters.
class PlainLabel : public QLabel
{
    Q_OBJECT

public:
    explicit PlainLabel(const QString &text = {}, QWidget *parent = nullptr) : QLabel(parent)
    {
        setTextFormat(Qt::PlainText);
        setText(text);
    }
    explicit PlainLabel(QWidget *parent) : PlainLabel(QString(), parent) {} // for forms
};

// The only way to a tool tip: escaped, so that Qt's guess finds no markup in it.
inline void setPlainToolTip(QWidget *widget, const QString &text)
{
    widget->setToolTip(SafeText::toolTip(text));
}

// The same for an action; empty brings back Qt's default, which is the action's text.
inline void setPlainToolTip(QAction *action, const QString &text)
{
    action->setToolTip(SafeText::toolTip(text));
}
