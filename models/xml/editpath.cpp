// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/editpath.h"

#include "models/xml/editnodes.h"

#include <algorithm>

namespace EditNodes {

Path parsed(const QString &path)
{
    Path result;
    const QByteArray text = path.toUtf8();
    for (qsizetype at = 0; at < text.size();) {
        if (text[at] == '@') {
            result.attribute = text.mid(at + 1);
            break;
        }
        if (text[at] == '/') {
            ++at;
            continue;
        }
        qsizetype end = at;
        while (end < text.size() && text[end] != '/' && text[end] != '@' && text[end] != '[')
            ++end;
        Step step{text.mid(at, end - at), {}, {}};
        at = end;
        if (at < text.size() && text[at] == '[') {
            const qsizetype close = std::max(text.indexOf(']', at), at);
            const QByteArray inside = text.mid(at + 1, close - at - 1);
            const qsizetype equals = inside.indexOf('=');
            step.attribute = inside.left(equals);
            step.byChild = step.attribute.endsWith('/');
            if (step.byChild)
                step.attribute.chop(1);
            step.value = inside.mid(equals + 1);
            at = close + 1;
        }
        if (step.name == "*")
            result.presence = true;
        else
            result.elements += step;
    }
    return result;
}

static pugi::xml_node child(const pugi::xml_node &parent, const Step &step)
{
    if (step.byChild) {
        const QString wanted = QString::fromUtf8(step.value);
        for (const pugi::xml_node &one : parent.children(step.name.constData())) {
            const pugi::xml_node key = one.child(step.attribute.constData());
            if (key && textOf(key) == wanted)
                return one;
        }
        return {};
    }
    return step.attribute.isEmpty()
               ? parent.child(step.name.constData())
               : parent.find_child_by_attribute(step.name.constData(), step.attribute.constData(),
                                                step.value.constData());
}

// The line break and the blanks in front of an element; empty where documents have no lines.
static QByteArray indentOf(const pugi::xml_node &element)
{
    const pugi::xml_node before = element.previous_sibling();
    if (!before || !isBlank(before))
        return {};
    const QByteArray blanks(before.value());
    const qsizetype line = blanks.lastIndexOf('\n');
    return line < 0 ? QByteArray() : blanks.mid(line);
}

static void addBlanks(pugi::xml_node parent, const pugi::xml_node &before, const QByteArray &blanks)
{
    if (!blanks.isEmpty())
        parent.insert_child_before(pugi::node_pcdata, before).set_value(blanks.constData());
}

void arrange(pugi::xml_node parent, pugi::xml_node child)
{
    const pugi::xml_node last = child.previous_sibling();
    pugi::xml_node model; // the first element beside it
    for (const pugi::xml_node &other : parent.children()) {
        if (other.type() == pugi::node_element && other != child) {
            model = other;
            break;
        }
    }
    if (model) {
        const QByteArray indent = indentOf(model);
        if (last && isBlank(last)) // what stands before the closing tag stays there
            parent.insert_move_before(child, last);
        addBlanks(parent, child, indent);
        return;
    }
    if (last) // there is text, or a comment: blanks might mean something
        return;
    const QByteArray indent = indentOf(parent);
    if (indent.isEmpty())
        return;
    addBlanks(parent, child, indent + "  ");
    parent.append_child(pugi::node_pcdata).set_value(indent.constData());
}

void take(pugi::xml_node node)
{
    pugi::xml_node parent = node.parent();
    const pugi::xml_node before = node.previous_sibling();
    if (before && isBlank(before))
        parent.remove_child(before);
    parent.remove_child(node);
    // Nothing but the blanks before the closing tag is left.
    if (parent.first_child() && parent.first_child() == parent.last_child()
        && isBlank(parent.first_child()))
        parent.remove_child(parent.first_child());
}

pugi::xml_node found(pugi::xml_node item, const Path &path)
{
    for (const Step &step : path.elements)
        item = child(item, step);
    return item;
}

static bool holdsElements(const pugi::xml_node &node)
{
    return std::any_of(node.begin(), node.end(), [](const pugi::xml_node &child) {
        return child.type() == pugi::node_element;
    });
}

std::optional<QString> valueOf(const pugi::xml_node &item, const Path &path)
{
    const pugi::xml_node node = found(item, path);
    if (!node)
        return {};
    if (!path.attribute.isEmpty()) {
        const pugi::xml_attribute attribute = node.attribute(path.attribute.constData());
        return attribute ? std::optional(QString::fromUtf8(attribute.value())) : std::nullopt;
    }
    if (path.presence)
        return QString();
    const QString text = textOf(node);
    // The blanks between its elements are no text of it.
    return text.isEmpty() && holdsElements(node) ? std::nullopt : std::optional(text);
}

static void setText(pugi::xml_node node, const QByteArray &text)
{
    pugi::xml_node place;
    const bool mixed = holdsElements(node);
    for (pugi::xml_node child = node.first_child(); child;) {
        const pugi::xml_node next = child.next_sibling();
        if ((child.type() == pugi::node_pcdata && !(mixed && isBlank(child)))
            || child.type() == pugi::node_cdata) {
            if (place)
                node.remove_child(child);
            else
                place = child;
        }
        child = next;
    }
    if (text.isEmpty() && mixed) {
        if (place)
            node.remove_child(place);
        return;
    }
    if (!place)
        place =
            mixed ? node.prepend_child(pugi::node_pcdata) : node.append_child(pugi::node_pcdata);
    place.set_value(text.constData());
}

void clear(pugi::xml_node item, const Path &path)
{
    pugi::xml_node node = found(item, path);
    if (path.attribute.isEmpty() && !path.presence && holdsElements(node)) {
        setText(node, {}); // the elements in it are not of this field
        return;
    }
    if (!path.attribute.isEmpty())
        node.remove_attribute(path.attribute.constData());
    // What is emptied by this goes, too; an element whose text or presence goes, goes whole.
    bool goes = path.attribute.isEmpty();
    for (qsizetype depth = path.elements.size(); depth > 0; --depth) {
        const pugi::xml_attribute first = node.first_attribute();
        const bool says = first
                          && (first.next_attribute() || path.elements[depth - 1].byChild
                              || path.elements[depth - 1].attribute != first.name());
        if (!goes && (says || node.first_child()))
            break;
        const pugi::xml_node parent = node.parent();
        take(node);
        node = parent;
        goes = false;
    }
}

pugi::xml_node made(pugi::xml_node node, const QList<Step> &elements)
{
    for (const Step &step : elements) {
        pugi::xml_node next = child(node, step);
        if (!next) {
            next = node.append_child(step.name.constData());
            if (!step.attribute.isEmpty() && !step.byChild)
                next.append_attribute(step.attribute.constData()).set_value(step.value.constData());
            arrange(node, next);
            if (step.byChild) {
                pugi::xml_node key = next.append_child(step.attribute.constData());
                key.text().set(step.value.constData());
                arrange(next, key);
            }
        }
        node = next;
    }
    return node;
}

void set(pugi::xml_node item, const Path &path, const QString &value)
{
    pugi::xml_node node = made(item, path.elements);
    const QByteArray text = value.toUtf8();
    if (!path.attribute.isEmpty()) {
        pugi::xml_attribute attribute = node.attribute(path.attribute.constData());
        if (!attribute)
            attribute = node.append_attribute(path.attribute.constData());
        attribute.set_value(text.constData());
    } else if (!path.presence) {
        setText(node, text);
    }
}

} // namespace EditNodes
