// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"
#include "models/keyboard/keymacro.h"

class KeyRecorder;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;

// The user's key macros: a list, and of the chosen one its name, shortcut and steps as text. They
// can be handed on as files. macros() is what to keep once it is accepted.
class KeyMacrosDialog : public PlainDialog
{
    Q_OBJECT

public:
    explicit KeyMacrosDialog(const QList<KeyMacro> &macros, QWidget *parent = nullptr);

    const QList<KeyMacro> &macros() const { return m_macros; }
    // A new one with these steps, chosen, its name to be typed.
    void addMacro(const QList<KeyStep> &steps);
    // Those of the text that are not there yet; replaces what has the same name.
    Result<> import(const QString &text);

private:
    QWidget *makeEditor();
    void refill(int row);
    void choose(int row);
    void take(); // what the fields say of the chosen one
    void importFile();
    void exportFile();

    QList<KeyMacro> m_macros;
    QListWidget *m_list;
    QWidget *m_editor;
    QLineEdit *m_name;
    KeyRecorder *m_shortcut, *m_recorder;
    PlainLabel *m_shortcutText, *m_problem;
    QPlainTextEdit *m_steps;
    QPushButton *m_clearShortcut, *m_remove, *m_export;
    bool m_filling = false;
};
