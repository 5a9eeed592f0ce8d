// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/xmleditor/xmlplace.h"

#include "models/schema/domainschema.h"
#include "views/xmleditor/xmllexer.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using Kind = XmlToken::Kind;

namespace {

QList<XmlToken> tokensOf(const QTextBlock &line, const QString &text, int *after = nullptr)
{
    int state = line.previous().isValid() ? line.previous().userState() : int(InText);
    const auto tokens = lexXml(text, state);
    if (after)
        *after = state;
    return tokens;
}

QString textOf(const QString &line, const XmlToken &token)
{
    return line.mid(token.begin, token.length);
}

// The elements that are open before the end of `tokens`, outermost first.
QStringList openElements(QTextBlock block, QString line, QList<XmlToken> tokens, bool *known)
{
    QStringList path;
    int closed = 0;
    bool empty = false;
    *known = false;
    for (int lines = 0; lines < XmlPlace::mostLines; ++lines) {
        for (auto token = tokens.crbegin(); token != tokens.crend(); ++token) {
            if (token->kind == Kind::EmptyEnd)
                empty = true;
            else if (token->kind == Kind::EndName)
                ++closed;
            else if (token->kind == Kind::StartName && empty)
                empty = false;
            else if (token->kind == Kind::StartName && closed > 0)
                --closed;
            else if (token->kind == Kind::StartName)
                path.prepend(textOf(line, *token));
        }
        block = block.previous();
        if (!block.isValid()) {
            *known = true;
            return path;
        }
        line = block.text();
        tokens = tokensOf(block, line);
    }
    return {};
}

// Start tags that stay open at the end of a line; those that it closes of others do not count.
QList<XmlToken> openedIn(const QList<XmlToken> &tokens)
{
    QList<XmlToken> open;
    for (const XmlToken &token : tokens) {
        if (token.kind == Kind::StartName)
            open += token;
        else if ((token.kind == Kind::EndName || token.kind == Kind::EmptyEnd) && !open.isEmpty())
            open.removeLast();
    }
    return open;
}

XmlName nameAt(const QTextBlock &line, const XmlToken &token)
{
    return {line.position() + token.begin, token.length};
}

// The other end of the element whose tag is `index` of the line.
std::optional<XmlName> otherEnd(QTextBlock block, qsizetype index)
{
    const QString first = block.text();
    QList<XmlToken> tokens = tokensOf(block, first);
    const bool forward = tokens[index].kind == Kind::StartName;
    const QString name = textOf(first, tokens[index]);
    int depth = 0;
    bool empty = false;
    qsizetype i = index;
    for (int lines = 0; lines < XmlPlace::mostLines; ++lines) {
        for (; i >= 0 && i < tokens.size(); i += forward ? 1 : -1) {
            const Kind kind = tokens[i].kind;
            if (kind == Kind::EmptyEnd) {
                if (forward && --depth == 0)
                    return {}; // it has no end tag
                empty = true;
            } else if (kind == Kind::StartName) {
                if (!forward && empty)
                    empty = false;
                else
                    depth += forward ? 1 : -1;
            } else if (kind == Kind::EndName) {
                depth += forward ? -1 : 1;
            } else {
                continue;
            }
            if (depth == 0 && kind != Kind::EmptyEnd) {
                // One of another name: what is between is not in order.
                return textOf(block.text(), tokens[i]) == name
                           ? std::optional(nameAt(block, tokens[i]))
                           : std::nullopt;
            }
        }
        block = forward ? block.next() : block.previous();
        if (!block.isValid())
            return {};
        tokens = tokensOf(block, block.text());
        i = forward ? 0 : tokens.size() - 1;
    }
    return {};
}

} // namespace

