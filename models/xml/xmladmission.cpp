// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/xmladmission.h"

#include "models/xml/xmlparts.h"

#include <QCoreApplication>
#include <QUtf8StringView>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace XmlAdmission {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(XmlAdmission)
};

static bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Walks the bytes once. It does not judge the grammar, Qt's reader does that next; it only has to
// agree with the reader on every document that the reader accepts.
class Outliner
{
public:
    explicit Outliner(const QByteArray &xml) : m_xml(xml) {}

    Result<QList<Span>> run()
    {
        while (m_problem.isEmpty() && m_at < m_xml.size()) {
            const qsizetype tag = m_xml.indexOf('<', m_at);
            const qsizetype textEnd = tag < 0 ? m_xml.size() : tag;
            if (textEnd - m_at > limits.text)
                return refuse(Text::tr("a text is too long"));
            if (tag < 0)
                break;
            m_at = tag;
            if (startsWith("<!--"))
                skip("-->", 4);
            else if (startsWith("<![CDATA["))
                skip("]]>", 9);
            else if (startsWith("<!"))
                return refuse(Text::tr("it has a document type (DTD)"));
            else
                readTag();
        }
        if (!m_problem.isEmpty())
            return refuse(m_problem);
        return std::move(m_spans);
    }

private:
    bool startsWith(QByteArrayView what) const
    {
        return QByteArrayView(m_xml).sliced(m_at).startsWith(what);
    }

    void skip(QByteArrayView terminator, qsizetype opening)
    {
        const qsizetype end = m_xml.indexOf(terminator, m_at + opening);
        const qsizetype next = end < 0 ? m_xml.size() : end + terminator.size();
        if (next - m_at > limits.text)
            m_problem = Text::tr("a text is too long");
        else
            m_at = next;
    }

    // A start tag, an end tag or a processing instruction.
    void readTag()
    {
        const qsizetype begin = m_at++;
        const char kind = m_at < m_xml.size() ? m_xml[m_at] : '\0';
        qsizetype nameLength = 0;
        qsizetype attributes = 0;
        for (; m_at < m_xml.size(); ++m_at) {
            const char c = m_xml[m_at];
            if (c == '>' && (kind != '?' || m_xml[m_at - 1] == '?'))
                break;
            if ((c == '"' || c == '\'') && kind != '?') {
                const qsizetype close = m_xml.indexOf(c, m_at + 1);
                const qsizetype end = close < 0 ? m_xml.size() : close;
                if (end - m_at > limits.attributeValue)
                    return fail(Text::tr("an attribute is too long"));
                if (++attributes > limits.attributes)
                    return fail(Text::tr("an element has too many attributes"));
                m_at = end;
                nameLength = 0;
            } else if (isSpace(c) || c == '=') {
                nameLength = 0;
            } else if (++nameLength > limits.name) {
                return fail(Text::tr("a name is too long"));
            }
        }
        const bool empty = m_at > begin + 1 && m_at < m_xml.size() && m_xml[m_at - 1] == '/';
        m_at = qMin(m_at + 1, m_xml.size());
        if (kind == '?')
            return;
        if (kind == '/') {
            if (!m_open.isEmpty())
                m_spans[m_open.takeLast()].end = m_at;
            return;
        }
        if (m_spans.size() >= limits.elements)
            return fail(Text::tr("it has too many elements"));
        m_spans.append({begin, m_at});
        if (!empty)
            m_open.append(m_spans.size() - 1);
        if (m_open.size() > limits.depth)
            fail(Text::tr("it is nested too deeply"));
    }

    void fail(const QString &problem) { m_problem = problem; }

    tl::unexpected<Error> refuse(const QString &problem) const
    {
        const auto line = m_xml.first(qMin(m_at, m_xml.size())).count('\n') + 1;
        return tl::unexpected(Error{.summary = Text::tr("The XML is refused: %1.").arg(problem),
                                    .detail = Text::tr("Line %1").arg(line)});
    }

    const QByteArray &m_xml;
    qsizetype m_at = 0;
    QList<Span> m_spans;
    QList<qsizetype> m_open; // indexes of the elements that are not closed yet
    QString m_problem;
};

Result<QList<Span>> outline(const QByteArray &xml)
{
    const auto refused = [](const QString &why, const QString &detail = {}) {
        return tl::unexpected(Error{.summary = why, .detail = detail});
    };
    if (xml.size() > limits.bytes) {
        return refused(Text::tr("The XML is refused: it is too long."),
                       Text::tr("%L1 bytes; at most %L2 are read.")
                           .arg(QString::number(xml.size()), QString::number(limits.bytes)));
    }
    if (xml.trimmed().isEmpty())
        return refused(Text::tr("The XML is empty."));
    const qsizetype nul = xml.indexOf('\0');
    if (nul >= 0) {
        return refused(Text::tr("The XML is refused: it holds a NUL character."),
                       Text::tr("Line %1").arg(xml.first(nul).count('\n') + 1));
    }
    if (!QUtf8StringView(xml).isValidUtf8())
        return refused(Text::tr("The XML is refused: it is not UTF-8."));
    if (xml.count("xmlns") > limits.namespaces)
        return refused(Text::tr("The XML is refused: it declares too many namespaces."));
    return Outliner(xml).run();
}

static Result<> admitted(const QByteArray &xml, bool namespaces)
{
    if (const auto spans = outline(xml); !spans)
        return tl::unexpected(spans.error());
    QXmlStreamReader reader(QString::fromUtf8(xml));
    reader.setNamespaceProcessing(namespaces);
    while (!reader.atEnd())
        reader.readNext();
    if (reader.hasError())
        return tl::unexpected(readerError(reader));
    return {};
}

Result<> admit(const QByteArray &xml)
{
    return admitted(xml, true);
}

Error readerError(const QXmlStreamReader &reader)
{
    return {.summary = Text::tr("The XML is not well formed."),
            .detail = Text::tr("Line %1: %2")
                          .arg(QString::number(reader.lineNumber()), reader.errorString())};
}

} // namespace XmlAdmission

Result<> XmlParts::admit(const QByteArray &part)
{
    return XmlAdmission::admitted(part, false);
}
