// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/protocol/sharedpicture.h"

#include <QList>
#include <QRect>

// Pixels as a display channel holds them, for the length of one call.
struct SourcePixels
{
    enum class Format { Rgb32, Bgr32, Rgb555, Rgb565 };

    const uchar *data = nullptr;
    int stride = 0; // bytes; negative: bottom-up
    QSize size = {};
    Format format = Format::Rgb32;
};

// The changed parts of a display since they were last announced: at most a few rectangles, joined
// when there are more.
class DamageList
{
public:
    void add(const QRect &rect);
    bool isEmpty() const { return m_rects.isEmpty(); }
    QList<QRect> take() { return std::exchange(m_rects, {}); }

private:
    QList<QRect> m_rects;
};

// Copies `rect`, in coordinates of the target, whose top left corner is at `origin` in the source;
// what lies outside of either is left alone.
void copyPixels(const SourcePixels &source, QPoint origin, SharedPicture &target,
                const QRect &rect);
