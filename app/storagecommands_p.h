// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/storagecommands.h"
#include "models/core/async.h"
#include "models/core/safetext.h"
#include "models/inventory/inventory.h"
#include "models/inventory/jobs.h"
#include "models/inventory/storage.h"

// What the commands on pools and those on volumes have in common.

inline QString shortName(const QString &name)
{
    return SafeText::line(name, 80);
}

template <class T>
void StorageCommands::track(const QString &title, const Place &place,
                            const QFuture<Result<T>> &future, JobOptions options)
{
    options.target = hostName(place);
    if constexpr (std::is_same_v<T, void>) {
        m_jobs.track(title, future, options);
    } else {
        auto promise = std::make_shared<QPromise<Result<>>>();
        promise->start();
        m_jobs.track(title, promise->future(), options);
        whenDone(future, this, [promise](const Result<T> &answer) {
            promise->addResult(answer ? Result<>() : Result<>(tl::unexpected(answer.error())));
            promise->finish();
        });
    }
}

template <class T>
void StorageCommands::track(const QString &title, const Place &place, const Transfer<T> &transfer)
{
    track(title, place, transfer.future, transfer.jobOptions(hostName(place)));
}
