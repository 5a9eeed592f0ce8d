// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

// Two texts, line by line: the fewest lines that are taken out and put in (Myers). Pure; any thread.
namespace TextDiff {

// Lines that follow each other, and are in both texts or in one of them.
struct Run
{
    enum class Kind { Same, Removed, Added };

    Kind kind = Kind::Same;
    qsizetype first = 0;  // index of the first line in the first text
    qsizetype second = 0; // and in the second
    qsizetype count = 0;

    bool operator==(const Run &) const = default;
};

// Runs in the order of a unified diff: what is removed stands before what is added in its place. Where
// the texts differ in more than `mostEdits` lines, all between the first and the last difference is
// taken for changed: right, if not the shortest, and never slow.
QList<Run> compare(const QStringList &first, const QStringList &second, qsizetype mostEdits = 2000);

} // namespace TextDiff
