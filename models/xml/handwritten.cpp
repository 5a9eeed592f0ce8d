// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/handwritten.h"

#include "models/xml/devicekinds.h"
#include "models/xml/editnodes.h"
#include "models/xml/sectionxml.h"
#include "models/xml/textsplice.h"
#include "models/xml/xmlparts.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>
#include <QXmlStreamReader>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace EditNodes;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Handwritten)
};

using Node = pugi::xml_node;

bool isHandwritten(const ElementChange &one)
{
    return !one.item.isEmpty() && one.path.isEmpty()
           && (SectionXml::isSection(one.item) || (!one.before.isEmpty() && !one.after.isEmpty()));
}

QList<Node> elementsOf(const Node &parent)
{
    QList<Node> elements;
    for (const Node &child : parent.children()) {
        if (child.type() == pugi::node_element)
            elements += child;
    }
    return elements;
}

QString nameOf(const Node &node)
{
    return QString::fromUtf8(node.name());
}

// The keys of a document's devices, in their order (see HardwareItem::key).
QStringList keysOf(const XmlNode &tree)
{
    QStringList keys;
    QHash<QString, int> seen;
    for (const XmlNode *devices : tree.find(u"devices")) {
        for (const XmlNode &device : devices->children) {
            const QString key = deviceKey(device);
            keys += key + u'#' + QString::number(seen[key]++);
        }
    }
    return keys;
}

const XmlNode *deviceAt(const XmlNode &tree, const QString &item)
{
    qsizetype index = keysOf(tree).indexOf(item);
    if (index < 0)
        return nullptr;
    for (const XmlNode *devices : tree.find(u"devices")) {
        if (index < devices->children.size())
            return &devices->children[index];
        index -= devices->children.size();
    }
    return nullptr;
}

// A document with its devices by their keys.
struct Keyed
{
    pugi::xml_document xml;
    QStringList keys;
    QHash<QString, Node> devices;

    bool load(const QByteArray &text)
    {
        const auto tree = readTree(text);
        if (!tree || !parse(text, xml))
            return false;
        keys = keysOf(*tree);
        qsizetype next = 0;
        for (const Node &list : xml.document_element().children("devices")) {
            for (const Node &device : elementsOf(list)) {
                if (next < keys.size())
                    devices.insert(keys[next++], device);
            }
        }
        return true;
    }
};

// The difference of two elements of one name.
class Comparison
{
public:
    explicit Comparison(const QString &item) : m_item(item) {}

    DomainChanges changes = {};

    // False: it cannot be told in parts, and is to be told as one.
    bool compare(const Node &a, const Node &b, const QString &path, bool withDevices)
    {
        const qsizetype fields = changes.fields.size(), elements = changes.elements.size();
        if (compareParts(a, b, path, withDevices))
            return true;
        changes.fields.resize(fields);
        changes.elements.resize(elements);
        if (path.isEmpty())
            return false;
        addElement(path, a, b);
        return true;
    }

private:
    static std::optional<QString> valueOf(const pugi::xml_attribute &attribute)
    {
        return attribute ? std::optional(QString::fromUtf8(attribute.value())) : std::nullopt;
    }

    void addElement(const QString &path, const Node &a, const Node &b)
    {
        changes.elements += ElementChange{.item = m_item,
                                          .path = path,
                                          .before = a ? written(a) : QByteArray(),
                                          .after = b ? written(b) : QByteArray()};
    }

    // One that comes or goes and is a text, or attributes: told as fields.
    bool addLeaf(const QString &path, const Node &a, const Node &b)
    {
        const Node node = a ? a : b;
        const QString text = textOf(node);
        const bool attributes = node.first_attribute();
        if (!elementsOf(node).isEmpty() || (attributes && !text.isEmpty()))
            return false;
        const auto add = [&](const QString &at, const QString &value) {
            const auto there = std::optional(value);
            changes.fields +=
                FieldChange{m_item, at, a ? there : std::nullopt, b ? there : std::nullopt};
        };
        for (const pugi::xml_attribute &one : node.attributes())
            add(path + u'@' + QString::fromUtf8(one.name()), QString::fromUtf8(one.value()));
        if (!attributes)
            add(text.isEmpty() ? path + "/*"_L1 : path, text);
        return true;
    }

