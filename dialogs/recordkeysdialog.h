// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/plaindialog.h"
#include "models/keyboard/keychord.h"

class KeyRecorder;

// Takes down chords as they are pressed, the window manager's included, to send or keep them.
class RecordKeysDialog : public PlainDialog
{
    Q_OBJECT

public:
    explicit RecordKeysDialog(const QString &machine, QWidget *parent = nullptr);

    const QList<KeyStep> &steps() const { return m_steps; }

Q_SIGNALS:
    void sendRequested(const QList<KeyStep> &steps); // it stays open
    void saveRequested(const QList<KeyStep> &steps); // as a macro

private:
    void showSteps();

    QList<KeyStep> m_steps;
    KeyRecorder *m_recorder;
    PlainLabel *m_recorded;
    QPushButton *m_send, *m_save, *m_clear;
};
