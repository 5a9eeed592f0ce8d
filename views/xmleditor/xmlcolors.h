// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

// Colours for XML and for differences that are readable on a palette's base, light or dark.
struct XmlColors
{
    QColor name, attribute, value, comment, entity; // of text
    QColor trouble, remark;                         // of underlines
    QColor currentLine, match, added, removed;      // behind text

    explicit XmlColors(const QPalette &palette)
    {
        const QColor base = palette.color(QPalette::Base);
        const bool dark = base.lightness() < 128;
        const auto ink = [dark](int hue, int saturation) {
            return QColor::fromHsl(hue, saturation, dark ? 180 : 80);
        };
        const auto tint = [&base](const QColor &color, double share) {
            return QColor::fromRgbF(float(color.redF() * share + base.redF() * (1 - share)),
                                    float(color.greenF() * share + base.greenF() * (1 - share)),
                                    float(color.blueF() * share + base.blueF() * (1 - share)));
        };
        name = ink(212, 170);
        attribute = ink(285, 110);
        value = ink(dark ? 95 : 120, 130);
        entity = ink(25, 170);
        comment = tint(palette.color(QPalette::Text), 0.6);
        trouble = dark ? QColor(0xff, 0x8a, 0x80) : QColor(0xb3, 0x26, 0x1e);
        remark = ink(40, 200);
        currentLine = tint(palette.color(QPalette::Text), 0.06);
        match = tint(palette.color(QPalette::Highlight), 0.35);
        added = tint(QColor::fromHsl(130, 200, dark ? 110 : 120), dark ? 0.3 : 0.2);
        removed = tint(QColor::fromHsl(0, 220, dark ? 120 : 130), dark ? 0.3 : 0.18);
    }
};
