// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/terminal/terminal.h"
#include "console/terminal/terminalcolours.h"

#include <QFont>
#include <QSizeF>

#include <array>

class QPainter;

// Paints the cells of a terminal. A cell covers whole device pixels, so that rows meet without a
// seam at every scale factor.
class TerminalPainter
{
public:
    void setFont(const QFont &font, qreal devicePixelRatio);
    void setColours(const TerminalColours &colours) { m_colours = colours; }
    const TerminalColours &colours() const { return m_colours; }
    QSizeF cell() const { return m_cell; } // in device-independent pixels

    struct Row
    {
        const TerminalLine &line;
        int columns = 0;
        std::pair<int, int> selected = {};
        QList<std::pair<int, int>> found = {};
        bool reversed = false;   // the whole screen
        bool blinkedOff = false; // blinking characters are not to be seen now
    };
    void paintRow(QPainter &painter, const Row &row, qreal y) const;

    enum class CursorStyle { Block, Underline, Bar, Outline };
    void paintCursor(QPainter &painter, const Row &row, int column, qreal y,
                     CursorStyle style) const;

private:
    struct Look
    {
        QColor foreground = {}, background = {};
        quint16 attributes = 0;
        bool operator==(const Look &) const = default;
    };
    Look lookOf(const Row &row, int column) const;
    void paintText(QPainter &painter, const Row &row, int from, int to, qreal y,
                   const Look &look) const;
    void paintLines(QPainter &painter, const QRectF &cells, const Look &look) const;

    std::array<QFont, 4> m_fonts; // bit 0: bold, bit 1: italic
    QSizeF m_cell{8, 16};
    qreal m_ascent = 12, m_pixel = 1;
    TerminalColours m_colours;
};
