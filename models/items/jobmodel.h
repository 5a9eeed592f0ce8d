// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/job.h"

#include <QAbstractTableModel>
#include <QList>

class Jobs;

// Our running and finished operations as rows, the newest first. GUI thread.
class JobModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Task, Target, Progress, Outcome, Started, Duration, Action, ColumnCount };
    enum Role {
        IdRole = Qt::UserRole + 1, // QUuid
        JobRole,                   // Job
        ShareRole,  // double 0…1 of a running job; negative: unknown; invalid: not running
        ActionRole, // JobAction as int: what the button of the row does
    };
    enum class JobAction { None, Cancel, Details };

    // `jobs` must outlive the model.
    explicit JobModel(Jobs *jobs, QObject *parent = nullptr);

    int runningCount() const;
    int failedCount() const;
    int finishedCount() const { return int(m_jobs.size()) - runningCount(); }
    // The durations of what runs have grown: call it once a second while somebody looks.
    void tick();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void add(const Job &job);
    void change(const Job &job);
    void remove(const QUuid &id);
    int rowOf(const QUuid &id) const;

    QList<Job> m_jobs; // newest first
};
