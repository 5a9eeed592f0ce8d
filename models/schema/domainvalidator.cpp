// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/schema/domainvalidator.h"

#include "models/schema/relaxng.h"
#include "models/xml/xmlnode.h"

#include <QCoreApplication>
#include <QHash>
#include <QMutex>
#include <QXmlStreamReader>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>

using namespace Qt::StringLiterals;
using Content = DomainSchema::Content;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DomainValidator)
};

// What the schema says of one path.
struct Facts
{
    QStringList elements, attributes;
    bool open = false;
    QHash<QString, Content> values = {};
    std::optional<Content> text = {};
};

using FactsByPath = std::map<QString, Facts>; // references to its values stay

// How many letters two words differ in; more than two: three.
int distance(const QString &a, const QString &b)
{
    if (std::abs(a.size() - b.size()) > 2 || a.size() > 60)
        return 3;
    QList<int> row(b.size() + 1);
    for (int i = 0; i <= b.size(); ++i)
        row[i] = i;
    for (int i = 1; i <= a.size(); ++i) {
        int diagonal = std::exchange(row[0], i);
        for (int j = 1; j <= b.size(); ++j) {
            const int here =
                std::min({row[j] + 1, row[j - 1] + 1,
                          diagonal + (a[i - 1].toLower() == b[j - 1].toLower() ? 0 : 1)});
            diagonal = std::exchange(row[j], here);
        }
    }
    return std::min(row.last(), 3);
}

// What was meant, perhaps; empty when nothing is near.
QString nearest(const QString &word, const QStringList &words)
{
    QString best;
    int least = 3;
    for (const QString &one : words) {
        const int far = distance(word, one);
        if (far < least && far * 2 < word.size()) {
            least = far;
            best = one;
        }
    }
    return best;
}

bool isNumber(const QString &value)
{
    bool number = false;
    value.startsWith("0x"_L1) ? value.mid(2).toULongLong(&number, 16) : value.toULongLong(&number);
    if (!number)
        value.toLongLong(&number);
    return number;
}

// Where the document has what is to be said.
class Places
{
public:
    explicit Places(const QByteArray &xml) : m_xml(xml)
    {
        m_lines += 0;
        for (qsizetype at = xml.indexOf('\n'); at >= 0; at = xml.indexOf('\n', at + 1))
            m_lines += at + 1;
    }

    XmlProblem at(qsizetype begin, qsizetype length, const QString &sentence) const
    {
        const auto line = std::upper_bound(m_lines.begin(), m_lines.end(), begin) - 1;
        const QByteArray before = m_xml.mid(*line, begin - *line);
        return {.line = int(line - m_lines.begin()) + 1,
                .column = int(QString::fromUtf8(before).size()) + 1,
                .length = int(QString::fromUtf8(m_xml.mid(begin, length)).size()),
                .sentence = sentence};
    }
    XmlProblem atName(const XmlNode &node, const QString &sentence) const
    {
        return at(node.span.begin + 1, node.name.toUtf8().size(), sentence);
    }
    // The attribute's name, or its value.
    XmlProblem atAttribute(const XmlNode &node, const QString &name, bool value,
                           const QString &sentence) const
    {
        const QByteArray wanted = name.toUtf8();
        char quote = 0;
        for (qsizetype i = node.span.begin + 1; i < node.span.end; ++i) {
            const char c = m_xml[i];
            if (quote) {
                if (c == quote)
                    quote = 0;
                continue;
            }
            if (c == '>')
                break;
            if (c == '"' || c == '\'') {
                quote = c;
                continue;
            }
            if (!isBlank(m_xml[i - 1])
                || QByteArrayView(m_xml).sliced(i, std::min(wanted.size(), m_xml.size() - i))
                       != wanted)
                continue;
            qsizetype next = i + wanted.size();
            while (next < node.span.end && isBlank(m_xml[next]))
                ++next;
            if (next >= node.span.end || m_xml[next] != '=')
                continue;
            if (!value)
                return at(i, wanted.size(), sentence);
            ++next;
            while (next < node.span.end && isBlank(m_xml[next]))
                ++next;
            const qsizetype end = m_xml.indexOf(m_xml[next], next + 1);
            return end > next ? at(next + 1, end - next - 1, sentence) : at(i, 1, sentence);
        }
        return atName(node, sentence);
    }

private:
    static bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

    const QByteArray &m_xml;
    QList<qsizetype> m_lines;
};

