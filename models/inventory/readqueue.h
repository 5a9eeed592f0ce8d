// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/inventory/session.h"

#include <QElapsedTimer>
#include <QHash>
#include <QSet>
#include <QTimer>

#include <algorithm>
#include <deque>
#include <functional>
#include <memory>
#include <optional>

// Reads many things of a host in the background, one call each: those on screen first, as many at a
// time as hide the link's latency, and hands over what was read once a frame or less often. GUI
// thread, except for the reading.
template <class Key, class Value>
class ReadQueue
{
public:
    using Values = QHash<Key, Value>;
    // Worker threads; nothing: the link is lost, and nobody waits for it any more.
    using Read = std::function<std::optional<Value>(Session &, const Key &)>;
    using Deliver = std::function<void(const Values &)>;

    static constexpr int frameMs = 16;
    ReadQueue(QObject *receiver, Read read, Deliver deliver, int gatherMs = frameMs)
        : m_receiver(receiver)
        , m_read(std::move(read))
        , m_deliver(std::move(deliver))
        , m_gatherMs(gatherMs)
    {}
    ~ReadQueue() { setSession({}); }
    ReadQueue(const ReadQueue &) = delete;
    ReadQueue &operator=(const ReadQueue &) = delete;

    void setSession(const Session::Pointer &session) // null: forget what was wanted
    {
        clear();
        m_session = session;
        m_shared.reset();
        if (!session)
            return;
        m_shared = std::make_shared<Shared>();
        QObject::connect(m_shared->wake.get(), &SessionRelay::news, m_receiver,
                         [this, shared = m_shared.get()] {
                             if (shared == m_shared.get())
                                 QTimer::singleShot(m_gatherMs, m_receiver, [this] { collect(); });
                         });
    }

    void want(const QList<Key> &keys, bool first = false)
    {
        if (!m_shared || keys.isEmpty())
            return;
        {
            const QMutexLocker lock(&m_shared->mutex);
            auto &waiting = m_shared->waiting;
            if (first) {
                // Only what waits already moves up: the others have been read.
                const QSet<Key> wanted(keys.begin(), keys.end());
                std::stable_partition(waiting.begin(), waiting.end(),
                                      [&](const Key &key) { return wanted.contains(key); });
                return;
            }
            for (const Key &key : keys) {
                if (!m_shared->queued.contains(key)) {
                    m_shared->queued.insert(key);
                    waiting.push_back(key);
                }
            }
        }
        pump();
    }

    void forget(const Key &key)
    {
        if (!m_shared)
            return;
        const QMutexLocker lock(&m_shared->mutex);
        m_shared->done.remove(key);
    }

    void clear() // what waits is not read
    {
        if (!m_shared)
            return;
        const QMutexLocker lock(&m_shared->mutex);
        m_shared->waiting.clear();
        m_shared->queued.clear();
    }

private:
    // What the reading threads and the GUI thread hand each other.
    struct Shared
    {
        QMutex mutex;
        std::deque<Key> waiting;
        QSet<Key> queued;
        Values done;
        bool announced = false;
        int readers = 0;
        int width = 2;
        std::shared_ptr<SessionRelay> wake = SessionRelay::make();

        static constexpr int most = 32;

        bool next(Key &key)
        {
            const QMutexLocker lock(&mutex);
            if (waiting.empty() || readers > width) {
                --readers;
                return false;
            }
            key = waiting.front();
            waiting.pop_front();
            queued.remove(key);
            return true;
        }

        // A call that takes 50 ms leaves the link idle for most of it: the slower, the more at a
        // time.
        void learn(qint64 milliseconds)
        {
            const QMutexLocker lock(&mutex);
            const int wanted = std::clamp(int(milliseconds), 2, most);
            width = wanted > width ? wanted : std::max(wanted, width - 1);
        }

        void finish(const Key &key, Value value)
        {
            {
                const QMutexLocker lock(&mutex);
                done.insert(key, std::move(value));
                if (std::exchange(announced, true))
                    return;
            }
            Q_EMIT wake->news();
        }
    };

    void pump()
    {
        int starting = 0;
        {
            const QMutexLocker lock(&m_shared->mutex);
            m_session->setReadWidth(m_shared->width + 2); // beside lists and statistics
            while (m_shared->readers < m_shared->width
                   && m_shared->readers < int(m_shared->waiting.size())) {
                ++m_shared->readers;
                ++starting;
            }
        }
        for (; starting > 0; --starting) {
            m_session->run(m_session, Session::Purpose::Read,
                           [shared = m_shared, read = m_read](Session &session) -> Result<> {
                               Key key;
                               while (shared->next(key)) {
                                   QElapsedTimer clock;
                                   clock.start();
                                   auto value = read(session, key);
                                   shared->learn(clock.elapsed());
                                   if (value)
                                       shared->finish(key, *std::move(value));
                               }
                               return {};
                           });
        }
    }

    void collect()
    {
        if (!m_shared)
            return;
        Values done;
        bool more = false;
        {
            const QMutexLocker lock(&m_shared->mutex);
            done.swap(m_shared->done);
            m_shared->announced = false;
            more = !m_shared->waiting.empty();
        }
        if (more)
            pump();
        if (!done.isEmpty())
            m_deliver(done);
    }

    QObject *m_receiver; // owns the queue
    Read m_read;
    Deliver m_deliver;
    int m_gatherMs;
    Session::Pointer m_session;
    std::shared_ptr<Shared> m_shared;
};
