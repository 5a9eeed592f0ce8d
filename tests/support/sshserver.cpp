// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sshserver.h"

#include "tests/support/patience.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <csignal>
#include <pwd.h>
#include <sys/prctl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

static void write(const QString &path, const QString &text)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(text.toUtf8());
}

static QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// A port that is free now; from outside the range that the kernel hands out by itself.
static quint16 freePort()
{
    for (int i = 0; i < 200; ++i) {
        const auto port = quint16(20000 + (::getpid() * 7 + i * 13) % 12000);
        QProcess probe;
        probe.start(u"/usr/bin/python3"_s,
                    {u"-c"_s,
                     u"import socket,sys; s=socket.socket(); "
                     "s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); "
                     "s.bind(('127.0.0.1', int(sys.argv[1])))"_s,
                     QString::number(port)});
        if (probe.waitForFinished() && probe.exitCode() == 0)
            return port;
    }
    return 0;
}

SshServer::SshServer(const QString &passphrase)
{
    QDir().mkpath(u"/run/sshd"_s); // root's sshd wants it; elsewhere nobody may make it
    QDir(m_folder.path()).mkdir(u"run"_s);
    QFile::setPermissions(runtimeFolder(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    keygen(
        {u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, passphrase, u"-f"_s, m_folder.filePath(u"id"_s)});
    changeHostKey();
}

SshServer::~SshServer()
{
    stop();
}

QByteArray SshServer::keygen(const QStringList &arguments) const
{
    QProcess process;
    process.start(u"/usr/bin/ssh-keygen"_s, arguments);
    return process.waitForFinished(20'000) ? process.readAllStandardOutput() : QByteArray();
}

bool SshServer::changeHostKey()
{
    stop();
    const QString key = m_folder.filePath(u"host"_s);
    QFile::remove(key);
    QFile::remove(key + u".pub"_s);
    keygen({u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, QString(), u"-f"_s, key});
    return QFile::exists(key);
}

bool SshServer::start(const QStringList &options)
{
    if (m_port == 0)
        m_port = freePort();
    const QString config = m_folder.filePath(u"sshd_config"_s);
    QStringList lines{u"ListenAddress 127.0.0.1"_s,
                      u"Port %1"_s.arg(m_port),
                      u"PidFile none"_s,
                      u"HostKey "_s + m_folder.filePath(u"host"_s),
                      u"AuthorizedKeysFile "_s + m_folder.filePath(u"id.pub"_s),
                      u"StrictModes no"_s,
                      u"UsePAM no"_s,
                      u"PasswordAuthentication no"_s,
                      u"KbdInteractiveAuthentication no"_s,
                      u"LogLevel VERBOSE"_s};
    write(config, (lines + options).join(u'\n') + u'\n');
    write(clientConfig(), u"UserKnownHostsFile %1\nGlobalKnownHostsFile none\nIdentityFile %2\n"
                          "IdentitiesOnly yes\nIdentityAgent none\n"_s.arg(
                              m_folder.filePath(u"known"_s), m_folder.filePath(u"id"_s)));
    const qsizetype before = log().size();
    m_process.setStandardErrorFile(m_folder.filePath(u"log"_s), QIODevice::Append);
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    m_process.start(u"/usr/sbin/sshd"_s, {u"-D"_s, u"-e"_s, u"-f"_s, config});
    const bool listening = QTest::qWaitFor(
        [&] {
            return log().sliced(before).contains("Server listening")
                   || m_process.state() == QProcess::NotRunning;
        },
        10'000);
    m_error = QString::fromUtf8(log().sliced(before));
    return listening && m_process.state() != QProcess::NotRunning;
}

void SshServer::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    cut();
    m_process.kill();
    m_process.waitForFinished();
}

QString SshServer::authority() const
{
    const passwd *account = ::getpwuid(::getuid());
    return u"%1@127.0.0.1:%2"_s.arg(QString::fromLocal8Bit(account ? account->pw_name : ""),
                                    QString::number(m_port));
}

QString SshServer::fingerprint() const
{
    return QString::fromUtf8(keygen({u"-l"_s, u"-f"_s, m_folder.filePath(u"host.pub"_s)}))
        .section(u' ', 1, 1);
}

void SshServer::useForProgram()
{
    qputenv("GUESTHOUSE_SSH_CONFIG", QFile::encodeName(clientConfig()));
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(runtimeFolder()));
    if (!qEnvironmentVariableIsSet("GUESTHOUSE_SSH_HELPER"))
        qputenv("GUESTHOUSE_SSH_HELPER",
                QFile::encodeName(QDir::cleanPath(QCoreApplication::applicationDirPath()
                                                  + u"/../app/guesthouse-ssh"_s)));
}

void SshServer::trust()
{
    const QByteArray key = contentOf(m_folder.filePath(u"host.pub"_s));
    write(m_folder.filePath(u"known"_s),
          u"[127.0.0.1]:%1 %2"_s.arg(QString::number(m_port), QString::fromUtf8(key)));
}

bool SshServer::isTrusted() const
{
    return contentOf(m_folder.filePath(u"known"_s)).contains("ssh-ed25519");
}

QByteArray SshServer::log() const
{
    return contentOf(m_folder.filePath(u"log"_s));
}

int SshServer::logins() const
{
    return int(log().count("Accepted publickey for"));
}

QList<qint64> SshServer::children() const
{
    const qint64 parent = m_process.processId();
    QList<qint64> found;
    const QStringList processes = QDir(u"/proc"_s).entryList(QDir::Dirs);
    for (const QString &name : processes) {
        const qint64 pid = name.toLongLong();
        const QByteArray stat = pid > 0 ? contentOf(u"/proc/%1/stat"_s.arg(pid)) : QByteArray();
        if (parent > 0
            && stat.mid(stat.lastIndexOf(')') + 2).split(' ').value(1).toLongLong() == parent)
            found.append(pid);
    }
    return found;
}

int SshServer::connections() const
{
    return int(children().size());
}

void SshServer::cut()
{
    const QList<qint64> serving = children();
    for (const qint64 pid : serving)
        ::kill(pid_t(pid), SIGKILL);
}

QString SshServer::relayTo(const QString &socket)
{
    return u"ForceCommand /usr/bin/python3 %1/tests/support/stdiotosocket.py %2"_s.arg(
        QStringLiteral(GUESTHOUSE_SOURCE_DIR), socket);
}
