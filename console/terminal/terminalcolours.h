// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

#include <array>

// How a terminal's colours look: the standard pair and the palette of 256.
struct TerminalColours
{
    enum class Scheme { FollowPalette, Dark, Light };

    QColor foreground = {}, background = {};
    QColor selectedText = {}, selection = {}, found = {};
    std::array<QRgb, 256> palette = {};

    // The first sixteen suit the background: no yellow on white.
    static TerminalColours of(Scheme scheme, const QPalette &palette);
    // A colour of TerminalCell; `standard` where that says so.
    QColor resolved(quint32 colour, const QColor &standard) const;
};
