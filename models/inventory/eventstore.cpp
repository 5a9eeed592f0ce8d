// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/eventstore.h"

#include "models/inventory/connection.h"
#include "models/inventory/eventlog.h"

#include <QLoggingCategory>
#include <QMutex>
#include <QThread>
#include <QTimer>

Q_DECLARE_LOGGING_CATEGORY(logEvents)

namespace {

// Lives in the store's thread. What it is given meanwhile gathers in a queue, so that a burst
// becomes a few large writes.
class EventWriter : public QObject
{
public:
    EventWriter(const QString &folder, int limit) : m_log(folder, limit), m_limit(limit)
    {
        m_retry.setParent(this);
        m_retry.setSingleShot(true);
        m_retry.setInterval(30'000);
        connect(&m_retry, &QTimer::timeout, this, &EventWriter::write);
    }

    QList<MachineEvent> open() { return m_log.open(); }

    // From any thread.
    void queue(const QList<MachineEvent> &events)
    {
        const QMutexLocker lock(&m_mutex);
        m_queue += events;
        if (m_queue.size() > m_limit) // the disk does not keep up, or takes nothing at all
            m_queue.remove(0, m_queue.size() - m_limit);
        if (!m_called)
            m_called = QMetaObject::invokeMethod(this, &EventWriter::write, Qt::QueuedConnection);
    }

    void write()
    {
        QList<MachineEvent> events;
        {
            const QMutexLocker lock(&m_mutex);
            m_called = false;
            events.swap(m_queue);
        }
        if (events.isEmpty() || m_log.append(events)) {
            m_failing = false;
            return;
        }
        if (!m_failing)
            qCWarning(logEvents) << "Events cannot be written to" << m_log.file();
        m_failing = true;
        m_retry.start();
        const QMutexLocker lock(&m_mutex);
        m_queue = events + m_queue;
        if (m_queue.size() > m_limit)
            m_queue.remove(0, m_queue.size() - m_limit);
    }

private:
    EventLog m_log;
    const int m_limit;
    QTimer m_retry;
    bool m_failing = false;
    QMutex m_mutex;
    QList<MachineEvent> m_queue; // guarded, as m_called
    bool m_called = false;
};

} // namespace

class EventStore::Private
{
public:
    void add(const QList<MachineEvent> &events)
    {
        known += events;
        if (known.size() > limit)
            known.remove(0, known.size() - limit);
    }

    int limit;
    bool loaded = false;
    QList<MachineEvent> known;
    QThread thread;
    EventWriter *writer; // lives in, and dies with, the thread
};

EventStore::EventStore(const QString &folder, int limit, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>())
{
    d->limit = qMax(1, limit);
    d->writer = new EventWriter(folder, d->limit);
    d->writer->moveToThread(&d->thread);
    d->thread.setObjectName("events");
    connect(&d->thread, &QThread::finished, d->writer, &QObject::deleteLater);
    d->thread.start(QThread::LowPriority);
    QMetaObject::invokeMethod(d->writer, [this, writer = d->writer] {
        const QList<MachineEvent> stored = writer->open();
        QMetaObject::invokeMethod(this, [this, stored] { take(stored); });
    });
}

EventStore::~EventStore()
{
    // Behind everything that is queued, the opening included.
    QMetaObject::invokeMethod(d->writer, [writer = d->writer, thread = &d->thread] {
        writer->write();
        thread->quit();
    });
    d->thread.wait();
}

void EventStore::take(const QList<MachineEvent> &stored)
{
    const QList<MachineEvent> meanwhile = std::exchange(d->known, stored);
    d->loaded = true;
    d->add(meanwhile);
    Q_EMIT loaded();
}

bool EventStore::isLoaded() const
{
    return d->loaded;
}

void EventStore::follow(Connection *connection)
{
    connect(connection, &Connection::eventsArrived, this, &EventStore::append);
}

void EventStore::append(const QList<MachineEvent> &events)
{
    if (events.isEmpty())
        return;
    d->add(events);
    d->writer->queue(events);
    Q_EMIT appended(events);
}

QList<MachineEvent> EventStore::events(const MachineKey &machine) const
{
    QList<MachineEvent> events;
    for (const MachineEvent &event : d->known)
        if (event.machine == machine)
            events.append(event);
    return events;
}
