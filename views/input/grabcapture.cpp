// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/input/grabcapture.h"

#include <QCursor>
#include <QMouseEvent>
#include <QWidget>

GrabCapture::GrabCapture(QWidget *widget, bool keyboard)
    : InputCapture(widget), m_canKeyboard(keyboard)
{
    widget->installEventFilter(this);
}

// The widget is half gone then; Qt ends the grabs of one that is destroyed.
GrabCapture::~GrabCapture() = default;

bool GrabCapture::setKeyboard(bool on)
{
    on = on && m_canKeyboard;
    if (on == m_keyboard)
        return m_canKeyboard;
    m_keyboard = on;
    if (on)
        widget()->grabKeyboard();
    else
        widget()->releaseKeyboard();
    return m_canKeyboard;
}

bool GrabCapture::setPointer(bool on)
{
    if (on == m_pointer)
        return true;
    m_pointer = on;
    if (on) {
        widget()->grabMouse(QCursor(Qt::BlankCursor));
        QCursor::setPos(centre());
    } else {
        widget()->releaseMouse();
    }
    return true;
}

// In the part that is not scrolled away.
QPoint GrabCapture::centre() const
{
    return widget()->mapToGlobal(widget()->visibleRegion().boundingRect().center());
}

bool GrabCapture::eventFilter(QObject *watched, QEvent *event)
{
    if (!m_pointer || event->type() != QEvent::MouseMove)
        return InputCapture::eventFilter(watched, event);
    const QPoint distance =
        static_cast<QMouseEvent *>(event)->globalPosition().toPoint() - centre();
    if (!distance.isNull()) { // else the echo of our own move
        QCursor::setPos(centre());
        Q_EMIT pointerMoved(QPointF(distance) * widget()->devicePixelRatioF());
    }
    return true;
}
