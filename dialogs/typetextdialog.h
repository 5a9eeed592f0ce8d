// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"
#include "models/keyboard/typingplan.h"

class QComboBox;
class QPlainTextEdit;
class QProgressBar;
class QSpinBox;

// Types a text into a machine as keys: the text, to be looked at and changed first, the guest's
// layout, the pace, and what cannot be typed. It stays while it types; Cancel stops that. The text
// is a secret for all we know: it goes nowhere else.
class TypeTextDialog : public PlainDialog
{
    Q_OBJECT

public:
    static constexpr qsizetype maximumText = 20'000;

    TypeTextDialog(const QString &machine, const QString &text, const KeyboardLayout &layout,
                   int pace, QWidget *parent = nullptr);

    KeyboardLayout layout() const;
    int pace() const; // milliseconds a key

    void accept() override; // begins to type
    void reject() override;
    // What is done of what typeRequested() asked for.
    void setProgress(int done, int total);
    void finish(bool complete); // closes when it is complete

Q_SIGNALS:
    void typeRequested(const QList<KeyStep> &steps, int pace);
    void cancelRequested();

private:
    void fillLayouts(const KeyboardLayout &layout);
    void plan();
    void setTyping(bool typing);

    QPlainTextEdit *m_text;
    QComboBox *m_layout;
    QSpinBox *m_pace;
    PlainLabel *m_gaps, *m_remark;
    QProgressBar *m_progress;
    TypingPlan m_plan;
    bool m_typing = false;
};
