// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/fieldtable.h"

#include "models/xml/fieldformats.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Fields {

// A document can hold thousands of elements that no table knows; a page of words cannot.
static constexpr qsizetype mostProperties = 400;
static constexpr qsizetype mostValues = 100; // of one label

QString translated(const char *text)
{
    return QCoreApplication::translate("Hardware", text);
}

QString word(const QString &raw, std::span<const Word> words)
{
    for (const Word &known : words) {
        if (raw == QStringView(known.raw))
            return translated(known.text);
    }
    return raw;
}

static QString pathText(QStringView path)
{
    return path.toString().replace(u'/', u' ').replace(u'@', u' ').trimmed();
}

// Walks what no table named.
class Leftovers
{
public:
    Leftovers(const QSet<QString> &known, QList<HardwareProperty> &properties)
        : m_known(known), m_properties(properties)
    {}

    void walk(const XmlNode &node, const QString &path)
    {
        if (m_known.contains(path + "/*"_L1))
            return;
        bool said = false;
        for (const XmlNode::Attribute &attribute : node.attributes) {
            const QString at = path + u'@' + attribute.name;
            const bool partOfAmount = attribute.name == "unit"_L1 && m_known.contains(path);
            if (!m_known.contains(at) && !partOfAmount)
                said = add(at, isSecret(attribute.name)
                                   ? secret(node, {})
                                   : attribute.value);
        }
        const QString text = node.text.trimmed();
        if (!text.isEmpty() && !m_known.contains(path))
            said = add(path, isSecret(node.name) ? secret(node, {}) : text);
        for (const XmlNode &child : node.children)
            walk(child, path.isEmpty() ? child.name : path + u'/' + child.name);
        if (!said && !path.isEmpty() && node.attributes.isEmpty() && node.children.isEmpty()
            && text.isEmpty() && !m_known.contains(path))
            add(path, present(node, {}));
    }

private:
    bool add(const QString &path, const QString &value)
    {
        if (m_properties.size() < mostProperties)
            m_properties.append({path.isEmpty() ? translated(QT_TRANSLATE_NOOP("Hardware", "Text"))
                                                : pathText(path),
                                 value});
        return true;
    }

    const QSet<QString> &m_known;
    QList<HardwareProperty> &m_properties;
};

static void readField(const XmlNode &root, const Field &field, QList<HardwareProperty> &properties)
{
    QStringView path(field.path);
    const bool whole = path.endsWith(u"/*");
    if (whole)
        path.chop(2);
    const qsizetype at = path.indexOf(u'@');
    const QStringView name = at < 0 ? QStringView() : path.sliced(at + 1);
    QStringList values;
    for (const XmlNode *node : root.find(at < 0 ? path : path.first(at))) {
        if (!name.isNull() && !node->has(name))
            continue;
        QString value = name.isNull() ? node->text.trimmed() : node->attribute(name);
        if (field.format)
            value = field.format(*node, value);
        else
            value = word(value, field.words);
        if (!value.isEmpty() && values.size() < mostValues)
            values += value;
    }
    if (values.isEmpty())
        return;
    const bool sentences = std::any_of(values.cbegin(), values.cend(),
                                       [](const QString &value) { return value.size() > 24; });
    properties.append({translated(field.label), values.join(sentences ? u"\n"_s : u", "_s),
                       field.runtime, QString::fromUtf16(field.path)});
}

QList<HardwareProperty> read(const XmlNode &root, std::span<const std::span<const Field>> tables,
                             const QList<const XmlNode *> &nodes,
                             std::span<const Field> saidElsewhere)
{
    QList<HardwareProperty> properties;
    QSet<QString> known;
    for (const auto table : tables) {
        for (const Field &field : table) {
            known.insert(QString::fromUtf16(field.path));
            readField(root, field, properties);
        }
    }
    for (const Field &field : saidElsewhere)
        known.insert(QString::fromUtf16(field.path));
    Leftovers leftovers(known, properties);
    if (nodes.isEmpty())
        leftovers.walk(root, {});
    for (const XmlNode *node : nodes)
        leftovers.walk(*node, node->name);
    return properties;
}

} // namespace Fields
