// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/jobs.h"

#include <QFutureWatcher>
#include <QPointer>
#include <QTimer>

#include <algorithm>

namespace {

constexpr int sampleIntervalMs = 1000;
constexpr int samplePatience = 10; // ticks after which a sample without an answer is given up
constexpr int finishedKept = 200;

bool isRunning(const Job &job)
{
    return job.state == Job::State::Running || job.state == Job::State::Canceling;
}

} // namespace

Jobs::Jobs(QObject *parent) : QObject(parent), m_timer(new QTimer(this))
{
    m_timer->setInterval(sampleIntervalMs);
    connect(m_timer, &QTimer::timeout, this, &Jobs::sample);
}

Jobs::~Jobs() = default;

QUuid Jobs::track(const QString &title, const QFuture<Result<>> &future, JobOptions options)
{
    const Job job{.id = QUuid::createUuid(),
                  .title = title,
                  .target = options.target,
                  .cancelable = bool(options.cancel),
                  .started = QDateTime::currentDateTime()};
    m_jobs.append(job);
    if (options.sample)
        m_timer->start();
    m_options.insert(job.id, std::move(options));
    Q_EMIT added(job);

    // Not whenDone(): it is silent about a promise that was dropped, and this job would run for
    // ever.
    auto *watcher = new QFutureWatcher<Result<>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, id = job.id] {
        watcher->deleteLater();
        if (!watcher->isCanceled() && watcher->future().resultCount() > 0)
            finish(id, watcher->result());
        else
            finish(id, tl::unexpected(Error{.kind = Error::Kind::Canceled}));
    });
    watcher->setFuture(future);
    return job.id;
}

void Jobs::cancel(const QUuid &id)
{
    Job *job = find(id);
    if (!job || job->state != Job::State::Running || !job->cancelable)
        return;
    job->state = Job::State::Canceling;
    const Job now = *job;
    const auto ask = m_options.value(id).cancel; // may finish the job, and its options with it
    Q_EMIT changed(now);
    ask();
}

void Jobs::clearFinished()
{
    QList<QUuid> gone;
    for (const Job &job : std::as_const(m_jobs))
        if (!isRunning(job))
            gone.append(job.id);
    m_jobs.removeIf([](const Job &job) { return !isRunning(job); });
    for (const QUuid &id : std::as_const(gone))
        Q_EMIT removed(id);
}

int Jobs::runningCount() const
{
    return int(std::count_if(m_jobs.cbegin(), m_jobs.cend(), isRunning));
}

void Jobs::sample()
{
    QList<std::pair<QUuid, JobOptions>> asked;
    for (auto it = m_options.cbegin(); it != m_options.cend(); ++it)
        if (it->sample)
            asked.append({it.key(), it.value()});
    if (asked.isEmpty()) {
        m_timer->stop();
        return;
    }
    for (const auto &[job, options] : std::as_const(asked)) {
        // A slow host gets no second question before it has answered the first.
        int &waited = m_waiting[job];
        if (waited > 0 && waited < samplePatience) {
            ++waited;
            continue;
        }
        waited = 1;
        options.sample([self = QPointer(this), id = job](double progress, const QString &step) {
            if (!self)
                return;
            Job *found = self->find(id);
            if (!found || !isRunning(*found))
                return;
            self->m_waiting[id] = 0;
            const double bounded = progress < 0 ? -1 : std::min(progress, 1.0);
            if (found->progress == bounded && found->step == step)
                return;
            found->progress = bounded;
            found->step = step;
            Q_EMIT self->changed(Job(*found)); // a slot may track another: the list moves
        });
    }
}

void Jobs::finish(const QUuid &id, const Result<> &result)
{
    m_options.remove(id);
    m_waiting.remove(id);
    Job *job = find(id);
    if (!job)
        return;
    job->finished = QDateTime::currentDateTime();
    job->step.clear();
    if (result) {
        job->state = Job::State::Succeeded;
        job->progress = 1;
    } else {
        const bool canceled = result.error().kind == Error::Kind::Canceled;
        job->state = canceled ? Job::State::Canceled : Job::State::Failed;
        if (!canceled)
            job->error = result.error();
    }
    const Job done = *job;
    Q_EMIT changed(done);
    Q_EMIT finished(done);

    while (m_jobs.size() - runningCount() > finishedKept) {
        const auto oldest = std::find_if_not(m_jobs.cbegin(), m_jobs.cend(), isRunning);
        const QUuid gone = oldest->id;
        m_jobs.erase(oldest);
        Q_EMIT removed(gone);
    }
}

Job *Jobs::find(const QUuid &id)
{
    const auto found =
        std::find_if(m_jobs.begin(), m_jobs.end(), [&id](const Job &job) { return job.id == id; });
    return found == m_jobs.end() ? nullptr : &*found;
}
