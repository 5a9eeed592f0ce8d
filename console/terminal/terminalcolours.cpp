// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/terminal/terminalcolours.h"

#include "console/terminal/terminalline.h"

#include <algorithm>

TerminalColours TerminalColours::of(Scheme scheme, const QPalette &palette)
{
    static constexpr QRgb onDark[16] = {0xff2e3436, 0xfff0524f, 0xff5cb338, 0xffd6a419,
                                        0xff5a94e6, 0xffc061cb, 0xff33b5b0, 0xffd0cfcc,
                                        0xff8a8f93, 0xffff7b72, 0xff87d96c, 0xfff2d15c,
                                        0xff8ab8ff, 0xffe39cf0, 0xff6fe0da, 0xffffffff};
    static constexpr QRgb onLight[16] = {0xff1e1e1e, 0xffc01c28, 0xff1d7a34, 0xff8a6100,
                                         0xff1a5fb4, 0xff8b2f97, 0xff0f7680, 0xff77767b,
                                         0xff5e5c64, 0xffdc2f3a, 0xff26913f, 0xffa37300,
                                         0xff2a76d2, 0xffa445b2, 0xff158a95, 0xffb5b4b0};
    TerminalColours colours;
    if (scheme == Scheme::FollowPalette) {
        colours.foreground = palette.color(QPalette::Text);
        colours.background = palette.color(QPalette::Base);
    } else {
        const bool dark = scheme == Scheme::Dark;
        colours.foreground = QColor::fromRgb(dark ? 0xffdcdcdc : 0xff1e1e1e);
        colours.background = QColor::fromRgb(dark ? 0xff16181a : 0xffffffff);
    }
    const bool dark = colours.background.lightness() < 128;
    colours.selection = palette.color(QPalette::Highlight);
    colours.selectedText = palette.color(QPalette::HighlightedText);
    colours.found = QColor::fromRgb(dark ? 0xff7a5c00 : 0xffffe08a);
    std::copy_n(dark ? onDark : onLight, 16, colours.palette.begin());
    // xterm's cube and greys.
    const auto level = [](int step) { return step ? 55 + 40 * step : 0; };
    for (int i = 0; i < 216; ++i)
        colours.palette[size_t(16 + i)] = qRgb(level(i / 36), level(i / 6 % 6), level(i % 6));
    for (int i = 0; i < 24; ++i)
        colours.palette[size_t(232 + i)] = qRgb(8 + 10 * i, 8 + 10 * i, 8 + 10 * i);
    return colours;
}

QColor TerminalColours::resolved(quint32 colour, const QColor &standard) const
{
    if (colour & TerminalCell::indexed)
        return QColor::fromRgb(palette[colour & 0xff]);
    if (colour & TerminalCell::exact)
        return QColor::fromRgb(0xff000000u | (colour & 0xffffffu));
    return standard;
}
