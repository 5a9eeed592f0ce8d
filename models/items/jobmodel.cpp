// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/jobmodel.h"

#include "models/core/safetext.h"
#include "models/core/units.h"
#include "models/inventory/jobs.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

bool isRunning(const Job &job)
{
    return job.state == Job::State::Running || job.state == Job::State::Canceling;
}

JobModel::JobAction actionOf(const Job &job)
{
    if (job.state == Job::State::Running && job.cancelable)
        return JobModel::JobAction::Cancel;
    return job.state == Job::State::Failed && job.error ? JobModel::JobAction::Details
                                                        : JobModel::JobAction::None;
}

} // namespace

JobModel::JobModel(Jobs *jobs, QObject *parent) : QAbstractTableModel(parent)
{
    const QList<Job> known = jobs->jobs();
    m_jobs = QList<Job>(known.crbegin(), known.crend());
    connect(jobs, &Jobs::added, this, &JobModel::add);
    connect(jobs, &Jobs::changed, this, &JobModel::change);
    connect(jobs, &Jobs::removed, this, &JobModel::remove);
}

int JobModel::runningCount() const
{
    return int(std::count_if(m_jobs.cbegin(), m_jobs.cend(), isRunning));
}

int JobModel::failedCount() const
{
    return int(std::count_if(m_jobs.cbegin(), m_jobs.cend(),
                             [](const Job &job) { return job.state == Job::State::Failed; }));
}

void JobModel::tick()
{
    for (int row = 0; row < m_jobs.size(); ++row)
        if (isRunning(m_jobs.at(row)))
            Q_EMIT dataChanged(index(row, Duration), index(row, Duration), {Qt::DisplayRole});
}

int JobModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_jobs.size());
}

int JobModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant JobModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Task:
        return tr("Task");
    case Target:
        return tr("Target");
    case Progress:
        return tr("Progress");
    case Outcome:
        return tr("Result");
    case Started:
        return tr("Started");
    case Duration:
        return tr("Duration");
    case Action: // buttons need no heading
    case ColumnCount:
        break;
    }
    return {};
}

QVariant JobModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Job &job = m_jobs.at(index.row());
    const bool running = isRunning(job);
    const auto outcome = [&]() -> QString {
        switch (job.state) {
        case Job::State::Running:
            return job.step.isEmpty() ? tr("Running") : job.step;
        case Job::State::Canceling:
            return tr("Canceling…");
        case Job::State::Succeeded:
            return tr("Done");
        case Job::State::Failed:
            return job.error ? job.error->summary : tr("Failed");
        case Job::State::Canceled:
            return tr("Canceled");
        }
        return {};
    };
    switch (role) {
    case Qt::DisplayRole:
        switch (Column(index.column())) {
        case Task:
            return SafeText::line(job.title);
        case Target:
            return SafeText::line(job.target);
        case Progress:
            return running && job.progress >= 0 ? Units::percent(job.progress) : QString();
        case Outcome:
            return SafeText::line(outcome());
        case Started:
            return QLocale().toString(job.started.time(), QLocale::ShortFormat);
        case Duration: {
            const QDateTime end = running ? QDateTime::currentDateTime() : job.finished;
            return Units::duration(std::max(qint64(0), job.started.secsTo(end)));
        }
        case Action:
            switch (actionOf(job)) {
            case JobAction::Cancel:
                return tr("Cancel");
            case JobAction::Details:
                return tr("Details…");
            case JobAction::None:
                break;
            }
            return {};
        case ColumnCount:
            break;
        }
        return {};
    case Qt::ToolTipRole: {
        QStringList lines{SafeText::line(job.title, 1000), SafeText::line(outcome(), 1000)};
        if (job.error && !job.error->detail.isEmpty())
            lines << SafeText::block(job.error->detail, 1000);
        lines << QLocale().toString(job.started, QLocale::LongFormat);
        return QString(u"<p style='white-space:pre-wrap'>"_s + lines.join(u'\n').toHtmlEscaped()
                       + u"</p>"_s);
    }
    case IdRole:
        return job.id;
    case JobRole:
        return QVariant::fromValue(job);
    case ShareRole:
        return running ? QVariant(job.progress) : QVariant();
    case ActionRole:
        return int(actionOf(job));
    default:
        return {};
    }
}

void JobModel::add(const Job &job)
{
    beginInsertRows({}, 0, 0);
    m_jobs.prepend(job);
    endInsertRows();
}

void JobModel::change(const Job &job)
{
    const int row = rowOf(job.id);
    if (row < 0 || m_jobs.at(row) == job)
        return;
    m_jobs[row] = job;
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

void JobModel::remove(const QUuid &id)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_jobs.removeAt(row);
    endRemoveRows();
}

int JobModel::rowOf(const QUuid &id) const
{
    const auto found = std::find_if(m_jobs.cbegin(), m_jobs.cend(),
                                    [&id](const Job &job) { return job.id == id; });
    return found == m_jobs.cend() ? -1 : int(found - m_jobs.cbegin());
}
