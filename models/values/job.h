// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QDateTime>
#include <QUuid>

#include <optional>

// One operation of ours, running or finished, as the task panel shows it.
struct Job
{
    enum class State { Running, Canceling, Succeeded, Failed, Canceled };

    QUuid id = {};
    QString title = {}; // translated: "Save state of “web”"
    QString target = {}; // the machine or host it concerns
    State state = State::Running;
    double progress = -1; // 0…1; negative: unknown
    QString step = {}; // translated, what is going on now: "212 MiB of 1 GiB"
    bool cancelable = false;
    std::optional<Error> error = {};
    QDateTime started = {}, finished = {};

    bool operator==(const Job &) const = default;
};
Q_DECLARE_METATYPE(Job)
