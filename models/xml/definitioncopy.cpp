// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/definitioncopy.h"

#include "models/xml/xmlnode.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

QByteArray element(const char *name, const QString &text)
{
    return QByteArray("<") + name + '>' + text.toHtmlEscaped().toUtf8() + "</" + name + '>';
}

} // namespace

QByteArray DefinitionCopy::original(const QByteArray &hostsXml) const
{
    QByteArray its = hostsXml;
    // Paths that the host makes of the name are the original's as well.
    its.replace(copyName.toUtf8(), name.toHtmlEscaped().toUtf8());
    if (uuid.isNull())
        its.replace(element("uuid", copyUuid.toString(QUuid::WithoutBraces)), QByteArray());
    else
        its.replace(copyUuid.toByteArray(QUuid::WithoutBraces),
                    uuid.toByteArray(QUuid::WithoutBraces));
    return its;
}

Result<DefinitionCopy> copyDefinition(const QByteArray &xml, const QString &copyName)
{
    const auto tree = readTree(xml);
    if (!tree)
        return tl::unexpected(tree.error());
    const XmlNode *name = tree->child(u"name"), *uuid = tree->child(u"uuid");
    if (tree->name != "domain"_L1 || !name) {
        return tl::unexpected(
            Error{.summary = QCoreApplication::translate("DefinitionCopy",
                                                         "This XML does not describe a machine.")});
    }
    DefinitionCopy copy{.name = name->text.trimmed(),
                        .copyName = copyName,
                        .copyUuid = QUuid::createUuid(),
                        .xml = xml};
    const QByteArray called = element("name", copyName);
    const QByteArray known = element("uuid", copy.copyUuid.toString(QUuid::WithoutBraces));
    const auto put = [&copy](const XmlNode &node, const QByteArray &replacement) {
        copy.xml.replace(node.span.begin, node.span.end - node.span.begin, replacement);
    };
    if (!uuid) {
        put(*name, called + known);
        return copy;
    }
    const QString written = uuid->text.trimmed();
    copy.uuid = QUuid::fromString(written);
    // The later one first: the other's place stays right.
    const bool nameFirst = name->span.begin < uuid->span.begin;
    put(nameFirst ? *uuid : *name, nameFirst ? known : called);
    put(nameFirst ? *name : *uuid, nameFirst ? called : known);
    // <sysinfo> may repeat it, and has to agree then.
    if (!written.isEmpty())
        copy.xml.replace(written.toUtf8(), copy.copyUuid.toByteArray(QUuid::WithoutBraces));
    return copy;
}
