// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/terminal/terminal.h"

#include <QRegularExpression>

#include <algorithm>
#include <iterator>
#include <vterm.h>

using namespace Qt::StringLiterals;

// Answers beyond this wait for nobody: a machine that asks without end is not answered without end.
static constexpr qsizetype mostAnswers = 4096;

static quint32 colourOf(const VTermColor &colour, quint8 standard)
{
    if (colour.type & standard)
        return TerminalCell::standard;
    if (VTERM_COLOR_IS_INDEXED(&colour))
        return TerminalCell::indexed | colour.indexed.idx;
    return TerminalCell::exact | quint32(colour.rgb.red) << 16 | quint32(colour.rgb.green) << 8
           | colour.rgb.blue;
}

static void setColour(VTermColor &to, quint32 colour, quint8 standard)
{
    if (colour == TerminalCell::standard) {
        vterm_color_rgb(&to, 0, 0, 0);
        to.type |= standard;
    } else if (colour & TerminalCell::indexed) {
        vterm_color_indexed(&to, uint8_t(colour));
    } else {
        vterm_color_rgb(&to, uint8_t(colour >> 16), uint8_t(colour >> 8), uint8_t(colour));
    }
}

static TerminalCell cellOf(const VTermScreenCell &from)
{
    using enum TerminalCell::Attribute;
    TerminalCell cell;
    // libvterm marks the second half of a wide character so.
    const bool second = from.chars[0] == uint32_t(-1);
    cell.character = second ? 0 : from.chars[0];
    cell.width = second ? 0 : quint8(std::clamp<int>(from.width, 1, 2));
    cell.foreground = colourOf(from.fg, VTERM_COLOR_DEFAULT_FG);
    cell.background = colourOf(from.bg, VTERM_COLOR_DEFAULT_BG);
    cell.attributes = quint16((from.attrs.bold ? Bold : 0) | (from.attrs.italic ? Italic : 0)
                              | (from.attrs.blink ? Blink : 0) | (from.attrs.reverse ? Reverse : 0)
                              | (from.attrs.strike ? Strike : 0));
    if (from.attrs.underline == VTERM_UNDERLINE_SINGLE)
        cell.attributes |= Underline;
    else if (from.attrs.underline == VTERM_UNDERLINE_DOUBLE)
        cell.attributes |= DoubleUnderline;
    else if (from.attrs.underline == VTERM_UNDERLINE_CURLY)
        cell.attributes |= CurlyUnderline;
    return cell;
}

static void append(TerminalLine &line, const VTermScreenCell &from)
{
    TerminalCell cell = cellOf(from);
    if (cell.width && from.chars[0] && from.chars[1]) {
        QString marks;
        for (int i = 1; i < VTERM_MAX_CHARS_PER_CELL && from.chars[i]; ++i) {
            const char32_t mark = from.chars[i];
            marks += QString::fromUcs4(&mark, 1);
        }
        cell.attributes |= TerminalCell::HasMarks;
        line.marks.append({int(line.cells.size()), marks});
    }
    line.cells.append(cell);
}

static VTermScreenCell restored(const TerminalLine &line, int column)
{
    const TerminalCell cell = line.cell(column);
    VTermScreenCell to = {};
    to.chars[0] = cell.width == 0 ? uint32_t(-1) : cell.character;
    if (cell.attributes & TerminalCell::HasMarks) {
        const auto marks = line.marksAt(column).toUcs4();
        for (int i = 0; i < marks.size() && i + 1 < VTERM_MAX_CHARS_PER_CELL; ++i)
            to.chars[i + 1] = marks[i];
    }
    to.width = char(std::max<int>(1, cell.width));
    setColour(to.fg, cell.foreground, VTERM_COLOR_DEFAULT_FG);
    setColour(to.bg, cell.background, VTERM_COLOR_DEFAULT_BG);
    to.attrs.bold = (cell.attributes & TerminalCell::Bold) != 0;
    to.attrs.italic = (cell.attributes & TerminalCell::Italic) != 0;
    to.attrs.blink = (cell.attributes & TerminalCell::Blink) != 0;
    to.attrs.reverse = (cell.attributes & TerminalCell::Reverse) != 0;
    to.attrs.strike = (cell.attributes & TerminalCell::Strike) != 0;
    if (cell.attributes & TerminalCell::Underline)
        to.attrs.underline = VTERM_UNDERLINE_SINGLE;
    else if (cell.attributes & TerminalCell::DoubleUnderline)
        to.attrs.underline = VTERM_UNDERLINE_DOUBLE;
    else if (cell.attributes & TerminalCell::CurlyUnderline)
        to.attrs.underline = VTERM_UNDERLINE_CURLY;
    return to;
}

