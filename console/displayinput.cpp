// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The pointer half of DisplayView.
#include "console/displayview.h"

#include "views/input/inputcapture.h"

#include <QCursor>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <linux/input-event-codes.h>

using namespace Qt::StringLiterals;

// A session often starts in relative mode and changes within moments, when the tablet or the agent
// is found: a pointer that was captured meanwhile would be a surprise.
static constexpr int settledMs = 700;

// ---- pointer ----

static std::optional<Wire::Button> toWire(Qt::MouseButton button)
{
    switch (button) {
    case Qt::LeftButton:
        return Wire::Button::Left;
    case Qt::MiddleButton:
        return Wire::Button::Middle;
    case Qt::RightButton:
        return Wire::Button::Right;
    case Qt::BackButton:
        return Wire::Button::Side;
    case Qt::ForwardButton:
        return Wire::Button::Extra;
    default:
        return std::nullopt;
    }
}

void DisplayView::sendButton(Wire::Button button, bool pressed)
{
    const quint8 bit = Wire::buttonBit(button);
    m_buttons = quint8(pressed ? m_buttons | bit : m_buttons & ~bit);
    m_display->sendButton(button, pressed, m_buttons);
}

void DisplayView::releaseButtons()
{
    for (int number = 1; number <= int(Wire::Button::Last); ++number) {
        const auto button = Wire::Button(number);
        if (m_display && (m_buttons & Wire::buttonBit(button)))
            sendButton(button, false);
    }
    m_buttons = 0;
}

void DisplayView::mousePressEvent(QMouseEvent *event)
{
    const auto button = toWire(event->button());
    if (!m_display || !button || m_display->picture().isNull())
        return;
    captureKeyboard(hasFocus());
    if (m_display->pointerMode() == Wire::PointerMode::Relative && !m_captured) {
        capturePointer(); // this click is ours, the next ones are the guest's
        return;
    }
    if (!m_captured)
        m_display->movePointerTo(toPicture(event->position()), m_buttons);
    sendButton(*button, true);
}

void DisplayView::mouseReleaseEvent(QMouseEvent *event)
{
    const auto button = toWire(event->button());
    if (!m_display || !button || !(m_buttons & Wire::buttonBit(*button)))
        return;
    if (!m_captured && m_display->pointerMode() == Wire::PointerMode::Absolute)
        m_display->movePointerTo(toPicture(event->position()), m_buttons);
    sendButton(*button, false);
}

void DisplayView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_display || m_display->picture().isNull())
        return;
    if (!m_captured && m_display->pointerMode() == Wire::PointerMode::Absolute)
        m_display->movePointerTo(toPicture(event->position()), m_buttons);
}

void DisplayView::wheelEvent(QWheelEvent *event)
{
    event->accept();
    if (!m_display || (m_display->pointerMode() == Wire::PointerMode::Relative && !m_captured))
        return;
    turnWheel(m_wheel, event->angleDelta().y(), false);
    turnWheel(m_wheelAcross, event->angleDelta().x(), true);
}

// Touchpads turn it by parts of a step. Neither SPICE nor QEMU's VNC has a second wheel: with Shift
// the first one scrolls across, in most programs.
void DisplayView::turnWheel(int &turned, int delta, bool across)
{
    if ((delta > 0 && turned < 0) || (delta < 0 && turned > 0))
        turned = 0; // the other way
    turned = qBound(-20 * 120, turned + delta, 20 * 120);
    if (qAbs(turned) < 120)
        return;
    const bool shift =
        across && !m_pressed.contains(KEY_LEFTSHIFT) && !m_pressed.contains(KEY_RIGHTSHIFT);
    if (shift)
        injectKey(KEY_LEFTSHIFT, true);
    for (; qAbs(turned) >= 120; turned -= turned > 0 ? 120 : -120) {
        const auto button = turned > 0 ? Wire::Button::WheelUp : Wire::Button::WheelDown;
        sendButton(button, true);
        sendButton(button, false);
    }
    if (shift)
        injectKey(KEY_LEFTSHIFT, false);
}

void DisplayView::pointerModeChanged()
{
    m_modeSince.start();
    if (m_display->pointerMode() == Wire::PointerMode::Absolute)
        releasePointer();
    updatePointerShape();
    update();
}

bool DisplayView::isSettled() const
{
    return m_modeSince.elapsed() >= settledMs;
}

void DisplayView::pointerMovedBy(QPointF distance)
{
    if (!m_captured || !m_display)
        return;
    // Whole pixels; the rest waits for the next move.
    m_moved += distance;
    const QPoint whole(int(m_moved.x()), int(m_moved.y()));
    m_moved -= whole;
    if (!whole.isNull())
        m_display->movePointerBy(whole, m_buttons);
}

void DisplayView::capturePointer()
{
    if (!isSettled())
        return;
    if (!m_capture->setPointer(true)) {
        showHint(tr("This machine has no tablet, and this desktop cannot capture the pointer for "
                    "it. A tablet device, or the SPICE agent in the guest, makes the pointer "
                    "work."));
        return;
    }
    m_captured = true;
    m_moved = {};
    updatePointerShape();
    captureKeyboard(hasFocus());
    showHint(tr("This machine has no tablet: the pointer is captured. Press %1 to release it.")
                 .arg(m_releaseChord.label()));
}

void DisplayView::releasePointer()
{
    if (!std::exchange(m_captured, false))
        return;
    releaseButtons();
    m_capture->setPointer(false);
    updatePointerShape();
}

// A few pixels that show where the pointer is while the guest shows none of its own.
static QCursor dotCursor(qreal ratio)
{
    const int side = qRound(5 * ratio);
    QPixmap dot(side, side);
    dot.fill(Qt::black);
    QPainter(&dot).fillRect(QRectF(ratio, ratio, 3 * ratio, 3 * ratio), Qt::white);
    dot.setDevicePixelRatio(ratio);
    return QCursor(dot, 2, 2);
}

void DisplayView::updatePointerShape()
{
    const qreal ratio = devicePixelRatioF();
    if (!m_display || m_display->pointerMode() == Wire::PointerMode::Relative || !m_cursorKnown) {
        if (m_captured)
            setCursor(Qt::BlankCursor);
        else
            unsetCursor();
    } else if (m_cursor.isNull()) {
        setCursor(dotCursor(ratio));
    } else {
        QPixmap shape = QPixmap::fromImage(m_cursor);
        shape.setDevicePixelRatio(ratio);
        setCursor(QCursor(shape, qRound(m_cursorHotSpot.x() / ratio),
                          qRound(m_cursorHotSpot.y() / ratio)));
    }
}
