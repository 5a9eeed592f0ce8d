// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The input half of DisplayView.
#include "console/displayview.h"

#include "console/protocol/keymap.h"

#include <QApplication>
#include <QCursor>
#include <QKeyEvent>
#include <QPainter>
#include <QWheelEvent>

#include <linux/input-event-codes.h>

#include <array>

using namespace Qt::StringLiterals;

// A session often starts in relative mode and changes within moments, when the tablet or the agent
// is found: a pointer that was captured meanwhile would be a surprise.
static constexpr int settledMs = 700;

// ---- keyboard ----

void DisplayView::pressKey(quint16 linuxCode)
{
    if (!m_display || !linuxCode)
        return;
    m_pressed.insert(linuxCode);
    m_chord = m_pressed == QSet<quint16>{KEY_LEFTCTRL, KEY_LEFTALT};
    m_display->sendKey(linuxCode, true);
    if (linuxCode == KEY_V
        && (m_pressed.contains(KEY_LEFTCTRL) || m_pressed.contains(KEY_RIGHTCTRL)))
        Q_EMIT pasteTyped();
}

void DisplayView::releaseKey(quint16 linuxCode)
{
    if (!m_pressed.remove(linuxCode))
        return;
    if (m_display)
        m_display->sendKey(linuxCode, false);
    if (std::exchange(m_chord, false)) {
        releaseAllKeys();
        releasePointer();
        captureKeyboard(false);
        Q_EMIT captureReleased();
    }
}

void DisplayView::sendKeys(const QList<quint16> &linuxCodes)
{
    if (!m_display)
        return;
    releaseAllKeys();
    for (quint16 code : linuxCodes)
        m_display->sendKey(code, true);
    for (qsizetype i = linuxCodes.size(); i-- > 0;)
        m_display->sendKey(linuxCodes[i], false);
}

void DisplayView::releaseAllKeys()
{
    const QSet<quint16> pressed = std::exchange(m_pressed, {});
    m_chord = false;
    for (quint16 code : pressed) {
        if (m_display)
            m_display->sendKey(code, false);
    }
}

void DisplayView::keyPressEvent(QKeyEvent *event)
{
    const quint16 code = KeyMap::linuxCode(event->nativeScanCode());
    if (!m_display || !code) {
        event->ignore();
        return;
    }
    if (code != KEY_CAPSLOCK && code != KEY_NUMLOCK)
        syncLocks(event);
    pressKey(code);
}

void DisplayView::keyReleaseEvent(QKeyEvent *event)
{
    // Repetition is a press after a press, as a keyboard sends it; Qt puts a release in between.
    if (!event->isAutoRepeat())
        releaseKey(KeyMap::linuxCode(event->nativeScanCode()));
}

// The user may have changed a lock while the guest did not look. Only a key event knows their state:
// X11's and Wayland's modifier masks call Caps Lock 2 and, by convention, Num Lock 16.
void DisplayView::syncLocks(const QKeyEvent *event)
{
    const QString platform = QGuiApplication::platformName();
    if (!m_locksDue || (platform != u"xcb"_s && !platform.startsWith(u"wayland"_s)))
        return;
    m_locksDue = false;
    const quint8 guest = m_display->locks();
    quint8 ours = guest & Wire::ScrollLock;
    if (event->nativeModifiers() & 2)
        ours |= Wire::CapsLock;
    if (event->nativeModifiers() & 16)
        ours |= Wire::NumLock;
    if (ours != guest)
        m_display->setLocks(ours);
}

void DisplayView::focusInEvent(QFocusEvent *event)
{
    m_locksDue = true;
    captureKeyboard(underMouse());
    QWidget::focusInEvent(event);
}

void DisplayView::focusOutEvent(QFocusEvent *event)
{
    releaseAllKeys();
    releaseButtons();
    releasePointer();
    captureKeyboard(false);
    QWidget::focusOutEvent(event);
}

void DisplayView::enterEvent(QEnterEvent *event)
{
    captureKeyboard(hasFocus());
    QWidget::enterEvent(event);
}

void DisplayView::leaveEvent(QEvent *event)
{
    if (!m_captured)
        captureKeyboard(false);
    QWidget::leaveEvent(event);
}

void DisplayView::captureKeyboard(bool on)
{
    // Wayland's compositor keeps its keys; Qt has no way to ask it for them yet.
    on = on && m_keyboardCapture && m_display && isVisible()
         && QGuiApplication::platformName() == u"xcb"_s;
    if (on == m_keyboardGrabbed)
        return;
    m_keyboardGrabbed = on;
    if (on)
        grabKeyboard();
    else
        releaseKeyboard();
}

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
    if (m_captured) {
        const QPoint distance = event->globalPosition().toPoint() - captureCentre();
        if (distance.isNull())
            return; // the echo of our own move
        QCursor::setPos(captureCentre());
        m_display->movePointerBy((QPointF(distance) * devicePixelRatioF()).toPoint(), m_buttons);
    } else if (m_display->pointerMode() == Wire::PointerMode::Absolute) {
        m_display->movePointerTo(toPicture(event->position()), m_buttons);
    }
}

void DisplayView::wheelEvent(QWheelEvent *event)
{
    event->accept();
    if (!m_display || (m_display->pointerMode() == Wire::PointerMode::Relative && !m_captured))
        return;
    m_wheel = qBound(-20 * 120, m_wheel + event->angleDelta().y(), 20 * 120);
    for (; qAbs(m_wheel) >= 120; m_wheel -= m_wheel > 0 ? 120 : -120) {
        const auto button = m_wheel > 0 ? Wire::Button::WheelUp : Wire::Button::WheelDown;
        sendButton(button, true);
        sendButton(button, false);
    }
}

void DisplayView::pointerModeChanged()
{
    m_modeSince.start();
    if (m_display->pointerMode() == Wire::PointerMode::Absolute)
        releasePointer();
    updatePointerShape();
    update();
}

QPoint DisplayView::captureCentre() const
{
    return mapToGlobal(visibleRegion().boundingRect().center());
}

void DisplayView::capturePointer()
{
    if (m_modeSince.elapsed() < settledMs)
        return;
    if (QGuiApplication::platformName().startsWith(u"wayland"_s)) {
        showHint(tr("This machine wants a captured pointer, which is not possible on Wayland yet. "
                    "A tablet device or the SPICE agent in the guest makes the pointer work."));
        return;
    }
    m_captured = true;
    updatePointerShape();
    grabMouse(QCursor(Qt::BlankCursor));
    captureKeyboard(hasFocus());
    QCursor::setPos(captureCentre());
    showHint(tr("Press Ctrl+Alt to release the pointer"));
}

void DisplayView::releasePointer()
{
    if (!std::exchange(m_captured, false))
        return;
    releaseButtons();
    releaseMouse();
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