// libvterm's callbacks; `user` is the Terminal.
struct TerminalHooks
{
    static Terminal &of(void *user) { return *static_cast<Terminal *>(user); }

    static void output(const char *bytes, size_t size, void *user) { of(user).answer(bytes, size); }
    static int damage(VTermRect rect, void *user)
    {
        for (int row = rect.start_row; row < rect.end_row; ++row)
            of(user).damageRow(row);
        return 1;
    }
    static int moveCursor(VTermPos position, VTermPos, int, void *user)
    {
        Terminal &terminal = of(user);
        terminal.damageRow(terminal.m_cursorRow);
        terminal.m_cursorRow = std::clamp(position.row, 0, terminal.m_rows - 1);
        terminal.m_cursorColumn = std::clamp(position.col, 0, terminal.m_columns - 1);
        terminal.damageRow(terminal.m_cursorRow);
        return 1;
    }
    static int property(VTermProp property, VTermValue *value, void *user)
    {
        Terminal &terminal = of(user);
        terminal.damageRow(terminal.m_cursorRow);
        switch (property) {
        case VTERM_PROP_CURSORVISIBLE:
            terminal.m_cursorVisible = value->boolean;
            return 1;
        case VTERM_PROP_CURSORBLINK:
            terminal.m_cursorBlinks = value->boolean;
            return 1;
        case VTERM_PROP_CURSORSHAPE:
            terminal.m_cursorShape =
                value->number == VTERM_PROP_CURSORSHAPE_UNDERLINE ? Terminal::CursorShape::Underline
                : value->number == VTERM_PROP_CURSORSHAPE_BAR_LEFT ? Terminal::CursorShape::Bar
                                                                   : Terminal::CursorShape::Block;
            return 1;
        case VTERM_PROP_ALTSCREEN:
            terminal.m_alternate = value->boolean;
            terminal.damageAll();
            return 1;
        case VTERM_PROP_REVERSE:
            terminal.m_reversed = value->boolean;
            terminal.damageAll();
            return 1;
        case VTERM_PROP_MOUSE:
            terminal.m_mouse = Terminal::MouseMode(std::clamp(value->number, 0, 3));
            return 1;
        default: // a title is nothing of the machine's to set
            return 0;
        }
    }
    static int bell(void *user)
    {
        of(user).m_bell = true;
        return 1;
    }
    static int pushLine(int columns, const VTermScreenCell *cells, void *user)
    {
        Terminal &terminal = of(user);
        TerminalLine line;
        line.cells.reserve(columns);
        for (int column = 0; column < columns; ++column)
            append(line, cells[column]);
        line.trim();
        line.cells.squeeze();
        terminal.m_history.push_back(std::move(line));
        while (qint64(terminal.m_history.size()) > terminal.m_historyLimit) {
            terminal.m_history.pop_front();
            ++terminal.m_firstLine;
        }
        return 1;
    }
    static int popLine(int columns, VTermScreenCell *cells, void *user)
    {
        Terminal &terminal = of(user);
        if (terminal.m_history.empty())
            return 0;
        const TerminalLine line = std::move(terminal.m_history.back());
        terminal.m_history.pop_back();
        for (int column = 0; column < columns; ++column)
            cells[column] = restored(line, column);
        // Half a wide character is none.
        if (columns > 0 && cells[columns - 1].width == 2)
            cells[columns - 1] = restored({}, 0);
        return 1;
    }
};

void Terminal::FreeEmulator::operator()(VTerm *emulator) const
{
    vterm_free(emulator);
}

Terminal::Terminal(int rows, int columns)
    : m_rows(std::clamp(rows, leastRows, mostRows))
    , m_columns(std::clamp(columns, leastColumns, mostColumns))
{
    makeEmulator();
}

Terminal::~Terminal() = default;

