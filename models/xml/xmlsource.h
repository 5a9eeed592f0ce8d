// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>

#include <pugixml.hpp>

// The bytes from which a document was read, so that it can be written with every byte that was not
// edited: quotes, blanks between attributes, line ends, references to characters, and the two
// spellings of an empty element. Made before the first edit, of an admitted document that was parsed
// whole (comments, instructions, blanks). Any thread.
class XmlSource
{
public:
    static constexpr unsigned parsing =
        pugi::parse_full | pugi::parse_ws_pcdata | pugi::parse_fragment;
    static constexpr unsigned writing =
        pugi::format_raw | pugi::format_no_declaration | pugi::format_attribute_single_quote;

    XmlSource() = default;
    XmlSource(const QByteArray &xml, const pugi::xml_document &parsed);

    // The document after edits.
    QByteArray write(const pugi::xml_document &edited) const;

private:
    struct Token
    {
        pugi::xml_node_type type = pugi::node_null;
        qsizetype begin = 0, end = 0;           // the tag, or all of what is no element
        qsizetype closeBegin = 0, closeEnd = 0; // of an element: its end tag; empty without one
    };

    bool tokenize();
    QByteArrayView bytes(qsizetype begin, qsizetype end) const;

    class Writer;

    QByteArray m_xml;
    QList<Token> m_tokens;         // in the document's order, as are the nodes
    QHash<size_t, qsizetype> m_of; // a node: its token
};
