// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/terminal/terminalview.h"

#include <QGuiApplication>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyleHints>
#include <QWindow>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

static constexpr int frameMs = 16, sliceBytes = 4096;
// Of each frame: what is left is the window's.
static constexpr int readingMs = 8;
static constexpr int margin = 2;

TerminalView::TerminalView(QWidget *parent) : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_InputMethodEnabled);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    viewport()->setMouseTracking(true);
    m_frame.setSingleShot(true);
    connect(&m_frame, &QTimer::timeout, this, &TerminalView::frame);
    connect(&m_blink, &QTimer::timeout, this, &TerminalView::blink);
    m_scrollWhileDragging.setInterval(50);
    connect(&m_scrollWhileDragging, &QTimer::timeout, this, [this] { dragTo(m_dragPosition); });
    applyColours();
    applyFont();
}

TerminalView::~TerminalView() = default;

// ---- what comes from the machine ----

void TerminalView::feed(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return;
    m_pending.append(bytes);
    m_pendingBytes += bytes.size();
    scheduleFrame();
}

void TerminalView::scheduleFrame()
{
    if (m_frame.isActive())
        return;
    const qint64 since = m_sinceFrame.isValid() ? m_sinceFrame.elapsed() : frameMs;
    m_frame.start(int(std::clamp<qint64>(frameMs - since, 0, frameMs)));
}

void TerminalView::frame()
{
    const bool wasBehind = isBehind();
    QElapsedTimer clock;
    clock.start();
    while (!m_pending.isEmpty() && clock.elapsed() < readingMs) {
        const QByteArray &first = m_pending.first();
        const auto size = std::min<qsizetype>(sliceBytes, first.size() - m_pendingOffset);
        m_terminal.write(QByteArrayView(first).sliced(m_pendingOffset, size));
        m_pendingOffset += size;
        m_pendingBytes -= size;
        if (m_pendingOffset == first.size()) {
            m_pending.removeFirst();
            m_pendingOffset = 0;
        }
    }
    sendOutput();
    updateRows();
    m_sinceFrame.start();
    if (!m_pending.isEmpty())
        scheduleFrame();
    if (wasBehind && !isBehind())
        Q_EMIT caughtUp();
    if (m_terminal.takeBell())
        Q_EMIT bell();
}

void TerminalView::updateRows()
{
    // Lines that have gone for good shift the count of those that are left.
    const qint64 gone = m_terminal.firstLine() - m_knownFirst;
    if (gone > 0) {
        m_knownFirst = m_terminal.firstLine();
        m_top -= gone;
        if (m_top < 0) {
            m_top = 0;
            viewport()->update();
        }
        if (hasSelection()) {
            m_selection.dropBefore(m_knownFirst);
            if (!hasSelection())
                Q_EMIT selectionChanged();
        }
    }
    const qint64 bottom = m_terminal.screenTop() - m_terminal.firstLine();
    if (m_following && m_top != bottom)
        m_top = bottom;
    updateScrollBar();
    const std::vector<bool> damage = m_terminal.takeDamage();
    const qint64 screenAt = bottom - m_top; // the screen's first row, counted from the view's
    for (int row = 0; row < int(damage.size()); ++row) {
        if (!damage[size_t(row)])
            continue;
        const qint64 at = screenAt + row;
        if (at >= 0 && at < m_terminal.rows())
            viewport()->update(rowRect(int(at)));
    }
}

void TerminalView::updateScrollBar()
{
    m_settingBar = true;
    const qint64 history = m_terminal.screenTop() - m_terminal.firstLine();
    verticalScrollBar()->setPageStep(m_terminal.rows());
    verticalScrollBar()->setRange(0, int(history));
    verticalScrollBar()->setValue(int(m_top));
    m_settingBar = false;
}

void TerminalView::scrollContentsBy(int, int)
{
    if (m_settingBar)
        return;
    m_top = verticalScrollBar()->value();
    m_following = m_top >= verticalScrollBar()->maximum();
    viewport()->update();
}

void TerminalView::note(const QString &text)
{
    // After all that came before it.
    feed("\x1b[0m\r\n\x1b[2m" + text.toUtf8() + "\x1b[0m\r\n");
}

void TerminalView::reset()
{
    m_pending.clear();
    m_pendingBytes = m_pendingOffset = 0;
    m_terminal.reset();
    setSelection({});
    updateRows();
    viewport()->update();
}

void TerminalView::clearHistory()
{
    m_terminal.clearHistory();
    m_following = true;
    setSelection({});
    updateRows();
    viewport()->update();
}

// ---- how it looks ----

void TerminalView::setTerminalFont(const QFont &font)
{
    m_font = font;
    applyFont();
}

void TerminalView::zoom(int steps)
{
    constexpr int least = -8, most = 40;
    m_zoom = steps == 0 ? 0 : std::clamp(m_zoom + steps, least, most);
    applyFont();
}

void TerminalView::applyFont()
{
    QFont font = m_font;
    const qreal points = font.pointSizeF() > 0 ? font.pointSizeF() : 10;
    font.setPointSizeF(std::clamp(points + m_zoom, 4.0, 96.0));
    m_painter.setFont(font, devicePixelRatioF());
    fitTerminal();
    viewport()->update();
}

void TerminalView::setScheme(TerminalColours::Scheme scheme)
{
    m_scheme = scheme;
    applyColours();
}

void TerminalView::applyColours()
{
    m_painter.setColours(TerminalColours::of(m_scheme, palette()));
    viewport()->update();
}

void TerminalView::setHistoryLimit(int lines)
{
    m_terminal.setHistoryLimit(lines);
    updateRows();
    viewport()->update();
}

