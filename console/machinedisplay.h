// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/protocol/messages.h"

#include <QImage>
#include <QObject>
#include <QPoint>

#include <optional>

// A machine's graphical console as a DisplayView sees it, whatever protocol brings it. The window
// owns one while it is connected; GUI thread. Serial consoles are text and none of these.
class MachineDisplay : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // What the machine shows now; may change under the reader between two damaged() signals. Null
    // until the first picture. Copy it deeply to keep it.
    virtual QImage picture() const = 0;
    virtual Wire::PointerMode pointerMode() const = 0;
    virtual bool canResize() const = 0; // the guest follows resize()
    // What cursorChanged() said last; nothing before the guest has shown a pointer.
    struct Pointer
    {
        QImage shape = {}; // null: the guest shows none
        QPoint hotSpot = {};
    };
    virtual std::optional<Pointer> pointer() const { return std::nullopt; }
    virtual quint8 locks() const = 0; // Wire::Lock: the lights the guest has on

    virtual void sendKey(quint16 linuxCode, bool pressed) = 0;
    virtual void setLocks(quint8 locks) = 0;
    virtual void movePointerBy(QPoint distance, quint8 buttons) = 0; // relative mode
    virtual void movePointerTo(QPoint position, quint8 buttons) = 0; // absolute mode
    virtual void sendButton(Wire::Button button, bool pressed, quint8 buttons) = 0;
    virtual void resize(QSize pixels) = 0;
    // The last damaged() or pictureReplaced() has been painted: the next may come.
    virtual void seen() = 0;

Q_SIGNALS:
    void pictureReplaced();                                  // another size, or the first
    void damaged(const QList<QRect> &rects);                 // in picture's pixels, inside it
    void cursorChanged(const QImage &shape, QPoint hotSpot); // null: the guest shows none
    void cursorMoved(QPoint position); // in picture's pixels; for relative mode
    void pointerModeChanged();
    void canResizeChanged();
    void locksChanged();
};
