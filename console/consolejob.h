// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QFuture>
#include <QMetaType>

#include <functional>

// Something long that a console does, told to whoever lists running tasks. All functions are called
// on the GUI thread, and may be after the end: they do nothing then.
struct ConsoleJob
{
    QString title = {}; // translated, safe
    QFuture<Result<>> future = {};
    std::function<void()> cancel = {};
    // 0…1, or -1 for unknown; and in words what is going on now.
    std::function<std::pair<double, QString>()> progress = {};
};
Q_DECLARE_METATYPE(ConsoleJob)
