// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/terminal/terminalselection.h"

#include <optional>

// Looks for a text in a terminal, line by line.
struct TerminalSearch
{
    QString text = {};
    bool caseSensitive = false;

    using Place = TerminalSelection::Place;
    // The columns of each occurrence: first, and the one behind the last.
    QList<std::pair<int, int>> matches(const TerminalLine &line) const;
    // The next one that begins behind `from`, or the one before it; round the end.
    std::optional<std::pair<Place, Place>> next(const Terminal &terminal, Place from) const;
    std::optional<std::pair<Place, Place>> previous(const Terminal &terminal, Place from) const;
};
