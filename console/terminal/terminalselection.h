// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/terminal/terminal.h"

#include <QString>

#include <utility>

// What of a terminal is selected: from where the button went down to where the pointer is. It keeps
// to its lines while they move up.
class TerminalSelection
{
public:
    enum class Unit { Character, Word, Line, Block };
    struct Place
    {
        qint64 line = 0;
        int column = 0; // the gap before this cell
        auto operator<=>(const Place &) const = default;
    };

    void start(Place place, Unit unit);
    void extend(const Terminal &terminal, Place place);
    void select(Place from, Place to); // characters
    void clear() { *this = {}; }
    bool isEmpty() const { return !m_active || (m_from == m_to); }

    // The columns of a line that are in it: first, and the one behind the last; equal: none.
    std::pair<int, int> columns(qint64 line, int width) const;
    QString text(const Terminal &terminal) const;
    Place from() const { return m_from; }
    Place to() const { return m_to; }
    // A line that has gone takes what was selected of it along; one that changed says so here.
    void dropBefore(qint64 line);

private:
    bool m_active = false;
    Unit m_unit = Unit::Character;
    Place m_anchor = {}, m_from = {}, m_to = {};
};
