// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/input/inputcapture.h"

#include <QPoint>

// With X11's grabs, as Qt makes them. The pointer is put back to the middle after each move.
class GrabCapture : public InputCapture
{
    Q_OBJECT

public:
    // `keyboard`: whether this window system has keyboard grabs.
    GrabCapture(QWidget *widget, bool keyboard);
    ~GrabCapture() override;

    bool setKeyboard(bool on) override;
    bool setPointer(bool on) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QPoint centre() const;

    bool m_canKeyboard, m_keyboard = false, m_pointer = false;
};
