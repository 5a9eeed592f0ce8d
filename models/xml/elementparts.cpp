// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/elementparts.h"

#include "models/xml/domainedit.h"

#include <pugixml.hpp>

#include <sstream>

namespace {

struct Element
{
    pugi::xml_document document = {};
    pugi::xml_node root = {}; // null: it cannot be read

    explicit Element(const QByteArray &xml)
    {
        // A part of a document that was admitted; the prefixes in it may be declared above it.
        if (document.load_buffer(xml.constData(), size_t(xml.size()),
                                 pugi::parse_full | pugi::parse_ws_pcdata))
            root = document.document_element();
    }
    QByteArray toXml() const
    {
        std::ostringstream out;
        if (root)
            root.print(out, "",
                       pugi::format_raw | pugi::format_no_declaration
                           | pugi::format_attribute_single_quote,
                       pugi::encoding_utf8);
        return QByteArray::fromStdString(out.str());
    }
};

void setAttributes(pugi::xml_node node, const ElementParts::Attributes &attributes)
{
    for (const auto &[name, value] : attributes) {
        if (!value.isEmpty())
            node.append_attribute(name.toUtf8().constData()).set_value(value.toUtf8().constData());
    }
}

// With the blanks in front of it.
void take(pugi::xml_node node)
{
    pugi::xml_node parent = node.parent();
    const pugi::xml_node before = node.previous_sibling();
    if (before.type() == pugi::node_pcdata && QByteArrayView(before.value()).trimmed().isEmpty())
        parent.remove_child(before);
    parent.remove_child(node);
}

// Blanks alone are no content.
void tidy(pugi::xml_node node)
{
    const pugi::xml_node first = node.first_child();
    if (first && first == node.last_child() && first.type() == pugi::node_pcdata
        && QByteArrayView(first.value()).trimmed().isEmpty())
        node.remove_child(first);
}

} // namespace

QByteArray ElementParts::make(const QString &name, const Attributes &attributes)
{
    Element made{QByteArray()};
    made.root = made.document.append_child(name.toUtf8().constData());
    setAttributes(made.root, attributes);
    return made.toXml();
}

QByteArray ElementParts::kept(const QByteArray &element, const QStringList &attributes,
                              const QStringList &children)
{
    Element edited(element);
    for (pugi::xml_attribute one = edited.root.first_attribute(); one;) {
        const pugi::xml_attribute next = one.next_attribute();
        if (!attributes.contains(QString::fromUtf8(one.name())))
            edited.root.remove_attribute(one);
        one = next;
    }
    for (pugi::xml_node one = edited.root.first_child(); one;) {
        const pugi::xml_node next = one.next_sibling();
        if (one.type() == pugi::node_element && !children.contains(QString::fromUtf8(one.name())))
            take(one);
        one = next;
    }
    tidy(edited.root);
    return edited.toXml();
}

QByteArray ElementParts::with(const QByteArray &element, const QString &path,
                              const std::optional<QString> &value)
{
    // As the only thing in a document of its own, whose paths begin at the element's name.
    const Element named(element);
    if (!named.root)
        return {};
    const QString name = QString::fromUtf8(named.root.name());
    const QString whole = path.startsWith(u'@') ? name + path : name + u'/' + path;
    const QByteArray document = "<x>" + named.toXml() + "</x>";
    const auto edited = applyChanges(document, {.fields = {{.path = whole, .after = value}}}, true);
    if (!edited)
        return element;
    const QByteArray result = elementXml(edited->xml, {}, name);
    return result.isEmpty() ? make(name) : result;
}

// Puts new children where the first one of their name stood, or at the end.
template <typename Add>
static QByteArray replaced(const QByteArray &element, const QString &name, const Add &add)
{
    Element edited(element);
    if (!edited.root)
        return {};
    const QByteArray tag = name.toUtf8();
    // Before the blanks that end the element.
    pugi::xml_node place = edited.root.append_child(pugi::node_comment);
    const pugi::xml_node last = place.previous_sibling();
    if (last.type() == pugi::node_pcdata && QByteArrayView(last.value()).trimmed().isEmpty())
        edited.root.insert_move_before(place, last);
    bool found = false;
    for (pugi::xml_node one = edited.root.first_child(); one;) {
        const pugi::xml_node next = one.next_sibling();
        if (one.type() == pugi::node_element && tag == one.name()) {
            if (!found)
                edited.root.insert_move_before(place, one);
            found = true;
            take(one);
        }
        one = next;
    }
    const pugi::xml_node before = place.previous_sibling();
    add(edited.root, place);
    if (found && place.previous_sibling() == before)
        take(place); // and no empty line stays
    else
        edited.root.remove_child(place);
    tidy(edited.root);
    return edited.toXml();
}

QByteArray ElementParts::withChildren(const QByteArray &element, const QString &name,
                                      const QList<Attributes> &children)
{
    return replaced(element, name, [&](pugi::xml_node &root, const pugi::xml_node &place) {
        for (const Attributes &one : children)
            setAttributes(root.insert_child_before(name.toUtf8().constData(), place), one);
    });
}

QByteArray ElementParts::withChild(const QByteArray &element, const QString &name,
                                   const QByteArray &child)
{
    const Element made(child);
    return replaced(element, name, [&](pugi::xml_node &root, const pugi::xml_node &place) {
        if (made.root)
            root.insert_copy_before(made.root, place);
    });
}

QList<ElementParts::Attributes> ElementParts::children(const QByteArray &element,
                                                       const QString &name)
{
    QList<Attributes> all;
    const Element read(element);
    const QByteArray tag = name.toUtf8();
    for (const pugi::xml_node &one : read.root.children(tag.constData())) {
        Attributes attributes;
        for (const pugi::xml_attribute &attribute : one.attributes())
            attributes.append(
                {QString::fromUtf8(attribute.name()), QString::fromUtf8(attribute.value())});
        all += attributes;
    }
    return all;
}

QString ElementParts::value(const Attributes &attributes, const QString &name)
{
    for (const auto &[one, value] : attributes) {
        if (one == name)
            return value;
    }
    return {};
}

bool ElementParts::isBare(const QByteArray &element)
{
    const Element read(element);
    return !read.root.first_attribute() && !read.root.first_child();
}