QString notOneOf(const QString &value, const QStringList &words)
{
    constexpr qsizetype most = 12;
    QString list = words.mid(0, most).join(", "_L1);
    if (words.size() > most)
        list += ", …"_L1;
    return Text::tr("“%1” is not one of: %2.").arg(value.left(80), list);
}

// Elements, attributes and words that libvirt does not know.
class Reading
{
public:
    Reading(const DomainSchema &schema, FactsByPath &facts, const Places &places,
            const std::atomic_bool *stop)
        : m_schema(schema), m_facts(facts), m_places(places), m_stop(stop)
    {}

    QList<XmlProblem> problems = {};
    QList<QList<int>> wrong = {}; // their elements' places, from the root's children

    void read(const XmlNode &node, const QStringList &path, const QList<int> &place)
    {
        if (problems.size() >= DomainValidator::mostProblems || (m_stop && m_stop->load()))
            return;
        const Facts &facts = of(path);
        for (const XmlNode::Attribute &one : node.attributes)
            readAttribute(node, one, path, facts, place);
        const QString text = node.text.trimmed();
        if (!text.isEmpty() && !facts.open)
            readText(node, text, facts, place);
        for (qsizetype i = 0; i < node.children.size(); ++i) {
            const XmlNode &child = node.children[i];
            if (!child.space.isEmpty() || child.name.contains(u':'))
                continue; // somebody else's
            QList<int> below = place;
            below += int(i);
            if (facts.elements.contains(child.name)) {
                read(child, path + QStringList{child.name}, below);
            } else if (!facts.open) {
                const QString meant = nearest(child.name, facts.elements);
                say(m_places.atName(child,
                                    meant.isEmpty()
                                        ? Text::tr("There is no <%1> in <%2>.")
                                              .arg(shown(child.name), shown(node.name))
                                        : Text::tr("There is no <%1> in <%2>. Is <%3> meant?")
                                              .arg(shown(child.name), shown(node.name), meant)),
                    below);
            }
        }
    }

private:
    static QString shown(const QString &name) { return name.left(80); }

    const Facts &of(const QStringList &path)
    {
        const QString key = path.join(u'/');
        const auto known = m_facts.find(key);
        if (known != m_facts.end())
            return known->second;
        return m_facts
            .emplace(key, Facts{.elements = m_schema.elements(path),
                                .attributes = m_schema.attributes(path),
                                .open = m_schema.isOpen(path),
                                .text = m_schema.text(path)})
            .first->second;
    }

    void say(const XmlProblem &problem, const QList<int> &place)
    {
        problems += problem;
        wrong += place;
    }

    void readAttribute(const XmlNode &node, const XmlNode::Attribute &one, const QStringList &path,
                       const Facts &facts, const QList<int> &place)
    {
        if (one.name.startsWith("xmlns"_L1) || one.name.contains(u':') || facts.open)
            return;
        if (!facts.attributes.contains(one.name)) {
            const QString meant = nearest(one.name, facts.attributes);
            say(m_places.atAttribute(node, one.name, false,
                                     meant.isEmpty()
                                         ? Text::tr("<%1> has no attribute “%2”.")
                                               .arg(shown(node.name), shown(one.name))
                                         : Text::tr("<%1> has no attribute “%2”. Is “%3” meant?")
                                               .arg(shown(node.name), shown(one.name), meant)),
                place);
            return;
        }
        if (node.name == "graphics"_L1 && one.name == "passwd"_L1 && one.value.isEmpty()) {
            XmlProblem remark = m_places.atAttribute(node, one.name, false,
                                                     Text::tr("This takes the password out."));
            remark.remark = true;
            problems += remark;
        }
        Facts &own = m_facts[path.join(u'/')];
        if (!own.values.contains(one.name))
            own.values.insert(one.name,
                              m_schema.attribute(path, one.name).value_or(Content{.open = true}));
        const QString problem = valueProblem(one.value, own.values[one.name]);
        if (!problem.isEmpty())
            say(m_places.atAttribute(node, one.name, true, problem), place);
    }

    void readText(const XmlNode &node, const QString &text, const Facts &facts,
                  const QList<int> &place)
    {
        QString problem;
        if (!facts.text)
            problem = Text::tr("<%1> holds no text.").arg(shown(node.name));
        else
            problem = valueProblem(text, *facts.text);
        if (!problem.isEmpty())
            say(m_places.atName(node, problem), place);
    }

