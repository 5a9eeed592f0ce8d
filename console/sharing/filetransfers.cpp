// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/sharing/filetransfers.h"

#include "console/viewerprocess.h"
#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/core/units.h"

using namespace Qt::StringLiterals;
using Wire::TransferOutcome;

static constexpr qsizetype failuresShown = 50;

QString FileTransfers::Progress::text() const
{
    const QString bytes = tr("%1 of %2").arg(Units::bytes(done), Units::bytes(total));
    const QString name = SafeText::line(file, 60);
    return count > 1 ? tr("%1, file %2 of %3: %4")
                           .arg(name, QString::number(number), QString::number(count), bytes)
                     : tr("%1: %2").arg(name, bytes);
}

FileTransfers::FileTransfers(QObject *parent) : QObject(parent) {}

FileTransfers::~FileTransfers()
{
    for (const auto &batch : m_batches)
        finish(*batch);
}

void FileTransfers::setMachine(const QString &name)
{
    m_machine = name;
}

void FileTransfers::setViewer(ViewerProcess *viewer)
{
    if (m_viewer == viewer)
        return;
    if (m_viewer)
        m_viewer->disconnect(this);
    m_viewer = viewer;
    if (viewer) {
        connect(viewer, &ViewerProcess::featuresChanged, this, &FileTransfers::possibleChanged);
        connect(viewer, &ViewerProcess::said, this, &FileTransfers::heard);
    }
    m_sending = false;
    while (!m_batches.empty()) {
        const auto batch = m_batches.front();
        m_batches.pop_front();
        batch->failures.append(tr("The connection to the machine's screen has ended."));
        finish(*batch);
    }
    Q_EMIT possibleChanged();
    Q_EMIT progressChanged();
}

QString FileTransfers::whyNot() const
{
    if (!m_viewer)
        return tr("The machine's screen is not connected.");
    const Wire::Features &features = m_viewer->features();
    if (features.files)
        return {};
    if (m_viewer->protocol() != Wire::Protocol::Spice)
        return tr("Files can be copied through a SPICE display only, and this one is VNC.");
    if (!features.agent)
        return tr("The guest's SPICE agent is not running: install the package spice-vdagent in "
                  "it (on Windows: SPICE guest tools), and start its desktop session.");
    return tr("The machine's definition does not permit copying files (filetransfer in its "
              "graphics device).");
}

FileTransfers::Progress FileTransfers::progress() const
{
    if (m_batches.empty())
        return {};
    const Batch &batch = *m_batches.front();
    if (batch.current >= batch.files.size())
        return {};
    return {.file = batch.files.at(batch.current).name,
            .number = batch.current + 1,
            .count = int(batch.files.size()),
            .done = qMin(batch.before + batch.done, batch.total),
            .total = batch.total};
}

void FileTransfers::copy(const QList<QUrl> &urls)
{
    whenDone(LocalFiles::examine(urls), this, [this](const LocalFiles &files) {
        if (!files.refusals.isEmpty())
            Q_EMIT refused({.summary = files.refusals.size() == 1
                                           ? files.refusals.first()
                                           : tr("%n items cannot be copied.", nullptr,
                                                int(files.refusals.size())),
                            .detail = files.refusals.size() == 1
                                          ? QString()
                                          : files.refusals.mid(0, failuresShown).join(u'\n')});
        enqueue(files);
    });
}

void FileTransfers::enqueue(const LocalFiles &files)
{
    if (files.files.isEmpty())
        return;
    if (const QString why = whyNot(); !why.isEmpty()) { // meanwhile
        Q_EMIT refused({.summary = tr("The files were not copied."), .advice = why});
        return;
    }
    auto batch = std::make_shared<Batch>();
    batch->files = files.files;
    for (const LocalFiles::File &file : files.files)
        batch->total += file.size;
    batch->promise.start();
    const QString machine = SafeText::line(m_machine, 60);
    ConsoleJob job;
    job.title =
        batch->files.size() == 1
            ? tr("Copy “%1” into “%2”").arg(SafeText::line(batch->files.first().name, 60), machine)
            : tr("Copy %n files into “%1”", nullptr, int(batch->files.size())).arg(machine);
    job.future = batch->promise.future();
    job.cancel = [self = QPointer(this), batch] {
        if (self)
            self->cancelBatch(batch);
    };
    job.progress = [self = QPointer(this), batch] {
        return self ? self->progressOf(batch) : std::pair(-1.0, QString());
    };
    m_batches.push_back(batch);
    Q_EMIT jobStarted(job);
    next();
}

