// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringView>

// A part of a line of XML that has a meaning of its own. What is being typed is rarely right: this
// reads any text, and judges nothing.
struct XmlToken
{
    enum class Kind {
        StartName, // behind "<"; may be empty
        EndName,   // behind "</"; may be empty
        Attribute,
        Value,    // with its quotes, as far as they are there
        TagEnd,   // ">"
        EmptyEnd, // "/>"
        Entity,   // "&lt;"
        Comment,
        CData,
        Instruction, // and what starts with "<!"
    };

    Kind kind = Kind::TagEnd;
    int begin = 0, length = 0; // in the line

    int end() const { return begin + length; }
    bool operator==(const XmlToken &) const = default;
};

// What a line starts in: the state in which the one above it ended.
enum XmlLineState {
    InText,
    InTag,
    InDoubleQuotes,
    InSingleQuotes,
    InComment,
    InCData,
    InInstruction,
};

// `state` is the line's, and is left as the next one's. Negative is InText.
QList<XmlToken> lexXml(QStringView line, int &state);
