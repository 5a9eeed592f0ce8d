// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/terminal/terminalsearch.h"

QList<std::pair<int, int>> TerminalSearch::matches(const TerminalLine &line) const
{
    QList<std::pair<int, int>> found;
    if (text.isEmpty() || line.cells.isEmpty())
        return found;
    QList<int> columns;
    const QString haystack = line.text(0, int(line.cells.size()), &columns);
    const auto sensitivity = caseSensitive ? Qt::CaseSensitive : Qt::CaseInsensitive;
    for (qsizetype at = 0; (at = haystack.indexOf(text, at, sensitivity)) >= 0; at += text.size()) {
        const qsizetype last = at + text.size() - 1;
        const int column = columns[last];
        found.append({columns[at], column + std::max<int>(1, line.cell(column).width)});
    }
    return found;
}

std::optional<std::pair<TerminalSearch::Place, TerminalSearch::Place>>
TerminalSearch::next(const Terminal &terminal, Place from) const
{
    const qint64 count = terminal.endLine() - terminal.firstLine();
    for (qint64 i = 0; i <= count; ++i) {
        const qint64 number = terminal.firstLine() + (from.line - terminal.firstLine() + i) % count;
        const auto found = matches(terminal.line(number));
        for (const auto &[first, end] : found) {
            if (i > 0 || first > from.column)
                return {{{number, first}, {number, end}}};
        }
    }
    return {};
}

std::optional<std::pair<TerminalSearch::Place, TerminalSearch::Place>>
TerminalSearch::previous(const Terminal &terminal, Place from) const
{
    const qint64 count = terminal.endLine() - terminal.firstLine();
    for (qint64 i = 0; i <= count; ++i) {
        const qint64 number =
            terminal.firstLine() + (from.line - terminal.firstLine() - i + 2 * count) % count;
        const auto found = matches(terminal.line(number));
        for (auto match = found.crbegin(); match != found.crend(); ++match) {
            if (i > 0 || match->first < from.column)
                return {{{number, match->first}, {number, match->second}}};
        }
    }
    return {};
}
