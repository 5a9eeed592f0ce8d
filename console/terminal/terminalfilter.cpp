// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/terminal/terminalfilter.h"

#include <QChar>
#include <QList>

#include <algorithm>
#include <utility>

static constexpr qsizetype longestSequence = 256, longestString = 64 * 1024;
static constexpr int mostMarks = 5; // what a cell of libvterm has room for
// A mode that there is none of. Obeying it brings back into the screen, if need be, a cursor that
// was saved on a larger one.
static constexpr char boundCursor[] = "\x1b[?9999l";
static constexpr char32_t replacement = 0xfffd;
static constexpr uchar bell = 0x07, cancel = 0x18, substitute = 0x1a, escapeByte = 0x1b;

// All that libvterm may take for combining, and a little more.
static bool mayCombine(char32_t c)
{
    if (c < 0x300)
        return false;
    return QChar::isMark(c) || QChar::category(c) == QChar::Other_Format
           || (c >= 0x1160 && c <= 0x11ff);
}

static void appendUtf8(char32_t c, QByteArray &out)
{
    if (c < 0x80) {
        out += char(c);
    } else if (c < 0x800) {
        out += char(0xc0 | (c >> 6));
        out += char(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        out += char(0xe0 | (c >> 12));
        out += char(0x80 | ((c >> 6) & 0x3f));
        out += char(0x80 | (c & 0x3f));
    } else {
        out += char(0xf0 | (c >> 18));
        out += char(0x80 | ((c >> 12) & 0x3f));
        out += char(0x80 | ((c >> 6) & 0x3f));
        out += char(0x80 | (c & 0x3f));
    }
}

void TerminalFilter::filter(QByteArrayView in, int columns, QByteArray &out)
{
    for (const char signedByte : in) {
        const auto byte = uchar(signedByte);
        switch (m_state) {
        case State::Text:
            text(byte, out);
            break;
        case State::Escape:
            escape(byte, out);
            break;
        case State::Control:
        case State::TooLong:
            control(byte, columns, out);
            break;
        case State::String:
        case State::StringEscape:
            string(byte, out);
            break;
        }
    }
}

void TerminalFilter::text(uchar byte, QByteArray &out)
{
    if (m_missing > 0) {
        if ((byte & 0xc0) == 0x80) {
            m_partial = (m_partial << 6) | (byte & 0x3f);
            if (--m_missing > 0)
                return;
            static constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
            const bool sound = m_partial >= smallest[m_length]
                               && m_partial <= QChar::LastValidCodePoint
                               && !QChar::isSurrogate(m_partial);
            character(sound ? m_partial : replacement, out);
            return;
        }
        m_missing = 0;
        character(replacement, out);
    }
    if (byte >= 0xf0 && byte < 0xf5) {
        m_length = 4;
    } else if (byte >= 0xe0 && byte < 0xf0) {
        m_length = 3;
    } else if (byte >= 0xc2 && byte < 0xe0) {
        m_length = 2;
    } else if (byte >= 0x80) {
        character(replacement, out);
        return;
    } else if (byte >= 0x20) {
        if (byte != 0x7f)
            character(byte, out);
        return;
    } else {
        m_marks = 0;
        if (byte == escapeByte) {
            m_state = State::Escape;
            m_sequence.clear();
        } else if (byte != 0 && byte != 0x05 && byte != cancel && byte != substitute) {
            out += char(byte);
        }
        return;
    }
    m_missing = m_length - 1;
    m_partial = byte & (0xff >> (m_length + 1));
}

void TerminalFilter::character(char32_t c, QByteArray &out)
{
    if (c >= 0x80 && c < 0xa0) // C1 controls
        return;
    if (mayCombine(c)) {
        if (++m_marks > mostMarks)
            return;
    } else {
        m_marks = 0;
        m_last = c;
    }
    appendUtf8(c, out);
}

void TerminalFilter::escape(uchar byte, QByteArray &out)
{
    m_state = State::Text;
    if (byte == escapeByte) {
        m_state = State::Escape;
        m_sequence.clear();
    } else if (byte < 0x20) {
        // A control character within a sequence is obeyed at once.
        if (byte == cancel || byte == substitute)
            return;
        text(byte, out);
        m_state = State::Escape;
    } else if (byte < 0x30) {
        m_sequence += char(byte);
        m_state = m_sequence.size() < 8 ? State::Escape : State::Text;
    } else if (m_sequence.isEmpty() && byte == '[') {
        m_state = State::Control;
    } else if (m_sequence.isEmpty()
               && (byte == ']' || byte == 'P' || byte == 'X' || byte == '^' || byte == '_')) {
        m_state = State::String;
        m_stringLength = 0;
    } else if (byte < 0x7f) {
        // Not: 8-bit controls, other encodings, lines of double size, who are you.
        const char first = m_sequence.isEmpty() ? '\0' : m_sequence.front();
        const bool refused = first == ' ' || first == '%' || (first == '#' && byte != '8')
                             || (first == '\0' && (byte == 'Z' || byte == '\\'));
        if (!refused)
            out += '\x1b' + m_sequence + char(byte);
        if (!refused && m_sequence.isEmpty() && byte == '8')
            out += boundCursor;
    } else if (byte >= 0x80) {
        text(byte, out);
    }
}

void TerminalFilter::control(uchar byte, int columns, QByteArray &out)
{
    if (byte == escapeByte) {
        m_state = State::Escape;
        m_sequence.clear();
    } else if (byte == cancel || byte == substitute) {
        m_state = State::Text;
    } else if (byte < 0x20) {
        const State state = m_state;
        text(byte, out);
        m_state = state;
    } else if (byte < 0x40) {
        if (m_sequence.size() >= longestSequence)
            m_state = State::TooLong;
        else
            m_sequence += char(byte);
    } else if (byte < 0x7f) {
        if (std::exchange(m_state, State::Text) == State::Control)
            finishControl(char(byte), columns, out);
    } else if (byte >= 0x80) {
        m_state = State::Text;
        text(byte, out);
    }
}

void TerminalFilter::finishControl(char command, int columns, QByteArray &out)
{
    const auto isIntermediate = [](char c) { return c >= 0x20 && c < 0x30; };
    const bool plain = std::none_of(m_sequence.cbegin(), m_sequence.cend(), isIntermediate)
                       && (m_sequence.isEmpty() || m_sequence.front() < '<');
    // No number beyond any screen: they are added to each other further on.
    constexpr int mostDigits = 4;
    QByteArray sequence;
    for (qsizetype i = 0; i < m_sequence.size();) {
        qsizetype end = i;
        while (end < m_sequence.size() && m_sequence[end] >= '0' && m_sequence[end] <= '9')
            ++end;
        qsizetype start = i;
        while (start < end && m_sequence[start] == '0' && end - start > 1)
            ++start;
        sequence +=
            end - start > mostDigits ? QByteArray("9999") : m_sequence.mid(start, end - start);
        if (end < m_sequence.size())
            sequence += m_sequence[end];
        i = end + 1;
    }
    const bool report = command == 'n' && sequence != "5" && sequence != "6";
    const bool asksBack =
        (command == 'p' && sequence.contains('$')) || (command == 'q' && sequence.startsWith('>'));
    if (command == 't' || report || asksBack)
        return;
    if (command == 'b' && plain) {
        const int times = std::clamp(sequence.toInt(), 1, std::max(1, columns));
        for (int i = 0; m_last && i < times; ++i)
            appendUtf8(m_last, out);
        m_marks = 0;
        return;
    }
    if ((command == 's' || command == 'u') && plain) {
        // To save and restore the cursor; margins at the sides, its other meaning, break libvterm.
        if (sequence.isEmpty())
            out += command == 's' ? QByteArray("\x1b"
                                               "7")
                                  : "\x1b"
                                    "8" + QByteArray(boundCursor);
        return;
    }
    if ((command == 'h' || command == 'l') && sequence.startsWith('?')) {
        // One by one: libvterm would take only the first.
        const QList<QByteArray> modes = sequence.mid(1).split(';');
        for (const QByteArray &mode : modes) {
            if (mode != "69")
                out += "\x1b[?" + mode + command;
        }
        return;
    }
    out += "\x1b[" + sequence + command;
}

void TerminalFilter::string(uchar byte, QByteArray &out)
{
    if (std::exchange(m_state, State::String) == State::StringEscape) {
        m_state = State::Text;
        if (byte != '\\') { // it was the beginning of something else
            m_sequence.clear();
            escape(byte, out);
        }
    } else if (byte == bell || byte == cancel || byte == substitute
               || ++m_stringLength > longestString) {
        m_state = State::Text;
    } else if (byte == escapeByte) {
        m_state = State::StringEscape;
    }
}
