// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointF>

class QWidget;

// Takes keyboard and pointer for one widget away from the rest of the desktop, in the way of the
// window system. It only takes; when, and how the user gets them back, is the widget's. GUI thread.
class InputCapture : public QObject
{
    Q_OBJECT

public:
    // For the window system that we run on; owned by `widget`. Elsewhere (offscreen) the keyboard
    // stays where it is.
    static InputCapture *make(QWidget *widget);

    // All keys, those of the window manager included, while the widget's window is active. False:
    // the window system has no way.
    virtual bool setKeyboard(bool on) = 0;
    // Holds the pointer still and tells its moves by pointerMoved(). False: not possible here.
    virtual bool setPointer(bool on) = 0;

Q_SIGNALS:
    void pointerMoved(QPointF distance); // device pixels
    void pointerLost();                  // the window system took it back

protected:
    explicit InputCapture(QWidget *widget);
    QWidget *widget() const { return m_widget; }

private:
    QWidget *m_widget;
};
