// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

// What the user typed to find machines: words that must all occur, in any field or, with a prefix
// (`name:`, `state:`, `host:`, `tag:`), in that one. Quotes keep words together: tag:"web tier".
class MachineFilter
{
public:
    // What is looked at, by reference: nothing is put together per row.
    struct Subject
    {
        const QString &name;
        const QString &title;
        const QString &state;
        const QString &host;
        const QStringList &tags;
        const QStringList &addresses;
    };

    MachineFilter() = default;
    explicit MachineFilter(const QString &text);

    bool isEmpty() const { return m_words.isEmpty(); }
    bool matches(const Subject &subject) const;
    bool operator==(const MachineFilter &) const = default;

private:
    enum class Field { Any, Name, State, Host, Tag };
    struct Word
    {
        Field field = Field::Any;
        QString text;
        bool operator==(const Word &) const = default;
    };
    static bool matches(const Word &word, const Subject &subject);

    QList<Word> m_words;
};
