// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/performance/chartscale.h"

#include <QPixmap>
#include <QWidget>

struct ChartSeries
{
    QString name = {};        // a word or two; safe to show
    QList<float> values = {}; // one for each time; NaN: not measured then
};

// Lines over the last minutes: a heading with the latest values, a grid, and under the pointer, or
// the cursor that the arrow keys move, the values of all lines at that moment. It paints when it
// gets data or the cursor moves, and never otherwise.
class ChartView : public QWidget
{
    Q_OBJECT

public:
    ChartView(const QString &title, ChartUnit unit, QWidget *parent = nullptr);

    // `times`: ascending, milliseconds since the epoch. `limit`: a value that the axis always
    // reaches, such as the memory there is; 0: none.
    void setData(const QList<qint64> &times, const QList<ChartSeries> &series, double limit = 0);
    // What is shown: `seconds` up to `endMs`.
    void setWindow(qint64 endMs, int seconds);
    // The moment that is pointed at; 0: none. Charts that stand together share it.
    void setCursorTime(qint64 timeMs);
    qint64 cursorTime() const { return m_cursor; }
    // The values at the cursor in words, a line each; empty without one.
    QStringList cursorText() const;

    QString title() const { return m_title; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void cursorMoved(qint64 timeMs); // by the user; 0: it left

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Legend
    {
        QStringList texts = {}; // one for each series
        double width = 0, mark = 0, gap = 0;
        bool below = false; // in a row of its own, under the title
    };
    Legend legend() const;
    QRectF plot() const;
    double x(qint64 timeMs, const QRectF &plot) const;
    double y(double value, const QRectF &plot) const;
    qsizetype nearest(qint64 timeMs) const;        // -1: nothing is shown
    std::pair<qsizetype, qsizetype> shown() const; // [first, end) of the times in the window
    // What was known then: measured at that moment, or at most a minute before; else NaN.
    double valueAt(const ChartSeries &series, qsizetype index) const;
    void moveCursor(qint64 timeMs);
    void rescale();
    void describe();
    QColor color(qsizetype series) const;
    QPen pen(qsizetype series) const;

    void repaintPicture(); // its data, window or colours changed
    void paintPicture(QPainter &painter, const QRectF &plot) const;
    void paintGrid(QPainter &painter, const QRectF &plot) const;
    void paintHeading(QPainter &painter) const;
    void paintSeries(QPainter &painter, const QRectF &plot, qsizetype index) const;
    void paintCursor(QPainter &painter, const QRectF &plot) const;

    QString m_title;
    ChartUnit m_unit;
    QList<qint64> m_times;
    QList<ChartSeries> m_series;
    ChartScale m_scale;
    double m_limit = 0;
    qint64 m_end = 0, m_cursor = 0;
    int m_seconds = 300;
    QPixmap m_picture; // all but the cursor; null: to be painted
};
