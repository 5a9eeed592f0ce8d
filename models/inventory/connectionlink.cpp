// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/connection_p.h"

#include "models/core/async.h"
#include "models/virt/connect.h"

#include <QCoreApplication>

#include <future>

// Opening the link, noticing that it is gone, and opening it again.

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Connection)
};

constexpr int longestRetrySeconds = 30;
constexpr int attemptSeconds = 30; // then another is started beside it
constexpr int mostAttempts = 3;

constexpr qint64 suspiciousMs = 1000;    // an answer should have come: ask whether anybody is there
constexpr qint64 notRespondingMs = 1500; // nobody said so
constexpr qint64 lostMs = 45'000;        // for drivers without keep-alive
constexpr qint64 pingPauseMs = 5000;

struct Opened
{
    Session::Pointer session;
    QList<Machine> machines;
    bool shared = false; // through the ssh connection of the host
};

// Where libvirt goes: as the user wrote it, or through our ssh.
struct Way
{
    QString shared; // empty: not
    QString direct;
};

// The host lets somebody in, but not twice at a time (sshd's MaxSessions).
bool sharesNothing(const Error &error)
{
    return error.detail.contains(QLatin1String("session request failed"))
           || error.detail.contains(QLatin1String("Session open refused"));
}

Result<ConnectHandle> openBy(const Way &way, bool readOnly, const Virt::Answerer &answer,
                             bool &shared)
{
    shared = !way.shared.isEmpty();
    if (shared) {
        auto opened = Virt::open(way.shared, readOnly, answer);
        if (opened || !sharesNothing(opened.error()))
            return opened;
        shared = false;
    }
    return Virt::open(way.direct, readOnly, answer);
}

} // namespace

ConnectionPrivate::ConnectionPrivate(Connection *connection,
                                     const ConnectionConfig &connectionConfig, Authenticate ask)
    : q(connection), config(connectionConfig), authenticate(std::move(ask))
{
    retryTimer.setSingleShot(true);
    connect(&retryTimer, &QTimer::timeout, this, &ConnectionPrivate::open);
    attemptTimer.setSingleShot(true);
    attemptTimer.setInterval(attemptSeconds * 1000);
    connect(&attemptTimer, &QTimer::timeout, this, [this] {
        if (status.state == ConnectionState::Connecting && attemptsUnderWay < mostAttempts)
            attempt();
    });
    constexpr int frameMs = 16;
    frameTimer.setSingleShot(true);
    frameTimer.setInterval(frameMs);
    connect(&frameTimer, &QTimer::timeout, this, &ConnectionPrivate::takeNews);
    statsTimer.setSingleShot(true);
    connect(&statsTimer, &QTimer::timeout, this, &ConnectionPrivate::tick);
    watchTimer.setInterval(500);
    connect(&watchTimer, &QTimer::timeout, this, &ConnectionPrivate::watch);
    connect(&describer, &Describer::described, this, &ConnectionPrivate::describe);
}

ConnectionPrivate::~ConnectionPrivate()
{
    endSession({.kind = Error::Kind::Lost, .summary = Text::tr("The connection was removed.")});
}

void ConnectionPrivate::setState(ConnectionState state, std::optional<Error> error)
{
    ConnectionStatus next = status;
    next.state = state;
    const SshUse use = sshShared ? SshUse::Shared : SshUse::Separate;
    next.ssh = next.isUsable() && ssh ? use : SshUse::None;
    next.sshSince = next.ssh == SshUse::Shared ? ssh->since() : QDateTime();
    next.error = std::move(error);
    next.retryAt = retryTimer.isActive()
                       ? QDateTime::currentDateTime().addMSecs(retryTimer.remainingTime())
                       : QDateTime();
    if (state == ConnectionState::Connected)
        next.dataFrom = {}; // what is shown is true now
    else if (next.dataFrom.isNull() && status.isUsable())
        next.dataFrom = QDateTime::currentDateTime();
    if (next == status)
        return;
    status = next;
    Q_EMIT q->statusChanged(status);
}

Error ConnectionPrivate::notConnected() const
{
    return Error{.kind = Error::Kind::Failed,
                 .summary = Text::tr("The host is not connected."),
                 .detail = status.error ? status.error->detail : QString(),
                 .advice = Text::tr("Connect it and try again.")};
}

