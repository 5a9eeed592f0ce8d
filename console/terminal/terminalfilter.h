// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

// Lets through, of what a machine sends, what a terminal of ours is meant to do: text in sound
// UTF-8, cursor and colours. Titles, clipboard, palettes, reports with text in them, sizes of the
// window and every string sequence stay outside, and so does what libvterm 0.1.4 is not proof
// against: repetition before the first character never ends in it, C1 controls written as UTF-8
// move its cursor out of the screen, a flood of combining marks costs it the square of its length.
class TerminalFilter
{
public:
    // Appends what is let through to `out`, at most about `columns` + 8 times as much as came in.
    // A sequence may be cut anywhere between one call and the next.
    void filter(QByteArrayView in, int columns, QByteArray &out);
    void reset() { *this = {}; }

private:
    enum class State { Text, Escape, Control, TooLong, String, StringEscape };

    void text(uchar byte, QByteArray &out);
    void character(char32_t c, QByteArray &out);
    void escape(uchar byte, QByteArray &out);
    void control(uchar byte, int columns, QByteArray &out);
    void finishControl(char command, int columns, QByteArray &out);
    void string(uchar byte, QByteArray &out);

    State m_state = State::Text;
    QByteArray m_sequence = {}; // between ESC or CSI and the final byte
    qsizetype m_stringLength = 0;
    char32_t m_partial = 0;          // a character that is not complete yet
    int m_missing = 0, m_length = 0; // its bytes
    char32_t m_last = 0;             // what CSI b repeats
    int m_marks = 0;                 // combining ones since the last character that was not
};
