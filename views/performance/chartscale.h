// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

// What a chart's values are: it decides the scale and how they are written.
enum class ChartUnit {
    Share, // 0…1, always drawn from 0 % to 100 %
    Bytes,
    BytesPerSecond,
    PerSecond,
};

// A value as people read it.
QString chartValueText(ChartUnit unit, double value);

// A vertical axis from 0: round steps, in powers of 1024 for bytes, that end at or above a value.
struct ChartScale
{
    double maximum = 1;
    double step = 0.25;

    static ChartScale upTo(ChartUnit unit, double value, int wantedSteps = 4);
};

// Where a time axis of `seconds` is marked, in seconds before its end, and what stands there.
struct ChartTick
{
    int secondsAgo = 0;
    QString text = {};
};
QList<ChartTick> chartTimeTicks(int seconds);
