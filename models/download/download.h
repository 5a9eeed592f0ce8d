// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/download/checksums.h"
#include "models/download/pace.h"

#include <QElapsedTimer>
#include <QFuture>
#include <QObject>
#include <QPointer>
#include <QPromise>
#include <QUrl>

#include <optional>

class DownloadWorker;
class QThread;

struct DownloadRequest
{
    QUrl url = {};     // http or https
    QString path = {}; // what the file will be called; absolute
    std::optional<Checksum> checksum = {};
    bool lookForChecksum = true; // beside the file, when none was given
    quint64 most = 64ULL << 30;  // bytes; a larger file is refused
    int retryMs = 2000;          // before the first try after a broken one; longer each time
};

struct Downloaded
{
    enum class Checked { Nothing, Given, Server };

    QString path = {};
    quint64 bytes = 0;
    Checked checked = Checked::Nothing;
    QString checkedBy = {}; // the server's file that told the checksum; untrusted

    QString sentence() const; // what was checked, or that nothing was
    bool operator==(const Downloaded &) const = default;
};

// Why an address cannot be fetched, for under its field; empty: fine, or nothing was typed.
QString downloadUrlProblem(const QString &typed);
// What the file of an address would be called here; never empty.
QString downloadFileName(const QUrl &url);

// One file from a server of the web into a folder of this computer, in a thread of its own. It is
// called "name.part" until it is whole and its checksum right, beside a small "name.part.info" that
// tells where it is from; it replaces nothing. What was broken off or canceled is continued by the
// next download of the same address to the same path, if the server's file is still the same one.
// Never from https to http. GUI thread; going away cancels it.
class Download : public QObject
{
    Q_OBJECT

public:
    enum class Stage { Connecting, Receiving, Checking };

    explicit Download(const DownloadRequest &request, QObject *parent = nullptr);
    ~Download() override;

    QFuture<Result<Downloaded>> run(); // once
    void cancel();                     // the answer is then Kind::Canceled; the part stays

    Stage stage() const { return m_stage; }
    quint64 done() const { return m_done; }
    quint64 total() const { return m_total; } // 0: unknown
    double fraction() const;                  // 0…1; negative: unknown
    QString sentence() const;                 // "212 MiB of 1 GiB, 30 MiB/s, 27 s left"

Q_SIGNALS:
    void progressed();

private:
    void finish(const Result<Downloaded> &result);

    QPointer<QThread> m_thread;
    DownloadWorker *m_worker; // in that thread, and gone with it; null as soon as it has answered
    QPromise<Result<Downloaded>> m_promise;
    QElapsedTimer m_clock;
    Pace m_pace;
    Stage m_stage = Stage::Connecting;
    quint64 m_done = 0, m_total = 0;
    bool m_finished = false;
};
