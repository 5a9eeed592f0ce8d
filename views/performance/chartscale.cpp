// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/performance/chartscale.h"

#include "models/core/units.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Chart)
};

} // namespace

QString chartValueText(ChartUnit unit, double value)
{
    if (!std::isfinite(value))
        return Text::tr("unknown");
    switch (unit) {
    case ChartUnit::Share:
        return Units::percent(value);
    case ChartUnit::Bytes:
        return Units::bytes(quint64(qMax(0.0, value)));
    case ChartUnit::BytesPerSecond:
        return Units::rate(value);
    case ChartUnit::PerSecond:
        break;
    }
    return Text::tr("%1/s").arg(QLocale().toString(value, 'f', value > 0 && value < 9.95 ? 1 : 0));
}

ChartScale ChartScale::upTo(ChartUnit unit, double value, int wantedSteps)
{
    if (unit == ChartUnit::Share)
        return {1, wantedSteps >= 4 ? 0.25 : 0.5};
    const bool bytes = unit != ChartUnit::PerSecond;
    const double base = bytes ? 1024 : 1000;
    // A quiet device is a line at the bottom, not noise blown up to fill the chart.
    value = std::isfinite(value) ? qMax(value, bytes ? 1024.0 : 4.0) : 1;
    const double least = value / wantedSteps;
    const double power = std::pow(base, std::floor(std::log(qMax(1.0, least)) / std::log(base)));
    double step = power * base;
    for (const int factor : {1, 2, 5, 10, 20, 50, 100, 200, 500}) {
        // 512 of a binary unit are half of the next: rounder than 500.
        const double candidate = power * (bytes && factor == 500 ? 512 : factor);
        if (candidate >= least) {
            step = candidate;
            break;
        }
    }
    return {step * std::ceil(value / step), step};
}

QList<ChartTick> chartTimeTicks(int seconds)
{
    QList<ChartTick> ticks;
    // Steps that are whole minutes where they can be: 15 s, 1 min, 3 min, 15 min.
    const int step = qMax(1, seconds % 300 == 0 && seconds <= 900 ? seconds / 5 : seconds / 4);
    for (int ago = seconds; ago > 0; ago -= step)
        ticks.append(
            {ago, ago % 60 == 0 ? Text::tr("−%1 min").arg(ago / 60) : Text::tr("−%1 s").arg(ago)});
    ticks.append({0, Text::tr("now")});
    return ticks;
}