    bool compareParts(const Node &a, const Node &b, const QString &path, bool withDevices)
    {
        if (same(a, b))
            return true;
        const auto attribute = [&](const char *name) {
            const auto before = valueOf(a.attribute(name)), after = valueOf(b.attribute(name));
            if (before != after)
                changes.fields +=
                    FieldChange{m_item, path + u'@' + QString::fromUtf8(name), before, after};
        };
        for (const pugi::xml_attribute &one : a.attributes())
            attribute(one.name());
        for (const pugi::xml_attribute &one : b.attributes()) {
            if (!a.attribute(one.name()))
                attribute(one.name());
        }
        const QList<Node> before = elementsOf(a), after = elementsOf(b);
        const QString text = textOf(a), newText = textOf(b);
        if (text != newText) {
            if (path.isEmpty() || !before.isEmpty() || !after.isEmpty())
                return false;
            changes.fields += FieldChange{m_item, path, text, newText};
        }
        QStringList names;
        for (const Node &one : before + after) {
            if (!names.contains(nameOf(one)))
                names += nameOf(one);
        }
        for (const QString &name : std::as_const(names)) {
            if (!(withDevices && name == "devices"_L1)
                && !compareNamed(of(before, name), of(after, name),
                                 path.isEmpty() ? name : path + u'/' + name))
                return false;
        }
        return true;
    }

    static QList<Node> of(const QList<Node> &nodes, const QString &name)
    {
        QList<Node> result;
        std::copy_if(nodes.begin(), nodes.end(), std::back_inserter(result),
                     [&name](const Node &one) { return nameOf(one) == name; });
        return result;
    }

    bool compareNamed(const QList<Node> &before, const QList<Node> &after, const QString &path)
    {
        if (before.size() == 1 && after.size() == 1)
            return compare(before.first(), after.first(), path, false);
        if (before.size() + after.size() == 1) {
            if (!addLeaf(path, before.value(0), after.value(0)))
                addElement(path, before.value(0), after.value(0));
            return true;
        }
        return std::equal(before.begin(), before.end(), after.begin(), after.end(), same);
    }

    QString m_item;
};

std::optional<DomainChanges> documentChanges(const QByteArray &before, const QByteArray &after)
{
    Keyed a, b;
    if (!a.load(before) || !b.load(after))
        return {};
    Comparison root({});
    if (!root.compare(a.xml.document_element(), b.xml.document_element(), {}, true))
        return {};
    DomainChanges changes = root.changes;
    QStringList kept = a.keys, stayed = b.keys;
    kept.removeIf([&b](const QString &key) { return !b.devices.contains(key); });
    stayed.removeIf([&a](const QString &key) { return !a.devices.contains(key); });
    if (kept != stayed)
        return {}; // in another order
    for (const QString &key : std::as_const(a.keys)) {
        const Node from = a.devices[key], to = b.devices.value(key);
        Comparison device(key);
        if (!to || !device.compare(from, to, {}, false)) {
            changes.elements += ElementChange{
                .item = key, .before = written(from), .after = to ? written(to) : QByteArray()};
        } else {
            changes.fields += device.changes.fields;
            changes.elements += device.changes.elements;
        }
    }
    for (const QString &key : std::as_const(b.keys)) {
        if (!a.devices.contains(key))
            changes.elements += ElementChange{.after = written(b.devices[key])};
    }
    return changes;
}

Result<> applyDocument(const DocumentChange &document, bool overrule, EditedDomain &result)
{
    const auto tree = readTree(document.after);
    if (!tree)
        return tl::unexpected(tree.error());
    if (tree->name != "domain"_L1)
        return tl::unexpected(Error{.summary = Text::tr("This XML does not describe a machine.")});
    if (saysTheSame(document.before, document.after) || saysTheSame(result.xml, document.after))
        return {};
    if (saysTheSame(result.xml, document.before)) {
        result.xml = document.after;
        result.changed = true;
        return {};
    }
    const auto parts = changesBetween(document.before, document.after);
    if (parts) {
        auto merged = applyChanges(result.xml, *parts, overrule);
        if (!merged)
            return tl::unexpected(merged.error());
        result = *merged;
    } else if (overrule) {
        result.xml = document.after;
        result.changed = true;
    } else {
        result.conflicts += EditConflict{.mine = QString::fromUtf8(document.after),
                                         .theirs = QString::fromUtf8(result.xml)};
    }
    return {};
}

