// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/xmlsource.h"

#include <sstream>

namespace {

void inOrder(const pugi::xml_node &node, QList<pugi::xml_node> &nodes)
{
    for (const pugi::xml_node &child : node.children()) {
        nodes += child;
        inOrder(child, nodes); // admission bounds the depth
    }
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// The end of a tag that begins at `at`, after its '>'.
qsizetype tagEnd(const QByteArray &xml, qsizetype at)
{
    for (; at < xml.size(); ++at) {
        const char c = xml[at];
        if (c == '>')
            return at + 1;
        if (c == '"' || c == '\'') {
            at = xml.indexOf(c, at + 1);
            if (at < 0)
                return -1;
        }
    }
    return -1;
}

void escape(QByteArray &out, const char *value, char quote)
{
    for (; *value; ++value) {
        const char c = *value;
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == quote)
            out += quote == '"' ? "&quot;" : "&apos;";
        else if (c == '\n' || c == '\t' || c == '\r')
            out += "&#" + QByteArray::number(int(c)) + ';';
        else
            out += c;
    }
}

bool sameAttributes(const pugi::xml_node &a, const pugi::xml_node &b)
{
    pugi::xml_attribute x = a.first_attribute(), y = b.first_attribute();
    for (; x && y; x = x.next_attribute(), y = y.next_attribute()) {
        if (QByteArrayView(x.name()) != QByteArrayView(y.name())
            || QByteArrayView(x.value()) != QByteArrayView(y.value()))
            return false;
    }
    return !x && !y;
}

// A start tag with other attributes: those that stayed keep their bytes.
void writeTag(QByteArray &out, QByteArrayView tag, const pugi::xml_node &was,
              const pugi::xml_node &is)
{
    struct Place
    {
        qsizetype begin = 0, value = 0, end = 0; // from the blanks before it; after the quotes
    };
    QHash<QByteArray, Place> places;
    qsizetype at = 1;
    while (at < tag.size() && !isBlank(tag[at]) && tag[at] != '>' && tag[at] != '/')
        ++at;
    const qsizetype name = at;
    qsizetype last = at;
    for (;;) {
        Place place{.begin = last};
        while (at < tag.size() && isBlank(tag[at]))
            ++at;
        const qsizetype begin = at;
        while (at < tag.size() && !isBlank(tag[at]) && tag[at] != '=' && tag[at] != '>'
               && tag[at] != '/')
            ++at;
        const QByteArray attribute = tag.sliced(begin, at - begin).toByteArray();
        while (at < tag.size() && (isBlank(tag[at]) || tag[at] == '='))
            ++at;
        if (attribute.isEmpty() || at >= tag.size() || (tag[at] != '"' && tag[at] != '\''))
            break;
        place.value = at + 1;
        const qsizetype close = tag.sliced(at + 1).indexOf(tag[at]);
        if (close < 0)
            break;
        last = at = place.end = at + 1 + close + 1;
        places.insert(attribute, place);
    }
    out += tag.first(name);
    for (const pugi::xml_attribute &attribute : is.attributes()) {
        const auto place = places.constFind(attribute.name());
        if (place == places.cend()) {
            out += ' ';
            out += attribute.name();
            out += "='";
            escape(out, attribute.value(), '\'');
            out += '\'';
            continue;
        }
        if (QByteArrayView(was.attribute(attribute.name()).value())
            == QByteArrayView(attribute.value())) {
            out += tag.sliced(place->begin, place->end - place->begin);
            continue;
        }
        const char quote = tag[place->value - 1];
        out += tag.sliced(place->begin, place->value - place->begin);
        escape(out, attribute.value(), quote);
        out += quote;
    }
    out += tag.sliced(last);
}

} // namespace

// Walks the edited document beside a second reading of the source.
class XmlSource::Writer
{
public:
    Writer(const XmlSource &source, const QList<pugi::xml_node> &original)
        : m_source(source), m_original(original)
    {}

