// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/keyrow.h"

#include "console/displayview.h"
#include "console/flowlayout.h"
#include "console/protocol/messages.h"
#include "models/keyboard/keynames.h"

#include <QToolButton>

#include <linux/input-event-codes.h>

using namespace Qt::StringLiterals;

// What a small key has room for.
static QString shortLabel(quint16 code)
{
    switch (code) {
    case KEY_LEFT:
        return u"←"_s;
    case KEY_UP:
        return u"↑"_s;
    case KEY_DOWN:
        return u"↓"_s;
    case KEY_RIGHT:
        return u"→"_s;
    case KEY_INSERT:
        return KeyRow::tr("Ins");
    case KEY_DELETE:
        return KeyRow::tr("Del");
    case KEY_PAGEUP:
        return KeyRow::tr("PgUp");
    case KEY_PAGEDOWN:
        return KeyRow::tr("PgDn");
    case KEY_SYSRQ:
        return KeyRow::tr("Print");
    case KEY_CAPSLOCK:
        return KeyRow::tr("Caps");
    case KEY_NUMLOCK:
        return KeyRow::tr("Num");
    default:
        return KeyNames::label(code);
    }
}

KeyRow::KeyRow(DisplayView &view, QWidget *parent) : QFrame(parent), m_view(view)
{
    setFrameShape(QFrame::StyledPanel);
    setAccessibleName(tr("On-screen keys"));
    auto *keys = new FlowLayout(this);
    const int gap = fontMetrics().height() / 4;
    keys->setContentsMargins(gap, gap, gap, gap);
    keys->setSpacing(gap);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    for (const int code :
         {KEY_ESC, KEY_TAB, KEY_LEFTCTRL, KEY_LEFTALT, KEY_LEFTSHIFT, KEY_LEFTMETA, KEY_RIGHTALT})
        add(quint16(code));
    for (int i = 0; i < 12; ++i)
        add(quint16(i < 10 ? KEY_F1 + i : KEY_F11 + i - 10));
    for (const int code :
         {KEY_LEFT, KEY_UP, KEY_DOWN, KEY_RIGHT, KEY_INSERT, KEY_DELETE, KEY_HOME, KEY_END,
          KEY_PAGEUP, KEY_PAGEDOWN, KEY_SYSRQ, KEY_PAUSE, KEY_CAPSLOCK, KEY_NUMLOCK})
        add(quint16(code));
    connect(&view, &DisplayView::keyTyped, this, &KeyRow::releaseModifiers);
}

void KeyRow::add(quint16 code)
{
    auto *button = new QToolButton(this);
    button->setText(shortLabel(code));
    button->setAccessibleName(KeyNames::label(code));
    button->setFocusPolicy(Qt::NoFocus);         // the keyboard stays with the machine
    const int side = fontMetrics().height() * 2; // for fingers
    button->setMinimumSize(side, side);
    m_buttons.insert(code, button);
    layout()->addWidget(button);
    button->setCheckable(KeyNames::isModifier(code) || code == KEY_CAPSLOCK || code == KEY_NUMLOCK);
    // What is down is seen in every style, light or dark.
    connect(button, &QToolButton::toggled, button, [button](bool on) {
        QPalette colours;
        if (on) {
            colours.setColor(QPalette::Button, colours.color(QPalette::Highlight));
            colours.setColor(QPalette::ButtonText, colours.color(QPalette::HighlightedText));
        }
        button->setPalette(colours);
    });
    if (KeyNames::isModifier(code)) {
        connect(button, &QToolButton::toggled, this, [this, code](bool on) { latch(code, on); });
        return;
    }
    connect(button, &QToolButton::pressed, this, [this, code] { m_view.injectKey(code, true); });
    connect(button, &QToolButton::released, this, [this, code] {
        m_view.injectKey(code, false);
        releaseModifiers();
        setLocks(m_locks); // a click changes no light: the guest's answer does
    });
}

void KeyRow::latch(quint16 code, bool on)
{
    if (on == m_latched.contains(code))
        return;
    if (on)
        m_latched.insert(code);
    else
        m_latched.remove(code);
    m_view.injectKey(code, on);
}

void KeyRow::releaseModifiers()
{
    const QSet<quint16> latched = m_latched;
    for (const quint16 code : latched)
        m_buttons[code]->setChecked(false);
}

void KeyRow::setLocks(quint8 locks)
{
    m_locks = locks;
    const std::pair<quint16, Wire::Lock> lights[] = {{KEY_CAPSLOCK, Wire::CapsLock},
                                                     {KEY_NUMLOCK, Wire::NumLock}};
    for (const auto &[code, lock] : lights)
        m_buttons[code]->setChecked(locks & lock);
}

void KeyRow::hideEvent(QHideEvent *event)
{
    releaseModifiers();
    QFrame::hideEvent(event);
}
