// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QStringList>

// What the user chose to share with one machine and how it lies on the screens; remembered for it.
struct ConsoleChoices
{
    bool shareClipboard = false;
    bool muted = false;
    int volume = 100;         // percent
    QSet<int> displays = {};  // that have windows, from 1: the first display is the page's
    QStringList screens = {}; // to arrange them on, by name; empty: all

    bool operator==(const ConsoleChoices &) const = default;
};
