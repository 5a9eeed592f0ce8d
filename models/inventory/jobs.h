// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/values/job.h"

#include <QFuture>
#include <QHash>
#include <QObject>

#include <functional>

struct JobOptions
{
    QString target = {};               // the machine or host, for the panel
    std::function<void()> cancel = {}; // asks for the end; the future still tells how it ended
    // Asked about once a second while the job runs; calls back with 0…1 (or -1) and a step.
    using Report = std::function<void(double, const QString &)>;
    std::function<void(const Report &)> sample = {};
};

// Our own operations, running and finished (the last 200), newest last. GUI thread.
class Jobs : public QObject
{
    Q_OBJECT

public:
    explicit Jobs(QObject *parent = nullptr);
    ~Jobs() override;

    QUuid track(const QString &title, const QFuture<Result<>> &future, JobOptions options = {});
    void cancel(const QUuid &id);
    void clearFinished();

    QList<Job> jobs() const { return m_jobs; }
    int runningCount() const;

Q_SIGNALS:
    void added(const Job &job);
    void changed(const Job &job);
    void removed(const QUuid &id);
    void finished(const Job &job); // after changed(); what the reporter listens to

private:
    void sample();
    void finish(const QUuid &id, const Result<> &result);
    Job *find(const QUuid &id);

    QList<Job> m_jobs;
    QHash<QUuid, JobOptions> m_options; // of what runs
    QHash<QUuid, int> m_waiting;        // ticks since a sample was asked for; 0: answered
    class QTimer *m_timer;
};
