// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

// One character cell of a terminal.
struct TerminalCell
{
    enum Attribute : quint16 {
        Bold = 1,
        Italic = 2,
        Blink = 4,
        Reverse = 8,
        Strike = 16,
        Underline = 32,
        DoubleUnderline = 64,
        CurlyUnderline = 128,
        HasMarks = 256, // combining characters, in TerminalLine::marks
    };
    // Colours: what was asked for, not how it looks.
    static constexpr quint32 standard = 0, indexed = 1u << 24, exact = 2u << 24;

    char32_t character = 0; // 0: blank, or the second half of a wide one
    quint32 foreground = standard, background = standard; // standard, indexed | n, exact | rgb
    quint16 attributes = 0;
    quint8 width = 1; // 2: wide; 0: the second half of one

    bool operator==(const TerminalCell &) const = default;
};

// A line of the screen or of what has scrolled off it. Cells that are missing at its end are blank.
struct TerminalLine
{
    struct Marks
    {
        int column = 0;
        QString text = {};
        bool operator==(const Marks &) const = default;
    };

    QList<TerminalCell> cells = {};
    QList<Marks> marks = {};

    bool operator==(const TerminalLine &) const = default;

    TerminalCell cell(int column) const { return cells.value(column); }
    QString marksAt(int column) const;
    // The characters from one column up to another, blanks as spaces; `columns` gets the column of
    // each UTF-16 unit.
    QString text(int from, int to, QList<int> *columns = nullptr) const;
    QString trimmedText() const;
    void trim(); // drops the cells at the end that are blank and of no colour
};