void TerminalView::setConnected(bool connected)
{
    m_connected = connected;
    showCursorNow();
    viewport()->update();
}

void TerminalView::fitTerminal()
{
    const QSizeF cell = m_painter.cell();
    const int rows = int((viewport()->height() - 2 * margin) / cell.height());
    const int columns = int((viewport()->width() - 2 * margin) / cell.width());
    const int before = m_terminal.rows() * Terminal::mostColumns + m_terminal.columns();
    m_terminal.resize(rows, columns);
    updateRows();
    if (before != m_terminal.rows() * Terminal::mostColumns + m_terminal.columns())
        Q_EMIT sizeChanged(m_terminal.rows(), m_terminal.columns());
}

QSize TerminalView::sizeHint() const
{
    const QSizeF cell = m_painter.cell();
    return {int(std::ceil(cell.width() * 80)) + 2 * margin
                + verticalScrollBar()->sizeHint().width(),
            int(std::ceil(cell.height() * 24)) + 2 * margin};
}

QRect TerminalView::rowRect(int row) const
{
    const qreal height = m_painter.cell().height();
    return QRectF(0, margin + row * height, viewport()->width(), height).toAlignedRect();
}

TerminalPainter::Row TerminalView::rowAt(qint64 line) const
{
    const TerminalLine &cells = m_terminal.line(line);
    return {.line = cells,
            .columns = m_terminal.columns(),
            .selected = m_selection.columns(line, m_terminal.columns()),
            .found = m_search.matches(cells),
            .reversed = m_terminal.reversed(),
            .blinkedOff = !m_blinkOn};
}

void TerminalView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    const TerminalColours &colours = m_painter.colours();
    painter.fillRect(event->rect(),
                     m_terminal.reversed() ? colours.foreground : colours.background);
    painter.translate(margin, margin);
    const qreal height = m_painter.cell().height();
    const int first = std::max(0, int((event->rect().top() - margin) / height));
    const int last =
        std::min(m_terminal.rows() - 1, int((event->rect().bottom() - margin) / height));
    bool blinking = false;
    for (int row = first; row <= last; ++row) {
        const qint64 number = topLine() + row;
        const TerminalPainter::Row look = rowAt(number);
        m_painter.paintRow(painter, look, row * height);
        for (const TerminalCell &cell : look.line.cells)
            blinking |= (cell.attributes & TerminalCell::Blink) != 0;
        if (number != m_terminal.cursorLine() || !m_terminal.cursorVisible())
            continue;
        using Style = TerminalPainter::CursorStyle;
        const bool focused = hasFocus() && m_connected;
        if (focused && !m_blinkOn)
            continue;
        const Style style = !focused ? Style::Outline
                            : m_terminal.cursorShape() == Terminal::CursorShape::Underline
                                ? Style::Underline
                            : m_terminal.cursorShape() == Terminal::CursorShape::Bar ? Style::Bar
                                                                                     : Style::Block;
        m_painter.paintCursor(painter, look, m_terminal.cursorColumn(), row * height, style);
    }
    m_hasBlinking |= blinking;
}

void TerminalView::blink()
{
    m_blinkOn = !m_blinkOn;
    const qint64 row = m_terminal.cursorLine() - topLine();
    if (std::exchange(m_hasBlinking, false))
        viewport()->update();
    else if (row >= 0 && row < m_terminal.rows())
        viewport()->update(rowRect(int(row)));
}

// While somebody types, the cursor is to be seen.
void TerminalView::showCursorNow()
{
    const int flash = QGuiApplication::styleHints()->cursorFlashTime();
    if (!m_blinkOn)
        blink();
    if (hasFocus() && flash >= 2)
        m_blink.start(flash / 2);
    else
        m_blink.stop();
}

void TerminalView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    fitTerminal();
}

void TerminalView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        applyColours();
}

bool TerminalView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Show || event->type() == QEvent::ScreenChangeInternal)
        applyFont(); // on a screen with another scale
    return QAbstractScrollArea::viewportEvent(event);
}

// ---- selection and search ----

void TerminalView::setSelection(const TerminalSelection &selection)
{
    const bool before = hasSelection();
    m_selection = selection;
    viewport()->update();
    if (before || hasSelection())
        Q_EMIT selectionChanged();
}

void TerminalView::selectAll()
{
    TerminalSelection all;
    all.select({m_terminal.firstLine(), 0}, {m_terminal.endLine() - 1, m_terminal.columns()});
    setSelection(all);
}

void TerminalView::setSearch(const TerminalSearch &search)
{
    m_search = search;
    viewport()->update();
}

bool TerminalView::find(const TerminalSearch &search, bool backwards)
{
    setSearch(search);
    const Place from =
        hasSelection() ? m_selection.from() : Place{m_terminal.endLine() - 1, m_terminal.columns()};
    const auto found =
        backwards ? search.previous(m_terminal, from) : search.next(m_terminal, from);
    if (!found)
        return false;
    TerminalSelection selection;
    selection.select(found->first, found->second);
    const qint64 row = found->first.line - m_terminal.firstLine();
    if (row < m_top || row >= m_top + m_terminal.rows())
        verticalScrollBar()->setValue(int(row) - m_terminal.rows() / 2);
    setSelection(selection);
    return true;
}

QString TerminalView::wholeText() const
{
    QStringList lines;
    for (qint64 number = m_terminal.firstLine(); number < m_terminal.endLine(); ++number)
        lines += m_terminal.line(number).trimmedText();
    while (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    return lines.join(u'\n') + u'\n';
}
