// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/virt/eventloop.h"

#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>

#include <QHash>
#include <QMutex>
#include <QSocketNotifier>
#include <QTimer>

#include <atomic>
#include <csignal>
#include <functional>
#include <memory>

namespace {

// What libvirt asked us to watch: a file descriptor or a clock, and whom to tell.
struct Watch
{
    std::function<void(int events)> notify;
    std::function<void()> release;
    std::atomic<int> events = 0; // virEventHandleType bits, or milliseconds for a timer
    std::atomic<bool> removed = false;
    std::unique_ptr<QSocketNotifier> reader = {}, writer = {};
    std::unique_ptr<QTimer> timer = {};
};

using WatchPointer = std::shared_ptr<Watch>;

// libvirt calls in from any thread; notifiers and timers are touched on the loop's thread only.
class Watches : public QObject
{
public:
    int addHandle(int fd, int events, virEventHandleCallback callback, void *opaque,
                  virFreeCallback release)
    {
        return add(events, release, opaque, [=, this](int id, const WatchPointer &watch) {
            watch->notify = [=](int happened) { callback(id, fd, happened, opaque); };
            watch->reader = notifier(watch, fd, QSocketNotifier::Read, VIR_EVENT_HANDLE_READABLE);
            watch->writer = notifier(watch, fd, QSocketNotifier::Write, VIR_EVENT_HANDLE_WRITABLE);
        });
    }

    int addTimer(int milliseconds, virEventTimeoutCallback callback, void *opaque,
                 virFreeCallback release)
    {
        return add(milliseconds, release, opaque, [=, this](int id, const WatchPointer &watch) {
            watch->notify = [=](int) { callback(id, opaque); };
            watch->timer = std::make_unique<QTimer>();
            connect(watch->timer.get(), &QTimer::timeout, this, [=, this] { fire(watch, 0); });
        });
    }

    void update(int id, int events)
    {
        const WatchPointer watch = find(id, [events](Watch &found) { found.events = events; });
        onLoop([watch, this] { apply(watch); });
    }

    int remove(int id)
    {
        bool again = false;
        const WatchPointer watch =
            find(id, [&again](Watch &found) { again = found.removed.exchange(true); });
        if (!watch || again)
            return -1;
        onLoop([=, this] {
            const QMutexLocker lock(&m_mutex);
            m_watches.remove(id);
            watch->reader.reset();
            watch->writer.reset();
            watch->timer.reset();
            onLoop(watch->release); // a turn later: a callback may still be on the stack
        });
        return 0;
    }

private:
    template <class Build>
    int add(int events, virFreeCallback release, void *opaque, Build build)
    {
        const auto watch = std::make_shared<Watch>();
        watch->events = events;
        watch->release = [=] {
            if (release)
                release(opaque);
        };
        QMutexLocker lock(&m_mutex);
        const int id = ++m_lastId;
        m_watches.insert(id, watch);
        lock.unlock();
        onLoop([=, this] {
            build(id, watch);
            apply(watch);
        });
        return id;
    }

    template <class Change>
    WatchPointer find(int id, Change change)
    {
        const QMutexLocker lock(&m_mutex);
        const WatchPointer watch = m_watches.value(id);
        if (watch)
            change(*watch);
        return watch;
    }

    void onLoop(std::function<void()> task)
    {
        QMetaObject::invokeMethod(this, std::move(task), Qt::QueuedConnection);
    }

    std::unique_ptr<QSocketNotifier> notifier(const WatchPointer &watch, int fd,
                                              QSocketNotifier::Type type, int event)
    {
        auto made = std::make_unique<QSocketNotifier>(fd, type);
        connect(made.get(), &QSocketNotifier::activated, this, [=, this] { fire(watch, event); });
        return made;
    }

    void apply(const WatchPointer &watch)
    {
        if (!watch || watch->removed)
            return;
        if (watch->timer) {
            watch->events < 0 ? watch->timer->stop() : watch->timer->start(watch->events);
            return;
        }
        watch->reader->setEnabled(watch->events & VIR_EVENT_HANDLE_READABLE);
        watch->writer->setEnabled(watch->events & VIR_EVENT_HANDLE_WRITABLE);
    }

    void fire(const WatchPointer &watch, int event)
    {
        if (!watch->removed)
            watch->notify(event);
    }

    QMutex m_mutex;
    QHash<int, WatchPointer> m_watches;
    int m_lastId = 0;
};

Watches *watches = nullptr; // libvirt's hooks carry no argument of ours

} // namespace

EventLoop::EventLoop()
{
    Q_ASSERT(!watches);
    watches = new Watches;
    watches->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, watches, &QObject::deleteLater);
    m_thread.setObjectName(QStringLiteral("libvirt events"));
    m_thread.start();

    std::signal(SIGPIPE, SIG_IGN); // libvirt writes to links that have just ended
    virSetErrorFunc(nullptr, [](void *, virErrorPtr) {}); // errors travel in Result, not on stderr
    virEventRegisterImpl(
        [](int fd, int events, virEventHandleCallback callback, void *opaque,
           virFreeCallback release) {
            return watches->addHandle(fd, events, callback, opaque, release);
        },
        [](int id, int events) { watches->update(id, events); },
        [](int id) { return watches->remove(id); },
        [](int milliseconds, virEventTimeoutCallback callback, void *opaque,
           virFreeCallback release) {
            return watches->addTimer(milliseconds, callback, opaque, release);
        },
        [](int id, int milliseconds) { watches->update(id, milliseconds); },
        [](int id) { return watches->remove(id); });
}

EventLoop::~EventLoop()
{
    m_thread.quit();
    m_thread.wait();
}