    void children(const pugi::xml_node &parent)
    {
        for (const pugi::xml_node &child : parent.children())
            write(child);
    }
    const QByteArray &result() const { return m_out; }

private:
    void write(const pugi::xml_node &node)
    {
        const qsizetype index = m_source.m_of.value(node.hash_value(), -1);
        const pugi::xml_node was = index < 0 ? pugi::xml_node() : m_original[index];
        if (!was || was.type() != node.type()
            || QByteArrayView(was.name()) != QByteArrayView(node.name())) {
            print(node);
            return;
        }
        const Token &token = m_source.m_tokens[index];
        const QByteArrayView tag = m_source.bytes(token.begin, token.end);
        if (node.type() != pugi::node_element) {
            if (QByteArrayView(was.value()) == QByteArrayView(node.value()))
                m_out += tag;
            else
                print(node);
            return;
        }
        if (sameAttributes(was, node))
            m_out += tag;
        else
            writeTag(m_out, tag, was, node);
        const bool empty = token.closeEnd == token.closeBegin; // <a/>
        if (empty == !node.first_child() || (!empty && !was.first_child())) {
            children(node);
            m_out += m_source.bytes(token.closeBegin, token.closeEnd);
        } else if (empty) {
            m_out.chop(2);
            while (!m_out.isEmpty() && isBlank(m_out.back()))
                m_out.chop(1);
            m_out += '>';
            children(node);
            m_out += "</" + QByteArray(node.name()) + '>';
        } else {
            m_out.chop(1);
            m_out += "/>";
        }
    }
    void print(const pugi::xml_node &node)
    {
        if (node.type() == pugi::node_pcdata) { // a return would be read as a line feed
            const QByteArray text(node.value());
            for (const char c : text)
                m_out += c == '&'    ? QByteArrayView("&amp;")
                         : c == '<'  ? QByteArrayView("&lt;")
                         : c == '>'  ? QByteArrayView("&gt;")
                         : c == '\r' ? QByteArrayView("&#13;")
                                     : QByteArrayView(&c, 1);
            return;
        }
        std::ostringstream out;
        node.print(out, "", writing, pugi::encoding_utf8);
        m_out += QByteArray::fromStdString(out.str());
    }

    const XmlSource &m_source;
    const QList<pugi::xml_node> &m_original;
    QByteArray m_out;
};

XmlSource::XmlSource(const QByteArray &xml, const pugi::xml_document &parsed) : m_xml(xml)
{
    QList<pugi::xml_node> nodes;
    inOrder(parsed, nodes);
    bool fits = tokenize() && nodes.size() == m_tokens.size();
    for (qsizetype i = 0; fits && i < nodes.size(); ++i)
        fits = nodes[i].type() == m_tokens[i].type;
    if (!fits) // never seen; the document is then written as the parser would
        return;
    m_of.reserve(nodes.size());
    for (qsizetype i = 0; i < nodes.size(); ++i)
        m_of.insert(nodes[i].hash_value(), i);
}

bool XmlSource::tokenize()
{
    QList<qsizetype> open;
    qsizetype at = m_xml.startsWith("\xef\xbb\xbf") ? 3 : 0;
    const auto add = [&](pugi::xml_node_type type, qsizetype end) {
        if (end < 0)
            return false;
        m_tokens.append({.type = type, .begin = at, .end = end});
        at = end;
        return true;
    };
    const auto after = [&](const char *closing, qsizetype opening) {
        const qsizetype found = m_xml.indexOf(closing, at + opening);
        return found < 0 ? -1 : found + qsizetype(qstrlen(closing));
    };
    bool fine = true;
    while (fine && at < m_xml.size()) {
        const QByteArrayView rest = QByteArrayView(m_xml).sliced(at);
        if (rest.front() != '<') {
            const qsizetype next = m_xml.indexOf('<', at);
            fine = add(pugi::node_pcdata, next < 0 ? m_xml.size() : next);
        } else if (rest.startsWith("<!--")) {
            fine = add(pugi::node_comment, after("-->", 4));
        } else if (rest.startsWith("<![CDATA[")) {
            fine = add(pugi::node_cdata, after("]]>", 9));
        } else if (rest.startsWith("<?")) {
            const bool declaration =
                rest.startsWith("<?xml") && rest.size() > 5 && isBlank(rest[5]);
            fine = add(declaration ? pugi::node_declaration : pugi::node_pi, after("?>", 2));
        } else if (rest.startsWith("</")) {
            const qsizetype end = after(">", 2);
            fine = end >= 0 && !open.isEmpty();
            if (fine) {
                Token &token = m_tokens[open.takeLast()];
                token.closeBegin = at;
                token.closeEnd = at = end;
            }
        } else {
            fine = add(pugi::node_element, tagEnd(m_xml, at));
            if (fine && m_xml[at - 2] != '/')
                open += m_tokens.size() - 1;
        }
    }
    return fine && open.isEmpty();
}

QByteArrayView XmlSource::bytes(qsizetype begin, qsizetype end) const
{
    return QByteArrayView(m_xml).sliced(begin, end - begin);
}

QByteArray XmlSource::write(const pugi::xml_document &edited) const
{
    pugi::xml_document again;
    QList<pugi::xml_node> original;
    if (!m_of.isEmpty() && again.load_buffer(m_xml.constData(), size_t(m_xml.size()), parsing))
        inOrder(again, original);
    if (original.size() != m_tokens.size() || m_of.isEmpty()) {
        std::ostringstream out;
        edited.print(out, "", writing, pugi::encoding_utf8);
        return QByteArray::fromStdString(out.str());
    }
    Writer writer(*this, original);
    writer.children(edited);
    const bool mark = m_xml.startsWith("\xef\xbb\xbf");
    return mark ? "\xef\xbb\xbf" + writer.result() : writer.result();
}
