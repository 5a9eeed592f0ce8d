// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/filedescriptor.h"
#include "models/values/textconsole.h"

#include <QObject>

#include <deque>
#include <memory>

class QSocketNotifier;

// The window's end of an open text console: packets of models/values/textconsole.h to signals.
// GUI thread; destroying it ends the session.
class ConsoleLink : public QObject
{
    Q_OBJECT

public:
    explicit ConsoleLink(FileDescriptor socket, QObject *parent = nullptr);
    ~ConsoleLink() override;

    // What does not go at once waits, up to a limit; false: beyond it, nothing of it is sent.
    bool send(const QByteArray &bytes);
    void setPaused(bool paused); // nothing is received meanwhile

Q_SIGNALS:
    void received(const QByteArray &bytes);
    void leftOut(qint64 bytes);    // was too much to keep up with, at this place
    void waiting(qint64 bytes);    // the machine does not take what was typed; 0: it does again
    void ended(ConsoleEnd reason); // once; nothing follows

private:
    void read();
    void write();
    void finish(ConsoleEnd reason);

    FileDescriptor m_socket;
    std::unique_ptr<QSocketNotifier> m_reader, m_writer;
    std::deque<QByteArray> m_queue;
    qsizetype m_queued = 0;
    bool m_paused = false, m_ended = false;
};
