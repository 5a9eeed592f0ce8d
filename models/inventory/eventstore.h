// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/machineevent.h"

#include <QList>
#include <QObject>

#include <memory>

class Connection;

// Everything that happened to the machines, kept across restarts in a bounded file of the user's
// own (0600). GUI thread; the file is written by a thread of its own.
class EventStore : public QObject
{
    Q_OBJECT

public:
    // `folder`: absolute, made when missing. At most `limit` events are kept, the newest.
    explicit EventStore(const QString &folder, int limit = 20000, QObject *parent = nullptr);
    ~EventStore() override; // what is queued is on disk when this returns

    void follow(Connection *connection);
    void append(const QList<MachineEvent> &events);

    // Oldest first. Those of earlier runs are read in the background: before loaded(), only what
    // was appended since is here.
    QList<MachineEvent> events(const MachineKey &machine) const;
    bool isLoaded() const;

Q_SIGNALS:
    void loaded(); // once
    void appended(const QList<MachineEvent> &events);

private:
    void take(const QList<MachineEvent> &stored);

    class Private;
    std::unique_ptr<Private> d;
};
