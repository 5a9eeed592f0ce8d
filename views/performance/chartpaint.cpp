// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

// How a ChartView paints itself.
#include "views/performance/chartview.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOptionFocusRect>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

static QColor between(const QColor &a, const QColor &b, float share)
{
    return QColor::fromRgbF(a.redF() + (b.redF() - a.redF()) * share,
                            a.greenF() + (b.greenF() - a.greenF()) * share,
                            a.blueF() + (b.blueF() - a.blueF()) * share);
}

static bool isTooSmall(const QRectF &plot)
{
    return plot.width() < 20 || plot.height() < 20;
}

QRectF ChartView::plot() const
{
    const QFontMetricsF metrics(font());
    const double line = metrics.height(), gap = line / 2;
    double widest = 0;
    for (double value = 0; value <= m_scale.maximum * 1.001; value += m_scale.step)
        widest = qMax(widest, metrics.horizontalAdvance(chartValueText(m_unit, value)));
    // Charts below each other stand in line unless their figures are unusually long.
    const double left = qMax(widest, metrics.horizontalAdvance(u"000.0 MiB/s"_s)) + gap * 1.5;
    const double top = line + 1.5 * gap + (legend().below ? line * 1.1 : 0);
    return QRectF(rect()).adjusted(left, top, -gap * 1.5, -line - gap);
}

double ChartView::x(qint64 timeMs, const QRectF &plot) const
{
    return plot.right() - double(m_end - timeMs) / (m_seconds * 1000.0) * plot.width();
}

double ChartView::y(double value, const QRectF &plot) const
{
    return plot.bottom() - value / m_scale.maximum * plot.height();
}

void ChartView::paintEvent(QPaintEvent *)
{
    const QRectF area = plot();
    // The cursor moves far more often than data comes, over all charts of a page at once.
    const qreal ratio = devicePixelRatioF();
    if (m_picture.isNull() || m_picture.devicePixelRatio() != ratio
        || m_picture.size() != (QSizeF(size()) * ratio).toSize()) {
        m_picture = QPixmap((QSizeF(size()) * ratio).toSize());
        m_picture.setDevicePixelRatio(ratio);
        m_picture.fill(palette().color(QPalette::Base));
        QPainter painter(&m_picture);
        painter.setFont(font());
        paintPicture(painter, area);
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_picture);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!isTooSmall(area))
        paintCursor(painter, area);
    if (hasFocus()) {
        QStyleOptionFocusRect option;
        option.initFrom(this);
        option.backgroundColor = palette().color(QPalette::Base);
        option.rect = rect().adjusted(1, 1, -1, -1);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
    }
}

