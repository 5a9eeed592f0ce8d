// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/xmlnode.h"

#include "models/xml/xmlparts.h"

#include <QXmlStreamReader>

#include <algorithm>

using namespace Qt::StringLiterals;

const XmlNode *XmlNode::child(QStringView childName) const
{
    const auto it =
        std::find_if(children.begin(), children.end(), [childName](const XmlNode &node) {
            return node.name == childName && node.space.isEmpty();
        });
    return it == children.end() ? nullptr : &*it;
}

QString XmlNode::attribute(QStringView attributeName) const
{
    for (const Attribute &attribute : attributes) {
        if (attribute.name == attributeName)
            return attribute.value;
    }
    return {};
}

bool XmlNode::has(QStringView attributeName) const
{
    return std::any_of(
        attributes.begin(), attributes.end(),
        [attributeName](const Attribute &attribute) { return attribute.name == attributeName; });
}

QList<const XmlNode *> XmlNode::find(QStringView path) const
{
    QList<const XmlNode *> found = {this};
    for (const QStringView step : path.split(u'/', Qt::SkipEmptyParts)) {
        QList<const XmlNode *> next;
        for (const XmlNode *node : std::as_const(found)) {
            for (const XmlNode &candidate : node->children) {
                if (candidate.name == step && candidate.space.isEmpty())
                    next += &candidate;
            }
        }
        found = next;
    }
    return found;
}

QString XmlNode::value(QStringView path) const
{
    const qsizetype at = path.indexOf(u'@');
    if (at < 0) {
        const auto found = find(path);
        return found.isEmpty() ? QString() : found.first()->text.trimmed();
    }
    for (const XmlNode *node : find(path.first(at))) {
        if (const QStringView wanted = path.sliced(at + 1); node->has(wanted))
            return node->attribute(wanted);
    }
    return {};
}

// The depth is bounded by admission, so recursion is, too.
static XmlNode readNode(QXmlStreamReader &reader, const QList<XmlAdmission::Span> &spans,
                        qsizetype &next)
{
    XmlNode node{.name = reader.qualifiedName().toString(),
                 .space = reader.namespaceUri().toString()};
    if (next < spans.size())
        node.span = spans[next++];
    for (const QXmlStreamAttribute &attribute : reader.attributes())
        node.attributes.append(
            {attribute.qualifiedName().toString(), attribute.value().toString()});
    while (!reader.atEnd()) {
        const auto token = reader.readNext();
        if (token == QXmlStreamReader::EndElement)
            break;
        if (token == QXmlStreamReader::Characters)
            node.text += reader.text();
        else if (token == QXmlStreamReader::StartElement)
            node.children += readNode(reader, spans, next);
    }
    if (!node.children.isEmpty() && node.text.trimmed().isEmpty())
        node.text.clear(); // the indentation between them
    return node;
}

static Result<XmlNode> read(const QByteArray &xml, bool namespaces)
{
    const auto spans = XmlAdmission::outline(xml);
    if (!spans)
        return tl::unexpected(spans.error());
    QXmlStreamReader reader(QString::fromUtf8(xml));
    reader.setNamespaceProcessing(namespaces);
    XmlNode root;
    qsizetype next = 0;
    if (reader.readNextStartElement())
        root = readNode(reader, *spans, next);
    while (!reader.atEnd())
        reader.readNext();
    if (reader.hasError())
        return tl::unexpected(XmlAdmission::readerError(reader));
    return root;
}

Result<XmlNode> readTree(const QByteArray &xml)
{
    return read(xml, true);
}

Result<XmlNode> XmlParts::read(const QByteArray &part)
{
    return ::read(part, false);
}

QByteArray sourceOf(const XmlNode &node, const QByteArray &xml)
{
    QByteArray source = xml.mid(node.span.begin, node.span.end - node.span.begin);
    const qsizetype lineStart =
        node.span.begin > 0 ? xml.lastIndexOf('\n', node.span.begin - 1) + 1 : 0;
    const QByteArrayView before =
        QByteArrayView(xml).sliced(lineStart, node.span.begin - lineStart);
    if (before.isEmpty() || !QByteArrayView(before).trimmed().isEmpty())
        return source;
    return source.replace('\n' + before.toByteArray(), "\n");
}

QByteArray sourceOf(const QList<const XmlNode *> &nodes, const QByteArray &xml)
{
    QByteArray source;
    for (const XmlNode *node : nodes)
        source += sourceOf(*node, xml) + '\n';
    return source;
}