Result<> applyDevice(const ElementChange &one, bool overrule, EditedDomain &result)
{
    if (one.before == one.after)
        return {};
    const auto tree = readTree(result.xml);
    if (!tree)
        return tl::unexpected(tree.error());
    if (const auto after = XmlParts::read(one.after); !after)
        return tl::unexpected(after.error());
    const XmlNode *device = deviceAt(*tree, one.item);
    if (!device) {
        return tl::unexpected(Error{.kind = Error::Kind::NotFound,
                                    .summary = Text::tr("The device is not there any more."),
                                    .detail = one.item});
    }
    const QByteArray now =
        result.xml.mid(device->span.begin, device->span.end - device->span.begin);
    if (saysTheSame(one.before, one.after) || saysTheSame(now, one.after))
        return {};
    // One of another type is another thing: what others set in the former is not for it.
    const auto type = [](const QByteArray &xml) {
        const auto read = XmlParts::read(xml);
        return read ? read->attribute(u"type") : QString();
    };
    auto parts = changesBetween(one.before, one.after, one.item);
    if (type(one.before) != type(one.after))
        parts.reset();
    if (saysTheSame(now, one.before) || (overrule && !parts)) {
        result.xml = TextSplice::replaced(result.xml, device->span, one.after);
        result.changed = true;
        return {};
    }
    return mergeWritten(one, now, parts, overrule, result);
}

// What `secure` has and `plain` lacks, at the same places, put into `edited`.
void putBack(const Node &secure, const Node &plain, Node edited)
{
    bool attributesAreSame = true;
    for (const pugi::xml_attribute &one : plain.attributes()) {
        const QByteArrayView value(one.value());
        attributesAreSame = attributesAreSame && value == edited.attribute(one.name()).value();
    }
    for (const pugi::xml_attribute &one : secure.attributes()) {
        const pugi::xml_attribute shown = plain.attribute(one.name());
        if (shown && QByteArrayView(shown.value()) == one.value())
            continue;
        pugi::xml_attribute now = edited.attribute(one.name());
        if (!now)
            now = edited.append_attribute(one.name());
        else if (!shown || QByteArrayView(now.value()) != shown.value())
            continue; // a new one
        now.set_value(one.value());
    }
    QHash<QByteArray, int> numbers;
    const auto nth = [](const Node &parent, const QByteArray &name, int number) {
        Node child = parent.child(name.constData());
        for (; number > 0 && child; --number)
            child = child.next_sibling(name.constData());
        return child;
    };
    for (const Node &child : elementsOf(secure)) {
        const QByteArray name(child.name());
        const int number = numbers[name]++;
        const Node shown = nth(plain, name, number), mine = nth(edited, name, number);
        if (shown && mine)
            putBack(child, shown, mine);
        else if (!shown && !mine && attributesAreSame) // of another server it is no business
            edited.append_copy(child);
    }
}

} // namespace

SplitChanges split(const DomainChanges &changes)
{
    SplitChanges result{.others = {.fields = changes.fields}};
    result.handwritten.document = changes.document;
    for (const ElementChange &one : changes.elements)
        (isHandwritten(one) ? result.handwritten : result.others).elements += one;
    return result;
}

Result<> mergeWritten(const ElementChange &one, const QByteArray &now,
                      const std::optional<DomainChanges> &parts, bool overrule,
                      EditedDomain &result)
{
    if (!parts) {
        result.conflicts += EditConflict{.item = one.item,
                                         .mine = QString::fromUtf8(one.after),
                                         .theirs = QString::fromUtf8(now)};
        return {};
    }
    const auto merged = applyChanges(result.xml, *parts, overrule);
    if (!merged)
        return tl::unexpected(merged.error());
    result.xml = merged->xml;
    result.changed = result.changed || merged->changed;
    result.conflicts += merged->conflicts;
    return {};
}