void Terminal::makeEmulator()
{
    m_emulator.reset(vterm_new(m_rows, m_columns));
    vterm_set_utf8(m_emulator.get(), 1);
    vterm_output_set_callback(m_emulator.get(), TerminalHooks::output, this);
    VTermScreen *screen = vterm_obtain_screen(m_emulator.get());
    static const VTermScreenCallbacks callbacks = {
        .damage = TerminalHooks::damage,
        .moverect = nullptr, // then the same is said as damage
        .movecursor = TerminalHooks::moveCursor,
        .settermprop = TerminalHooks::property,
        .bell = TerminalHooks::bell,
        .resize = nullptr,
        .sb_pushline = TerminalHooks::pushLine,
        .sb_popline = TerminalHooks::popLine,
    };
    vterm_screen_set_callbacks(screen, &callbacks, this);
    vterm_screen_set_damage_merge(screen, VTERM_DAMAGE_SCROLL);
    vterm_screen_enable_altscreen(screen, 1);
    m_screen.assign(size_t(m_rows), {});
    m_mouse = MouseMode::None;
    m_alternate = m_reversed = false;
    damageAll();
    vterm_screen_reset(screen, 1);
    vterm_screen_flush_damage(screen);
}

void Terminal::reset()
{
    // What is on the screen goes the way of what scrolls off it.
    int used = m_rows;
    while (used > 0 && line(screenTop() + used - 1).trimmedText().isEmpty())
        --used;
    for (int row = 0; row < used && !m_alternate; ++row) {
        TerminalLine kept = readRow(row);
        kept.trim();
        m_history.push_back(std::move(kept));
    }
    setHistoryLimit(m_historyLimit);
    m_filter.reset();
    m_output.clear();
    makeEmulator();
}

void Terminal::write(QByteArrayView bytes)
{
    m_filtered.clear();
    m_filter.filter(bytes, m_columns, m_filtered);
    m_writing = true;
    vterm_input_write(m_emulator.get(), m_filtered.constData(), size_t(m_filtered.size()));
    vterm_screen_flush_damage(vterm_obtain_screen(m_emulator.get()));
    m_writing = false;
}

// What libvterm says. While it reads from the machine this can only be an answer, and the only
// ones that are let out hold nothing that the machine chose: what we are, that we are well, and
// where the cursor stands.
void Terminal::answer(const char *bytes, size_t size)
{
    const QByteArray text(bytes, qsizetype(size));
    if (m_writing) {
        static const QRegularExpression harmless(
            uR"(\A\x1b\[(0n|\?1;2c|>0;100;0c|\d{1,4};\d{1,4}R)\z)"_s);
        if (m_output.size() + text.size() > mostAnswers
            || !harmless.match(QString::fromLatin1(text)).hasMatch())
            return;
    }
    m_output += text;
}

void Terminal::resize(int rows, int columns)
{
    rows = std::clamp(rows, leastRows, mostRows);
    columns = std::clamp(columns, leastColumns, mostColumns);
    if (rows == m_rows && columns == m_columns)
        return;
    // libvterm keeps a scroll region that the new screen has no room for.
    const QByteArray place = "\x1b[" + QByteArray::number(m_cursorRow + 1) + ';'
                             + QByteArray::number(m_cursorColumn + 1) + 'H';
    const QByteArray before = "\x1b[r" + place;
    vterm_input_write(m_emulator.get(), before.constData(), size_t(before.size()));
    m_rows = rows;
    m_columns = columns;
    m_screen.assign(size_t(rows), {});
    damageAll();
    vterm_set_size(m_emulator.get(), rows, columns);
    keepCursorInside();
    vterm_screen_flush_damage(vterm_obtain_screen(m_emulator.get()));
    damageAll();
}

// A screen that gets lower can leave libvterm's cursor above its top.
void Terminal::keepCursorInside()
{
    VTermPos position;
    vterm_state_get_cursorpos(vterm_obtain_state(m_emulator.get()), &position);
    const int row = std::clamp(position.row, 0, m_rows - 1);
    const int column = std::clamp(position.col, 0, m_columns - 1);
    if (row != position.row || column != position.col) {
        const QByteArray move =
            "\x1b[" + QByteArray::number(row + 1) + ';' + QByteArray::number(column + 1) + 'H';
        vterm_input_write(m_emulator.get(), move.constData(), size_t(move.size()));
    }
    m_cursorRow = row;
    m_cursorColumn = column;
}