void ChartView::paintPicture(QPainter &painter, const QRectF &area) const
{
    if (isTooSmall(area))
        return;
    paintGrid(painter, area);
    paintHeading(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(area.adjusted(0, -2, 0, 2));
    for (qsizetype i = m_series.size() - 1; i >= 0; --i)
        paintSeries(painter, area, i);
}

void ChartView::paintGrid(QPainter &painter, const QRectF &plot) const
{
    const QColor base = palette().color(QPalette::Base), text = palette().color(QPalette::Text);
    const QColor grid = between(base, text, 0.14f), words = between(base, text, 0.7f);
    const QFontMetricsF metrics(font());
    const double line = metrics.height();
    for (double value = 0; value <= m_scale.maximum * 1.001; value += m_scale.step) {
        const double at = std::round(y(value, plot)) + 0.5;
        painter.setPen(grid);
        painter.drawLine(QPointF(plot.left(), at), QPointF(plot.right(), at));
        painter.setPen(words);
        painter.drawText(QRectF(0, at - line / 2, plot.left() - line / 3, line),
                         Qt::AlignRight | Qt::AlignVCenter, chartValueText(m_unit, value));
    }
    // A narrow chart writes at every second line, or third, counted from now.
    const QList<ChartTick> ticks = chartTimeTicks(m_seconds);
    double widest = 0;
    for (const ChartTick &tick : ticks)
        widest = qMax(widest, metrics.horizontalAdvance(tick.text));
    const double spacing = plot.width() / double(qMax<qsizetype>(1, ticks.size() - 1));
    const auto every = qMax<qsizetype>(1, qsizetype(std::ceil(widest * 1.6 / spacing)));
    for (qsizetype i = 0; i < ticks.size(); ++i) {
        const double at = std::round(x(m_end - ticks[i].secondsAgo * 1000LL, plot)) + 0.5;
        painter.setPen(grid);
        painter.drawLine(QPointF(at, plot.top()), QPointF(at, plot.bottom()));
        if ((ticks.size() - 1 - i) % every != 0)
            continue;
        const double width = metrics.horizontalAdvance(ticks[i].text);
        const double left =
            qMax(plot.left(), qMin(at - width / 2, plot.right() + line * 0.7 - width));
        painter.setPen(words);
        painter.drawText(QRectF(left, plot.bottom() + line / 4, width + 1, line), Qt::AlignLeft,
                         ticks[i].text);
    }
}

// What each line is: beside the title with the latest values when they fit there, else below it,
// there without the values if need be.
ChartView::Legend ChartView::legend() const
{
    QFont bold = font();
    bold.setBold(true);
    const QFontMetricsF metrics(font()), boldMetrics(bold);
    const double line = metrics.height(), all = width() - line * 1.25;
    const double beside = all - boldMetrics.horizontalAdvance(m_title) - line;
    for (const bool values : {true, false}) {
        Legend legend{.mark = m_series.size() > 1 ? (values ? line * 1.5 : line) : 0,
                      .gap = line * 0.9};
        for (const ChartSeries &series : m_series) {
            const QString value = chartValueText(m_unit, valueAt(series, series.values.size() - 1));
            const QString text = m_series.size() == 1 ? value
                                 : values             ? tr("%1: %2").arg(series.name, value)
                                                      : series.name;
            legend.texts.append(text);
            legend.width += legend.mark + metrics.horizontalAdvance(text) + legend.gap;
        }
        legend.width -= legend.gap;
        legend.below = legend.width > beside;
        if (!legend.below || legend.width <= all || !values)
            return legend;
    }
    return {};
}

void ChartView::paintHeading(QPainter &painter) const
{
    const double line = QFontMetricsF(font()).height(), left = line / 2, top = line * 0.3;
    const double right = width() - line * 0.75;
    const Legend legend = this->legend();
    QFont bold = font();
    bold.setBold(true);
    painter.setPen(palette().color(QPalette::Text));
    painter.setFont(bold);
    painter.drawText(QRectF(left, top, right - left, line), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(bold).elidedText(m_title, Qt::ElideRight, right - left));
    painter.setFont(font());
    const double row = legend.below ? top + line * 1.1 : top;
    double at = legend.below ? left : right - legend.width;
    for (qsizetype i = 0; i < legend.texts.size(); ++i) {
        if (legend.mark > 0) {
            painter.setPen(QPen(pen(i).brush(), line / 5, pen(i).style(), Qt::FlatCap));
            painter.drawLine(QPointF(at, row + line / 2),
                             QPointF(at + legend.mark - line * 0.3, row + line / 2));
            at += legend.mark;
        }
        painter.setPen(palette().color(QPalette::Text));
        const double width = QFontMetricsF(font()).horizontalAdvance(legend.texts[i]);
        painter.drawText(QRectF(at, row, width + 1, line), Qt::AlignLeft | Qt::AlignVCenter,
                         legend.texts[i]);
        at += width + legend.gap;
    }
}

void ChartView::paintSeries(QPainter &painter, const QRectF &plot, qsizetype index) const
{
    const QList<float> &values = m_series[index].values;
    const auto [first, shownEnd] = shown();
    const qsizetype end = qMin(shownEnd, values.size());
    if (first >= end)
        return;
    // A silence much longer than the usual step is a gap, not a straight line.
    QList<qint64> steps;
    qsizetype previous = -1;
    for (qsizetype i = first; i < end; ++i) {
        if (std::isnan(values[i]))
            continue;
        if (previous >= 0)
            steps.append(m_times[i] - m_times[previous]);
        previous = i;
    }
    qint64 longest = 10'000;
    if (!steps.isEmpty()) {
        std::nth_element(steps.begin(), steps.begin() + steps.size() / 2, steps.end());
        longest = qMax(longest, steps[steps.size() / 2] * 4);
    }

    const QPen line = pen(index);
    QColor shade = line.color();
    shade.setAlphaF(m_series.size() == 1 ? 0.18f : 0.22f);
    const bool single = m_series.size() == 1, dense = end - first > 150;
    double edge = 0;
    QPolygonF means;
    QList<QRectF> shades; // below a single line, or between the lowest and the highest of a bucket
    const auto finish = [&] {
        // Rectangles without smoothing: polygons of a thousand spikes take ten times as long.
        painter.setRenderHint(QPainter::Antialiasing, false);
        for (const QRectF &area : std::as_const(shades))
            painter.fillRect(area, shade);
        painter.setRenderHint(QPainter::Antialiasing);
        if (single && !dense && means.size() > 1) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(shade);
            painter.drawPolygon(QPolygonF(means) << QPointF(means.last().x(), plot.bottom())
                                                 << QPointF(means.first().x(), plot.bottom()));
            painter.setBrush(Qt::NoBrush);
        }
        if (means.size() == 1) { // alone between gaps
            painter.setPen(QPen(line.color(), line.widthF() * 2, Qt::SolidLine, Qt::RoundCap));
            painter.drawPoint(means.first());
        } else if (!means.isEmpty()) {
            painter.setPen(line);
            painter.drawPolyline(means);
        }
        means.clear();
        shades.clear();
    };
    // By time, not by place, or the picture would flicker as it moves on.
    const auto bucketMs = qMax<qint64>(1, qint64(m_seconds * 1000.0 / plot.width() * 2));
    previous = -1;
    for (qsizetype i = first; i < end;) {
        if (std::isnan(values[i])) { // not measured at this moment
            ++i;
            continue;
        }
        if (previous >= 0 && m_times[i] - m_times[previous] > longest)
            finish();
        const qint64 bucket = m_times[i] / bucketMs;
        float lowest = values[i], highest = values[i];
        double sum = 0, when = 0;
        qsizetype next = i, known = 0;
        for (; next < end && m_times[next] / bucketMs == bucket; ++next) {
            if (std::isnan(values[next]))
                continue;
            previous = next;
            ++known;
            lowest = std::min(lowest, values[next]);
            highest = std::max(highest, values[next]);
            sum += double(values[next]);
            when += x(m_times[next], plot);
        }
        const double count = double(known), at = when / count;
        means << QPointF(at, y(sum / count, plot));
        if (dense && (single || highest > lowest)) {
            const double top = y(double(highest), plot), left = qMax(edge, at - 1);
            edge = at + 1;
            shades << QRectF(QPointF(left, top),
                             QPointF(edge, single ? plot.bottom() : y(double(lowest), plot)));
        }
        i = next;
    }
    finish();
}