Result<EditedDomain> applyHandwritten(const QByteArray &plain, const DomainChanges &handwritten,
                                      bool overrule)
{
    EditedDomain result{.xml = plain};
    if (handwritten.document) {
        if (const auto done = applyDocument(*handwritten.document, overrule, result); !done)
            return tl::unexpected(done.error());
    }
    for (const ElementChange &one : handwritten.elements) {
        const auto done = SectionXml::isSection(one.item) ? SectionXml::apply(one, overrule, result)
                                                          : applyDevice(one, overrule, result);
        if (!done)
            return tl::unexpected(done.error());
    }
    // What was read by itself may have prefixes that nobody declares.
    if (result.changed && !handwritten.elements.isEmpty()) {
        if (const auto whole = XmlAdmission::admit(result.xml); !whole)
            return tl::unexpected(whole.error());
    }
    return result;
}

std::optional<DomainChanges> changesBetween(const QByteArray &before, const QByteArray &after,
                                            const QString &item)
{
    if (item.isEmpty())
        return documentChanges(before, after);
    pugi::xml_document a, b;
    const bool section = SectionXml::isSection(item);
    if (!parsePart(section ? SectionXml::framed(before) : before, a)
        || !parsePart(section ? SectionXml::framed(after) : after, b))
        return {};
    const Node from = a.document_element(), to = b.document_element();
    if (section && SectionXml::elements(item).size() == 1 && !item.endsWith("#0"_L1))
        return {}; // a path leads to the first one of its name
    Comparison device(item);
    if (nameOf(from) != nameOf(to) || !device.compare(from, to, {}, false))
        return {};
    return device.changes;
}

std::optional<DomainChanges> inParts(const DomainChanges &handwritten)
{
    DomainChanges result;
    if (handwritten.document) {
        const auto parts =
            changesBetween(handwritten.document->before, handwritten.document->after);
        if (!parts)
            return {};
        result = *parts;
    }
    for (const ElementChange &one : handwritten.elements) {
        const auto parts = changesBetween(one.before, one.after, one.item);
        if (!parts)
            return {};
        result.fields += parts->fields;
        result.elements += parts->elements;
    }
    return result;
}

QByteArray withSecrets(const QByteArray &edited, const QByteArray &secure, const QByteArray &plain)
{
    Keyed from, shown, to;
    if (!from.load(secure) || !shown.load(plain) || !to.load(edited))
        return edited;
    // Before others come back: one that is empty itself is among them.
    QList<Node> cleared;
    for (const Node &device : std::as_const(to.devices)) {
        if (const auto password = device.attribute("passwd"); password && !*password.value())
            cleared += device;
    }
    for (const QString &key : std::as_const(from.keys)) {
        if (shown.devices.contains(key) && to.devices.contains(key))
            putBack(from.devices[key], shown.devices[key], to.devices[key]);
    }
    for (Node &device : cleared)
        device.remove_attribute("passwd");
    return written(to.xml);
}

QByteArray itemSource(const QByteArray &xml, const QString &item)
{
    if (item.isEmpty() || SectionXml::isWhole(item))
        return xml;
    if (SectionXml::isSection(item))
        return SectionXml::source(xml, item);
    const auto tree = readTree(xml);
    const XmlNode *device = tree ? deviceAt(*tree, item) : nullptr;
    return device ? sourceOf(*device, xml) : QByteArray();
}

QByteArray declarationsOf(const QByteArray &xml)
{
    QByteArray declarations;
    if (!XmlAdmission::outline(xml))
        return declarations;
    QXmlStreamReader reader(QString::fromUtf8(xml));
    if (!reader.readNextStartElement())
        return declarations;
    for (const QXmlStreamNamespaceDeclaration &one : reader.namespaceDeclarations()) {
        if (!one.prefix().isEmpty())
            declarations += " xmlns:" + one.prefix().toUtf8() + "=\""
                            + one.namespaceUri().toString().toHtmlEscaped().toUtf8() + '"';
    }
    return declarations;
}

bool saysTheSame(const QByteArray &one, const QByteArray &other)
{
    if (one == other)
        return true;
    pugi::xml_document a, b;
    return parsePart(one, a) && parsePart(other, b)
           && same(a.document_element(), b.document_element());
}