void ConnectionPrivate::open()
{
    if (session || status.state == ConnectionState::Connecting)
        return;
    retryTimer.stop();
    ++generation;
    setState(ConnectionState::Connecting, status.error);
    signIn();
}

// One login for libvirt and every console, before either.
void ConnectionPrivate::signIn()
{
    if (!ssh && sshHosts) {
        ssh = sshHosts->master(config.uri);
        if (ssh) {
            connect(ssh.get(), &SshMaster::lost, this, [this](const Error &error) {
                if (sshShared)
                    lose(error);
            });
        }
    }
    sshShared = ssh != nullptr;
    if (!ssh)
        return attempt();
    whenDone(ssh->open(), this, [this, mine = generation](const Result<> &opened) {
        if (mine != generation || session)
            return;
        if (opened)
            return attempt();
        if (opened.error().kind == Error::Kind::Unsupported) {
            sshShared = false;
            return attempt();
        }
        Error error = opened.error();
        error.summary = Text::tr("Cannot connect to “%1”.").arg(config.uri);
        openingFailed(error);
    });
}

void ConnectionPrivate::attempt()
{
    ++attemptsUnderWay;
    attemptTimer.start();
    auto promise = std::make_shared<QPromise<Result<Opened>>>();
    promise->start();
    const auto future = promise->future();
    const auto freshRelay = SessionRelay::make();
    Virt::Answerer answer;
    if (authenticate) {
        answer = [ask = authenticate, asked = config](const QList<Virt::Question> &questions) {
            QList<Credential> credentials;
            for (const Virt::Question &question : questions)
                credentials.append(
                    {question.prompt, question.challenge, question.fallback, question.echo});
            return ask(asked, credentials);
        };
    }
    Way way{.shared = {}, .direct = config.uri};
    if (ssh) {
        way.direct = uriThroughCommand(config.uri, ssh->directCommand());
        if (sshShared)
            way.shared = uriThroughCommand(config.uri, ssh->sharedCommand());
    }
    runDetached([promise, freshRelay, way, uri = config.uri, readOnly = config.readOnly,
                 answer = std::move(answer)] {
        bool shared = false;
        promise->addResult(openBy(way, readOnly, answer, shared)
                               .map_error([&](Error error) {
                                   error.summary = Text::tr("Cannot connect to “%1”.").arg(uri);
                                   return error;
                               })
                               .and_then([&](const ConnectHandle &connect) -> Result<Opened> {
                                   const Session::Pointer made = Session::make(connect, freshRelay);
                                   // Neither waits for the other: each costs a round trip.
                                   const auto watching = std::async(std::launch::async,
                                                                    [made] { made->watchLink(); });
                                   const auto listed = made->listMachines();
                                   watching.wait();
                                   return listed.map([&](const QList<Machine> &known) {
                                       return Opened{made, known, shared};
                                   });
                               }));
        promise->finish();
    });
    whenDone(future, this, [this, freshRelay, mine = generation](const Result<Opened> &opened) {
        --attemptsUnderWay;
        if (mine != generation || session)
            return; // given up, or another attempt was faster
        if (!opened) {
            if (attemptsUnderWay == 0)
                openingFailed(opened.error());
            return;
        }
        relay = freshRelay;
        sshShared = opened->shared;
        adopt(opened->session, opened->machines);
    });
}

void ConnectionPrivate::openingFailed(const Error &error)
{
    if (error.kind == Error::Kind::Canceled) { // by the user, who knows
        close();
        return;
    }
    // A password that was not given, or a host that refuses us, is not asked again and again.
    if (error.kind != Error::Kind::Denied && (wasConnected || q->isLocal())) {
        scheduleRetry();
    }
    if (!retryTimer.isActive())
        leaveSsh(); // nobody stays signed in at a host that is shown as failed
    setState(wasConnected ? ConnectionState::Lost : ConnectionState::Failed, error);
}

// Ends it, unless another connection to this host is open.
void ConnectionPrivate::leaveSsh()
{
    if (ssh)
        ssh->disconnect(this);
    ssh.reset();
    sshShared = false;
}

