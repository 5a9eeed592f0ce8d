// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyboard/layouttable.h"

// How a text is typed on a layout.
struct TypingPlan
{
    struct Gap
    {
        qsizetype position = 0; // in the text, in QChars
        QString character = {};
        bool operator==(const Gap &) const = default;
    };

    QList<KeyStep> steps = {};
    QList<Gap> gaps = {};  // what this layout cannot type, and is left out
    qsizetype strokes = 0; // keys to press, modifiers among them: each takes one turn of the pace
    int lines = 0;         // how often Enter is pressed

    bool operator==(const TypingPlan &) const = default;
};

// Characters that are written as base and accent are taken as one; "\r\n" is one line end.
TypingPlan typingPlan(const QString &text, const LayoutTable &layout);
