// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <atomic>
#include <future>
#include <vector>

// Calls `work(i)` for each i below `count`, several at a time, and returns when all are through:
// on a slow link a call's time is mostly waiting. Worker threads only.
template <class Work>
void inParallel(qsizetype count, Work work)
{
    constexpr qsizetype most = 16;
    std::atomic<qsizetype> next = 0;
    const auto takeTurns = [&] {
        for (qsizetype i = next++; i < count; i = next++)
            work(i);
    };
    std::vector<std::future<void>> others;
    for (qsizetype i = 1; i < qMin(most, count / 4); ++i)
        others.push_back(std::async(std::launch::async, takeTurns));
    takeTurns();
    for (auto &other : others)
        other.get();
}