void ConnectionPrivate::scheduleRetry()
{
    retryTimer.start(retrySeconds * 1000);
    retrySeconds = qMin(retrySeconds * 2, longestRetrySeconds);
}

void ConnectionPrivate::adopt(const Session::Pointer &opened, const QList<Machine> &listed)
{
    session = opened;
    attemptTimer.stop();
    wasConnected = true;
    retrySeconds = 1;
    pinging = false;
    nextPingMs = 0;
    connect(relay.get(), &SessionRelay::news, this, [this] {
        if (!frameTimer.isActive())
            frameTimer.start();
    });
    connect(relay.get(), &SessionRelay::closed, this, [this](int reason) {
        const QString words = reason == 2 ? Text::tr("The host stopped answering.")
                                          : Text::tr("The host closed the connection.");
        lose({.kind = Error::Kind::Lost, .summary = words});
    });
    describer.setSession(session);
    storageConnected();
    setState(ConnectionState::Connected);
    replaceAll(listed, Describe::All);
    frameTimer.start(); // what came in while the list was read
    demandChanged();

    // What a list does not need, once it is there.
    whenDone(run(Session::Purpose::Read,
                 [](Session &live) -> Result<HostInfo> {
                     live.listenToAll();
                     return Virt::readHost(live.connect());
                 }),
             this, [this](const Result<HostInfo> &read) {
                 if (!read)
                     return;
                 HostInfo fresh = *read;
                 if (ssh) // how we got there is our own affair
                     fresh.canonicalUri = uriThroughCommand(fresh.canonicalUri, {});
                 if (host == fresh)
                     return;
                 host = fresh;
                 Q_EMIT q->hostChanged(host);
             });
}

void ConnectionPrivate::endSession(const Error &error)
{
    ++generation;
    attemptTimer.stop();
    retryTimer.stop();
    frameTimer.stop();
    statsTimer.stop();
    watchTimer.stop();
    asking = askAgain = relistAgain = sampling = pinging = false;
    pace = {};
    resolving.clear();
    describer.setSession({});
    storageDisconnected();
    if (relay)
        relay->disconnect(this);
    relay.reset();
    if (const Session::Pointer ended = std::exchange(session, nullptr))
        ended->stop(error);
}

void ConnectionPrivate::lose(const Error &error)
{
    if (!session)
        return;
    endSession({.kind = Error::Kind::Lost,
                .summary = error.summary,
                .detail = error.detail,
                .advice = Text::tr("Whether what was going on took effect will be seen when the "
                                   "host is back.")});
    scheduleRetry();
    setState(ConnectionState::Lost, error);
}

void ConnectionPrivate::close()
{
    endSession({.kind = Error::Kind::Lost, .summary = Text::tr("The host was disconnected.")});
    wasConnected = false;
    retrySeconds = 1;
    leaveSsh();
    setState(ConnectionState::Disconnected);
}

void ConnectionPrivate::startWatching()
{
    if (!watchTimer.isActive())
        watchTimer.start();
}

// Runs only while calls are under way. A call may take long for good reasons; whether anybody is
// there is seen by a question that every daemon answers at once.
void ConnectionPrivate::watch()
{
    if (!session || !session->busy()) {
        watchTimer.stop();
        return;
    }
    if (pinging) {
        const qint64 waiting = pingClock.elapsed();
        if (waiting > lostMs)
            lose({.kind = Error::Kind::Lost, .summary = Text::tr("The host stopped answering.")});
        else if (waiting > notRespondingMs)
            setState(ConnectionState::NotResponding);
        return;
    }
    const qint64 longest = session->longestWaitMs();
    if (longest < suspiciousMs || (pingClock.isValid() && pingClock.elapsed() < nextPingMs))
        return;
    pinging = true;
    pingClock.start();
    whenDone(session->run(session, Session::Purpose::Control,
                          [](Session &live) -> Result<bool> { return Virt::ping(live.connect()); }),
             this, [this, mine = generation](const Result<bool> &) {
                 if (mine != generation)
                     return;
                 pinging = false;
                 nextPingMs = pingClock.elapsed() + pingPauseMs;
                 if (status.state == ConnectionState::NotResponding)
                     setState(ConnectionState::Connected);
             });
}
