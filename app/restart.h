// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/values/machinekey.h"
#include "models/values/machinerequest.h"

#include <QObject>
#include <QPointer>
#include <QPromise>
#include <QTimer>

class Connection;
class Jobs;
class Reporter;

// Shuts a machine down, waits until it is off, and starts it again, so that it takes up what waits
// for its next start. One task, which can be cancelled while it waits; deletes itself at the end.
class Restart : public QObject
{
    Q_OBJECT

public:
    // `patienceMs`: after that, a machine that still runs may be forced off.
    Restart(Connection *connection, const MachineKey &machine, const QString &name,
            ShutdownMode mode, int patienceMs, Jobs &jobs, Reporter &reporter, QObject *parent);
    ~Restart() override;

private:
    void look();
    void offerForceOff();
    void end(const Result<> &result);
    QString source() const; // of its notice

    const QPointer<Connection> m_connection;
    const MachineKey m_machine;
    const QString m_name;
    Reporter &m_reporter;
    QPromise<Result<>> m_promise;
    QTimer m_patience;
    bool m_starting = false, m_ended = false, m_offered = false;
};
