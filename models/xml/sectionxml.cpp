// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/sectionxml.h"

#include "models/xml/domaindescriptionreader.h"
#include "models/xml/editnodes.h"
#include "models/xml/handwritten.h"
#include "models/xml/systemmetadata.h"
#include "models/xml/textsplice.h"
#include "models/xml/xmlparts.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SectionXml)
};

using Nodes = QList<const XmlNode *>;

constexpr QByteArrayView head = "<domain>";

QString kindOf(const QString &item)
{
    return item.section(u'#', 0, 0);
}

int numberOf(const QString &item)
{
    return item.section(u'#', 1).toInt();
}

Nodes nodesOf(const XmlNode &root, const QString &item)
{
    const QStringList names = SectionXml::elements(item);
    const bool ours = sectionElements(kindOf(item)).has_value();
    Nodes nodes;
    for (const XmlNode &child : root.children) {
        if (names.contains(child.name) && (!ours || child.space.isEmpty()))
            nodes += &child;
    }
    return ours ? nodes : nodes.mid(numberOf(item), 1);
}

// Of one name, in their order.
Nodes named(const Nodes &nodes, const QString &name)
{
    Nodes own;
    std::copy_if(nodes.begin(), nodes.end(), std::back_inserter(own),
                 [&name](const XmlNode *one) { return one->name == name; });
    return own;
}

QByteArray bytesOf(const XmlNode &node, const QByteArray &xml)
{
    return xml.mid(node.span.begin, node.span.end - node.span.begin);
}

bool sameElements(const QByteArray &one, const QByteArray &other)
{
    const QByteArray a = SectionXml::framed(one), b = SectionXml::framed(other);
    const auto from = XmlParts::read(a), to = XmlParts::read(b);
    if (!from || !to || from->children.size() != to->children.size())
        return false;
    Nodes mine, theirs;
    for (const XmlNode &child : from->children)
        mine += &child;
    for (const XmlNode &child : to->children)
        theirs += &child;
    return std::all_of(mine.cbegin(), mine.cend(), [&](const XmlNode *node) {
        const Nodes like = named(mine, node->name), others = named(theirs, node->name);
        const qsizetype number = like.indexOf(node);
        return number < others.size()
               && saysTheSame(bytesOf(*node, a), bytesOf(*others[number], b));
    });
}

// What is written, put in place of what the document has of it.
class Splicing
{
public:
    Splicing(const QByteArray &xml, const XmlNode &root, const Nodes &there)
        : m_xml(xml), m_root(root), m_there(there)
    {}

    QByteArray with(const QByteArray &written, const XmlNode &frame)
    {
        const XmlNode *anchor = nullptr;
        QList<QByteArray> first; // before there is an anchor
        QHash<QString, int> numbers;
        qsizetype last = frame.span.begin + head.size();
        Nodes kept;
        for (const XmlNode &node : frame.children) {
            const QByteArray between = written.mid(last, node.span.begin - last).trimmed();
            last = node.span.end;
            const QByteArray element = bytesOf(node, written);
            const XmlNode *old = named(m_there, node.name).value(numbers[node.name]++);
            if (!old) {
                const QByteArray text = between.isEmpty() ? element : between + '\n' + element;
                if (anchor)
                    insert(anchor->span.end, lineOf(*anchor) + fit(text, *anchor));
                else
                    first += text;
                continue;
            }
            for (const QByteArray &text : std::as_const(first))
                insert(old->span.begin, fit(text, *old) + lineOf(*old));
            first.clear();
            anchor = old;
            kept += old;
            if (!between.isEmpty())
                insert(old->span.begin, between + lineOf(*old));
            if (!saysTheSame(bytesOf(*old, m_xml), element))
                m_edits += {old->span.begin, old->span.end,
                            TextSplice::fitted(m_xml, old->span.begin, element)};
        }
        for (const QByteArray &text : std::as_const(first))
            append(text);
        for (const XmlNode *node : m_there) {
            if (!kept.contains(node))
                remove(*node);
        }
        return result();
    }

private:
    struct Edit
    {
        qsizetype begin = 0, end = 0;
        QByteArray text = {};
    };

