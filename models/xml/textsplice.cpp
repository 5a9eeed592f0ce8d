// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/textsplice.h"

#include "models/xml/editnodes.h"

// Shifts an element's lines to the right, as its place in a document asks.
static QByteArray indented(const QByteArray &element, qsizetype columns)
{
    pugi::xml_document xml;
    if (columns == 0 || !EditNodes::parsePart(element, xml))
        return element;
    struct Walker : pugi::xml_tree_walker
    {
        QByteArray blanks;
        bool for_each(pugi::xml_node &node) override
        {
            const QByteArray text(node.value());
            if (EditNodes::isBlank(node) && text.contains('\n'))
                node.set_value((text + blanks).constData());
            return true;
        }
    } walker;
    walker.blanks = QByteArray(columns, ' ');
    xml.traverse(walker); // with a comment that stands in front of it
    return EditNodes::written(xml);
}

QByteArray TextSplice::fitted(const QByteArray &xml, qsizetype at, const QByteArray &element)
{
    const qsizetype line = xml.lastIndexOf('\n', at) + 1;
    const QByteArray before = xml.mid(line, at - line);
    const bool blank = before.trimmed().isEmpty();
    const bool shifted =
        element.count('\n') > 0 && !element.mid(element.lastIndexOf('\n') + 1).startsWith(before);
    return indented(element.trimmed(), blank && shifted ? before.size() : 0);
}

QByteArray TextSplice::replaced(const QByteArray &xml, const XmlAdmission::Span &span,
                                const QByteArray &element)
{
    QByteArray result = xml;
    result.replace(span.begin, span.end - span.begin, fitted(xml, span.begin, element));
    return result;
}