void ChartView::paintCursor(QPainter &painter, const QRectF &plot) const
{
    const qsizetype index = m_cursor ? nearest(m_cursor) : -1;
    if (index < 0)
        return;
    const double at = qBound(plot.left(), x(m_times[index], plot), plot.right());
    const QColor base = palette().color(QPalette::ToolTipBase),
                 text = palette().color(QPalette::ToolTipText);
    painter.setPen(
        QPen(between(palette().color(QPalette::Base), palette().color(QPalette::Text), 0.6f), 1));
    painter.drawLine(QPointF(at, plot.top()), QPointF(at, plot.bottom()));
    const double line = QFontMetricsF(font()).height();
    for (qsizetype i = 0; i < m_series.size(); ++i) {
        const double value = valueAt(m_series[i], index);
        if (std::isnan(value))
            continue;
        painter.setPen(QPen(palette().color(QPalette::Base), 1.5));
        painter.setBrush(color(i));
        painter.drawEllipse(QPointF(at, y(value, plot)), line / 4, line / 4);
    }

    QStringList lines = cursorText();
    const auto most = qsizetype((height() - line / 2) / line) - 1;
    const bool cut = lines.size() > most && most > 1;
    if (cut) {
        const int left = int(lines.size() - most + 1);
        lines.resize(most - 1);
        lines.append(tr("and %n more", nullptr, left));
    }
    double width = 0;
    for (const QString &words : std::as_const(lines))
        width = qMax(width, QFontMetricsF(font()).horizontalAdvance(words));
    const double swatch = m_series.size() > 1 ? line : 0;
    QRectF box(0, 0, width + swatch + line, double(lines.size()) * line + line / 2);
    box.moveTopLeft({at + line / 2, qMax(1.0, qMin(plot.top(), height() - box.height() - 1))});
    if (box.right() > this->width() - 1)
        box.moveRight(at - line / 2);
    if (box.left() < 1)
        box.moveLeft(1);
    painter.setPen(QPen(between(base, text, 0.3f), 1));
    painter.setBrush(base);
    painter.drawRoundedRect(box, 3, 3);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QRectF row(box.left() + line / 2, box.top() + line / 4 + double(i) * line,
                         width + swatch, line);
        const bool isSeries = i > 0 && (!cut || i + 1 < lines.size());
        if (isSeries && swatch > 0) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(color(i - 1));
            painter.drawEllipse(QPointF(row.left() + line / 4, row.center().y()), line / 5,
                                line / 5);
        }
        painter.setPen(text);
        painter.drawText(row.adjusted(i > 0 ? swatch : 0, 0, 1, 0),
                         Qt::AlignLeft | Qt::AlignVCenter, lines[i]);
    }
}
