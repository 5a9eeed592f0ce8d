// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/schema/relaxng.h"

#include <QFile>

#include <libxml/parser.h>
#include <libxml/relaxng.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

template <class T, void (*release)(T *)>
struct Release
{
    void operator()(T *pointer) const { release(pointer); }
};
using Schema = std::unique_ptr<xmlRelaxNG, Release<xmlRelaxNG, xmlRelaxNGFree>>;
using Parser =
    std::unique_ptr<xmlRelaxNGParserCtxt, Release<xmlRelaxNGParserCtxt, xmlRelaxNGFreeParserCtxt>>;
using Validation =
    std::unique_ptr<xmlRelaxNGValidCtxt, Release<xmlRelaxNGValidCtxt, xmlRelaxNGFreeValidCtxt>>;
using Document = std::unique_ptr<xmlDoc, Release<xmlDoc, xmlFreeDoc>>;

void ignore(void *, xmlErrorPtr) {}

bool is(const xmlNode *node, const char *name)
{
    return QByteArrayView(reinterpret_cast<const char *>(node->name)) == name;
}

// What every machine has; libxml2 wants <uuid> beside <name>.
bool isBase(const xmlNode *node)
{
    return is(node, "name") || is(node, "uuid") || is(node, "memory") || is(node, "os");
}

xmlNode *firstElement(xmlNode *parent)
{
    return xmlFirstElementChild(parent);
}

int childCount(xmlNode *parent)
{
    return int(xmlChildElementCount(parent));
}

// More than these are not given to libxml2 at once: it cannot be stopped.
constexpr int mostElements = 4000;

int countElements(xmlNode *node, int limit)
{
    int count = 1;
    for (xmlNode *child = firstElement(node); child && count < limit;
         child = xmlNextElementSibling(child))
        count += countElements(child, limit - count);
    return count;
}

// Takes a node out of its document while this lives.
class Without
{
public:
    explicit Without(xmlNode *node) : m_node(node), m_next(node->next), m_parent(node->parent)
    {
        xmlUnlinkNode(node);
    }
    ~Without()
    {
        // Neighbouring texts would be merged, and freed, by xmlAddNextSibling(); elements are not.
        if (m_next)
            xmlAddPrevSibling(m_next, m_node);
        else
            xmlAddChild(m_parent, m_node);
    }
    Q_DISABLE_COPY_MOVE(Without)

private:
    xmlNode *m_node, *m_next, *m_parent;
};

} // namespace

struct RelaxNg::Data
{
    Schema schema;
};

namespace {

class Search
{
public:
    Search(xmlRelaxNG *schema, xmlDoc *document, const QList<QList<int>> &skip,
           const QDeadlineTimer &deadline, const std::atomic_bool *stop)
        : m_schema(schema), m_document(document), m_skip(skip), m_deadline(deadline), m_stop(stop)
    {}

    RelaxNg::Answer run()
    {
        xmlNode *root = xmlDocGetRootElement(m_document);
        if (!root)
            return m_answer;
        if (m_skip.isEmpty() && countElements(root, mostElements) < mostElements
            && takes(m_document))
            return m_answer;
        // What every machine has, and then one thing after the other beside it.
        Document base(xmlNewDoc(nullptr));
        xmlNode *frame = xmlDocCopyNode(root, base.get(), 2); // with attributes and namespaces
        xmlDocSetRootElement(base.get(), frame);
        for (xmlNode *child = firstElement(root); child; child = xmlNextElementSibling(child)) {
            if (isBase(child))
                copyInto(frame, child);
        }
        if (!takes(base.get())) {
            if (m_skip.isEmpty())
                m_answer.culprits += RelaxNg::Culprit{{}, {}, true};
            // The parts are judged in a plain one, then.
            base.reset(xmlReadDoc(reinterpret_cast<const xmlChar *>(
                                      "<domain type='qemu'><name>x</name><memory>1</memory><os>"
                                      "<type>hvm</type></os></domain>"),
                                  nullptr, nullptr, XML_PARSE_NONET));
            frame = xmlDocGetRootElement(base.get());
        }
        int index = 0;
        for (xmlNode *child = firstElement(root); child && goesOn();
             child = xmlNextElementSibling(child), ++index) {
            if (is(child, "devices")) {
                xmlNode *devices = xmlDocCopyNode(child, base.get(), 2);
                xmlAddChild(frame, devices);
                int number = 0;
                for (xmlNode *device = firstElement(child); device && goesOn();
                     device = xmlNextElementSibling(device), ++number)
                    judge(base.get(), devices, device, {index, number});
                xmlUnlinkNode(devices);
                xmlFreeNode(devices);
            } else if (!isBase(child)) {
                judge(base.get(), frame, child, {index});
            }
        }
        m_answer.finished = m_answer.finished && goesOn();
        return m_answer;
    }

private:
    bool goesOn() const
    {
        return !m_deadline.hasExpired() && !(m_stop && m_stop->load(std::memory_order_relaxed))
               && m_answer.culprits.size() < 20;
    }

