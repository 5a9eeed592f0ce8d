// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/privatelibvirtd.h"

#include "tests/support/patience.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>

#include <csignal>

using namespace Qt::StringLiterals;

namespace {

QString at(QLatin1StringView path, const QString &socket)
{
    return path + "?socket="_L1 + socket;
}

// Feeds `input` to virsh and waits for its end without stopping the caller's events.
VirshAnswer runVirsh(const QStringList &arguments, const QByteArray &input = {})
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    process.setProcessEnvironment(environment);
    QSignalSpy finished(&process, &QProcess::finished);
    process.start(u"/usr/bin/virsh"_s, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!finished.wait(patience)) {
        process.kill();
        finished.wait(5000);
        return {.error = u"virsh did not end"_s};
    }
    return {.status = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            .output = QString::fromUtf8(process.readAllStandardOutput()),
            .error = QString::fromUtf8(process.readAllStandardError())};
}

} // namespace

PrivateLibvirtd::PrivateLibvirtd()
{
    m_keeper.setProgram(u"/usr/bin/python3"_s);
    m_keeper.setArguments({QStringLiteral(GUESTHOUSE_SOURCE_DIR "/app/demo/private_libvirtd.py")});
    m_keeper.setProcessChannelMode(QProcess::ForwardedErrorChannel);
}

PrivateLibvirtd::~PrivateLibvirtd()
{
    quit();
}

bool PrivateLibvirtd::start()
{
    m_keeper.start();
    return waitForLine("ready");
}

bool PrivateLibvirtd::startWithTls()
{
    m_keeper.setArguments(m_keeper.arguments() << u"--tls"_s);
    return start();
}

void PrivateLibvirtd::quit()
{
    if (m_keeper.state() == QProcess::NotRunning)
        return;
    QSignalSpy finished(&m_keeper, &QProcess::finished);
    m_keeper.closeWriteChannel();
    // Without an event loop of ours (at the end of main) the signal cannot come.
    if (!finished.wait(patience))
        m_keeper.waitForFinished(1000);
    m_pid = 0;
}

QString PrivateLibvirtd::socket() const
{
    return m_folder + "/run/libvirt/libvirt-sock"_L1;
}

QString PrivateLibvirtd::uri(const QString &socket) const
{
    return at("qemu+unix:///session"_L1, socket.isEmpty() ? this->socket() : socket);
}

QString PrivateLibvirtd::testDriverUri(const QString &socket) const
{
    return at("test+unix:///default"_L1, socket.isEmpty() ? this->socket() : socket);
}

QString PrivateLibvirtd::nodeUri(const QString &nodeFile, const QString &socket) const
{
    return "test+unix://"_L1 + nodeFile + "?socket="_L1
           + (socket.isEmpty() ? this->socket() : socket);
}

bool PrivateLibvirtd::kill()
{
    ::kill(pid_t(m_pid), SIGKILL);
    return waitForLine("gone");
}

bool PrivateLibvirtd::restart()
{
    m_keeper.write("start\n");
    return waitForLine("ready");
}

void PrivateLibvirtd::stop()
{
    ::kill(pid_t(m_pid), SIGSTOP);
}

void PrivateLibvirtd::cont()
{
    ::kill(pid_t(m_pid), SIGCONT);
}

VirshAnswer PrivateLibvirtd::virsh(const QStringList &arguments, const QString &uri) const
{
    return runVirsh(QStringList{u"--quiet"_s, u"--connect"_s, uri.isEmpty() ? this->uri() : uri}
                    + arguments);
}

VirshAnswer PrivateLibvirtd::define(const QByteArray &xml, const QStringList &options) const
{
    return runVirsh(QStringList{u"--quiet"_s, u"--connect"_s, uri(), u"define"_s} + options
                        + QStringList{u"/dev/stdin"_s},
                    xml);
}

bool PrivateLibvirtd::addPool(const QString &name, const QString &pool) const
{
    const QString path = m_folder + u'/' + name, called = pool.isEmpty() ? name : pool;
    return QDir().mkpath(path) && QFile::setPermissions(path, QFile::Permissions(0x7777))
           && virsh({u"pool-define-as"_s, called, u"dir"_s, u"--target"_s, path}).ok()
           && virsh({u"pool-start"_s, called}).ok();
}

bool PrivateLibvirtd::virshScript(const QByteArray &commands, const QString &uri) const
{
    // Read from a pipe, virsh goes on after a command that failed, and ends with its status 0.
    const VirshAnswer answer = runVirsh(
        {u"--quiet"_s, u"--connect"_s, uri.isEmpty() ? this->uri() : uri}, commands + "quit\n");
    return answer.ok() && !answer.error.contains("error:"_L1);
}

bool PrivateLibvirtd::waitForLine(const QByteArray &first)
{
    const auto hasSpoken = [this] {
        return m_keeper.canReadLine() || m_keeper.state() == QProcess::NotRunning;
    };
    while (QTest::qWaitFor(hasSpoken, patience) && m_keeper.canReadLine()) {
        const QList<QByteArray> words = m_keeper.readLine().trimmed().split(' ');
        m_pid = 0;
        if (words.first() == "ready" && words.size() == 3) {
            m_pid = words.at(1).toLongLong();
            m_folder = QString::fromLocal8Bit(words.at(2));
        }
        if (words.first() == first)
            return true;
    }
    m_error = u"no \"%1\" from private_libvirtd.py: %2"_s.arg(QString::fromUtf8(first),
                                                              m_keeper.errorString());
    return false;
}
