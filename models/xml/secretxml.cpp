// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/secretxml.h"

#include "models/xml/xmlnode.h"

#include <QCoreApplication>
#include <QXmlStreamWriter>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SecretXml)
};

struct Usage
{
    SecretUsage usage;
    const char *type, *element; // libvirt's words
};

constexpr Usage usages[] = {
    {SecretUsage::Volume, "volume", "volume"}, {SecretUsage::Ceph, "ceph", "name"},
    {SecretUsage::Iscsi, "iscsi", "target"},   {SecretUsage::Tls, "tls", "name"},
    {SecretUsage::Vtpm, "vtpm", "name"},
};

} // namespace

Result<HostSecret> readSecret(const QByteArray &xml)
{
    const auto root = readTree(xml);
    if (!root)
        return tl::unexpected(root.error());
    if (root->name != "secret"_L1)
        return tl::unexpected(Error{.summary = Text::tr("This XML does not describe a secret.")});
    HostSecret secret{.uuid = QUuid::fromString(root->value(u"uuid")),
                      .description = root->value(u"description")};
    const XmlNode *usage = root->child(u"usage");
    if (!usage) {
        secret.usage = SecretUsage::None;
        return secret;
    }
    for (const Usage &each : usages) {
        if (usage->attribute(u"type") == QLatin1StringView(each.type)) {
            secret.usage = each.usage;
            secret.usageId = usage->value(QString::fromLatin1(each.element));
        }
    }
    return secret;
}

QByteArray secretXml(const SecretSpec &spec)
{
    QByteArray xml;
    QXmlStreamWriter writer(&xml);
    writer.writeStartElement(u"secret"_s);
    writer.writeAttribute(u"ephemeral"_s, spec.ephemeral ? u"yes"_s : u"no"_s);
    writer.writeAttribute(u"private"_s, u"yes"_s);
    if (!spec.description.isEmpty())
        writer.writeTextElement(u"description"_s, spec.description);
    for (const Usage &each : usages) {
        if (each.usage != spec.usage)
            continue;
        writer.writeStartElement(u"usage"_s);
        writer.writeAttribute(u"type"_s, QString::fromLatin1(each.type));
        writer.writeTextElement(QString::fromLatin1(each.element), spec.usageId);
        writer.writeEndElement();
    }
    writer.writeEndElement();
    return xml;
}