void FileTransfers::next()
{
    while (!m_sending && !m_batches.empty()) {
        const auto batch = m_batches.front();
        if (batch->canceled || batch->current >= batch->files.size()) {
            m_batches.pop_front();
            finish(*batch);
            continue;
        }
        m_sending = true;
        m_viewer->send(Wire::SendFile{++m_number, batch->files.at(batch->current).path});
    }
    Q_EMIT progressChanged();
}

void FileTransfers::heard(const Wire::ToWindow::Any &message)
{
    if (const auto *progress = std::get_if<Wire::TransferProgress>(&message)) {
        if (!m_sending || progress->transfer != m_number)
            return;
        m_batches.front()->done = progress->done;
        Q_EMIT progressChanged();
    } else if (const auto *ended = std::get_if<Wire::TransferEnded>(&message)) {
        if (m_sending && ended->transfer == m_number)
            fileEnded(ended->outcome, ended->text);
    }
}

void FileTransfers::fileEnded(TransferOutcome outcome, const QString &text)
{
    m_sending = false;
    Batch &batch = *m_batches.front();
    const LocalFiles::File &file = batch.files.at(batch.current);
    batch.before += file.size;
    batch.done = 0;
    ++batch.current;
    QString why;
    switch (outcome) {
    case TransferOutcome::Done:
        break;
    case TransferOutcome::Canceled:
        ++batch.skipped;
        break;
    case TransferOutcome::NoAgent:
    case TransferOutcome::Disabled:
        why = whyNot();
        if (why.isEmpty())
            why = tr("The guest's SPICE agent was not running.");
        batch.current = int(batch.files.size()); // nor will the others
        break;
    case TransferOutcome::Changed:
        why = tr("The file was changed or removed while it was copied.");
        break;
    case TransferOutcome::Failed:
        why = SafeText::line(text, 500);
        if (why.isEmpty())
            why = tr("The guest did not take it.");
        break;
    }
    if (!why.isEmpty())
        batch.failures.append(tr("“%1”: %2").arg(SafeText::line(file.name, 120), why));
    next();
}

void FileTransfers::finish(Batch &batch)
{
    Result<> result;
    if (!batch.failures.isEmpty()) {
        const auto count = int(batch.failures.size());
        const QString machine = SafeText::line(m_machine, 60);
        result = tl::unexpected(Error{
            .summary = tr("%n file(s) could not be copied into “%1”.", nullptr, count).arg(machine),
            .detail = batch.failures.mid(0, failuresShown).join(u'\n')});
    } else if (batch.canceled || batch.skipped == batch.files.size()) {
        result = tl::unexpected(Error{.kind = Error::Kind::Canceled});
    }
    batch.promise.addResult(result);
    batch.promise.finish();
}

void FileTransfers::skipFile()
{
    if (m_sending && m_viewer)
        m_viewer->send(Wire::CancelTransfer{m_number});
}

void FileTransfers::cancel()
{
    if (!m_batches.empty())
        cancelBatch(m_batches.front());
}

void FileTransfers::cancelBatch(const std::shared_ptr<Batch> &batch)
{
    const auto place = std::find(m_batches.begin(), m_batches.end(), batch);
    if (place == m_batches.end())
        return;
    batch->canceled = true;
    if (place == m_batches.begin())
        return skipFile(); // it is taken out when the viewer has said so
    m_batches.erase(place);
    finish(*batch);
}

std::pair<double, QString> FileTransfers::progressOf(const std::shared_ptr<Batch> &batch) const
{
    if (m_batches.empty() || m_batches.front() != batch)
        return {-1, tr("Waiting")};
    const Progress now = progress();
    return {now.share(), now.text()};
}
