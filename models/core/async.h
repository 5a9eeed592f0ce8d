// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFutureWatcher>
#include <QPromise>

// Hands the future's value to `deliver` in the receiver's thread; never, if the receiver has gone
// by then. Use it in place of QFuture::then(context, …), which in Qt 6.4 asserts that the
// context is still alive.
template <class T, class Deliver>
void whenDone(const QFuture<T> &future, QObject *receiver, Deliver deliver)
{
    auto *watcher = new QFutureWatcher<T>(receiver);
    QObject::connect(watcher, &QFutureWatcherBase::finished, receiver,
                     [watcher, deliver = std::move(deliver)]() mutable {
                         watcher->deleteLater();
                         if (!watcher->isCanceled() && watcher->future().resultCount() > 0)
                             deliver(watcher->result());
                     });
    watcher->setFuture(future);
}

// A future that is finished already, for answers that need no call.
template <class T>
QFuture<T> readyFuture(T value)
{
    QPromise<T> promise;
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return promise.future();
}
