// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/editdocument.h"

#include "models/xml/devicekinds.h"
#include "models/xml/editnodes.h"
#include "models/xml/editpath.h"
#include "models/xml/xmlnode.h"

using namespace Qt::StringLiterals;

namespace EditNodes {

// The namespace of an element, or something that stands for it: empty for libvirt's own.
static QString spaceOf(const pugi::xml_node &element)
{
    const QByteArrayView name(element.name());
    if (name.contains(':'))
        return QString::fromUtf8(name);
    for (pugi::xml_node node = element; node; node = node.parent()) {
        if (const pugi::xml_attribute space = node.attribute("xmlns"))
            return QString::fromUtf8(space.value());
    }
    return {};
}

// As much of a device as tells it from its like: itself and its children.
static XmlNode outlined(const pugi::xml_node &element, bool children = true)
{
    XmlNode node{.name = QString::fromUtf8(element.name()), .space = spaceOf(element)};
    for (const pugi::xml_attribute &attribute : element.attributes())
        node.attributes.append(
            {QString::fromUtf8(attribute.name()), QString::fromUtf8(attribute.value())});
    for (const pugi::xml_node &child : element.children()) {
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
            node.text += QString::fromUtf8(child.value());
        else if (child.type() == pugi::node_element && children)
            node.children.append(outlined(child, false));
    }
    return node;
}

Result<> Document::open(const QByteArray &xml, Document &document)
{
    if (const auto read = parse(xml, document.m_xml); !read)
        return read;
    QHash<QString, int> seen;
    for (const pugi::xml_node &devices : document.root().children("devices")) {
        if (!spaceOf(devices).isEmpty())
            continue;
        for (const pugi::xml_node &device : devices.children()) {
            if (device.type() != pugi::node_element)
                continue;
            const QString key = deviceKey(outlined(device));
            document.m_devices.insert(key + u'#' + QString::number(seen[key]++), device);
        }
    }
    return {};
}

pugi::xml_node Document::devices()
{
    pugi::xml_node devices = root().child("devices");
    if (!devices) {
        devices = root().append_child("devices");
        arrange(root(), devices);
    }
    return devices;
}

QList<pugi::xml_node> Document::inOrder() const
{
    QList<pugi::xml_node> all;
    for (const pugi::xml_node &devices : root().children("devices")) {
        for (const pugi::xml_node &device : devices.children()) {
            if (device.type() == pugi::node_element)
                all += device;
        }
    }
    return all;
}

} // namespace EditNodes
