// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/inventory/connection.h"
#include "models/inventory/describer.h"
#include "models/inventory/session.h"
#include "models/inventory/statspace.h"
#include "models/inventory/storage.h"
#include "models/ssh/sshhosts.h"

#include <QHash>
#include <QPointer>
#include <QTimer>

// What Connection does, in four parts: opening and losing the link, the list, statistics, and
// watching whether anybody answers. GUI thread.
class ConnectionPrivate : public QObject
{
    Q_OBJECT

public:
    ConnectionPrivate(Connection *connection, const ConnectionConfig &connectionConfig,
                      Authenticate ask);
    ~ConnectionPrivate() override;

    // The link
    void open();
    void signIn();
    void leaveSsh();
    void attempt();
    void close();
    void adopt(const Session::Pointer &opened, const QList<Machine> &listed);
    void openingFailed(const Error &error);
    void lose(const Error &error);
    void endSession(const Error &error);
    void scheduleRetry();
    void setState(ConnectionState state, std::optional<Error> error = {});

    // The list
    void takeNews();
    void ask();
    void relist();
    void apply(const QList<Machine> &news, const QList<QUuid> &gone);
    enum class Describe { All, OnScreen };
    void replaceAll(const QList<Machine> &listed, Describe which);
    void describe(const Describer::Summaries &summaries);

    // Statistics
    void demandChanged();
    void tick();

    // Is anybody there
    void startWatching();
    void watch();

    template <class Call>
    auto run(Session::Purpose purpose, Call call) -> QFuture<std::invoke_result_t<Call, Session &>>
    {
        startWatching();
        return session->run(session, purpose, std::move(call));
    }
    // The same for one machine; answered at once when there is no link.
    template <class Call>
    auto onMachine(Session::Purpose purpose, const QUuid &machine, Call call)
        -> QFuture<std::invoke_result_t<Call, const DomainHandle &>>
    {
        using Answer = std::invoke_result_t<Call, const DomainHandle &>;
        if (!session)
            return readyFuture(Answer(tl::unexpected(notConnected())));
        return run(purpose, [machine, call = std::move(call)](Session &live) -> Answer {
            return live.find(machine).and_then(call);
        });
    }
    Error notConnected() const;

    Connection *q;
    ConnectionConfig config;
    ConnectionStatus status;
    HostInfo host;
    Authenticate authenticate;

    QPointer<SshHosts> sshHosts;
    std::shared_ptr<SshMaster> ssh; // held from open() to close()
    bool sshShared = false;         // libvirt goes through it

    Session::Pointer session;
    std::shared_ptr<SessionRelay> relay;
    Describer describer;
    int generation = 0; // answers to an attempt of before are dropped
    int attemptsUnderWay = 0;
    int retrySeconds = 1;
    bool wasConnected = false;
    QTimer retryTimer, attemptTimer;

    QHash<QUuid, Machine> machines;
    QTimer frameTimer;
    QList<QUuid> onScreen;
    bool asking = false, askAgain = false, relistAgain = false;

    struct Demand
    {
        StatsGroups groups = {};
        bool host = false;
    };
    QHash<QObject *, Demand> demands;
    QTimer statsTimer;
    int statsInterval = 3000;
    StatsPace pace;
    bool sampling = false;
    int ticks = 0;

    QTimer watchTimer;
    QElapsedTimer pingClock;
    bool pinging = false;
    qint64 nextPingMs = 0;
    QSet<QUuid> resolving; // whose addresses are being asked for

    std::unique_ptr<Storage> storage; // made when it is first asked for
    void storageConnected();
    void storageDisconnected();
};
