// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What the user does to a TerminalView: keys, pointer, wheel.
#include "console/terminal/terminalpaste.h"
#include "console/terminal/terminalview.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QStyleHints>

#include <algorithm>

using namespace Qt::StringLiterals;

void TerminalView::type(const QByteArray &bytes)
{
    if (!m_connected || bytes.isEmpty())
        return;
    Q_EMIT typed(bytes);
}

void TerminalView::sendOutput()
{
    const QByteArray output = m_terminal.takeOutput();
    type(output);
}

void TerminalView::pasteText(const QString &text)
{
    m_terminal.paste(pasteBytes(text));
    sendOutput();
    verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void TerminalView::copy()
{
    if (hasSelection())
        QGuiApplication::clipboard()->setText(selectedText());
}

// The machine gets every key but those with Ctrl+Shift, which are the tool bar's, the three that
// change the size of the text, and Ctrl+Tab, by which the keyboard leaves.
static bool isOurs(const QKeyEvent *event)
{
    const Qt::KeyboardModifiers modifiers = event->modifiers() & ~Qt::KeypadModifier;
    const bool tab = event->key() == Qt::Key_Tab || event->key() == Qt::Key_Backtab;
    if (modifiers == (Qt::ControlModifier | Qt::ShiftModifier))
        return event->key() != Qt::Key_Control && event->key() != Qt::Key_Shift
               && (tab || (event->key() >= Qt::Key_A && event->key() <= Qt::Key_Z)
                   || event->key() == Qt::Key_Plus || event->key() == Qt::Key_Home
                   || event->key() == Qt::Key_End);
    if (modifiers == Qt::ControlModifier)
        return tab || event->key() == Qt::Key_Plus || event->key() == Qt::Key_Minus
               || event->key() == Qt::Key_0 || event->key() == Qt::Key_Equal;
    return false;
}

bool TerminalView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (m_connected && !isOurs(key)) {
            event->accept();
            return true;
        }
    }
    if (event->type() == QEvent::KeyPress) {
        // Before Qt takes it for itself: Tab and Shift+Tab are typed.
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Tab || key->key() == Qt::Key_Backtab) {
            keyPressEvent(key);
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

void TerminalView::keyPressEvent(QKeyEvent *event)
{
    const Qt::KeyboardModifiers modifiers =
        event->modifiers() & (Qt::ShiftModifier | Qt::ControlModifier | Qt::AltModifier);
    const int key = event->key();
    if (isOurs(event)) {
        if (key == Qt::Key_Tab || key == Qt::Key_Backtab)
            QAbstractScrollArea::focusNextPrevChild(!(modifiers & Qt::ShiftModifier));
        else
            event->ignore();
        return;
    }
    // History: Shift with the keys that scroll.
    if (modifiers == Qt::ShiftModifier && !m_terminal.alternateScreen()) {
        QScrollBar *bar = verticalScrollBar();
        const int page = std::max(1, m_terminal.rows() - 1);
        if (key == Qt::Key_PageUp || key == Qt::Key_PageDown)
            return bar->setValue(bar->value() + (key == Qt::Key_PageUp ? -page : page));
        if (key == Qt::Key_Home || key == Qt::Key_End)
            return bar->setValue(key == Qt::Key_Home ? 0 : bar->maximum());
    }
    if (modifiers == Qt::ShiftModifier && key == Qt::Key_Insert) {
        Q_EMIT pasteWanted(true);
        return;
    }
    if (!m_connected) {
        event->ignore();
        return;
    }
    using Key = Terminal::Key;
    static constexpr std::pair<int, Key> keys[] = {
        {Qt::Key_Return, Key::Enter},
        {Qt::Key_Enter, Key::Enter},
        {Qt::Key_Tab, Key::Tab},
        {Qt::Key_Backtab, Key::Tab},
        {Qt::Key_Backspace, Key::Backspace},
        {Qt::Key_Escape, Key::Escape},
        {Qt::Key_Up, Key::Up},
        {Qt::Key_Down, Key::Down},
        {Qt::Key_Left, Key::Left},
        {Qt::Key_Right, Key::Right},
        {Qt::Key_Insert, Key::Insert},
        {Qt::Key_Delete, Key::Delete},
        {Qt::Key_Home, Key::Home},
        {Qt::Key_End, Key::End},
        {Qt::Key_PageUp, Key::PageUp},
        {Qt::Key_PageDown, Key::PageDown},
    };
    const auto *known = std::find_if(std::begin(keys), std::end(keys),
                                     [key](const auto &entry) { return entry.first == key; });
    if (known != std::end(keys)) {
        // Line ends with modifiers have no meaning on a serial line.
        const bool plain = known->second == Key::Enter || known->second == Key::Escape
                           || known->second == Key::Backspace;
        m_terminal.pressKey(known->second, plain ? modifiers & Qt::AltModifier : modifiers);
    } else if (key >= Qt::Key_F1 && key <= Qt::Key_F12) {
        m_terminal.pressKey(Key::Function1, modifiers, key - Qt::Key_F1 + 1);
    } else {
        const QString text = event->text();
        if ((modifiers & Qt::ControlModifier) && key >= 0x40 && key <= 0x5f) {
            // The control character in the letter's place, whatever else is held.
            m_terminal.pressCharacter(char32_t(key & 0x1f), modifiers & Qt::AltModifier);
        } else if (text.isEmpty()) {
            event->ignore();
            return;
        } else {
            const auto characters = text.toUcs4();
            for (const uint character : characters)
                m_terminal.pressCharacter(character, modifiers & Qt::AltModifier);
        }
    }
    m_following = true;
    updateRows();
    sendOutput();
    showCursorNow();
    event->accept();
}

void TerminalView::inputMethodEvent(QInputMethodEvent *event)
{
    if (!event->commitString().isEmpty()) {
        const auto characters = event->commitString().toUcs4();
        for (const uint character : characters)
            m_terminal.pressCharacter(character, {});
        sendOutput();
    }
    event->accept();
}

QVariant TerminalView::inputMethodQuery(Qt::InputMethodQuery query) const
{
    if (query == Qt::ImCursorRectangle) {
        const QSizeF cell = m_painter.cell();
        const qint64 row = m_terminal.cursorLine() - topLine();
        return QRectF(m_terminal.cursorColumn() * cell.width(), qreal(row) * cell.height(),
                      cell.width(), cell.height());
    }
    return QAbstractScrollArea::inputMethodQuery(query);
}

void TerminalView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    showCursorNow();
    viewport()->update();
}