XmlPlace XmlPlace::at(const QTextBlock &line, int column)
{
    XmlPlace place;
    const QString text = line.text().left(column);
    int state = InText;
    QList<XmlToken> tokens = tokensOf(line, text, &state);
    if (tokens.isEmpty() && state != InTag)
        return place;
    const bool atEnd = !tokens.isEmpty() && tokens.last().end() == text.size();
    const auto word = [&](What what) {
        place.what = what;
        place.begin = tokens.last().begin;
        place.word = text.mid(place.begin);
        tokens.removeLast();
    };
    if (state == InTag && atEnd && tokens.last().kind == Kind::StartName) {
        word(What::Element);
    } else if (state == InTag && atEnd && tokens.last().kind == Kind::EndName) {
        word(What::EndTag);
    } else if (state == InTag && atEnd && tokens.last().kind == Kind::Attribute) {
        word(What::Attribute);
    } else if (state == InTag && (text.isEmpty() || text.back().isSpace())) {
        place.what = What::Attribute;
        place.begin = int(text.size());
    } else if ((state == InDoubleQuotes || state == InSingleQuotes) && tokens.size() > 1
               && tokens.last().kind == Kind::Value
               && tokens[tokens.size() - 2].kind == Kind::Attribute) {
        word(What::Value);
        place.attribute = textOf(text, tokens.last());
        ++place.begin; // behind the quote
        place.word.remove(0, 1);
    } else {
        return {};
    }
    bool known = false;
    place.path = openElements(line, text, tokens, &known);
    if (!known)
        return {};
    if (place.what == What::Attribute || place.what == What::Value) {
        // In the same tag, in front of the cursor or behind it.
        int after = 0;
        const QString whole = line.text();
        for (const XmlToken &token : tokensOf(line, whole, &after)) {
            if ((token.kind == Kind::StartName || token.kind == Kind::EndName)
                && token.begin < column)
                place.present.clear();
            else if (token.begin >= column
                     && (token.kind == Kind::TagEnd || token.kind == Kind::EmptyEnd
                         || token.kind == Kind::StartName))
                break;
            else if (token.kind == Kind::Attribute
                     && (token.begin < place.begin || token.begin > column))
                place.present += textOf(whole, token);
        }
        if (place.path.isEmpty())
            return {};
    }
    return place;
}

QStringList XmlPlace::choices(const DomainSchema &schema, const QStringList &parents,
                              const QStringList &elements) const
{
    const QStringList whole = parents + path;
    QStringList words;
    switch (what) {
    case What::Nothing:
        return {};
    case What::EndTag:
        return path.isEmpty() ? QStringList() : QStringList{path.last()};
    case What::Element:
        words = path.isEmpty() && !elements.isEmpty() ? elements : schema.elements(whole);
        break;
    case What::Attribute:
        words = schema.attributes(whole);
        words.removeIf([this](const QString &one) { return present.contains(one); });
        break;
    case What::Value:
        if (const auto content = schema.attribute(whole, attribute))
            return content->words; // in libvirt's order
        return {};
    }
    words.sort();
    return words;
}

std::optional<std::pair<XmlName, XmlName>> matchingNames(const QTextBlock &line, int column)
{
    const auto tokens = tokensOf(line, line.text());
    for (qsizetype i = 0; i < tokens.size(); ++i) {
        const XmlToken &token = tokens[i];
        // With "<" or "</" in front of it.
        const int before = token.kind == Kind::StartName ? 1 : 2;
        if ((token.kind != Kind::StartName && token.kind != Kind::EndName)
            || column < token.begin - before || column > token.end())
            continue;
        const auto other = otherEnd(line, i);
        return other ? std::optional(std::pair(nameAt(line, token), *other)) : std::nullopt;
    }
    return {};
}

bool startsElement(const QTextBlock &line)
{
    return !openedIn(tokensOf(line, line.text())).isEmpty();
}

QTextBlock endOfElement(const QTextBlock &line)
{
    const auto tokens = tokensOf(line, line.text());
    const auto open = openedIn(tokens);
    if (open.isEmpty())
        return {};
    const auto other = otherEnd(line, tokens.indexOf(open.first()));
    return other ? line.document()->findBlock(other->position) : QTextBlock();
}
