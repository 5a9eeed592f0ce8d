// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/pendingchanges.h"

#include "models/xml/devicekinds.h"
#include "models/xml/domainedit.h"
#include "models/xml/xmlnode.h"

#include <QHash>
#include <QSet>

#include <pugixml.hpp>

#include <functional>
#include <sstream>

using namespace Qt::StringLiterals;
using Kind = DefinitionDifference::Kind;

namespace {

constexpr unsigned keepAll = pugi::parse_full | pugi::parse_ws_pcdata | pugi::parse_fragment;

QByteArray written(const pugi::xml_node &node)
{
    std::ostringstream out;
    node.print(out, "",
               pugi::format_raw | pugi::format_no_declaration | pugi::format_attribute_single_quote,
               pugi::encoding_utf8);
    return QByteArray::fromStdString(out.str());
}

void walk(pugi::xml_node node, const std::function<void(pugi::xml_node)> &visit)
{
    for (pugi::xml_node child : node.children()) {
        if (child.type() == pugi::node_element) {
            visit(child);
            walk(child, visit);
        }
    }
}

// An element of a running machine as a definition has it.
QByteArray configured(const QByteArray &element)
{
    pugi::xml_document document;
    if (element.isEmpty()
        || !document.load_buffer(element.constData(), size_t(element.size()), keepAll))
        return {};
    walk(document, [](pugi::xml_node node) {
        for (const char *name : {"backingStore", "mirror"})
            while (node.remove_child(name)) {
            }
        const QByteArrayView alias(node.child("alias").attribute("name").value());
        if (!alias.isEmpty() && !alias.startsWith("ua-"))
            node.remove_child("alias");
        const QByteArrayView name(node.name());
        const QByteArrayView target(node.attribute("dev").value());
        if (name == "target" && (target.startsWith("vnet") || target.startsWith("macvtap")))
            node.parent().remove_child(node);
        else if (name == "source")
            for (const char *attribute : {"index", "portid"})
                node.remove_attribute(attribute);
    });
    document.document_element().remove_attribute("tty");
    return written(document);
}

const XmlNode *itemOf(const XmlNode &root, const QString &key)
{
    if (key.startsWith("section:"_L1))
        return &root;
    QHash<QString, int> seen;
    for (const XmlNode *devices : root.find(u"devices")) {
        for (const XmlNode &device : devices->children) {
            const QString plain = deviceKey(device);
            if (plain + u'#' + QString::number(seen[plain]++) == key)
                return &device;
        }
    }
    return nullptr;
}

// Whether some step of the path stands for more than one element.
bool isMany(const XmlNode *item, const QString &path)
{
    return item && item->find(path).size() > 1;
}

bool isSecret(const pugi::xml_attribute &attribute)
{
    const QByteArrayView name(attribute.name());
    return name == "passwd" || name == "password";
}

// The devices by their keys, as HardwareItem has them.
QHash<QString, pugi::xml_node> devicesOf(const XmlNode &tree, const pugi::xml_document &document)
{
    QHash<QString, pugi::xml_node> devices;
    QStringList keys;
    QHash<QString, int> seen;
    for (const XmlNode *parent : tree.find(u"devices")) {
        for (const XmlNode &device : parent->children) {
            const QString key = deviceKey(device);
            keys += key + u'#' + QString::number(seen[key]++);
        }
    }
    qsizetype next = 0;
    for (const pugi::xml_node &parent : document.document_element().children("devices")) {
        for (const pugi::xml_node &device : parent.children()) {
            if (device.type() == pugi::node_element && next < keys.size())
                devices.insert(keys[next++], device);
        }
    }
    return devices;
}

} // namespace