void TerminalView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    showCursorNow();
    viewport()->update();
}

// ---- pointer ----

TerminalSelection::Place TerminalView::placeAt(QPointF position) const
{
    constexpr int margin = 2;
    const QSizeF cell = m_painter.cell();
    const int row =
        std::clamp(int((position.y() - margin) / cell.height()), 0, m_terminal.rows() - 1);
    // The gap that is nearest.
    const int column =
        std::clamp(int((position.x() - margin) / cell.width() + 0.5), 0, m_terminal.columns());
    return {topLine() + row, column};
}

std::pair<int, int> TerminalView::cellAt(QPointF position) const
{
    constexpr int margin = 2;
    const QSizeF cell = m_painter.cell();
    return {std::clamp(int((position.y() - margin) / cell.height()), 0, m_terminal.rows() - 1),
            std::clamp(int((position.x() - margin) / cell.width()), 0, m_terminal.columns() - 1)};
}

bool TerminalView::reportsMouse(const QMouseEvent *event) const
{
    return m_connected && m_following && m_terminal.mouseMode() != Terminal::MouseMode::None
           && !(event->modifiers() & Qt::ShiftModifier);
}

void TerminalView::reportMouse(const QMouseEvent *event, bool press)
{
    const int button = event->button() == Qt::LeftButton     ? 1
                       : event->button() == Qt::MiddleButton ? 2
                       : event->button() == Qt::RightButton  ? 3
                                                             : 0;
    if (!button)
        return;
    const auto [row, column] = cellAt(event->position());
    m_terminal.moveMouse(row, column, event->modifiers());
    m_terminal.pressMouse(button, press, event->modifiers());
    m_mouseCell = {row, column};
    sendOutput();
}

