// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSocketNotifier>
#include <QString>

#include <memory>

// The first serial port of a running machine, which is a terminal: keeps all that is said on it, and
// types. A machine that is restarted stays on the line. GUI thread; every wait lets events through.
class SerialLine
{
public:
    explicit SerialLine(const QString &terminal); // "/dev/pts/7", of `virsh ttyconsole`
    ~SerialLine();
    Q_DISABLE_COPY_MOVE(SerialLine)

    bool isOpen() const { return m_terminal >= 0; }
    const QByteArray &heard() const { return m_heard; }
    // Waits until `word` is said, after the word that was waited for before.
    bool waitFor(const QByteArray &word, int milliseconds);
    void type(const QByteArray &text);

private:
    int m_terminal = -1;
    QByteArray m_heard;
    qsizetype m_from = 0;
    std::unique_ptr<QSocketNotifier> m_notifier;
};
