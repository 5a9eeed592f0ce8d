// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/terminal/terminalfilter.h"
#include "console/terminal/terminalline.h"

#include <QByteArray>

#include <deque>
#include <memory>
#include <vector>

struct TerminalHooks;
struct VTerm;

// The emulation: bytes of a machine in, lines of cells out; no widgets. The screen is libvterm's,
// behind TerminalFilter; what scrolls off is kept here, up to a number of lines.
//
// Lines have numbers that stay theirs while they move up: the oldest that is kept is firstLine(),
// the top of the screen is screenTop(), the one below the last is endLine().
class Terminal
{
public:
    enum class CursorShape { Block, Underline, Bar };
    enum class MouseMode { None, Click, Drag, Move };
    enum class Key {
        Enter,
        Tab,
        Backspace,
        Escape,
        Up,
        Down,
        Left,
        Right,
        Insert,
        Delete,
        Home,
        End,
        PageUp,
        PageDown,
        Function1 // Function1 + 1 is F2, and so on
    };
    static constexpr int leastRows = 2, leastColumns = 8, mostRows = 500, mostColumns = 1000;

    explicit Terminal(int rows = 24, int columns = 80);
    ~Terminal();
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;

    void write(QByteArrayView bytes); // takes time in proportion: give it slices
    void resize(int rows, int columns);
    void reset(); // as a power cycle; the lines that have scrolled off stay
    void setHistoryLimit(int lines);
    void clearHistory();

    int rows() const { return m_rows; }
    int columns() const { return m_columns; }
    qint64 firstLine() const { return m_firstLine; }
    qint64 screenTop() const { return m_firstLine + qint64(m_history.size()); }
    qint64 endLine() const { return screenTop() + m_rows; }
    const TerminalLine &line(qint64 number) const; // an empty one out of range

    qint64 cursorLine() const { return screenTop() + m_cursorRow; }
    int cursorColumn() const { return m_cursorColumn; }
    bool cursorVisible() const { return m_cursorVisible; }
    bool cursorBlinks() const { return m_cursorBlinks; }
    CursorShape cursorShape() const { return m_cursorShape; }
    bool alternateScreen() const { return m_alternate; }
    bool reversed() const { return m_reversed; } // light and dark are swapped
    MouseMode mouseMode() const { return m_mouse; }
    bool takeBell() { return std::exchange(m_bell, false); }

    // What the user does; it becomes output. Qt::KeyboardModifiers count as Shift, Alt and Control.
    void pressKey(Key key, Qt::KeyboardModifiers modifiers, int function = 1);
    void pressCharacter(char32_t character, Qt::KeyboardModifiers modifiers);
    void paste(const QByteArray &text); // in brackets if the machine asked for them
    void moveMouse(int row, int column, Qt::KeyboardModifiers modifiers);
    void pressMouse(int button, bool pressed, Qt::KeyboardModifiers modifiers); // 4, 5: the wheel
    QByteArray takeOutput() { return std::exchange(m_output, {}); }

    // Which rows of the screen have changed since the last call; the cursor's are among them.
    std::vector<bool> takeDamage();

private:
    friend struct TerminalHooks; // libvterm's callbacks
    void answer(const char *bytes, size_t size);
    void damageRow(int row);
    void damageAll();
    void makeEmulator();
    void keepCursorInside();
    TerminalLine readRow(int row) const;

    struct FreeEmulator
    {
        void operator()(VTerm *emulator) const;
    };
    std::unique_ptr<VTerm, FreeEmulator> m_emulator;
    TerminalFilter m_filter;
    QByteArray m_filtered, m_output;
    int m_rows, m_columns;
    bool m_writing = false;

    std::deque<TerminalLine> m_history;
    qint64 m_firstLine = 0;
    int m_historyLimit = 10'000;
    mutable std::vector<TerminalLine> m_screen;
    mutable std::vector<bool> m_stale; // rows of m_screen that libvterm knows better
    std::vector<bool> m_damage;

    int m_cursorRow = 0, m_cursorColumn = 0;
    bool m_cursorVisible = true, m_cursorBlinks = false, m_alternate = false, m_reversed = false;
    bool m_bell = false;
    CursorShape m_cursorShape = CursorShape::Block;
    MouseMode m_mouse = MouseMode::None;
};