PendingDiscard discardPending(const QByteArray &now, const QByteArray &later,
                              const QList<DefinitionDifference> &waiting)
{
    PendingDiscard discard;
    const auto live = readTree(now), defined = readTree(later);
    if (!live || !defined) {
        discard.left = waiting;
        return discard;
    }
    QSet<std::pair<QString, QString>> elements; // already written anew
    for (const DefinitionDifference &one : waiting) {
        if (one.kind == Kind::Comes && one.item.startsWith("section:"_L1)) {
            discard.left += one;
            continue;
        }
        if (one.kind == Kind::Comes) {
            discard.changes.elements += {.item = one.item, .before = deviceXml(later, one.item)};
            continue;
        }
        if (one.kind == Kind::Goes) {
            discard.changes.elements += {.after = configured(deviceXml(now, one.item))};
            continue;
        }
        const XmlNode *a = itemOf(*live, one.item), *b = itemOf(*defined, one.item);
        QString element = one.path.section(u'@', 0, 0);
        const bool whole = element.endsWith("/*"_L1);
        if (whole)
            element.chop(2);
        bool many = isMany(a, element) || isMany(b, element);
        if (!whole && !many) {
            discard.changes.fields += {.item = one.item,
                                       .path = one.path,
                                       .before = fieldValue(later, one.item, one.path),
                                       .after = fieldValue(now, one.item, one.path)};
            continue;
        }
        // Of several alike none can be told from the others: what holds them is written anew.
        while (many && !element.isEmpty()) {
            element = element.contains(u'/') ? element.section(u'/', 0, -2) : QString();
            many = !element.isEmpty() && (isMany(a, element) || isMany(b, element));
        }
        if (element.isEmpty()) {
            discard.left += one;
            continue;
        }
        if (elements.contains({one.item, element}))
            continue;
        elements.insert({one.item, element});
        discard.changes.elements += {.item = one.item,
                                     .path = element,
                                     .before = elementXml(later, one.item, element),
                                     .after = configured(elementXml(now, one.item, element))};
    }
    // A field inside an element that is written anew is said by that.
    discard.changes.fields.removeIf([&](const FieldChange &field) {
        return std::any_of(elements.cbegin(), elements.cend(), [&](const auto &element) {
            return field.item == element.first
                   && (field.path.startsWith(element.second + u'/')
                       || field.path.startsWith(element.second + u'@'));
        });
    });
    return discard;
}

QByteArray withoutSecrets(const QByteArray &xml)
{
    pugi::xml_document document;
    if (!XmlAdmission::admit(xml)
        || !document.load_buffer(xml.constData(), size_t(xml.size()), keepAll))
        return {};
    walk(document, [](pugi::xml_node node) {
        for (pugi::xml_attribute attribute = node.first_attribute(); attribute;) {
            const pugi::xml_attribute next = attribute.next_attribute();
            if (isSecret(attribute))
                node.remove_attribute(attribute);
            attribute = next;
        }
    });
    // Always written anew: a host's quotes depend on who asks, and these are compared.
    return written(document).trimmed();
}

Result<QByteArray> withSecretsOf(const QByteArray &xml, const QByteArray &secret)
{
    const auto tree = readTree(xml), from = readTree(secret);
    if (!tree)
        return tl::unexpected(tree.error());
    if (!from)
        return tl::unexpected(from.error());
    pugi::xml_document document, known;
    if (!document.load_buffer(xml.constData(), size_t(xml.size()), keepAll)
        || !known.load_buffer(secret.constData(), size_t(secret.size()), keepAll))
        return tl::unexpected(Error{.summary = u"This XML cannot be edited."_s});
    const auto devices = devicesOf(*tree, document);
    const auto others = devicesOf(*from, known);
    bool changed = false;
    for (auto device = devices.cbegin(); device != devices.cend(); ++device) {
        pugi::xml_node node = *device;
        for (const pugi::xml_attribute &attribute : others.value(device.key()).attributes()) {
            if (isSecret(attribute) && !node.attribute(attribute.name())) {
                node.append_attribute(attribute.name()).set_value(attribute.value());
                changed = true;
            }
        }
    }
    return changed ? written(document) : xml;
}