    static QString valueProblem(const QString &value, const Content &content)
    {
        if (content.words.contains(value))
            return {};
        if (!content.open)
            return content.words.isEmpty() || value.contains(u' ')
                       ? QString() // a list of words, or nothing that we understand
                       : notOneOf(value, content.words);
        if (content.type == Content::Type::Text || isNumber(value))
            return {};
        return Text::tr("“%1” is not a number.").arg(value.left(80));
    }

    const DomainSchema &m_schema;
    FactsByPath &m_facts;
    const Places &m_places;
    const std::atomic_bool *m_stop;
};

// A text in a document that is else as short as one can be, for the grammar.
struct Document
{
    QByteArray xml = {};
    QList<int> place = {}; // of the text's first element
};

Document documentOf(const QByteArray &text, const XmlFrame &frame)
{
    if (frame.parents.isEmpty())
        return {text, {}};
    constexpr std::pair<const char *, const char *> needed[] = {
        {"name", "<name>x</name>"},
        {"memory", "<memory>1</memory>"},
        {"os", "<os><type>hvm</type></os>"}};
    Document document{"<domain type='qemu'" + frame.declarations + '>', {0}};
    for (const auto &[name, element] : needed) {
        if (frame.elements.contains(QLatin1StringView(name)))
            continue;
        document.xml += element;
        ++document.place.first();
    }
    if (frame.elements.isEmpty()) {
        document.place += 0;
        document.xml += "<devices>" + text + "</devices></domain>";
    } else {
        document.xml += text + "</domain>";
    }
    return document;
}

// From that place on, instead of from the text's first level; and back. Nothing: it is not in it.
QList<int> inDocument(QList<int> place, const QList<int> &first)
{
    if (first.isEmpty())
        return place;
    place.first() += first.last();
    return first.mid(0, first.size() - 1) + place;
}

std::optional<QList<int>> inText(const QList<int> &place, const QList<int> &first)
{
    if (first.isEmpty())
        return place;
    const qsizetype above = first.size() - 1;
    if (place.size() <= above || place.mid(0, above) != first.mid(0, above)
        || place[above] < first.last())
        return {};
    QList<int> own = place.mid(above);
    own.first() -= first.last();
    return own;
}

std::optional<XmlProblem> malformed(const QByteArray &xml, bool namespaces = true)
{
    if (const auto spans = XmlAdmission::outline(xml); !spans) {
        const Error &error = spans.error();
        return XmlProblem{.sentence = QString(error.summary + u' ' + error.detail).trimmed()};
    }
    QXmlStreamReader reader(QString::fromUtf8(xml));
    reader.setNamespaceProcessing(namespaces);
    while (!reader.atEnd())
        reader.readNext();
    if (!reader.hasError())
        return {};
    return XmlProblem{.line = int(reader.lineNumber()),
                      .column = std::max(1, int(reader.columnNumber())),
                      .sentence =
                          Text::tr("The XML is not well formed: %1").arg(reader.errorString())};
}

const XmlNode *nodeAt(const XmlNode &root, const QList<int> &place)
{
    const XmlNode *node = &root;
    for (const int index : place) {
        if (index >= node->children.size())
            return nullptr;
        node = &node->children[index];
    }
    return node;
}

} // namespace

struct DomainValidator::Data
{
    std::shared_ptr<const DomainSchema> schema;
    QString folder;
    QMutex mutex;
    std::unique_ptr<RelaxNg> grammar; // read when it is first needed
    FactsByPath facts;
};

DomainValidator::DomainValidator(std::shared_ptr<const DomainSchema> schema, const QString &folder)
    : d(std::make_unique<Data>())
{
    d->schema = std::move(schema);
    d->folder = folder;
}

DomainValidator::~DomainValidator() = default;

