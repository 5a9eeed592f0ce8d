// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/inventory/jobs.h"
#include "models/values/storage.h"

#include <QFuture>

#include <atomic>
#include <memory>

// How far something long has come, and the wish to end it. Any thread.
class TransferProgress
{
public:
    quint64 total() const { return m_total; } // bytes; 0: unknown
    quint64 done() const { return m_done; }
    double fraction() const; // 0…1; negative: unknown
    double rate() const;     // bytes a second, of late
    QString step() const;    // "212 MiB of 1 GiB, 30 MiB/s"

    void cancel() { m_canceled = true; }
    bool isCanceled() const { return m_canceled; }

    // By who does it.
    void setUnstoppable() { m_unstoppable = true; } // canceled, it first ends, and is undone then
    void setTotal(quint64 bytes) { m_total = bytes; }
    void setDone(quint64 bytes);

private:
    std::atomic<quint64> m_total = 0, m_done = 0;
    std::atomic<bool> m_canceled = false, m_unstoppable = false;
    // Two marks a few seconds apart, so that the rate is of late.
    std::atomic<quint64> m_markBytes = 0, m_beforeBytes = 0;
    std::atomic<qint64> m_markMs = 0, m_beforeMs = 0;
};

// A long operation: its answer, and how far it is.
template <class T>
struct Transfer
{
    QFuture<Result<T>> future = {};
    std::shared_ptr<TransferProgress> progress = {};
    bool cancelable = true;

    // For Jobs::track().
    JobOptions jobOptions(const QString &target) const
    {
        JobOptions options{.target = target};
        if (cancelable)
            options.cancel = [progress = progress] { progress->cancel(); };
        options.sample = [progress = progress](const JobOptions::Report &report) {
            report(progress->fraction(), progress->step());
        };
        return options;
    }
};
