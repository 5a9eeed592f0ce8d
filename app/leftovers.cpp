// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/leftovers.h"

#include "app/reporter.h"
#include "dialogs/storage/leftbehinddialog.h"
#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/inventory/inventory.h"
#include "models/inventory/jobs.h"
#include "models/inventory/storage.h"

using namespace Qt::StringLiterals;

namespace {

QString sourceOf(const Connection &connection)
{
    return "left "_L1 + connection.id().toString();
}

// Where a volume or pool is, as far as the host has told.
QString placeOf(const Storage &storage, const VolumeRef &volume)
{
    const auto pool = storage.pool(volume.pool);
    if (volume.name.isEmpty())
        return pool ? pool->name : QString();
    if (!pool)
        return Leftovers::tr("the volume “%1”").arg(volume.name);
    if (pool->targetPath.isEmpty())
        return Leftovers::tr("the volume “%1” of the pool “%2”").arg(volume.name, pool->name);
    return pool->targetPath + u'/' + volume.name;
}

template <class T>
QFuture<Result<>> plain(QObject *context, const QFuture<Result<T>> &future)
{
    auto promise = std::make_shared<QPromise<Result<>>>();
    promise->start();
    whenDone(future, context, [promise](const Result<T> &answer) {
        promise->addResult(answer ? Result<>() : Result<>(tl::unexpected(answer.error())));
        promise->finish();
    });
    return promise->future();
}

} // namespace

Leftovers::Leftovers(Inventory &inventory, Jobs &jobs, Reporter &reporter, QWidget *window)
    : QObject(window), m_inventory(inventory), m_jobs(jobs), m_reporter(reporter), m_window(window)
{
    const auto hosts = inventory.connections();
    for (Connection *connection : hosts)
        follow(connection);
    connect(&inventory, &Inventory::added, this, &Leftovers::follow);
    connect(&inventory, &Inventory::aboutToRemove, this, [this](Connection *connection) {
        m_reporter.settle(sourceOf(*connection));
        m_told.remove(connection->id());
        if (m_dialogs.contains(connection->id()) && m_dialogs[connection->id()])
            m_dialogs[connection->id()]->close();
    });
}

void Leftovers::follow(Connection *connection)
{
    connect(connection->storage(), &Storage::leftBehindChanged, this,
            [this, connection] { tell(connection); });
    connect(connection, &Connection::statusChanged, this, [this, connection] { tell(connection); });
}

void Leftovers::tell(Connection *connection)
{
    const auto left = connection->storage()->leftBehind();
    const QString source = sourceOf(*connection);
    if (left.isEmpty() || connection->status().state != ConnectionState::Connected) {
        if (m_told.remove(connection->id()) > 0)
            m_reporter.settle(source);
        return;
    }
    if (m_told.value(connection->id()) == left)
        return;
    m_told.insert(connection->id(), left);
    // A kind of its own: it is no failure that is told here.
    Error error{.kind = Error::Kind::Lost};
    const QString host = SafeText::line(connectionDisplayName(connection->config()), 60);
    error.summary =
        left.size() == 1
            ? tr("Unfinished on “%1”: %2").arg(host, leftBehindText(left.first()))
            : tr("Unfinished on “%1”: %n operations.", nullptr, int(left.size())).arg(host);
    m_reporter.offer(error, source, tr("&Review…"), [this, id = connection->id()] { open(id); });
}

LeftBehindDialog *Leftovers::open(const ConnectionId &host)
{
    Connection *connection = m_inventory.connection(host);
    if (!connection || connection->storage()->leftBehind().isEmpty())
        return nullptr;
    if (m_dialogs.value(host)) {
        m_dialogs[host]->raise();
        return m_dialogs[host];
    }
    Storage *storage = connection->storage();
    auto *dialog = new LeftBehindDialog(connectionDisplayName(connection->config()), m_window);
    m_dialogs[host] = dialog;
    const auto fill = [storage, dialog] {
        dialog->setEntries(storage->leftBehind(), [storage](const VolumeRef &volume) {
            return placeOf(*storage, volume);
        });
    };
    connect(storage, &Storage::leftBehindChanged, dialog, fill);
    connect(storage, &Storage::poolsChanged, dialog, fill);
    connect(dialog, &LeftBehindDialog::chosen, this,
            [this, host, dialog](const Journal::Entry &entry, Remedy remedy) {
                carryOut(host, entry, remedy, dialog);
            });
    storage->setDemand(dialog, {}); // where the pools are
    fill();
    dialog->open();
    return dialog;
}

void Leftovers::carryOut(const ConnectionId &host, const Journal::Entry &entry, Remedy remedy,
                         const QPointer<LeftBehindDialog> &dialog)
{
    Connection *connection = m_inventory.connection(host);
    if (!connection)
        return;
    Storage *storage = connection->storage();
    if (remedy == Remedy::Keep) {
        storage->keepLeft(entry.id);
        return;
    }
    JobOptions options;
    QFuture<Result<>> future;
    QString title;
    if (remedy == Remedy::Undo) {
        title = tr("Undo: %1", "sentence about what was left").arg(leftBehindText(entry));
        future = storage->undoLeft(entry.id);
    } else if (remedy == Remedy::Finish) {
        title = tr("Finish: %1", "sentence about what was left").arg(leftBehindText(entry));
        future = storage->finishLeft(entry.id);
    } else if (entry.kind == Journal::Kind::Download) {
        title = tr("Download “%1”").arg(SafeText::line(entry.volume.name, 80));
        const auto transfer = storage->downloadVolume(entry.volume, entry.file);
        options = transfer.jobOptions({});
        future = plain(this, transfer.future);
    } else {
        title = tr("Upload “%1”").arg(SafeText::line(entry.volume.name, 80));
        const auto transfer = storage->resumeUpload(entry.volume);
        options = transfer.jobOptions({});
        future = plain(this, transfer.future);
    }
    options.target = connectionDisplayName(connection->config());
    m_jobs.track(title, future, options);
    whenDone(future, this, [dialog, entry](const Result<> &done) {
        if (!done && dialog)
            dialog->showFailure(entry.id, done.error());
    });
}
