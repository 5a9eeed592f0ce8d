// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>

#include <algorithm>
#include <memory>

// What is being recorded in full: watched by somebody, or one of the last that were.
template <class Key, class Recorder>
class Watched
{
public:
    Recorder *find(const Key &key)
    {
        const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                        [&](const auto &entry) { return entry->key == key; });
        return found == m_entries.end() ? nullptr : &(*found)->recorder;
    }

    void watch(QObject *viewer, const Key *key)
    {
        for (const auto &entry : m_entries)
            entry->viewers.removeAll(viewer);
        if (key) {
            auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                      [&](const auto &entry) { return entry->key == *key; });
            if (found == m_entries.end())
                found = m_entries.insert(m_entries.end(), std::make_shared<Entry>(Entry{*key}));
            (*found)->viewers.append(viewer);
            std::rotate(found, found + 1, m_entries.end()); // the latest is the last
        }
        constexpr int keptUnwatched = 4;
        int unwatched = 0;
        for (auto i = m_entries.size() - 1; i >= 0; --i)
            if (m_entries[i]->viewers.isEmpty() && ++unwatched > keptUnwatched)
                m_entries.removeAt(i);
    }

    template <class Match>
    void forget(Match match)
    {
        m_entries.removeIf([&](const auto &entry) { return match(entry->key); });
    }

    template <class Use>
    void each(Use use)
    {
        for (const auto &entry : m_entries)
            use(entry->key, entry->recorder);
    }

private:
    struct Entry
    {
        Key key;
        QList<QObject *> viewers = {};
        Recorder recorder = {};
    };
    QList<std::shared_ptr<Entry>> m_entries;
};
