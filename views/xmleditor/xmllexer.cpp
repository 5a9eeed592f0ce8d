// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/xmleditor/xmllexer.h"

using namespace Qt::StringLiterals;
using Kind = XmlToken::Kind;

namespace {

bool endsName(QChar c)
{
    return c.isSpace() || c == u'<' || c == u'>' || c == u'/' || c == u'=' || c == u'"'
           || c == u'\'';
}

class Lexer
{
public:
    Lexer(QStringView line, int &state) : m_line(line), m_state(state) {}

    QList<XmlToken> run()
    {
        while (m_at < m_line.size()) {
            switch (m_state) {
            case InTag:
                readTag();
                break;
            case InDoubleQuotes:
            case InSingleQuotes:
                readValue(m_at);
                break;
            case InComment:
                readUntil(u"-->", Kind::Comment, m_at);
                break;
            case InCData:
                readUntil(u"]]>", Kind::CData, m_at);
                break;
            case InInstruction:
                readUntil(u">", Kind::Instruction, m_at);
                break;
            default:
                m_state = InText;
                readText();
            }
        }
        if (m_state < 0)
            m_state = InText;
        return m_tokens;
    }

private:
    void add(Kind kind, qsizetype begin, qsizetype end)
    {
        m_tokens += XmlToken{kind, int(begin), int(end - begin)};
        m_at = end;
    }

    void readUntil(QStringView terminator, Kind kind, qsizetype begin)
    {
        const qsizetype end = m_line.indexOf(terminator, m_at);
        if (end >= 0)
            m_state = InText;
        add(kind, begin, end < 0 ? m_line.size() : end + terminator.size());
    }

    void readText()
    {
        const QChar c = m_line[m_at];
        if (c == u'&') {
            const qsizetype end = m_line.indexOf(u';', m_at);
            constexpr qsizetype longest = 12;
            if (end < 0 || end - m_at > longest)
                ++m_at;
            else
                add(Kind::Entity, m_at, end + 1);
        } else if (c == u'<') {
            readOpening();
        } else {
            while (m_at < m_line.size() && m_line[m_at] != u'<' && m_line[m_at] != u'&')
                ++m_at;
        }
    }

    void readOpening()
    {
        const QStringView rest = m_line.sliced(m_at);
        const qsizetype begin = m_at;
        const auto long_ = [&](QStringView start, int state, QStringView terminator, Kind kind) {
            m_state = state;
            m_at += start.size();
            readUntil(terminator, kind, begin);
        };
        if (rest.startsWith(u"<!--"))
            return long_(u"<!--", InComment, u"-->", Kind::Comment);
        if (rest.startsWith(u"<![CDATA["))
            return long_(u"<![CDATA[", InCData, u"]]>", Kind::CData);
        if (rest.startsWith(u"<?") || rest.startsWith(u"<!"))
            return long_(u"<?", InInstruction, u">", Kind::Instruction);
        const bool closes = rest.startsWith(u"</");
        qsizetype end = m_at += closes ? 2 : 1;
        while (end < m_line.size() && !endsName(m_line[end]))
            ++end;
        m_state = InTag;
        add(closes ? Kind::EndName : Kind::StartName, m_at, end);
    }

    void readTag()
    {
        const QChar c = m_line[m_at];
        if (c == u'>') {
            add(Kind::TagEnd, m_at, m_at + 1);
            m_state = InText;
        } else if (c == u'/' && m_line.sliced(m_at).startsWith(u"/>")) {
            add(Kind::EmptyEnd, m_at, m_at + 2);
            m_state = InText;
        } else if (c == u'<') { // the tag before has no end: it is being written
            m_state = InText;
        } else if (c == u'"' || c == u'\'') {
            m_state = c == u'"' ? InDoubleQuotes : InSingleQuotes;
            const qsizetype begin = m_at++;
            readValue(begin);
        } else if (endsName(c)) {
            ++m_at;
        } else {
            qsizetype end = m_at;
            while (end < m_line.size() && !endsName(m_line[end]))
                ++end;
            add(Kind::Attribute, m_at, end);
        }
    }

    void readValue(qsizetype begin)
    {
        const qsizetype end = m_line.indexOf(m_state == InDoubleQuotes ? u'"' : u'\'', m_at);
        if (end >= 0)
            m_state = InTag;
        add(Kind::Value, begin, end < 0 ? m_line.size() : end + 1);
    }

    QStringView m_line;
    int &m_state;
    qsizetype m_at = 0;
    QList<XmlToken> m_tokens;
};

} // namespace

QList<XmlToken> lexXml(QStringView line, int &state)
{
    return Lexer(line, state).run();
}