void Terminal::setHistoryLimit(int lines)
{
    m_historyLimit = std::max(0, lines);
    while (qint64(m_history.size()) > m_historyLimit) {
        m_history.pop_front();
        ++m_firstLine;
    }
}

void Terminal::clearHistory()
{
    m_firstLine += qint64(m_history.size());
    m_history.clear();
    damageAll();
}

const TerminalLine &Terminal::line(qint64 number) const
{
    static const TerminalLine none;
    if (number < m_firstLine || number >= endLine())
        return none;
    if (number < screenTop())
        return m_history[size_t(number - m_firstLine)];
    const auto row = size_t(number - screenTop());
    if (m_stale[row]) {
        m_screen[row] = readRow(int(row));
        m_stale[row] = false;
    }
    return m_screen[row];
}

TerminalLine Terminal::readRow(int row) const
{
    TerminalLine line;
    line.cells.reserve(m_columns);
    const VTermScreen *screen = vterm_obtain_screen(m_emulator.get());
    for (int column = 0; column < m_columns; ++column) {
        VTermScreenCell cell = {};
        vterm_screen_get_cell(screen, {row, column}, &cell);
        append(line, cell);
    }
    return line;
}

void Terminal::damageRow(int row)
{
    if (row < 0 || row >= m_rows)
        return;
    m_stale[size_t(row)] = m_damage[size_t(row)] = true;
}

void Terminal::damageAll()
{
    m_stale.assign(size_t(m_rows), true);
    m_damage.assign(size_t(m_rows), true);
}

std::vector<bool> Terminal::takeDamage()
{
    return std::exchange(m_damage, std::vector<bool>(size_t(m_rows), false));
}

static VTermModifier modifiersOf(Qt::KeyboardModifiers modifiers)
{
    int bits = VTERM_MOD_NONE;
    if (modifiers & Qt::ShiftModifier)
        bits |= VTERM_MOD_SHIFT;
    if (modifiers & Qt::AltModifier)
        bits |= VTERM_MOD_ALT;
    if (modifiers & Qt::ControlModifier)
        bits |= VTERM_MOD_CTRL;
    return VTermModifier(bits);
}

void Terminal::pressKey(Key key, Qt::KeyboardModifiers modifiers, int function)
{
    static constexpr VTermKey keys[] = {
        VTERM_KEY_ENTER, VTERM_KEY_TAB,  VTERM_KEY_BACKSPACE, VTERM_KEY_ESCAPE,   VTERM_KEY_UP,
        VTERM_KEY_DOWN,  VTERM_KEY_LEFT, VTERM_KEY_RIGHT,     VTERM_KEY_INS,      VTERM_KEY_DEL,
        VTERM_KEY_HOME,  VTERM_KEY_END,  VTERM_KEY_PAGEUP,    VTERM_KEY_PAGEDOWN,
    };
    const VTermKey code = key == Key::Function1
                              ? VTermKey(VTERM_KEY_FUNCTION(std::clamp(function, 1, 12)))
                              : keys[int(key)];
    vterm_keyboard_key(m_emulator.get(), code, modifiersOf(modifiers));
}

void Terminal::pressCharacter(char32_t character, Qt::KeyboardModifiers modifiers)
{
    vterm_keyboard_unichar(m_emulator.get(), character, modifiersOf(modifiers));
}

void Terminal::paste(const QByteArray &text)
{
    vterm_keyboard_start_paste(m_emulator.get());
    m_output += text;
    vterm_keyboard_end_paste(m_emulator.get());
}

void Terminal::moveMouse(int row, int column, Qt::KeyboardModifiers modifiers)
{
    if (m_mouse == MouseMode::None)
        return;
    vterm_mouse_move(m_emulator.get(), std::clamp(row, 0, m_rows - 1),
                     std::clamp(column, 0, m_columns - 1), modifiersOf(modifiers));
}

void Terminal::pressMouse(int button, bool pressed, Qt::KeyboardModifiers modifiers)
{
    if (m_mouse != MouseMode::None)
        vterm_mouse_button(m_emulator.get(), button, pressed, modifiersOf(modifiers));
}
