// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/filedescriptor.h"
#include "models/values/machineevent.h"

#include <QList>

// The file behind the event store: one JSON object a line, after a line that says what it is.
// Only ever appended to, by single writes, and rewritten with its newest lines when it has grown
// to twice its limit; so a process that is killed leaves at most one torn line, the last.
// Every process has a file of its own, held by a lock that dies with it; files whose process is
// gone are taken over by the next. Blocking: used by one thread, never the GUI's.
class EventLog
{
public:
    // `folder`: absolute, made when missing (0700). Nothing is touched before open().
    EventLog(const QString &folder, int limit);

    // What all the files hold, oldest first, at most `limit`. A file that cannot be read as ours
    // stays beside as ".bad", and what was readable in it is kept.
    QList<MachineEvent> open();
    // False when it could not be written (the disk is full, the folder is gone): nothing of it is
    // in the file then, and it may be tried again.
    bool append(const QList<MachineEvent> &events);

    QString file() const { return m_file; } // empty: none could be locked

private:
    struct Contents
    {
        QList<MachineEvent> events;
        qsizetype lines = 0;
        qint64 goodBytes = 0; // up to the end of the last whole line
        bool broken = false;  // not ours, or with lines that are none
    };
    Contents read(const QString &file) const;
    void arrange(QList<MachineEvent> &events) const;
    bool rewrite(const QList<MachineEvent> &events);
    bool openForAppending();
    void compact();

    QString m_folder, m_file;
    int m_limit;
    FileDescriptor m_lock, m_output;
    qsizetype m_lines = 0;
    qint64 m_bytes = 0;
};
