// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/consolejob.h"
#include "console/protocol/messages.h"
#include "console/sharing/localfiles.h"

#include <QObject>
#include <QPointer>
#include <QPromise>

#include <deque>
#include <memory>

class ViewerProcess;

// Copies files into a machine through its console's viewer, one after the other. What was dropped
// together is one job; it goes on over files that cannot be copied and tells of them at its end.
class FileTransfers : public QObject
{
    Q_OBJECT

public:
    // What goes on now.
    struct Progress
    {
        QString file = {};           // its name, untrusted
        int number = 0, count = 0;   // of the files of its job, from 1; 0: nothing goes on
        quint64 done = 0, total = 0; // bytes of the whole job

        bool isActive() const { return count > 0; }
        double share() const { return total ? double(done) / double(total) : -1; }
        QString text() const; // "backup.tar, 2 of 3: 40 MiB of 200 MiB", safe
    };

    explicit FileTransfers(QObject *parent = nullptr);
    ~FileTransfers() override;

    void setMachine(const QString &name); // untrusted
    // The machine's viewer while it is connected; null ends what is under way.
    void setViewer(ViewerProcess *viewer);

    QString machine() const { return m_machine; }
    QString whyNot() const; // a sentence; empty when files can be copied
    Progress progress() const;

    // Whatever was dropped or chosen: what is no file of this computer is refused in words.
    void copy(const QList<QUrl> &urls);
    void skipFile(); // the one under way
    void cancel();   // the job under way

Q_SIGNALS:
    void possibleChanged();
    void progressChanged();
    void jobStarted(const ConsoleJob &job);
    void refused(const Error &error); // of what copy() was given

private:
    struct Batch
    {
        QList<LocalFiles::File> files = {};
        int current = 0;
        quint64 total = 0, before = 0, done = 0; // bytes; of finished files, of the current one
        int skipped = 0;
        bool canceled = false;
        QStringList failures = {};
        QPromise<Result<>> promise = {};
    };

    void enqueue(const LocalFiles &files);
    void next();
    void heard(const Wire::ToWindow::Any &message);
    void fileEnded(Wire::TransferOutcome outcome, const QString &text);
    void finish(Batch &batch);
    void cancelBatch(const std::shared_ptr<Batch> &batch);
    std::pair<double, QString> progressOf(const std::shared_ptr<Batch> &batch) const;

    QString m_machine;
    QPointer<ViewerProcess> m_viewer;
    std::deque<std::shared_ptr<Batch>> m_batches; // the first is under way
    quint32 m_number = 0;                         // of the transfer under way
    bool m_sending = false;
};
