// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/input/keyrecorder.h"

#include "models/keyboard/keynames.h"
#include "views/input/inputcapture.h"

#include <QIcon>
#include <QKeyEvent>

using namespace Qt::StringLiterals;

KeyRecorder::KeyRecorder(QWidget *parent) : QPushButton(parent), m_capture(InputCapture::make(this))
{
    setCheckable(true);
    setAutoDefault(false);
    setIcon(QIcon::fromTheme(u"input-keyboard"_s));
    connect(this, &QPushButton::toggled, this, &KeyRecorder::setRecording);
    setAccessibleName(tr("Record keys"));
    showState();
}

void KeyRecorder::setRecording(bool on)
{
    m_chord = {};
    m_held.clear();
    if (on)
        setFocus();
    m_capture->setKeyboard(on);
    showState();
}

void KeyRecorder::showState()
{
    setText(!isChecked()        ? tr("&Record keys")
            : m_chord.isEmpty() ? tr("Press keys…")
                                : m_chord.label());
}

bool KeyRecorder::event(QEvent *event)
{
    if (isChecked() && event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    return QPushButton::event(event);
}

bool KeyRecorder::focusNextPrevChild(bool next)
{
    return !isChecked() && QPushButton::focusNextPrevChild(next);
}

void KeyRecorder::keyPressEvent(QKeyEvent *event)
{
    if (!isChecked()) {
        QPushButton::keyPressEvent(event);
        return;
    }
    const quint16 code = KeyNames::fromScanCode(event->nativeScanCode());
    if (event->isAutoRepeat() || KeyNames::name(code).isEmpty()
        || m_chord.keys.size() >= KeyChord::maximumKeys)
        return;
    m_held.insert(code);
    if (!m_chord.keys.contains(code))
        m_chord.keys.append(code);
    showState();
}

void KeyRecorder::keyReleaseEvent(QKeyEvent *event)
{
    if (!isChecked()) {
        QPushButton::keyReleaseEvent(event);
        return;
    }
    if (event->isAutoRepeat() || !m_held.remove(KeyNames::fromScanCode(event->nativeScanCode())))
        return;
    if (!m_held.isEmpty())
        return;
    const KeyChord chord = std::exchange(m_chord, {});
    if (m_oneChord)
        setChecked(false);
    showState();
    Q_EMIT recorded(chord);
}

void KeyRecorder::focusOutEvent(QFocusEvent *event)
{
    setChecked(false);
    QPushButton::focusOutEvent(event);
}

void KeyRecorder::hideEvent(QHideEvent *event)
{
    setChecked(false);
    QPushButton::hideEvent(event);
}
