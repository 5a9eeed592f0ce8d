// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/terminal/terminal.h"
#include "console/terminal/terminalpainter.h"
#include "console/terminal/terminalsearch.h"
#include "console/terminal/terminalselection.h"

#include <QAbstractScrollArea>
#include <QElapsedTimer>
#include <QTimer>

// A terminal as a widget: paints the rows that changed, at most sixty times a second, types what
// the user types, selects, searches and scrolls. What a machine sends is read in slices between
// two pictures; isBehind() tells its source to wait meanwhile.
class TerminalView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit TerminalView(QWidget *parent = nullptr);
    ~TerminalView() override;

    const Terminal &terminal() const { return m_terminal; }
    void feed(const QByteArray &bytes); // from the machine
    bool isBehind() const { return m_pendingBytes > 256 * 1024; }
    void note(const QString &text); // a line of our own among the machine's
    void reset();                   // the emulation; history stays
    void clearHistory();

    void setTerminalFont(const QFont &font); // the size the user zooms from
    void setScheme(TerminalColours::Scheme scheme);
    void setHistoryLimit(int lines);
    void setConnected(bool connected); // otherwise the cursor is hollow and keys go nowhere
    void zoom(int steps);              // points; 0: back to the font that was set

    QString selectedText() const { return m_selection.text(m_terminal); }
    bool hasSelection() const { return !m_selection.isEmpty(); }
    void selectAll();
    void copy();
    void type(const QByteArray &bytes); // as if it had been typed
    void pasteText(const QString &text);
    QString wholeText() const; // history and screen

    // Shows and selects the next or previous occurrence; false when there is none.
    bool find(const TerminalSearch &search, bool backwards);
    void setSearch(const TerminalSearch &search); // marks all that is visible

    QSize sizeHint() const override;
    QVariant inputMethodQuery(Qt::InputMethodQuery query) const override;

Q_SIGNALS:
    void typed(const QByteArray &bytes); // for the machine
    void caughtUp();                     // isBehind() no longer
    void pasteWanted(bool fromSelection);
    void menuWanted(QPoint globalPosition);
    void selectionChanged();
    void sizeChanged(int rows, int columns);
    void bell();

protected:
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    bool focusNextPrevChild(bool) override { return false; } // Tab is the machine's

private:
    using Place = TerminalSelection::Place;

    void frame();
    void updateRows();
    void updateScrollBar();
    void scheduleFrame();
    void applyFont();
    void applyColours();
    void fitTerminal();
    void sendOutput();
    void pressed(Terminal::Key key, Qt::KeyboardModifiers modifiers, int function = 1);
    bool reportsMouse(const QMouseEvent *event) const;
    void reportMouse(const QMouseEvent *event, bool press);
    Place placeAt(QPointF position) const;
    std::pair<int, int> cellAt(QPointF position) const;
    void dragTo(QPointF position);
    void blink();
    void showCursorNow();
    qint64 topLine() const { return m_terminal.firstLine() + m_top; }
    QRect rowRect(int row) const;
    void setSelection(const TerminalSelection &selection);
    TerminalPainter::Row rowAt(qint64 line) const;

    Terminal m_terminal;
    TerminalPainter m_painter;
    TerminalSelection m_selection;
    TerminalSearch m_search;
    TerminalColours::Scheme m_scheme = TerminalColours::Scheme::FollowPalette;
    QFont m_font;
    int m_zoom = 0;
    bool m_connected = false;

    QList<QByteArray> m_pending; // fed and not read yet
    qsizetype m_pendingBytes = 0, m_pendingOffset = 0;
    QTimer m_frame;
    QElapsedTimer m_sinceFrame;
    qint64 m_top = 0;        // the first line that is shown, counted from the oldest that is kept
    qint64 m_knownFirst = 0; // the oldest line when it was counted
    bool m_following = true; // the end stays in view
    bool m_settingBar = false;

    QTimer m_blink, m_scrollWhileDragging;
    bool m_blinkOn = true, m_hasBlinking = false;
    bool m_selecting = false, m_reporting = false;
    QPointF m_dragPosition;
    QElapsedTimer m_sinceDoubleClick;
    QPointF m_doubleClick;
    int m_wheelRest = 0;
    std::pair<int, int> m_mouseCell = {-1, -1};
};
