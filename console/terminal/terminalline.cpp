// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/terminal/terminalline.h"

#include <algorithm>

QString TerminalLine::marksAt(int column) const
{
    for (const Marks &mark : marks) {
        if (mark.column == column)
            return mark.text;
    }
    return {};
}

QString TerminalLine::text(int from, int to, QList<int> *columns) const
{
    QString text;
    for (int column = std::max(0, from); column < to && column < cells.size(); ++column) {
        const TerminalCell &cell = cells[column];
        if (cell.width == 0)
            continue;
        QString character =
            cell.character == 0 ? QString(u' ') : QString::fromUcs4(&cell.character, 1);
        if (cell.attributes & TerminalCell::HasMarks)
            character += marksAt(column);
        text += character;
        if (columns)
            columns->append(QList<int>(text.size() - columns->size(), column));
    }
    return text;
}

QString TerminalLine::trimmedText() const
{
    QString whole = text(0, int(cells.size()));
    while (whole.endsWith(u' '))
        whole.chop(1);
    return whole;
}

void TerminalLine::trim()
{
    const auto last = std::find_if(cells.crbegin(), cells.crend(),
                                   [](const TerminalCell &cell) { return cell != TerminalCell(); });
    cells.resize(cells.crend() - last);
}
