// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QHash>
#include <QSet>

class DisplayView;
class QToolButton;

// Keys to click or touch, below the machine's screen: those that a touch screen or a small keyboard
// lacks. A modifier stays down until the next key, of this row or of the keyboard; that it is down
// is seen. Caps Lock and Num Lock show the guest's own lights.
class KeyRow : public QFrame
{
    Q_OBJECT

public:
    explicit KeyRow(DisplayView &view, QWidget *parent = nullptr);

    void setLocks(quint8 locks); // Wire::Lock
    void releaseModifiers();
    QSet<quint16> latched() const { return m_latched; }
    QToolButton *button(quint16 linuxCode) const { return m_buttons.value(linuxCode); }

protected:
    void hideEvent(QHideEvent *event) override;

private:
    void add(quint16 code);
    void latch(quint16 code, bool on);

    DisplayView &m_view;
    QHash<quint16, QToolButton *> m_buttons;
    QSet<quint16> m_latched;
    quint8 m_locks = 0;
};
