// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/elementedit.h"

#include "models/xml/xmlparts.h"

#include <pugixml.hpp>

#include <sstream>

QByteArray ElementEdit::withTexts(const QByteArray &element, const QString &child,
                                  const QStringList &texts)
{
    pugi::xml_document document;
    if (!XmlParts::admit(element)
        || !document.load_buffer(element.constData(), size_t(element.size()),
                                 pugi::parse_full | pugi::parse_ws_pcdata | pugi::parse_fragment))
        return element;
    pugi::xml_node parent = document.document_element();
    const QByteArray name = child.toUtf8();
    pugi::xml_node last;
    qsizetype next = 0;
    for (pugi::xml_node node = parent.child(name.constData()); node;) {
        const pugi::xml_node following = node.next_sibling(name.constData());
        if (next < texts.size()) {
            const QByteArray text = texts[next++].toUtf8();
            if (text != node.child_value())
                node.text().set(text.constData());
            last = node;
        } else {
            const pugi::xml_node blanks = node.previous_sibling();
            if (blanks.type() == pugi::node_pcdata)
                parent.remove_child(blanks);
            parent.remove_child(node);
        }
        node = following;
    }
    for (; next < texts.size(); ++next) {
        const pugi::xml_node model = last ? last : parent.first_child();
        pugi::xml_node blanks = last ? last.previous_sibling() : model;
        const QByteArray indent =
            blanks.type() == pugi::node_pcdata ? QByteArray(blanks.value()) : QByteArray();
        // Without one of its kind: behind the last element, before the closing tag's blanks.
        if (!last) {
            for (const pugi::xml_node &one : parent.children()) {
                if (one.type() == pugi::node_element)
                    last = one;
            }
        }
        pugi::xml_node made = last ? parent.insert_child_after(name.constData(), last)
                                   : parent.append_child(name.constData());
        made.text().set(texts[next].toUtf8().constData());
        if (!indent.isEmpty())
            parent.insert_child_before(pugi::node_pcdata, made).set_value(indent.constData());
        last = made;
    }
    std::ostringstream out;
    document.print(out, "",
                   pugi::format_raw | pugi::format_no_declaration
                       | pugi::format_attribute_single_quote,
                   pugi::encoding_utf8);
    return QByteArray::fromStdString(out.str());
}
