// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/textdiff.h"

#include <QHash>

#include <algorithm>
#include <optional>
#include <vector>

namespace {

using TextDiff::Run;
using Kind = Run::Kind;
using Numbers = std::vector<int>; // lines, equal ones as equal numbers

Numbers numbered(const QStringList &lines, QHash<QString, int> &known)
{
    Numbers numbers;
    numbers.reserve(size_t(lines.size()));
    for (const QString &line : lines) {
        const auto found = known.constFind(line);
        numbers.push_back(found != known.constEnd() ? *found
                                                    : *known.insert(line, int(known.size())));
    }
    return numbers;
}

// The part of both texts that is looked at.
struct Piece
{
    const Numbers &a, &b;
    qsizetype head, rows, columns; // rows of a and columns of b behind `head`

    bool equal(qsizetype row, qsizetype column) const
    {
        return a[size_t(head + row)] == b[size_t(head + column)];
    }
};

void add(QList<Run> &runs, Kind kind, qsizetype first, qsizetype second, qsizetype count)
{
    if (count == 0)
        return;
    if (!runs.isEmpty() && runs.last().kind == kind)
        runs.last().count += count;
    else
        runs += Run{kind, first, second, count};
}

// The furthest rows on each diagonal, for each number of edits until the end is reached.
std::optional<std::vector<std::vector<qsizetype>>> searched(const Piece &piece, qsizetype mostEdits)
{
    std::vector<std::vector<qsizetype>> trace;
    const qsizetype most = std::min(piece.rows + piece.columns, mostEdits);
    std::vector<qsizetype> furthest(size_t(2 * most + 3), 0);
    const qsizetype middle = most + 1;
    for (qsizetype edits = 0; edits <= most; ++edits) {
        for (qsizetype k = -edits; k <= edits; k += 2) {
            const qsizetype down = furthest[size_t(middle + k + 1)];
            const qsizetype right = furthest[size_t(middle + k - 1)] + 1;
            qsizetype row = k == -edits || (k != edits && right - 1 < down) ? down : right;
            qsizetype column = row - k;
            while (row < piece.rows && column >= 0 && column < piece.columns
                   && piece.equal(row, column)) {
                ++row;
                ++column;
            }
            furthest[size_t(middle + k)] = row;
            if (row >= piece.rows && column >= piece.columns) {
                trace.emplace_back(furthest.begin() + middle - edits,
                                   furthest.begin() + middle + edits + 1);
                return trace;
            }
        }
        trace.emplace_back(furthest.begin() + middle - edits,
                           furthest.begin() + middle + edits + 1);
    }
    return {};
}

// The way back through the trace, as one letter a step.
QList<Kind> steps(const Piece &piece, const std::vector<std::vector<qsizetype>> &trace)
{
    QList<Kind> way;
    qsizetype row = piece.rows, column = piece.columns;
    for (qsizetype edits = qsizetype(trace.size()) - 1; edits > 0; --edits) {
        const auto &before = trace[size_t(edits - 1)];
        const auto at = [&](qsizetype k) {
            const qsizetype index = k + edits - 1;
            return index < 0 || index >= qsizetype(before.size()) ? -1 : before[size_t(index)];
        };
        const qsizetype k = row - column;
        const bool added = k == -edits || (k != edits && at(k - 1) < at(k + 1));
        const qsizetype fromRow = added ? at(k + 1) : at(k - 1);
        const qsizetype fromColumn = fromRow - (added ? k + 1 : k - 1);
        const qsizetype startRow = added ? fromRow : fromRow + 1;
        for (; row > startRow; --row)
            way += Kind::Same;
        way += added ? Kind::Added : Kind::Removed;
        row = fromRow;
        column = fromColumn;
    }
    for (; row > 0; --row)
        way += Kind::Same;
    std::reverse(way.begin(), way.end());
    return way;
}

// Removed lines before the added ones that stand in their place.
QList<Run> ordered(const QList<Run> &runs)
{
    QList<Run> result;
    for (qsizetype i = 0; i < runs.size();) {
        if (runs[i].kind == Kind::Same) {
            result += runs[i++];
            continue;
        }
        const qsizetype first = runs[i].first, second = runs[i].second;
        qsizetype removed = 0, added = 0;
        for (; i < runs.size() && runs[i].kind != Kind::Same; ++i)
            (runs[i].kind == Kind::Removed ? removed : added) += runs[i].count;
        add(result, Kind::Removed, first, second, removed);
        add(result, Kind::Added, first + removed, second, added);
    }
    return result;
}

} // namespace

QList<Run> TextDiff::compare(const QStringList &first, const QStringList &second,
                             qsizetype mostEdits)
{
    QHash<QString, int> known;
    const Numbers a = numbered(first, known), b = numbered(second, known);
    const qsizetype shorter = qsizetype(std::min(a.size(), b.size()));
    qsizetype head = 0, tail = 0;
    while (head < shorter && a[size_t(head)] == b[size_t(head)])
        ++head;
    while (tail < shorter - head
           && a[a.size() - 1 - size_t(tail)] == b[b.size() - 1 - size_t(tail)])
        ++tail;
    const Piece piece{a, b, head, qsizetype(a.size()) - head - tail,
                      qsizetype(b.size()) - head - tail};

    QList<Run> runs;
    add(runs, Kind::Same, 0, 0, head);
    qsizetype row = head, column = head;
    const auto trace = searched(piece, mostEdits);
    if (trace) {
        for (const Kind kind : steps(piece, *trace)) {
            add(runs, kind, row, column, 1);
            row += kind == Kind::Added ? 0 : 1;
            column += kind == Kind::Removed ? 0 : 1;
        }
    } else {
        add(runs, Kind::Removed, row, column, piece.rows);
        add(runs, Kind::Added, row + piece.rows, column, piece.columns);
    }
    add(runs, Kind::Same, head + piece.rows, head + piece.columns, tail);
    return ordered(runs);
}
