// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/xmleditor/xmlhighlighter.h"

#include "views/xmleditor/xmlcolors.h"
#include "views/xmleditor/xmllexer.h"

#include <QTextDocument>

#include <algorithm>

static constexpr int linesInATurn = 400; // some milliseconds

XmlHighlighter::XmlHighlighter(QTextDocument *document)
    : QSyntaxHighlighter(document), m_left(linesInATurn)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &XmlHighlighter::resume);
}

void XmlHighlighter::setPalette(const QPalette &palette)
{
    const XmlColors colors(palette);
    m_name.setForeground(colors.name);
    m_attribute.setForeground(colors.attribute);
    m_value.setForeground(colors.value);
    m_entity.setForeground(colors.entity);
    m_comment.setForeground(colors.comment);
    m_odd.setBackground(colors.match);
    rehighlight();
}

void XmlHighlighter::highlightBlock(const QString &line)
{
    if (m_left <= 0) {
        // The state stays what it was, so that Qt goes no further than it must.
        const int number = currentBlock().blockNumber();
        m_from = m_from < 0 ? number : std::min(m_from, number);
        m_to = std::max(m_to, number);
        if (!m_resuming)
            m_timer.start();
        return;
    }
    if (--m_left == linesInATurn - 1 && !m_timer.isActive())
        m_timer.start(); // ends the turn
    paint(line);
}

void XmlHighlighter::paint(const QString &line)
{
    ++m_count;
    int state = previousBlockState();
    const QList<XmlToken> tokens = lexXml(line, state);
    for (const XmlToken &token : tokens) {
        using Kind = XmlToken::Kind;
        switch (token.kind) {
        case Kind::StartName:
        case Kind::EndName:
            setFormat(token.begin, token.length, m_name);
            break;
        case Kind::Attribute:
            setFormat(token.begin, token.length, m_attribute);
            break;
        case Kind::Value:
            setFormat(token.begin, token.length, m_value);
            break;
        case Kind::Entity:
            setFormat(token.begin, token.length, m_entity);
            break;
        case Kind::Comment:
        case Kind::CData:
        case Kind::Instruction:
            setFormat(token.begin, token.length, m_comment);
            break;
        case Kind::TagEnd:
        case Kind::EmptyEnd:
            break;
        }
    }
    // What cannot be seen, or turns the line around, shows.
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (line[i].unicode() > 0x7f && line[i].category() == QChar::Other_Format)
            setFormat(int(i), 1, m_odd);
    }
    setCurrentBlockState(state);
}

void XmlHighlighter::resume()
{
    m_left = linesInATurn;
    if (m_from < 0)
        return;
    m_resuming = true;
    QTextBlock block = document()->findBlockByNumber(m_from);
    const int last = m_to;
    m_from = m_to = -1;
    while (block.isValid() && block.blockNumber() <= last && m_left > 0) {
        const int before = m_left;
        rehighlightBlock(block); // and those below whose state changes by it
        block = m_from >= 0 ? document()->findBlockByNumber(m_from) : block;
        for (int painted = m_from >= 0 ? 0 : std::max(1, before - m_left); painted > 0; --painted)
            block = block.next();
    }
    if (block.isValid() && block.blockNumber() <= last) {
        m_from = m_from < 0 ? block.blockNumber() : std::min(m_from, block.blockNumber());
        m_to = std::max(m_to, last);
    }
    m_resuming = false;
    m_left = linesInATurn;
    if (m_from >= 0)
        m_timer.start();
}
