// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ssh/sshmaster.h"

#include "models/core/async.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SshMaster)
};

constexpr qsizetype mostErrors = 8 * 1024;
constexpr int endsWithinMs = 2000;

// What ssh says when it cannot share its connection.
constexpr std::array cannotShare{
    "disabling multiplexing",          "unix_listener:",           "muxserver_listen",
    "too long for Unix domain socket", "Bad configuration option", "ControlPath too long",
};

// What went wrong inside of the connection is no reason for its end.
QString saidBy(const QByteArray &errors, bool wasOpen)
{
    QStringList lines = QString::fromUtf8(errors).trimmed().split(u'\n');
    if (wasOpen)
        lines.removeIf([](const QString &line) { return line.startsWith("channel "_L1); });
    return lines.join(u'\n').remove(u'\r');
}

Error refusal(const QString &words)
{
    const bool denied = words.contains("Permission denied ("_L1)
                        || words.contains("Too many authentication failures"_L1)
                        || words.contains("Host key verification failed"_L1);
    return {.kind = denied ? Error::Kind::Denied : Error::Kind::Failed, .detail = words};
}

} // namespace

SshMaster::SshMaster(const SshHost &host, const QString &folder, const QString &helper,
                     const QString &configFile, QObject *processes)
    : m_host(host)
    , m_folder(folder)
    , m_helper(helper)
    , m_configFile(configFile)
    , m_processes(processes)
    , m_forwards(folder, folder + u"/master"_s)
{
    for (const QString &name : {u"/shared"_s, u"/direct"_s, u"/askpass"_s})
        QFile::link(m_helper, m_folder + name);
    if (!m_configFile.isEmpty())
        QFile::link(m_configFile, m_folder + u"/config"_s);
    m_questions.listen(m_folder);
    connect(&m_questions, &AskpassServer::asked, this, [this](const SshQuestion &question) {
        m_patience.stop(); // the user may think as long as the host waits
        Q_EMIT asked(question);
    });
    connect(&m_questions, &AskpassServer::withdrawn, this, [this](quint64 question) {
        if (m_state == State::Opening && !m_questions.isWaiting())
            m_patience.start();
        Q_EMIT withdrawn(question);
    });
    m_patience.setSingleShot(true);
    setPatience(m_patienceSeconds);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_silent = true;
        endProcess();
    });
    // ssh makes its socket when it is let in.
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &SshMaster::lookForSocket);
}

SshMaster::~SshMaster()
{
    leave();
    finish(tl::unexpected(
        Error{.kind = Error::Kind::Lost, .summary = Text::tr("The ssh connection was closed.")}));
    QDir(m_folder).removeRecursively();
}

void SshMaster::setPatience(int seconds)
{
    m_patienceSeconds = seconds;
    m_patience.setInterval(2 * seconds * 1000);
}

QString SshMaster::program()
{
    return u"/usr/bin/ssh"_s;
}

qint64 SshMaster::processId() const
{
    return m_process ? m_process->processId() : 0;
}

QFuture<Result<>> SshMaster::open()
{
    if (m_state == State::Open)
        return readyFuture(Result<>());
    auto promise = std::make_shared<QPromise<Result<>>>();
    promise->start();
    m_waiting.append(promise);
    if (m_state == State::Closed)
        start();
    return promise->future();
}

void SshMaster::start()
{
    m_controlPath = m_folder + u"/m%1"_s.arg(++m_starts);
    // The name under which the helper and the forwards know it.
    QFile::remove(m_folder + u"/master"_s);
    QFile::link(m_controlPath, m_folder + u"/master"_s);
    m_errors.clear();
    m_givenUp = m_silent = m_cannotShare = false;
    m_questions.forgetAnswers();
    m_watcher.addPath(m_folder);

    m_process = new QProcess(m_processes);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"SSH_ASKPASS"_s, m_folder + u"/askpass"_s);
    environment.insert(u"SSH_ASKPASS_REQUIRE"_s, u"force"_s);
    if (!environment.contains(u"DISPLAY"_s))
        environment.insert(u"DISPLAY"_s, u":"_s); // what OpenSSH before 8.4 goes by
    m_process->setProcessEnvironment(environment);
    m_process->setStandardInputFile(QProcess::nullDevice());
    m_process->setStandardOutputFile(QProcess::nullDevice());
    // No terminal to ask at, and no life without us.
    m_process->setChildProcessModifier([parent = ::getpid()] {
        ::setsid();
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
        if (::getppid() != parent)
            ::_exit(1);
    });
    connect(m_process, &QProcess::readyReadStandardError, this, &SshMaster::readErrors);
    connect(m_process, &QProcess::finished, this, &SshMaster::ended);
    connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return;
        m_errors = m_process->errorString().toUtf8();
        ended();
    });

    m_state = State::Opening;
    m_patience.start();
    Q_EMIT stateChanged();
    QStringList arguments;
    if (!m_configFile.isEmpty())
        arguments += {u"-F"_s, m_configFile};
    arguments += {u"-N"_s, u"-T"_s, u"-x"_s, u"-S"_s, m_controlPath};
    for (const char *option : {"ControlMaster=yes", "ControlPersist=no", "ClearAllForwardings=yes",
                               "RemoteCommand=none", "PermitLocalCommand=no", "EscapeChar=none",
                               "ForkAfterAuthentication=no", "StreamLocalBindUnlink=yes",
                               "ServerAliveInterval=5", "ServerAliveCountMax=3", "LogLevel=INFO"})
        arguments += {u"-o"_s, QString::fromLatin1(option)};
    arguments += {u"-o"_s, u"ConnectTimeout=%1"_s.arg(m_patienceSeconds)};
    m_process->start(program(), arguments + m_host.arguments());
}

