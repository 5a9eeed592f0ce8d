// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/partfile.h"
#include "models/download/download.h"

#include <QElapsedTimer>
#include <QPointer>

class QNetworkAccessManager;
class QNetworkReply;
class QNetworkRequest;

// What Download does in its thread.
class DownloadWorker : public QObject
{
    Q_OBJECT

public:
    explicit DownloadWorker(const DownloadRequest &request);
    ~DownloadWorker() override;

    void start();
    void cancel();

Q_SIGNALS:
    void progressed(Download::Stage stage, quint64 done, quint64 total);
    void finished(const Result<Downloaded> &result); // once

private:
    // Of the part that an earlier attempt left: where it is from, and which version it is.
    struct Origin
    {
        QUrl url = {}, from = {}; // the address that was asked for, and where that led
        QByteArray etag = {}, modified = {};
        quint64 total = 0;
        QByteArray validator() const { return etag.isEmpty() ? modified : etag; }
    };
    std::optional<Origin> readOrigin() const;
    Result<> writeOrigin() const;
    Result<> openPart();

    QNetworkReply *get(const QNetworkRequest &request);
    void ask();
    bool begin(); // the server's answer is the file, or the rest of it
    bool beginRest();
    void drain();
    void ended();
    void broken(const Error &error);
    void anew();
    void lookForChecksum(int index);
    void check(const Checksum &checksum, Downloaded found);
    void checkSlice();
    void name(const Downloaded &found);
    void report(Download::Stage stage);
    void finish(const Result<Downloaded> &result);
    Error failure(const QString &detail, Error::Kind kind = Error::Kind::Failed) const;

    const DownloadRequest m_request;
    QNetworkAccessManager *m_manager = nullptr;
    QPointer<QNetworkReply> m_reply;
    PartFile m_part;
    Origin m_origin;
    quint64 m_size = 0;
    bool m_begun = false;   // this answer is being written
    bool m_stopped = false; // by us, while it was coming
    int m_failures = 0;     // in a row, without a byte between them
    int m_restarts = 0;
    bool m_canceled = false, m_finished = false;
    QElapsedTimer m_sinceReport;

    std::unique_ptr<QCryptographicHash> m_hash;
    Checksum m_wanted;
    Downloaded m_found;
    quint64 m_hashed = 0;
};
