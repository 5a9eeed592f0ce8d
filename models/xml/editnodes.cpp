// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/editnodes.h"

#include "models/xml/xmlparts.h"

#include <QCoreApplication>

#include <algorithm>
#include <sstream>

bool EditNodes::isBlank(const pugi::xml_node &node)
{
    return node.type() == pugi::node_pcdata && QByteArrayView(node.value()).trimmed().isEmpty();
}

QString EditNodes::textOf(const pugi::xml_node &node)
{
    QByteArray text;
    for (const pugi::xml_node &child : node.children()) {
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
            text += child.value();
    }
    return QString::fromUtf8(text.trimmed());
}

QByteArray EditNodes::written(const pugi::xml_node &node)
{
    std::ostringstream out;
    node.print(out, "", XmlSource::writing, pugi::encoding_utf8);
    return QByteArray::fromStdString(out.str());
}

bool EditNodes::same(const pugi::xml_node &a, const pugi::xml_node &b)
{
    if (a.type() != b.type() || QByteArrayView(a.name()) != QByteArrayView(b.name())
        || QByteArrayView(a.value()).trimmed() != QByteArrayView(b.value()).trimmed())
        return false;
    const auto attributes = [](const pugi::xml_node &node) {
        return std::distance(node.attributes_begin(), node.attributes_end());
    };
    if (attributes(a) != attributes(b))
        return false;
    for (const pugi::xml_attribute &one : a.attributes()) {
        const pugi::xml_attribute other = b.attribute(one.name());
        if (!other || QByteArrayView(one.value()) != QByteArrayView(other.value()))
            return false;
    }
    const auto next = [](pugi::xml_node child) {
        while (child && isBlank(child))
            child = child.next_sibling();
        return child;
    };
    pugi::xml_node x = next(a.first_child()), y = next(b.first_child());
    while (x && y) {
        if (!same(x, y))
            return false;
        x = next(x.next_sibling());
        y = next(y.next_sibling());
    }
    return !x && !y;
}

static Result<> load(const Result<> &admitted, const QByteArray &xml, pugi::xml_document &document)
{
    if (!admitted)
        return admitted;
    const pugi::xml_parse_result parsed =
        document.load_buffer(xml.constData(), size_t(xml.size()), EditNodes::keepAll);
    if (parsed)
        return {};
    return tl::unexpected(
        Error{.summary = QCoreApplication::translate("DomainEdit", "This XML cannot be edited."),
              .detail = QString::fromLatin1(parsed.description())});
}

Result<> EditNodes::parse(const QByteArray &xml, pugi::xml_document &document)
{
    return load(XmlAdmission::admit(xml), xml, document);
}

Result<> EditNodes::parsePart(const QByteArray &part, pugi::xml_document &document)
{
    return load(XmlParts::admit(part), part, document);
}