    // The line break and the blanks in front of an element.
    QByteArray lineOf(const XmlNode &node) const
    {
        qsizetype begin = node.span.begin;
        while (begin > 0 && (m_xml[begin - 1] == ' ' || m_xml[begin - 1] == '\t'))
            --begin;
        return begin > 0 && m_xml[begin - 1] == '\n'
                   ? m_xml.mid(begin - 1, node.span.begin - begin + 1)
                   : QByteArray();
    }
    QByteArray fit(const QByteArray &text, const XmlNode &beside) const
    {
        return TextSplice::fitted(m_xml, beside.span.begin, text);
    }
    void insert(qsizetype at, const QByteArray &text) { m_edits += {at, at, text}; }
    // As the last child of all.
    void append(const QByteArray &text)
    {
        qsizetype end = m_xml.lastIndexOf("</", m_root.span.end - 1);
        while (end > 0 && QByteArrayView(" \t\r\n").contains(m_xml[end - 1]))
            --end;
        const XmlNode *like = m_root.children.isEmpty() ? nullptr : &m_root.children.first();
        insert(end, like ? lineOf(*like) + fit(text, *like) : text);
    }
    void remove(const XmlNode &node)
    {
        const qsizetype begin = node.span.begin - lineOf(node).size();
        m_edits += {begin, node.span.end, {}};
    }
    QByteArray result()
    {
        std::stable_sort(m_edits.begin(), m_edits.end(), [](const Edit &a, const Edit &b) {
            return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
        });
        QByteArray text;
        qsizetype at = 0;
        for (const Edit &edit : std::as_const(m_edits)) {
            text += m_xml.mid(at, edit.begin - at) + edit.text;
            at = edit.end;
        }
        return text + m_xml.mid(at);
    }

    const QByteArray &m_xml;
    const XmlNode &m_root;
    Nodes m_there;
    QList<Edit> m_edits;
};

Result<XmlNode> read(const QByteArray &frame, const QString &item)
{
    const auto refused = [](const QString &why) { return tl::unexpected(Error{.summary = why}); };
    auto tree = XmlParts::read(frame);
    if (!tree)
        return tree;
    if (!tree->text.trimmed().isEmpty())
        return refused(Text::tr("There is text between the elements."));
    const QStringList names = SectionXml::elements(item);
    for (const XmlNode &node : std::as_const(tree->children)) {
        if (!names.contains(node.name))
            return refused(Text::tr("<%1> is not of this section.").arg(node.name.left(80)));
    }
    return tree;
}

} // namespace

bool SectionXml::isWhole(const QString &item)
{
    return item.startsWith("section:machine#"_L1);
}

bool SectionXml::isSection(const QString &item)
{
    return item.startsWith("section:"_L1) && !isWhole(item);
}

bool SectionXml::isPart(const QString &item)
{
    return isSection(item) && elements(item).isEmpty();
}

QStringList SectionXml::elements(const QString &item)
{
    return sectionElements(kindOf(item)).value_or(QStringList{kindOf(item).section(u':', 1)});
}

QByteArray SectionXml::source(const QByteArray &xml, const QString &item)
{
    const auto tree = readTree(xml);
    if (!tree)
        return {};
    if (!isPart(item))
        return sourceOf(nodesOf(*tree, item), xml);
    const XmlNode *part = SystemMetadata::element(*tree);
    return part ? sourceOf(*part, xml) : QByteArray();
}

QByteArray SectionXml::framed(const QByteArray &source)
{
    return head.toByteArray() + source + "</domain>";
}

Result<> SectionXml::apply(const ElementChange &one, bool overrule, EditedDomain &result)
{
    const QByteArray frame = framed(one.after);
    const auto written = read(frame, one.item);
    if (!written)
        return tl::unexpected(written.error());
    const auto tree = readTree(result.xml);
    if (!tree)
        return tl::unexpected(tree.error());
    const QByteArray now = source(result.xml, one.item);
    if (sameElements(one.before, one.after) || sameElements(now, one.after))
        return {};
    const auto parts = changesBetween(one.before, one.after, one.item);
    if (sameElements(now, one.before) || (overrule && !parts)) {
        result.xml = Splicing(result.xml, *tree, nodesOf(*tree, one.item)).with(frame, *written);
        result.changed = true;
        return {};
    }
    return mergeWritten(one, now, parts, overrule, result);
}