void TerminalView::mousePressEvent(QMouseEvent *event)
{
    if (reportsMouse(event)) {
        m_reporting = true;
        reportMouse(event, true);
        return;
    }
    if (event->button() == Qt::MiddleButton) {
        Q_EMIT pasteWanted(true);
        return;
    }
    if (event->button() != Qt::LeftButton)
        return;
    using Unit = TerminalSelection::Unit;
    const bool third =
        m_sinceDoubleClick.isValid()
        && m_sinceDoubleClick.elapsed() < QGuiApplication::styleHints()->mouseDoubleClickInterval()
        && (event->position() - m_doubleClick).manhattanLength() < 8;
    TerminalSelection selection;
    const Place place = placeAt(event->position());
    if (third) {
        selection.start(place, Unit::Line);
        selection.extend(m_terminal, place);
    } else {
        selection.start(place,
                        event->modifiers() & Qt::AltModifier ? Unit::Block : Unit::Character);
    }
    m_selecting = true;
    setSelection(selection);
}

void TerminalView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (reportsMouse(event) || event->button() != Qt::LeftButton)
        return mousePressEvent(event);
    m_sinceDoubleClick.start();
    m_doubleClick = event->position();
    const auto [row, column] = cellAt(event->position());
    TerminalSelection selection;
    selection.start({topLine() + row, column}, TerminalSelection::Unit::Word);
    selection.extend(m_terminal, {topLine() + row, column});
    m_selecting = true;
    setSelection(selection);
}

void TerminalView::mouseMoveEvent(QMouseEvent *event)
{
    if (m_reporting
        || (m_terminal.mouseMode() == Terminal::MouseMode::Move && reportsMouse(event))) {
        const auto cell = cellAt(event->position());
        if (std::exchange(m_mouseCell, cell) != cell) {
            m_terminal.moveMouse(cell.first, cell.second, event->modifiers());
            sendOutput();
        }
        return;
    }
    if (!m_selecting || !(event->buttons() & Qt::LeftButton))
        return;
    m_dragPosition = event->position();
    dragTo(m_dragPosition);
    const bool outside = m_dragPosition.y() < 0 || m_dragPosition.y() > viewport()->height();
    if (outside && !m_scrollWhileDragging.isActive())
        m_scrollWhileDragging.start();
    else if (!outside)
        m_scrollWhileDragging.stop();
}

void TerminalView::dragTo(QPointF position)
{
    if (position.y() < 0)
        verticalScrollBar()->setValue(verticalScrollBar()->value() - 1);
    else if (position.y() > viewport()->height())
        verticalScrollBar()->setValue(verticalScrollBar()->value() + 1);
    TerminalSelection selection = m_selection;
    selection.extend(m_terminal, placeAt(position));
    setSelection(selection);
}

void TerminalView::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_reporting) {
        m_reporting = event->buttons() != Qt::NoButton;
        reportMouse(event, false);
        return;
    }
    if (event->button() != Qt::LeftButton || !std::exchange(m_selecting, false))
        return;
    m_scrollWhileDragging.stop();
    if (hasSelection() && QGuiApplication::clipboard()->supportsSelection())
        QGuiApplication::clipboard()->setText(selectedText(), QClipboard::Selection);
}

void TerminalView::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers() & Qt::ControlModifier) {
        if (event->angleDelta().y() != 0)
            zoom(event->angleDelta().y() > 0 ? 1 : -1);
        return event->accept();
    }
    const bool reports = m_connected && m_following && !(event->modifiers() & Qt::ShiftModifier);
    const bool buttons = reports && m_terminal.mouseMode() != Terminal::MouseMode::None;
    if (!buttons && !(reports && m_terminal.alternateScreen()))
        return QAbstractScrollArea::wheelEvent(event);
    constexpr int notch = 120, most = 10;
    m_wheelRest += event->angleDelta().y();
    const int steps = std::clamp(m_wheelRest / notch, -most, most);
    m_wheelRest %= notch;
    const auto [row, column] = cellAt(event->position());
    for (int i = 0; i < std::abs(steps); ++i) {
        if (buttons) {
            m_terminal.moveMouse(row, column, event->modifiers());
            m_terminal.pressMouse(steps > 0 ? 4 : 5, true, event->modifiers());
        } else {
            // A program that fills the screen has no history of ours: it gets arrow keys.
            for (int line = 0; line < 3; ++line)
                m_terminal.pressKey(steps > 0 ? Terminal::Key::Up : Terminal::Key::Down, {});
        }
    }
    sendOutput();
    event->accept();
}

void TerminalView::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Mouse && m_connected
        && m_terminal.mouseMode() != Terminal::MouseMode::None
        && !(event->modifiers() & Qt::ShiftModifier))
        return;
    Q_EMIT menuWanted(event->globalPos());
}
