// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ssh/sshforwards.h"

#include "models/core/async.h"
#include "models/ssh/sshmaster.h"
#include "models/values/connectionuri.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QTimer>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SshForwards)
};

constexpr int patienceMs = 10'000; // ssh on this computer answers in milliseconds

Result<FileDescriptor> connectedTo(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    // Local sockets connect at once or not at all; this thread never waits.
    const FileDescriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (name.size() < qsizetype(sizeof address.sun_path) && socket) {
        std::memcpy(address.sun_path, name.constData(), size_t(name.size()));
        if (::connect(socket.get(), reinterpret_cast<sockaddr *>(&address), sizeof address) == 0
            && ::fcntl(socket.get(), F_SETFL, 0) == 0)
            return socket;
    }
    return tl::unexpected(Error{.summary = Text::tr("The way through ssh is closed."),
                                .detail = QString::fromLocal8Bit(std::strerror(errno))});
}

} // namespace

struct SshForwards::Forward
{
    QString address; // as it was asked for
    QString target;  // as ssh takes it
    QString path;    // of our end
    bool ready = false;
    QList<std::shared_ptr<QPromise<Result<FileDescriptor>>>> waiting;
    QTimer linger;

    void answer(const Result<FileDescriptor> &socket)
    {
        for (const auto &promise : std::exchange(waiting, {})) {
            promise->addResult(socket);
            promise->finish();
        }
    }
};

SshForwards::SshForwards(const QString &folder, const QString &master, QObject *parent)
    : QObject(parent), m_folder(folder), m_master(master)
{}

SshForwards::~SshForwards()
{
    reset();
    const auto processes = findChildren<QProcess *>(QString(), Qt::FindDirectChildrenOnly);
    for (QProcess *process : processes) {
        process->disconnect(this);
        process->kill();
        process->waitForFinished(1000); // as long as a kill takes
    }
}

QString SshForwards::forwardable(const QString &address)
{
    // ssh expands environment variables in paths, and there is no escape for that.
    if (address.startsWith(u'/')) {
        for (const QChar c : address) {
            if (!c.isPrint())
                return {};
        }
        if (address.contains("${"_L1) || address.size() > 1000)
            return {};
        return QString(address)
            .replace(u"\\"_s, u"\\\\"_s)
            .replace(u":"_s, u"\\:"_s)
            .replace(u"%"_s, u"%%"_s);
    }
    const qsizetype colon = address.lastIndexOf(u':');
    bool isNumber = false;
    const int port = address.mid(colon + 1).toInt(&isNumber);
    QString host = address.left(qMax(colon, 0));
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.sliced(1, host.size() - 2);
    if (!isNumber || port < 1 || port > 65535 || !hostProblem(host).isEmpty()
        || host.contains(u'%'))
        return {};
    return host.contains(u':') ? u"[%1]:%2"_s.arg(host, QString::number(port))
                               : u"%1:%2"_s.arg(host, QString::number(port));
}

QFuture<Result<FileDescriptor>> SshForwards::connectTo(const QString &address)
{
    const QString target = forwardable(address);
    if (target.isEmpty())
        return readyFuture(Result<FileDescriptor>(tl::unexpected(
            Error{.summary = Text::tr("The display has an address that ssh cannot reach."),
                  .detail = address})));
    std::shared_ptr<Forward> forward = m_forwards.value(target);
    const bool fresh = !forward;
    if (fresh) {
        forward = std::make_shared<Forward>();
        forward->address = address;
        forward->target = target;
        forward->path = m_folder + u"/f%1"_s.arg(++m_last);
        forward->linger.setSingleShot(true);
        connect(&forward->linger, &QTimer::timeout, this,
                [this, target] { drop(m_forwards.value(target)); });
        m_forwards.insert(target, forward);
    }
    forward->linger.start(m_lingerMs);
    if (forward->ready)
        return readyFuture(connectedTo(forward->path));
    auto promise = std::make_shared<QPromise<Result<FileDescriptor>>>();
    promise->start();
    forward->waiting.append(promise);
    const auto future = promise->future();
    if (fresh)
        make(forward);
    return future;
}

// The user's settings are left out: their forwards would be asked for again.
QProcess *SshForwards::tell(const QString &verb, const Forward &forward)
{
    auto *process = new QProcess(this);
    process->setStandardInputFile(QProcess::nullDevice());
    process->setStandardOutputFile(QProcess::nullDevice());
    connect(process, &QProcess::finished, process, &QObject::deleteLater);
    QTimer::singleShot(patienceMs, process, [process] { process->kill(); });
    process->start(SshMaster::program(),
                   {u"-F"_s, u"none"_s, u"-S"_s, m_master, u"-O"_s, verb, u"-L"_s,
                    forward.path + u':' + forward.target, u"--"_s, u"host"_s});
    return process;
}

void SshForwards::make(const std::shared_ptr<Forward> &forward)
{
    QFile::remove(forward->path);
    QProcess *process = tell(u"forward"_s, *forward);
    connect(process, &QProcess::finished, this, [this, process, forward](int code) {
        const QString words = QString::fromUtf8(process->readAllStandardError()).trimmed();
        made(forward, code == 0 && process->exitStatus() == QProcess::NormalExit ? QString()
                      : words.isEmpty() ? Text::tr("ssh gave no reason.")
                                        : words);
    });
    connect(process, &QProcess::errorOccurred, this, [this, process, forward](auto error) {
        if (error == QProcess::FailedToStart)
            made(forward, process->errorString());
    });
}

void SshForwards::made(const std::shared_ptr<Forward> &forward, const QString &problem)
{
    if (m_forwards.value(forward->target) != forward)
        return; // answered by reset()
    if (problem.isEmpty()) {
        forward->ready = true;
        forward->linger.start(m_lingerMs);
        for (const auto &promise : std::exchange(forward->waiting, {})) {
            promise->addResult(connectedTo(forward->path));
            promise->finish();
        }
        return;
    }
    m_forwards.remove(forward->target);
    QFile::remove(forward->path);
    forward->answer(tl::unexpected(Error{
        .summary = Text::tr("The host does not let ssh through to “%1”.").arg(forward->address),
        .detail = problem}));
}

void SshForwards::drop(const std::shared_ptr<Forward> &forward)
{
    if (!forward || !forward->ready)
        return;
    m_forwards.remove(forward->target);
    // ssh leaves the socket where it was; without it nobody can connect.
    QFile::remove(forward->path);
    tell(u"cancel"_s, *forward);
}

void SshForwards::reset()
{
    for (const std::shared_ptr<Forward> &forward : std::exchange(m_forwards, {})) {
        forward->linger.stop();
        QFile::remove(forward->path);
        forward->answer(tl::unexpected(
            Error{.kind = Error::Kind::Lost,
                  .summary = Text::tr("The ssh connection to the host has ended.")}));
    }
}