// `xml` is a document, or in an element that stands for what is around it.
static QList<XmlProblem> problemsOf(
    const DomainSchema *schema, FactsByPath &facts, const QByteArray &xml, const XmlFrame &frame,
    const std::function<RelaxNg::Answer(const QByteArray &, const QList<QList<int>> &)> &grammar,
    const std::atomic_bool *stop)
{
    const auto tree = readTree(xml);
    if (!tree)
        return {{.sentence = tree.error().summary}};
    const bool whole = frame.parents.isEmpty(), section = !frame.elements.isEmpty();
    const Places places(xml);
    QList<const XmlNode *> tops;
    if (whole)
        tops += &*tree;
    for (const XmlNode &child : tree->children) {
        if (!whole)
            tops += &child;
    }
    if (!whole && !tree->text.trimmed().isEmpty())
        return {{.sentence = Text::tr("There is text between the elements.")}};
    if (!schema)
        return {};
    Reading reading(*schema, facts, places, stop);
    QList<XmlProblem> misplaced;
    QList<QList<int>> skip;
    const Document document = documentOf(
        whole ? xml : xml.mid(xml.indexOf('>') + 1, xml.lastIndexOf('<') - xml.indexOf('>') - 1),
        frame);
    const QStringList known = section ? frame.elements : schema->elements(frame.parents);
    for (int i = 0; i < tops.size(); ++i) {
        const QString &name = tops[i]->name;
        const QList<int> place = whole ? QList<int>() : QList<int>{i};
        if (known.contains(name)) {
            if (!name.contains(u':'))
                reading.read(*tops[i], frame.parents + QStringList{name}, place);
            continue;
        }
        misplaced += places.atName(
            *tops[i],
            whole ? Text::tr("A machine’s XML starts with <domain>.")
            : section
                ? Text::tr("<%1> is not of this section.").arg(name.left(80))
                : Text::tr("There is no <%1> in <%2>.").arg(name.left(80), frame.parents.last()));
        skip += inDocument(place, document.place);
    }
    if (!section && !misplaced.isEmpty())
        return misplaced;
    QList<XmlProblem> problems = misplaced + reading.problems;
    for (const QList<int> &place : std::as_const(reading.wrong))
        skip += inDocument(place, document.place);
    const auto answer = grammar(document.xml, skip);
    for (const RelaxNg::Culprit &one : answer.culprits) {
        const auto place = inText(one.place, document.place);
        // What is around a device is fine: it is about the device.
        const XmlNode *node = place ? nodeAt(*tree, *place) : section ? nullptr : tops.value(0);
        if (!node) {
            if (section && !place)
                problems +=
                    XmlProblem{.sentence = Text::tr(
                                   "Something that libvirt needs is missing here, or does not "
                                   "go together.")};
            continue;
        }
        const QString name = node->name.left(80);
        if (!one.attribute.isEmpty()) {
            problems +=
                places.atAttribute(*node, one.attribute, false,
                                   Text::tr("libvirt’s grammar does not take “%1” of <%2> here.")
                                       .arg(one.attribute.left(80), name));
        } else {
            problems += places.atName(
                *node,
                one.together
                    ? Text::tr("libvirt’s grammar does not take this <%1>: something in it is "
                               "missing, or does not go together.")
                          .arg(name)
                    : Text::tr("libvirt’s grammar does not take <%1> here.").arg(name));
        }
    }
    if (!answer.finished && !(stop && stop->load()))
        problems += XmlProblem{.sentence = Text::tr("It is long: libvirt’s grammar was not asked "
                                                    "about all of it."),
                               .remark = true};
    return problems;
}

QList<XmlProblem> DomainValidator::check(const QByteArray &xml, const XmlFrame &frame,
                                         const std::atomic_bool *stop) const
{
    const bool whole = frame.parents.isEmpty();
    if (!whole && frame.elements.isEmpty()) { // it has to be one element by itself
        if (const auto problem = malformed(xml, false))
            return {*problem};
    }
    // All on the first line, so that lines stay.
    const QByteArray before = whole ? QByteArray() : "<domain" + frame.declarations + '>';
    const QByteArray text = whole ? xml : before + xml + "</domain>";
    const auto grammar = [this, stop](const QByteArray &document, const QList<QList<int>> &skip) {
        if (!d->grammar)
            d->grammar = std::make_unique<RelaxNg>(d->folder + u"/domain.rng"_s);
        constexpr int patienceMs = 2000;
        return d->grammar->check(document, skip, QDeadlineTimer(patienceMs), stop);
    };
    QList<XmlProblem> problems;
    if (const auto problem = malformed(text)) {
        problems += *problem;
    } else {
        const QMutexLocker locker(&d->mutex);
        problems = problemsOf(d->schema.get(), d->facts, text, frame, grammar, stop);
    }
    for (XmlProblem &one : problems) {
        if (one.line == 1)
            one.column = std::max(1, one.column - int(before.size()));
    }
    std::stable_sort(problems.begin(), problems.end(), [](const auto &a, const auto &b) {
        return std::pair(a.line, a.column) < std::pair(b.line, b.column);
    });
    return problems.mid(0, mostProblems);
}
