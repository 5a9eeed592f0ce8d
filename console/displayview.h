// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/machinedisplay.h"
#include "console/scaling.h"
#include "models/keyboard/keyboardlayout.h"
#include "models/keyboard/keychord.h"

#include <QBasicTimer>
#include <QElapsedTimer>
#include <QHash>
#include <QPointer>
#include <QSet>
#include <QWidget>

#include <linux/input-event-codes.h>

class InputCapture;
class PlainLabel;

// A machine's screen: paints the picture, and sends keys and pointer while it has the focus. Keys
// are taken by their place on the keyboard, so the guest's layout is what counts. While it is
// focused and under the pointer it takes every key, the window manager's included; the release
// chord (pressed and released with nothing else) gives keyboard and pointer back.
class DisplayView : public QWidget
{
    Q_OBJECT

public:
    explicit DisplayView(QWidget *parent = nullptr);
    ~DisplayView() override;

    // Not owned; null shows nothing.
    void setDisplay(MachineDisplay *display);
    void setScaling(Scaling scaling);
    // What surrounds a picture that does not fill the view: the window's colour, or black.
    void setSurroundings(bool black);
    // Whether keys that the window manager would use go to the guest; true.
    void setKeyboardCapture(bool on);
    // What gives keyboard and pointer back; Ctrl+Alt, the left pair.
    void setReleaseChord(const KeyChord &chord);
    const KeyChord &releaseChord() const { return m_releaseChord; }
    const QList<KeyChord> &hostChords() const { return m_hostChords; }
    // What the guest does not get while it has the focus: a shortcut of the window, or else
    // hostChordPressed().
    void setHostChords(const QList<KeyChord> &chords);
    // Which keys keys without a place (of other programs) are taken for.
    void setGuestLayout(const KeyboardLayout &layout);
    // The keyboard's settings of another of the same machine's views.
    void setKeyboardLike(const DisplayView &other);

    // A copy of what the machine shows; null when it shows nothing.
    QImage image() const;

    // A key by its Linux code, as the keyboard sends it.
    void pressKey(quint16 linuxCode);
    void releaseKey(quint16 linuxCode);
    // All pressed in order, then released in reverse.
    void sendKeys(const QList<quint16> &linuxCodes);
    void releaseAllKeys();
    void releasePointer();
    // A key that is not of the user's keyboard: sent as it is. False: nothing is connected.
    bool injectKey(quint16 linuxCode, bool pressed);

    // Where the picture is, in this widget's coordinates; empty without one.
    QRectF pictureRect() const;
    QPoint toPicture(QPointF position) const; // nearest pixel of the picture
    // Says something over the picture for a few seconds.
    void showHint(const QString &text);
    bool isPointerCaptured() const { return m_captured; }

Q_SIGNALS:
    void pictureChanged();  // appeared, went, or has another size
    void pasteTyped();      // Ctrl+V, on its way to the machine
    void captureReleased(); // by the user's chord: the window may take the focus
    void hostChordPressed(const KeyChord &chord);
    void keyTyped(); // a key of the user's keyboard, no modifier, was pressed and let go

protected:
    bool event(QEvent *event) override;
    bool focusNextPrevChild(bool) override { return false; }
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void pictureReplaced();
    void damaged(const QList<QRect> &rects);
    void awaitPaint();
    void acknowledge();
    QRect devicePictureRect() const;
    QRect toWidget(const QRect &pixels) const;
    QRect cursorRect() const;
    void paintPicture(QPainter &painter, const QImage &picture) const;

    void placeHint();
    void updateMinimumSize();
    void askGuestToFollow();
    void updatePointerShape();
    void pointerModeChanged();
    void capturePointer();
    bool isSettled() const; // the pointer's mode is not about to change
    void pointerMovedBy(QPointF distance);
    void turnWheel(int &turned, int delta, bool across);
    void captureKeyboard(bool on);
    const KeyChord *hostChordWith(quint16 linuxCode) const;
    bool overridesShortcut(const QKeyEvent *event);
    void pressSynthetic(QKeyEvent *event);
    void syncLocks(const QKeyEvent *event);
    void locksChanged();
    void sendButton(Wire::Button button, bool pressed);
    void releaseButtons();

    QPointer<MachineDisplay> m_display;
    Scaling m_scaling = Scaling::Fit;
    bool m_blackSurroundings = false, m_keyboardCapture = true;

    bool m_unseen = false; // the viewer waits for us to have painted
    QBasicTimer m_unseenTimer, m_followTimer, m_hintTimer;
    PlainLabel *m_hint;

    InputCapture *m_capture;
    QSet<quint16> m_pressed;              // Linux codes the guest holds down
    QHash<quint32, KeyChord> m_synthetic; // of them, those of keys without a place, by symbol
    KeyChord m_releaseChord{{KEY_LEFTCTRL, KEY_LEFTALT}};
    QList<KeyChord> m_hostChords;
    KeyboardLayout m_guestLayout;
    bool m_chord = false; // exactly the release chord is held, nothing else came between
    bool m_locksDue = true;
    QElapsedTimer m_lockPressed;

    QImage m_cursor;
    QPoint m_cursorHotSpot, m_cursorAt;
    bool m_cursorKnown = false; // the guest has said what its pointer looks like
    quint8 m_buttons = 0;
    int m_wheel = 0, m_wheelAcross = 0; // of 120ths of a step, not yet sent
    QPointF m_moved;                    // less than a pixel, not yet sent
    bool m_captured = false;
    QElapsedTimer m_modeSince;
};
