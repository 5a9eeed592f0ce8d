// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/core/result.h"
#include "models/inventory/lane.h"
#include "models/values/machine.h"
#include "models/values/machineevent.h"
#include "models/virt/connect.h"
#include "models/virt/events.h"
#include "models/virt/handle.h"
#include "models/virt/stats.h"
#include "models/virt/textconsole.h"

#include <QElapsedTimer>
#include <QFuture>
#include <QHash>
#include <QMutex>
#include <QObject>
#include <QPromise>

#include <atomic>
#include <memory>

class StorageSession;

// What came in from the event thread since it was last looked at.
struct EventInbox
{
    struct Changed
    {
        DomainHandle domain = {};
        bool flags = false; // more than the state may have changed
    };

    QMutex mutex;
    QList<MachineEvent> events;
    QHash<QUuid, Changed> changed;
    bool announced = false; // the GUI thread has been told, and has not come yet
};

// Carries news out of the event thread: its signals are emitted there, so a receiver on the GUI
// thread gets them queued. Shared, because libvirt can still call while the session is ended.
class SessionRelay : public QObject
{
    Q_OBJECT

public:
    static std::shared_ptr<SessionRelay> make()
    {
        return {new SessionRelay, [](SessionRelay *relay) { relay->deleteLater(); }};
    }

Q_SIGNALS:
    void news();             // the inbox has something, after it was empty
    void closed(int reason); // virConnectCloseReason
};

// One opened connection with all that hangs on it, and the threads that call through it. It is
// made and destroyed away from the GUI thread, which only holds a shared pointer and calls run().
class Session
{
public:
    enum class Purpose {
        Command,  // what the user asked for: four at a time
        Read,     // lists, statistics, XML: widens with the latency
        Agent,    // calls that wait for a guest
        Picture,  // screenshots: large, and slow where the host encodes them
        Transfer, // contents of volumes: hours; two at a time, so that the host answers others
        Control,  // cancel, progress, is anybody there: never behind the others
    };

    using Pointer = std::shared_ptr<Session>;
    // Worker thread. Listens to lifecycle events from here on.
    static Pointer make(ConnectHandle connect, std::shared_ptr<SessionRelay> relay);
    ~Session();

    // GUI thread. The call gets this session and returns a Result; whatever happens to the
    // connection, the future is answered: by the call, or with Kind::Lost after stop().
    template <class Call>
    auto run(const Pointer &self, Purpose purpose, Call call)
        -> QFuture<std::invoke_result_t<Call, Session &>>
    {
        using Answer = std::invoke_result_t<Call, Session &>;
        auto open = std::make_shared<OpenCall>();
        auto promise = std::make_shared<QPromise<Answer>>();
        promise->start();
        const QFuture<Answer> future = promise->future();
        open->purpose = purpose;
        open->clock.start();
        // Whoever is first answers; the other finds the flag set.
        open->giveUp = [promise, open = open.get()](const Error &error) {
            if (open->answered.exchange(true))
                return;
            promise->addResult(Answer(tl::unexpected(error)));
            promise->finish();
        };
        admit(open);
        lane(purpose).post([self, open, promise, call = std::move(call)](bool go) mutable {
            if (!go) {
                open->giveUp(lostError());
            } else {
                open->started = true;
                Answer answer = call(*self);
                if (!open->answered.exchange(true)) {
                    promise->addResult(std::move(answer));
                    promise->finish();
                }
            }
            self->dismiss(open);
        });
        return future;
    }

    // GUI thread: no more calls; everything that still waits is answered with `error`.
    void stop(const Error &error);

    // How long the oldest call that was begun, other than a user's or a guest's, has been waiting.
    qint64 longestWaitMs();
    bool busy();
    void setReadWidth(int width) { m_read.setWidth(width); }

    // Worker threads.
    const ConnectHandle &connect() const { return m_connect; }
    Result<DomainHandle> find(const QUuid &machine);
    Result<QList<Machine>> listMachines();
    void watchLink(); // says when the link has ended; once, beside the first list
    struct Changes
    {
        QList<Machine> machines = {};
        QList<QUuid> gone = {};
    };
    Result<Changes> readChanged();          // what the inbox says has changed
    void listenToAll();                     // the events beyond lifecycle
    void noteChanged(const QUuid &machine); // after our own calls that have no event
    // Ends with this session at the latest.
    Result<FileDescriptor> openConsole(const QUuid &machine, const QString &alias, bool force);
    Virt::HostSampler &hostSampler() { return m_hostSampler; }
    StorageSession &storage(); // made when it is first asked for

    const std::shared_ptr<EventInbox> inbox = std::make_shared<EventInbox>();

private:
    struct OpenCall
    {
        Purpose purpose = Purpose::Read;
        QElapsedTimer clock;
        std::atomic<bool> started = false;
        std::atomic<bool> answered = false;
        std::function<void(const Error &)> giveUp;
    };

    explicit Session(ConnectHandle connect) : m_connect(std::move(connect)) {}
    void admit(const std::shared_ptr<OpenCall> &call);
    void dismiss(const std::shared_ptr<OpenCall> &call);
    Lane &lane(Purpose purpose);
    static Error lostError();
    void announce();

    ConnectHandle m_connect;
    std::shared_ptr<SessionRelay> m_relay;
    std::shared_ptr<EventSink> m_sink;
    std::unique_ptr<Virt::CloseWatch> m_closeWatch;
    std::unique_ptr<EventSubscription> m_lifecycle, m_others;
    Virt::HostSampler m_hostSampler;
    QMutex m_domainsMutex;
    QHash<QUuid, DomainHandle> m_domains; // saves a look-up by UUID before each call
    QMutex m_consolesMutex;
    QList<std::weak_ptr<Virt::ConsolePump>> m_consoles;
    QMutex m_storageMutex;
    std::shared_ptr<StorageSession> m_storage;

    QMutex m_openMutex;
    QList<std::shared_ptr<OpenCall>> m_open;

    Lane m_command{4}, m_read{2}, m_agent{1}, m_picture{2}, m_transfer{2}, m_control{2};
};
