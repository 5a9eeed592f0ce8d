// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyboard/keymacro.h"

#include <QMenu>

// "Send key": the usual chords, the user's macros, and the way to more.
class SendKeyMenu : public QMenu
{
    Q_OBJECT

public:
    explicit SendKeyMenu(QWidget *parent = nullptr);

    void setMacros(const QList<KeyMacro> &macros);
    // At the end; not owned.
    void addTool(QAction *action);

Q_SIGNALS:
    void chosen(const QList<KeyStep> &steps);

private:
    void add(QMenu *menu, const QString &text, const char *chord);
    void add(QMenu *menu, const QString &text, const QList<KeyStep> &steps);

    QMenu *m_macros;
};
