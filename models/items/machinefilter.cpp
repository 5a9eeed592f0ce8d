// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/machinefilter.h"

#include <algorithm>

using namespace Qt::StringLiterals;

MachineFilter::MachineFilter(const QString &text)
{
    static const QList<std::pair<QString, Field>> prefixes = {{u"name:"_s, Field::Name},
                                                              {u"state:"_s, Field::State},
                                                              {u"host:"_s, Field::Host},
                                                              {u"tag:"_s, Field::Tag}};
    QStringList tokens;
    QString token;
    bool quoted = false;
    for (const QChar c : text) {
        if (c == u'"') {
            quoted = !quoted;
        } else if (c.isSpace() && !quoted) {
            tokens.append(token);
            token.clear();
        } else {
            token += c;
        }
    }
    tokens.append(token);

    for (const QString &each : std::as_const(tokens)) {
        Word word{.text = each};
        for (const auto &[prefix, field] : prefixes)
            if (each.startsWith(prefix, Qt::CaseInsensitive))
                word = {field, each.sliced(prefix.size())};
        if (!word.text.isEmpty()) // "state:" while its value is being typed hides nothing
            m_words.append(word);
    }
}

bool MachineFilter::matches(const Subject &subject) const
{
    return std::all_of(m_words.cbegin(), m_words.cend(),
                       [&subject](const Word &word) { return matches(word, subject); });
}

bool MachineFilter::matches(const Word &word, const Subject &subject)
{
    const auto in = [&word](const QString &text) {
        return text.contains(word.text, Qt::CaseInsensitive);
    };
    const auto inAny = [&in](const QStringList &texts) {
        return std::any_of(texts.cbegin(), texts.cend(), in);
    };
    switch (word.field) {
    case Field::Name:
        return in(subject.name) || in(subject.title);
    case Field::State:
        return in(subject.state);
    case Field::Host:
        return in(subject.host);
    case Field::Tag:
        return inAny(subject.tags);
    case Field::Any:
        break;
    }
    return in(subject.name) || in(subject.title) || in(subject.state) || in(subject.host)
           || inAny(subject.tags) || inAny(subject.addresses);
}
