// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/performance/chartview.h"

#include <QDateTime>
#include <QKeyEvent>
#include <QLocale>
#include <QPen>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

ChartView::ChartView(const QString &title, ChartUnit unit, QWidget *parent)
    : QWidget(parent), m_title(title), m_unit(unit), m_scale(ChartScale::upTo(unit, 0))
{
    setAccessibleName(title);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize ChartView::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 60, fontMetrics().height() * 10};
}

QSize ChartView::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 16, fontMetrics().height() * 10};
}

void ChartView::setData(const QList<qint64> &times, const QList<ChartSeries> &series, double limit)
{
    m_times = times;
    m_series = series;
    m_limit = limit;
    rescale();
    describe();
    repaintPicture();
}

void ChartView::setWindow(qint64 endMs, int seconds)
{
    if (endMs == m_end && seconds == m_seconds)
        return;
    m_end = endMs;
    m_seconds = qMax(1, seconds);
    rescale();
    repaintPicture();
}

void ChartView::repaintPicture()
{
    m_picture = {};
    update();
}

void ChartView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    switch (event->type()) {
    case QEvent::PaletteChange:
    case QEvent::FontChange:
    case QEvent::StyleChange:
    case QEvent::LocaleChange:
    case QEvent::LanguageChange:
        repaintPicture();
        break;
    default:
        break;
    }
}

std::pair<qsizetype, qsizetype> ChartView::shown() const
{
    // One before the window, so that the line comes in from the edge.
    const auto first = std::lower_bound(m_times.begin(), m_times.end(), m_end - m_seconds * 1000LL);
    const auto end = std::upper_bound(m_times.begin(), m_times.end(), m_end);
    return {qMax<qsizetype>(0, first - m_times.begin() - 1), end - m_times.begin()};
}

void ChartView::rescale()
{
    const auto [first, end] = shown();
    double highest = m_limit;
    for (const ChartSeries &series : std::as_const(m_series))
        for (qsizetype i = first; i < qMin(end, series.values.size()); ++i)
            if (series.values[i] > highest) // false for NaN
                highest = series.values[i];
    m_scale = ChartScale::upTo(m_unit, highest);
}

void ChartView::describe()
{
    QStringList latest;
    for (const ChartSeries &series : std::as_const(m_series)) {
        const QString value = chartValueText(m_unit, valueAt(series, series.values.size() - 1));
        latest.append(m_series.size() == 1 ? value : tr("%1: %2").arg(series.name, value));
        if (latest.size() == 16)
            break;
    }
    setAccessibleDescription(latest.join(", "_L1));
}

void ChartView::setCursorTime(qint64 timeMs)
{
    if (timeMs == m_cursor)
        return;
    m_cursor = timeMs;
    update();
}

qsizetype ChartView::nearest(qint64 timeMs) const
{
    const auto [first, end] = shown();
    if (first >= end)
        return -1;
    const auto after = std::lower_bound(m_times.begin() + first, m_times.begin() + end, timeMs);
    qsizetype index = qMin(after - m_times.begin(), end - 1);
    if (index > first && timeMs - m_times[index - 1] < m_times[index] - timeMs)
        --index;
    if (m_times[index] < m_end - m_seconds * 1000LL && index + 1 < end)
        ++index;
    return index;
}

void ChartView::moveCursor(qint64 timeMs)
{
    const qsizetype index = timeMs ? nearest(timeMs) : -1;
    const qint64 cursor = index < 0 ? 0 : m_times[index];
    if (cursor == m_cursor)
        return;
    setCursorTime(cursor);
    if (cursor && hasFocus())
        setAccessibleDescription(cursorText().join(", "_L1));
    Q_EMIT cursorMoved(cursor);
}

double ChartView::valueAt(const ChartSeries &series, qsizetype index) const
{
    if (index >= qMin(m_times.size(), series.values.size()))
        return std::nan("");
    for (qsizetype i = index; i >= 0 && m_times[index] - m_times[i] <= 60'000; --i)
        if (!std::isnan(series.values[i]))
            return double(series.values[i]);
    return std::nan("");
}

QStringList ChartView::cursorText() const
{
    const qsizetype index = m_cursor ? nearest(m_cursor) : -1;
    if (index < 0)
        return {};
    QStringList lines{
        QLocale().toString(QDateTime::fromMSecsSinceEpoch(m_times[index]).time(), u"HH:mm:ss"_s)};
    for (const ChartSeries &series : m_series)
        lines.append(tr("%1: %2").arg(series.name, chartValueText(m_unit, valueAt(series, index))));
    return lines;
}

void ChartView::mouseMoveEvent(QMouseEvent *event)
{
    const QRectF area = plot();
    const double share =
        qBound(0.0, (event->position().x() - area.left()) / qMax(1.0, area.width()), 1.0);
    moveCursor(m_end - qint64((1 - share) * m_seconds * 1000));
}

void ChartView::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    moveCursor(0);
}

void ChartView::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    moveCursor(0);
    describe();
}

void ChartView::keyPressEvent(QKeyEvent *event)
{
    const auto [first, end] = shown();
    if (first >= end)
        return QWidget::keyPressEvent(event);
    const qsizetype current = m_cursor ? nearest(m_cursor) : end;
    switch (event->key()) {
    case Qt::Key_Left:
        return moveCursor(m_times[qMax(first, current - 1)]);
    case Qt::Key_Right:
        return moveCursor(m_times[qMin(end - 1, current + 1)]);
    case Qt::Key_Home:
        return moveCursor(m_times[first]);
    case Qt::Key_End:
        return moveCursor(m_times[end - 1]);
    case Qt::Key_Escape:
        if (m_cursor) {
            moveCursor(0);
            return describe();
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

// Okabe and Ito's set, which people tell apart whatever colours they see; lighter on dark.
QColor ChartView::color(qsizetype series) const
{
    static constexpr std::array<QRgb, 6> onLight{0xff0072b2, 0xffd55e00, 0xff008f68,
                                                 0xffb8568c, 0xff7a5c00, 0xff3a3a9e};
    static constexpr std::array<QRgb, 6> onDark{0xff56b4e9, 0xffff9d4d, 0xff2fd0a0,
                                                0xffe8a3c8, 0xfff0e442, 0xffb3b0ff};
    const bool dark = palette().color(QPalette::Base).lightnessF() < 0.5f;
    return QColor::fromRgb((dark ? onDark : onLight)[size_t(series) % onLight.size()]);
}

// After the colours, the pattern changes: no two of 24 lines look the same.
QPen ChartView::pen(qsizetype series) const
{
    static constexpr std::array styles{Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine};
    QPen pen(color(series), 1.6);
    pen.setStyle(styles[size_t(series) / 6 % styles.size()]);
    pen.setJoinStyle(Qt::RoundJoin);
    return pen;
}
