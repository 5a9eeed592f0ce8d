// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QTextBlock>

#include <optional>

class DomainSchema;

// Where a cursor is in a text of XML that may be unfinished. All of it looks at most at
// mostLines lines around; beyond, nothing is known.
struct XmlPlace
{
    enum class What { Nothing, Element, EndTag, Attribute, Value };

    What what = What::Nothing;
    QStringList path = {};    // the elements around; of an attribute or value with its own
    QString attribute = {};   // of a value
    QStringList present = {}; // attributes that the element has already
    int begin = 0;            // in the line: where the word that is being written starts
    QString word = {};        // as far as it is written

    static XmlPlace at(const QTextBlock &line, int column);
    // What may be written here; `parents` are around the whole text, which has only `elements` on its
    // first level if there are any.
    QStringList choices(const DomainSchema &schema, const QStringList &parents,
                        const QStringList &elements = {}) const;

    static constexpr int mostLines = 20'000;
};

// The name in a tag, by its place in the document.
struct XmlName
{
    int position = 0, length = 0;
    bool operator==(const XmlName &) const = default;
};

// The name under the cursor and that of the other end of its element; nothing when it is in no tag's
// name or has no other end.
std::optional<std::pair<XmlName, XmlName>> matchingNames(const QTextBlock &line, int column);

// The last line of the element that starts in this line and does not end in it; invalid: none does.
QTextBlock endOfElement(const QTextBlock &line);
// Whether one does; looks at this line only.
bool startsElement(const QTextBlock &line);
