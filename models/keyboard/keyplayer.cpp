// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyboard/keyplayer.h"

#include "models/core/async.h"

KeyPlayer::KeyPlayer(QObject *parent) : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_pauseDue = false;
        next();
    });
}

KeyPlayer::~KeyPlayer()
{
    const QSignalBlocker quiet(this);
    cancel();
}

void KeyPlayer::play(const QList<KeyStep> &steps, const KeySink &sink, int paceMs)
{
    cancel();
    ++m_run;
    m_steps = steps;
    m_sink = sink;
    m_pace = qBound(defaultPace, paceMs, slowestPace);
    m_step = m_event = 0;
    m_playing = true;
    m_answerDue = m_pauseDue = false;
    next();
}

void KeyPlayer::cancel()
{
    if (m_playing)
        end(false);
}

void KeyPlayer::end(bool complete)
{
    m_timer.stop();
    m_playing = false;
    while (!m_held.isEmpty())
        m_sink.key(m_held.takeLast(), false);
    m_sink = {};
    m_steps.clear(); // it may be a password
    Q_EMIT finished(complete);
}

void KeyPlayer::next()
{
    if (!m_playing || m_answerDue || m_pauseDue)
        return;
    if (m_step >= m_steps.size()) {
        end(true);
        return;
    }
    const KeyStep &step = m_steps.at(m_step);
    const qsizetype count = step.chord.keys.size();
    int wait = 0;
    if (m_sink.key && m_event < 2 * count) {
        const bool press = m_event < count;
        const quint16 code = step.chord.keys.at(press ? m_event : 2 * count - 1 - m_event);
        if (press)
            m_held.append(code);
        else
            m_held.removeOne(code);
        if (!m_sink.key(code, press)) {
            m_held.clear();
            end(false);
            return;
        }
        ++m_event;
        wait = m_pace / 2;
    } else if (!m_sink.key && m_event == 0 && count > 0) {
        // QEMU queues the presses and releases with the pauses in between, and drops what does not
        // fit: wait until they are through, whenever the call returns.
        m_event = 2 * count;
        m_answerDue = true;
        wait = m_pace * int(count) + m_pace / 2;
        whenDone(m_sink.chord(step.chord, m_pace / 2), this,
                 [this, run = m_run](const Result<> &sent) {
                     if (run != m_run || !m_playing)
                         return;
                     m_answerDue = false;
                     if (sent) {
                         next();
                     } else {
                         const Error error = sent.error();
                         end(false);
                         Q_EMIT failed(error);
                     }
                 });
    }
    if (m_event >= 2 * count) {
        wait += step.pause;
        ++m_step;
        m_event = 0;
        Q_EMIT progressed(int(m_step), int(m_steps.size()));
        if (!m_playing)
            return;
    }
    m_pauseDue = true;
    m_timer.start(wait);
}
