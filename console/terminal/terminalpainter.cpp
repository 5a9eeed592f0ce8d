// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/terminal/terminalpainter.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

void TerminalPainter::setFont(const QFont &font, qreal devicePixelRatio)
{
    const auto snapped = [devicePixelRatio](qreal length) {
        return std::max(1.0, std::round(length * devicePixelRatio)) / devicePixelRatio;
    };
    QFont base = font;
    base.setKerning(false);
    base.setStyleHint(QFont::Monospace);
    base.setFixedPitch(true);
    const QFontMetricsF metrics(base);
    const qreal advance = metrics.horizontalAdvance(u'M');
    m_pixel = 1 / devicePixelRatio;
    m_cell = {snapped(advance), snapped(metrics.ascent() + metrics.descent())};
    m_ascent = snapped(metrics.ascent());
    for (int i = 0; i < 4; ++i) {
        QFont &variant = m_fonts[size_t(i)];
        variant = base;
        variant.setBold(i & 1);
        variant.setItalic(i & 2);
        // A run of characters keeps to the cells.
        const qreal own = QFontMetricsF(variant).horizontalAdvance(u'M');
        variant.setLetterSpacing(QFont::AbsoluteSpacing, m_cell.width() - own);
    }
}

TerminalPainter::Look TerminalPainter::lookOf(const Row &row, int column) const
{
    const TerminalCell cell = row.line.cell(column);
    QColor foreground = m_colours.foreground, background = m_colours.background;
    if (row.reversed)
        std::swap(foreground, background);
    Look look{m_colours.resolved(cell.foreground, foreground),
              m_colours.resolved(cell.background, background), cell.attributes};
    if (cell.attributes & TerminalCell::Reverse)
        std::swap(look.foreground, look.background);
    if (column >= row.selected.first && column < row.selected.second) {
        look.foreground = m_colours.selectedText;
        look.background = m_colours.selection;
    } else {
        for (const auto &[first, end] : row.found) {
            if (column >= first && column < end) {
                look.background = m_colours.found;
                look.foreground = m_colours.foreground;
            }
        }
    }
    return look;
}

void TerminalPainter::paintRow(QPainter &painter, const Row &row, qreal y) const
{
    const QColor empty = row.reversed ? m_colours.foreground : m_colours.background;
    for (int from = 0; from < row.columns;) {
        const Look look = lookOf(row, from);
        int to = from + 1;
        while (to < row.columns && (row.line.cell(to).width == 0 || lookOf(row, to) == look))
            ++to;
        const QRectF cells(from * m_cell.width(), y, (to - from) * m_cell.width(), m_cell.height());
        if (look.background != empty)
            painter.fillRect(cells, look.background);
        if (!(row.blinkedOff && (look.attributes & TerminalCell::Blink))) {
            paintText(painter, row, from, to, y, look);
            paintLines(painter, cells, look);
        }
        from = to;
    }
}

void TerminalPainter::paintText(QPainter &painter, const Row &row, int from, int to, qreal y,
                                const Look &look) const
{
    painter.setPen(look.foreground);
    painter.setFont(m_fonts[size_t((look.attributes & TerminalCell::Bold ? 1 : 0)
                                   | (look.attributes & TerminalCell::Italic ? 2 : 0))]);
    const qreal base = y + m_ascent;
    QString run;
    int runStart = from;
    const auto flush = [&](int next) {
        if (run.count(u' ') != run.size())
            painter.drawText(QPointF(runStart * m_cell.width(), base), run);
        run.clear();
        runStart = next;
    };
    for (int column = from; column < to; ++column) {
        const TerminalCell cell = row.line.cell(column);
        if (cell.width == 0) {
            runStart = std::max(runStart, column + 1);
            continue;
        }
        // Latin letters are as wide as a cell in every font of fixed pitch; whatever else comes,
        // perhaps from another font, is put into its cell by itself.
        if (cell.character < 0x7f && !(cell.attributes & TerminalCell::HasMarks)) {
            run += cell.character ? QChar(char16_t(cell.character)) : QChar(u' ');
            continue;
        }
        flush(column);
        QString character = QString::fromUcs4(&cell.character, 1);
        if (cell.attributes & TerminalCell::HasMarks)
            character += row.line.marksAt(column);
        const QRectF place(column * m_cell.width(), y, m_cell.width() * cell.width,
                           m_cell.height());
        painter.save();
        painter.setClipRect(place, Qt::IntersectClip);
        painter.drawText(QPointF(place.x(), base), character);
        painter.restore();
        runStart = column + 1;
    }
    flush(to);
}

void TerminalPainter::paintLines(QPainter &painter, const QRectF &cells, const Look &look) const
{
    const qreal thickness = std::max(1.0, std::round(m_cell.height() / m_pixel / 16)) * m_pixel;
    const auto line = [&](qreal top) {
        painter.fillRect(QRectF(cells.x(), cells.y() + top, cells.width(), thickness),
                         look.foreground);
    };
    const qreal low = std::min(m_ascent + thickness, m_cell.height() - thickness);
    if (look.attributes & (TerminalCell::Underline | TerminalCell::DoubleUnderline))
        line(low);
    if (look.attributes & TerminalCell::DoubleUnderline)
        line(low - 2 * thickness);
    if (look.attributes & TerminalCell::CurlyUnderline) {
        for (int i = 0; i * 2 * thickness < cells.width(); ++i)
            painter.fillRect(QRectF(cells.x() + i * 2 * thickness,
                                    cells.y() + low - (i % 2) * thickness, 2 * thickness,
                                    thickness),
                             look.foreground);
    }
    if (look.attributes & TerminalCell::Strike)
        line(std::round(m_ascent * 0.65 / m_pixel) * m_pixel);
}

void TerminalPainter::paintCursor(QPainter &painter, const Row &row, int column, qreal y,
                                  CursorStyle style) const
{
    const int width = std::max<int>(1, row.line.cell(column).width);
    const QRectF place(column * m_cell.width(), y, m_cell.width() * width, m_cell.height());
    const Look look = lookOf(row, column);
    const qreal thickness = std::max(1.0, std::round(m_cell.width() / m_pixel / 6)) * m_pixel;
    switch (style) {
    case CursorStyle::Block: {
        Look under = look;
        std::swap(under.foreground, under.background);
        painter.fillRect(place, under.background);
        paintText(painter, row, column, column + 1, y, under);
        break;
    }
    case CursorStyle::Underline:
        painter.fillRect(
            QRectF(place.x(), place.bottom() - 2 * thickness, place.width(), 2 * thickness),
            look.foreground);
        break;
    case CursorStyle::Bar:
        painter.fillRect(QRectF(place.x(), place.y(), thickness, place.height()), look.foreground);
        break;
    case CursorStyle::Outline:
        for (const QRectF &side :
             {QRectF(place.x(), place.y(), place.width(), m_pixel),
              QRectF(place.x(), place.bottom() - m_pixel, place.width(), m_pixel),
              QRectF(place.x(), place.y(), m_pixel, place.height()),
              QRectF(place.right() - m_pixel, place.y(), m_pixel, place.height())})
            painter.fillRect(side, look.foreground);
        break;
    }
}