void SshMaster::readErrors()
{
    m_errors = (m_errors + m_process->readAllStandardError()).right(mostErrors);
    if (m_state == State::Opening && !m_cannotShare
        && std::any_of(cannotShare.begin(), cannotShare.end(),
                       [this](const char *words) { return m_errors.contains(words); })) {
        m_cannotShare = true;
        endProcess();
    }
}

void SshMaster::lookForSocket()
{
    if (m_state != State::Opening || !m_process || !QFileInfo::exists(m_controlPath))
        return;
    m_patience.stop();
    m_watcher.removePath(m_folder);
    m_state = State::Open;
    m_since = QDateTime::currentDateTime();
    m_errors.clear(); // a host's banner explains no later end
    Q_EMIT stateChanged();
    finish({});
}

void SshMaster::ended()
{
    QProcess *process = m_process;
    m_process = nullptr;
    m_errors = (m_errors + process->readAllStandardError()).right(mostErrors);
    process->disconnect(this);
    process->deleteLater();
    const State before = std::exchange(m_state, State::Closed);
    m_patience.stop();
    m_watcher.removePath(m_folder);
    m_forwards.reset();
    QFile::remove(m_controlPath);
    const QString words = saidBy(m_errors, before == State::Open);
    const QString name = m_host.displayName();
    Q_EMIT stateChanged();
    if (before == State::Open) {
        Q_EMIT lost({.kind = Error::Kind::Lost,
                     .summary = Text::tr("The ssh connection to “%1” has ended.").arg(name),
                     .detail = words});
        return;
    }
    Error error = refusal(words);
    error.summary = Text::tr("Cannot sign in to “%1”.").arg(name);
    if (m_givenUp)
        error.kind = Error::Kind::Canceled;
    else if (m_cannotShare)
        error.kind = Error::Kind::Unsupported;
    else if (m_silent)
        error.detail = Text::tr("The connection timed out: the host took it and said no more.");
    finish(tl::unexpected(error));
}

// It leaves in its own time; what it does not do by then is done for it.
void SshMaster::endProcess()
{
    if (!m_process)
        return;
    // With what it started to get there, and what asks for it.
    const auto pid = pid_t(m_process->processId());
    if (pid <= 0 || ::kill(-pid, SIGTERM) != 0)
        m_process->terminate();
    QTimer::singleShot(endsWithinMs, m_process, &QProcess::kill);
}

// Lets the process end by itself.
void SshMaster::leave()
{
    if (m_process) {
        m_process->disconnect(this);
        connect(m_process, &QProcess::finished, m_process, &QObject::deleteLater);
        endProcess();
        m_process = nullptr;
    }
    m_state = State::Closed;
    m_questions.refuseAll();
    m_patience.stop();
    m_watcher.removePath(m_folder);
    m_forwards.reset();
    if (!m_controlPath.isEmpty())
        QFile::remove(m_controlPath);
}

void SshMaster::close()
{
    if (m_state == State::Closed)
        return;
    leave();
    Q_EMIT stateChanged();
    finish(tl::unexpected(Error{.kind = Error::Kind::Canceled,
                                .summary = Text::tr("The ssh connection was closed.")}));
}

void SshMaster::finish(const Result<> &result)
{
    for (const auto &promise : std::exchange(m_waiting, {})) {
        promise->addResult(result);
        promise->finish();
    }
}

QFuture<Result<FileDescriptor>> SshMaster::connectTo(const QString &address)
{
    if (m_state == State::Open)
        return m_forwards.connectTo(address);
    auto promise = std::make_shared<QPromise<Result<FileDescriptor>>>();
    promise->start();
    const auto future = promise->future();
    whenDone(open(), this, [this, promise, address](const Result<> &opened) {
        if (!opened) {
            promise->addResult(tl::unexpected(opened.error()));
            promise->finish();
            return;
        }
        whenDone(m_forwards.connectTo(address), this,
                 [promise](const Result<FileDescriptor> &socket) {
                     promise->addResult(socket);
                     promise->finish();
                 });
    });
    return future;
}

void SshMaster::answer(quint64 question, const QString &text)
{
    m_questions.answer(question, text);
}

void SshMaster::refuse(quint64 question)
{
    m_givenUp = m_state == State::Opening;
    m_questions.refuse(question);
    if (m_givenUp)
        endProcess();
}