    bool takes(xmlDoc *document) const
    {
        const Validation validation(xmlRelaxNGNewValidCtxt(m_schema));
        if (!validation)
            return true;
        xmlRelaxNGSetValidStructuredErrors(validation.get(), ignore, nullptr);
        return xmlRelaxNGValidateDoc(validation.get(), document) == 0;
    }

    xmlNode *copyInto(xmlNode *parent, xmlNode *original) const
    {
        return xmlAddChild(parent, xmlDocCopyNode(original, parent->doc, 1));
    }

    void judge(xmlDoc *base, xmlNode *parent, xmlNode *original, const QList<int> &place)
    {
        if (std::any_of(m_skip.begin(), m_skip.end(), [&place](const QList<int> &known) {
                return known.size() >= place.size() && known.first(place.size()) == place;
            }))
            return; // it is said already what is wrong there
        if (countElements(original, mostElements) >= mostElements) {
            m_answer.finished = false;
            return;
        }
        xmlNode *copy = copyInto(parent, original);
        if (!takes(base))
            m_answer.culprits += culprit(base, copy, place);
        xmlUnlinkNode(copy);
        xmlFreeNode(copy);
    }

    // What in `node` has to go for the document to be taken.
    RelaxNg::Culprit culprit(xmlDoc *base, xmlNode *node, const QList<int> &place) const
    {
        {
            const Without without(node);
            if (!takes(base)) // not here, then
                return {place, {}, true};
        }
        for (xmlAttr *attribute = node->properties; attribute && goesOn();
             attribute = attribute->next) {
            xmlAttr *const next = attribute->next, *const before = attribute->prev;
            xmlUnlinkNode(reinterpret_cast<xmlNode *>(attribute));
            const bool good = takes(base);
            attribute->parent = node;
            attribute->next = next;
            attribute->prev = before;
            (before ? before->next : node->properties) = attribute;
            if (next)
                next->prev = attribute;
            if (good)
                return {place, QString::fromUtf8(reinterpret_cast<const char *>(attribute->name)),
                        false};
        }
        int index = 0;
        for (xmlNode *child = firstElement(node); child && goesOn(); ++index) {
            xmlNode *const next = xmlNextElementSibling(child);
            bool good = false;
            {
                const Without without(child);
                good = takes(base);
            }
            if (good) {
                QList<int> deeper = place;
                deeper += index;
                const RelaxNg::Culprit inside = culprit(base, child, deeper);
                // One that has to go whole, or what in it has to.
                return inside.together ? RelaxNg::Culprit{deeper, {}, childCount(child) > 0}
                                       : inside;
            }
            child = next;
        }
        return {place, {}, true};
    }

    xmlRelaxNG *m_schema;
    xmlDoc *m_document;
    const QList<QList<int>> &m_skip;
    const QDeadlineTimer &m_deadline;
    const std::atomic_bool *m_stop;
    RelaxNg::Answer m_answer;
};

} // namespace

RelaxNg::RelaxNg(const QString &file) : d(std::make_unique<Data>())
{
    xmlInitParser();
    if (!QFile::exists(file))
        return;
    const Parser parser(xmlRelaxNGNewParserCtxt(QFile::encodeName(file).constData()));
    if (!parser)
        return;
    xmlRelaxNGSetParserStructuredErrors(parser.get(), ignore, nullptr);
    d->schema.reset(xmlRelaxNGParse(parser.get()));
}

RelaxNg::~RelaxNg() = default;

bool RelaxNg::isValid() const
{
    return d->schema != nullptr;
}

RelaxNg::Answer RelaxNg::check(const QByteArray &xml, const QList<QList<int>> &skip,
                               const QDeadlineTimer &deadline, const std::atomic_bool *stop) const
{
    if (!isValid())
        return {};
    const Document document(
        xmlReadMemory(xml.constData(), int(xml.size()), nullptr, "UTF-8",
                      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING));
    if (!document)
        return {.finished = false};
    return Search(d->schema.get(), document.get(), skip, deadline, stop).run();
}
