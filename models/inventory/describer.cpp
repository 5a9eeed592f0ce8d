// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/describer.h"

#include "models/core/async.h"
#include "models/virt/domain.h"

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>

// What the reading threads and the GUI thread hand each other.
struct Describer::Shared
{
    QMutex mutex;
    std::deque<QUuid> waiting;
    QSet<QUuid> queued;
    Summaries done;
    bool announced = false;
    int readers = 0;
    int width = 2;
    std::shared_ptr<SessionRelay> wake = SessionRelay::make();

    static constexpr int most = 32;

    bool next(QUuid &machine)
    {
        const QMutexLocker lock(&mutex);
        if (waiting.empty() || readers > width) {
            --readers;
            return false;
        }
        machine = waiting.front();
        waiting.pop_front();
        queued.remove(machine);
        return true;
    }

    // A call that takes 50 ms leaves the link idle for most of it: the slower, the more at a time.
    void learn(qint64 milliseconds)
    {
        const QMutexLocker lock(&mutex);
        const int wanted = std::clamp(int(milliseconds), 2, most);
        width = wanted > width ? wanted : std::max(wanted, width - 1);
    }

    void finish(const QUuid &machine, DomainSummary summary)
    {
        {
            const QMutexLocker lock(&mutex);
            done.insert(machine, std::move(summary));
            if (std::exchange(announced, true))
                return;
        }
        Q_EMIT wake->news();
    }
};

Describer::Describer(QObject *parent) : QObject(parent) {}

Describer::~Describer()
{
    setSession({});
}

void Describer::setSession(const Session::Pointer &session)
{
    if (m_shared) {
        const QMutexLocker lock(&m_shared->mutex);
        m_shared->waiting.clear();
        m_shared->queued.clear();
    }
    m_session = session;
    m_shared.reset();
    if (!session)
        return;
    m_shared = std::make_shared<Shared>();
    constexpr int frameMs = 16;
    connect(m_shared->wake.get(), &SessionRelay::news, this,
            [this] { QTimer::singleShot(frameMs, this, &Describer::collect); });
}

void Describer::want(const QList<QUuid> &machines, bool first)
{
    if (!m_shared || machines.isEmpty())
        return;
    {
        const QMutexLocker lock(&m_shared->mutex);
        auto &waiting = m_shared->waiting;
        if (first) {
            // Only what waits already moves up: the others have been read.
            const QSet<QUuid> wanted(machines.begin(), machines.end());
            std::stable_partition(waiting.begin(), waiting.end(),
                                  [&](const QUuid &machine) { return wanted.contains(machine); });
            return;
        }
        for (const QUuid &machine : machines) {
            if (!m_shared->queued.contains(machine)) {
                m_shared->queued.insert(machine);
                waiting.push_back(machine);
            }
        }
    }
    pump();
}

void Describer::forget(const QUuid &machine)
{
    if (!m_shared)
        return;
    const QMutexLocker lock(&m_shared->mutex);
    m_shared->done.remove(machine);
}

void Describer::pump()
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
        m_session->run(
            m_session, Session::Purpose::Read, [shared = m_shared](Session &session) -> Result<> {
                QUuid machine;
                while (shared->next(machine)) {
                    QElapsedTimer clock;
                    clock.start();
                    const auto xml = session.find(machine).and_then(
                        [](const DomainHandle &domain) { return Virt::xml(domain, false); });
                    shared->learn(clock.elapsed());
                    if (!xml && xml.error().kind == Error::Kind::Lost)
                        continue;
                    // A definition that cannot be read leaves its row without a title.
                    shared->finish(machine,
                                   xml.and_then(readDomainSummary).value_or(DomainSummary{}));
                }
                return {};
            });
    }
}

void Describer::collect()
{
    if (!m_shared)
        return;
    Summaries done;
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
        Q_EMIT described(done);
}
