// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/keyboard/keychord.h"

#include <QFuture>
#include <QObject>
#include <QTimer>

#include <functional>

// Where a KeyPlayer sends keys; one of the two is set.
struct KeySink
{
    // Presses or releases one key, at once. False: there is nobody any more.
    std::function<bool(quint16 linuxCode, bool pressed)> key = {};
    // Presses and releases a chord, each key held for so many milliseconds.
    std::function<QFuture<Result<>>(const KeyChord &chord, int holdMs)> chord = {};
};

// Sends keys one after another at the pace of a quick typist. A guest reads its keyboard slowly: a
// PS/2 one stops after 14 keys without a pause, and a USB one, which takes one press or release
// every 10 ms at best, repeats keys for ever. So each key takes at least 20 ms, its modifiers as
// long again, and only one call is under way at a time.
class KeyPlayer : public QObject
{
    Q_OBJECT

public:
    static constexpr int defaultPace = 20, slowestPace = 1000; // milliseconds a key

    explicit KeyPlayer(QObject *parent = nullptr);
    ~KeyPlayer() override;

    // Ends what was playing.
    void play(const QList<KeyStep> &steps, const KeySink &sink, int paceMs = defaultPace);
    void cancel(); // releases what is held
    bool isPlaying() const { return m_playing; }

Q_SIGNALS:
    void progressed(int done, int total); // steps
    void finished(bool complete);         // false: cancelled, or failed() said why
    void failed(const Error &error);

private:
    void next();
    void end(bool complete);

    QTimer m_timer;
    KeySink m_sink;
    QList<KeyStep> m_steps;
    qsizetype m_step = 0, m_event = 0; // the next: of the steps; of the step's presses and releases
    QList<quint16> m_held;
    int m_pace = defaultPace;
    bool m_playing = false, m_answerDue = false, m_pauseDue = false;
    quint64 m_run = 0; // tells answers to an earlier play() apart
};
