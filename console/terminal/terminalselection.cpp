// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/terminal/terminalselection.h"

#include <QStringList>

#include <algorithm>

// What a double click takes along: names of files, addresses, options.
static bool isOfWord(const TerminalCell &cell)
{
    static constexpr char32_t marks[] = U"-_./~:@%+=#?&,";
    if (cell.width == 0)
        return true;
    return QChar::isLetterOrNumber(cell.character)
           || (cell.character
               && std::find(std::begin(marks), std::end(marks) - 1, cell.character)
                      != std::end(marks) - 1);
}

static std::pair<int, int> wordAt(const TerminalLine &line, int column)
{
    int first = column, last = column;
    if (!isOfWord(line.cell(column)) || column >= line.cells.size())
        return {column, column + 1};
    while (first > 0 && isOfWord(line.cell(first - 1)))
        --first;
    while (last < line.cells.size() && isOfWord(line.cell(last)))
        ++last;
    return {first, last};
}

void TerminalSelection::start(Place place, Unit unit)
{
    m_active = true;
    m_unit = unit;
    m_anchor = m_from = m_to = place;
}

void TerminalSelection::select(Place from, Place to)
{
    start(from, Unit::Character);
    m_to = to;
}

void TerminalSelection::extend(const Terminal &terminal, Place place)
{
    if (!m_active)
        return;
    m_from = std::min(m_anchor, place);
    m_to = std::max(m_anchor, place);
    switch (m_unit) {
    case Unit::Word:
        m_from.column = wordAt(terminal.line(m_from.line), m_from.column).first;
        m_to.column = wordAt(terminal.line(m_to.line), m_to.column).second;
        break;
    case Unit::Line:
        m_from.column = 0;
        m_to = {m_to.line + 1, 0};
        break;
    case Unit::Block:
        m_from.column = std::min(m_anchor.column, place.column);
        m_to.column = std::max(m_anchor.column, place.column);
        break;
    case Unit::Character:
        break;
    }
}

std::pair<int, int> TerminalSelection::columns(qint64 line, int width) const
{
    if (isEmpty() || line < m_from.line || line > m_to.line)
        return {0, 0};
    if (m_unit == Unit::Block)
        return {std::min(m_from.column, width), std::min(m_to.column, width)};
    const int first = line == m_from.line ? m_from.column : 0;
    const int end = line == m_to.line ? m_to.column : width;
    return {std::min(first, width), std::min(end, width)};
}

QString TerminalSelection::text(const Terminal &terminal) const
{
    if (isEmpty())
        return {};
    QStringList lines;
    for (qint64 number = std::max(m_from.line, terminal.firstLine());
         number <= std::min(m_to.line, terminal.endLine() - 1); ++number) {
        const auto [first, end] = columns(number, terminal.columns());
        if (m_unit != Unit::Block && number == m_to.line && end == 0) {
            lines += QString(); // a whole line ends in a line feed
            break;
        }
        QString text = terminal.line(number).text(first, end);
        while (text.endsWith(u' '))
            text.chop(1);
        lines += text;
    }
    return lines.join(u'\n');
}

void TerminalSelection::dropBefore(qint64 line)
{
    if (m_active && m_from.line < line)
        clear();
}
