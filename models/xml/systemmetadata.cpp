// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/systemmetadata.h"

#include "models/xml/domainedit.h"
#include "models/xml/elementwriter.h"

using namespace Qt::StringLiterals;

namespace {

bool isSystem(const XmlNode &node, QStringView name)
{
    return node.space == MetadataNamespace::libosinfo
           && QStringView(node.name).split(u':').last() == name;
}

const XmlNode *systemOf(const XmlNode &libosinfo)
{
    for (const XmlNode &child : libosinfo.children) {
        if (isSystem(child, u"os"))
            return &child;
    }
    return nullptr;
}

} // namespace

const XmlNode *SystemMetadata::element(const XmlNode &domain)
{
    for (const XmlNode *metadata : domain.find(u"metadata")) {
        for (const XmlNode &child : metadata->children) {
            if (isSystem(child, u"libosinfo"))
                return &child;
        }
    }
    return nullptr;
}

QString SystemMetadata::systemId(const XmlNode &domain)
{
    const XmlNode *libosinfo = element(domain);
    const XmlNode *system = libosinfo ? systemOf(*libosinfo) : nullptr;
    return system ? system->attribute(u"id") : QString();
}

QString SystemMetadata::path(const QByteArray &domainXml)
{
    const QString usual = QString::fromUtf16(newPath);
    const auto domain = readTree(domainXml);
    const XmlNode *libosinfo = domain ? element(*domain) : nullptr;
    if (!libosinfo || !elementXml(domainXml, {}, usual.section(u"/libosinfo:os"_s, 0, 0)).isEmpty())
        return usual;
    // By another prefix, or by one that is declared further up.
    const XmlNode *system = systemOf(*libosinfo);
    const QString prefix = libosinfo->name.chopped(QStringView(u"libosinfo").size());
    return u"metadata/"_s + libosinfo->name + u'/' + (system ? system->name : prefix + "os"_L1)
           + "@id"_L1;
}

bool SystemMetadata::isPath(const QString &path)
{
    return path.startsWith("metadata/"_L1) && path.endsWith("@id"_L1)
           && path.section(u'/', 1, 1).section(u'[', 0, 0).section(u':', -1) == "libosinfo"_L1;
}

std::optional<QByteArray> SystemMetadata::plainElement(const QByteArray &domainXml,
                                                       const std::optional<QString> &systemId)
{
    const auto domain = readTree(domainXml);
    const XmlNode *there = domain ? element(*domain) : nullptr;
    if (there) {
        const XmlNode *system = systemOf(*there);
        const qsizetype ours = system ? 1 : 0;
        if (!there->attributes.isEmpty() || there->children.size() != ours
            || (system && (!system->children.isEmpty() || system->attributes.size() > 1)))
            return std::nullopt;
    }
    if (!systemId)
        return QByteArray();
    QByteArray xml;
    ElementWriter writer(&xml);
    writer.writeStartElement(u"libosinfo"_s);
    writer.empty(u"os", {{u"id", *systemId}});
    writer.writeEndElement();
    return xml;
}
