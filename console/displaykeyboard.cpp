// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The keyboard half of DisplayView.
#include "console/displayview.h"

#include "models/keyboard/keynames.h"
#include "models/keyboard/layouttable.h"
#include "views/input/inputcapture.h"

#include <QGuiApplication>
#include <QKeyEvent>

#include <linux/input-event-codes.h>

#include <algorithm>

using namespace Qt::StringLiterals;

// The guest answers a lock key a moment later: until then its lights are not news.
static constexpr int lockAnswerMs = 1000;

void DisplayView::setReleaseChord(const KeyChord &chord)
{
    m_releaseChord = chord;
    m_chord = false;
}

void DisplayView::setHostChords(const QList<KeyChord> &chords)
{
    m_hostChords = chords;
}

void DisplayView::setGuestLayout(const KeyboardLayout &layout)
{
    m_guestLayout = layout;
}

void DisplayView::setKeyboardLike(const DisplayView &other)
{
    setKeyboardCapture(other.m_keyboardCapture);
    setReleaseChord(other.m_releaseChord);
    setHostChords(other.m_hostChords);
    setGuestLayout(other.m_guestLayout);
}

void DisplayView::pressKey(quint16 linuxCode)
{
    if (!m_display || !linuxCode)
        return;
    m_pressed.insert(linuxCode);
    m_chord = m_releaseChord.isSame({m_pressed.values()});
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
    if (!KeyNames::isModifier(linuxCode))
        Q_EMIT keyTyped();
    if (std::exchange(m_chord, false)) {
        releaseAllKeys();
        releasePointer();
        captureKeyboard(false);
        Q_EMIT captureReleased();
    }
}

bool DisplayView::injectKey(quint16 linuxCode, bool pressed)
{
    if (m_display)
        m_display->sendKey(linuxCode, pressed);
    return m_display;
}

void DisplayView::releaseAllKeys()
{
    const QSet<quint16> pressed = std::exchange(m_pressed, {});
    m_synthetic.clear();
    m_chord = false;
    for (quint16 code : pressed) {
        if (m_display)
            m_display->sendKey(code, false);
    }
}

// The right modifiers are as good as the left ones here, except AltGr, which is no Alt.
static quint16 leftOf(quint16 code)
{
    switch (code) {
    case KEY_RIGHTCTRL:
        return KEY_LEFTCTRL;
    case KEY_RIGHTSHIFT:
        return KEY_LEFTSHIFT;
    case KEY_RIGHTMETA:
        return KEY_LEFTMETA;
    default:
        return code;
    }
}

const KeyChord *DisplayView::hostChordWith(quint16 linuxCode) const
{
    if (!linuxCode || KeyNames::isModifier(linuxCode))
        return nullptr;
    KeyChord held{{linuxCode}};
    for (const quint16 code : m_pressed) {
        if (code != linuxCode)
            held.keys.append(leftOf(code));
    }
    const auto found = std::find_if(m_hostChords.cbegin(), m_hostChords.cend(),
                                    [&](const KeyChord &chord) { return chord.isSame(held); });
    return found == m_hostChords.cend() ? nullptr : &*found;
}

// Every shortcut of the window is the guest's while the guest has the focus, but for those that
// the user keeps: an action of the window takes them, or, without one, our key press does.
bool DisplayView::overridesShortcut(const QKeyEvent *event)
{
    if (!m_display)
        return false;
    return !hostChordWith(KeyNames::fromScanCode(event->nativeScanCode()));
}

void DisplayView::keyPressEvent(QKeyEvent *event)
{
    if (!m_display) {
        event->ignore();
        return;
    }
    const quint16 code = KeyNames::fromScanCode(event->nativeScanCode());
    if (!code) {
        pressSynthetic(event);
        return;
    }
    if (const KeyChord *chord = hostChordWith(code)) {
        const KeyChord pressed = *chord;
        releaseAllKeys();
        if (!event->isAutoRepeat())
            Q_EMIT hostChordPressed(pressed);
        return;
    }
    if (code == KEY_CAPSLOCK || code == KEY_NUMLOCK)
        m_lockPressed.start();
    else
        syncLocks(event);
    pressKey(code);
}

void DisplayView::keyReleaseEvent(QKeyEvent *event)
{
    // Repetition is a press after a press, as a keyboard sends it; Qt puts a release in between.
    if (event->isAutoRepeat())
        return;
    const quint16 code = KeyNames::fromScanCode(event->nativeScanCode());
    if (code) {
        releaseKey(code);
        return;
    }
    const QList<quint16> keys = m_synthetic.take(event->nativeVirtualKey()).keys;
    for (auto key = keys.crbegin(); key != keys.crend(); ++key)
        releaseKey(*key);
}

// A key without a place comes from a program: xdotool, a screen keyboard, an input method. What it
// means is looked up on the guest's layout.
void DisplayView::pressSynthetic(QKeyEvent *event)
{
    const auto layout = layoutTable(m_guestLayout);
    const auto characters = event->text().toUcs4();
    QList<KeyChord> chords;
    if (layout && characters.size() == 1)
        chords = layout->chordsFor(characters.first());
    if (layout && chords.isEmpty())
        chords.append(layout->chordForSymbol(event->nativeVirtualKey()));
    if (chords.isEmpty() || chords.last().isEmpty()) {
        event->ignore();
        return;
    }
    const KeyChord last = chords.takeLast();
    for (const KeyChord &dead : std::as_const(chords))
        sendKeys(dead.keys);
    for (const quint16 code : last.keys)
        pressKey(code);
    m_synthetic.insert(event->nativeVirtualKey(), last);
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

// The user may have changed a lock while the guest did not look, or the guest has changed its own.
// Only a key event knows the user's: X11's and Wayland's modifier masks call Caps Lock 2 and, by
// convention, Num Lock 16.
void DisplayView::syncLocks(const QKeyEvent *event)
{
    const QString platform = QGuiApplication::platformName();
    if (!m_locksDue || (platform == u"offscreen"_s && !event->nativeModifiers()))
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

void DisplayView::locksChanged()
{
    if (!m_lockPressed.isValid() || m_lockPressed.elapsed() > lockAnswerMs)
        m_locksDue = true;
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
    if (m_display && !m_captured && m_display->pointerMode() == Wire::PointerMode::Relative
        && !m_display->picture().isNull() && isSettled())
        showHint(tr("This machine has no tablet: click to give it the pointer, press %1 to release "
                    "it.")
                     .arg(m_releaseChord.label()));
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
    m_capture->setKeyboard(on && m_keyboardCapture && m_display && isVisible());
}
