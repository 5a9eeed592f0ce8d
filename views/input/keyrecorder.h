// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyboard/keychord.h"

#include <QPushButton>
#include <QSet>

class InputCapture;

// A button that takes down what is pressed, the window manager's keys included: click it, press
// keys together, let go. It goes on until it is clicked again, unless it is for one chord.
class KeyRecorder : public QPushButton
{
    Q_OBJECT

public:
    explicit KeyRecorder(QWidget *parent = nullptr);

    void setOneChord(bool one) { m_oneChord = one; }

Q_SIGNALS:
    void recorded(const KeyChord &chord); // all its keys have been let go

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void setRecording(bool on);
    void showState();

    InputCapture *m_capture;
    KeyChord m_chord;
    QSet<quint16> m_held;
    bool m_oneChord = false;
};
