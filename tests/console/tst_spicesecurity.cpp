// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/viewerdisplay.h"
#include "console/viewerprocess.h"
#include "tests/support/patience.h"

#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>

#include <arpa/inet.h>
#include <sys/socket.h>

using namespace Qt::StringLiterals;
using namespace Wire;

// QEMU by itself, with a SPICE server that has a certificate of an authority of the test's own.
class SecureQemu
{
public:
    explicit SecureQemu(const QStringList &more = {})
    {
        const auto openssl = [this](const QStringList &arguments) {
            QProcess process;
            process.setWorkingDirectory(m_folder.path());
            process.start(u"openssl"_s, arguments);
            return process.waitForFinished() && process.exitCode() == 0;
        };
        const auto authority = [&openssl](const QString &name) {
            return openssl({u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s,
                            u"-days"_s, u"2"_s, u"-subj"_s, u"/CN="_s + name, u"-keyout"_s,
                            name + u"-key.pem"_s, u"-out"_s, name + u"-cert.pem"_s});
        };
        m_ready = authority(u"ca"_s) && authority(u"other"_s)
                  && openssl({u"req"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-subj"_s,
                              u"/O=Guesthouse/CN=web.example"_s, u"-keyout"_s, u"server-key.pem"_s,
                              u"-out"_s, u"server.csr"_s})
                  && openssl({u"x509"_s, u"-req"_s, u"-in"_s, u"server.csr"_s, u"-CA"_s,
                              u"ca-cert.pem"_s, u"-CAkey"_s, u"ca-key.pem"_s, u"-CAcreateserial"_s,
                              u"-days"_s, u"2"_s, u"-out"_s, u"server-cert.pem"_s});
        for (int *number : {&port, &tlsPort}) {
            QTcpServer free;
            free.listen(QHostAddress::LocalHost);
            *number = free.serverPort();
        }
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(
            u"qemu-system-x86_64"_s,
            QStringList{
                u"-machine"_s, u"pc,accel=tcg"_s, u"-m"_s, u"32"_s, u"-nic"_s, u"none"_s,
                u"-nodefaults"_s, u"-vga"_s, u"std"_s, u"-display"_s, u"none"_s, u"-object"_s,
                u"secret,id=word,data=sesame"_s, u"-monitor"_s, u"stdio"_s, u"-spice"_s,
                u"addr=127.0.0.1,port=%1,tls-port=%2,x509-dir=%3,password-secret=word"_s.arg(
                    QString::number(port), QString::number(tlsPort), m_folder.path())}
                + more);
    }
    ~SecureQemu()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    bool waitUntilReady()
    {
        const auto answers = [this] {
            m_said += m_process.readAllStandardOutput();
            return m_said.contains("(qemu)");
        };
        return m_ready && QTest::qWaitFor(answers, patience);
    }
    bool command(const QByteArray &line)
    {
        m_said.clear();
        m_process.write(line + '\n');
        return waitUntilReady();
    }
    const QByteArray &said() const { return m_said; } // to the last command
    QByteArray authority(const QString &name) const
    {
        QFile file(m_folder.filePath(name + u"-cert.pem"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    FileDescriptor connectTo(int number) const
    {
        FileDescriptor connection(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(quint16(number));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const bool done =
            connect(connection.get(), reinterpret_cast<sockaddr *>(&address), sizeof address) == 0;
        return done ? connection : FileDescriptor();
    }
    Open secure() const
    {
        Open where;
        where.local = true;
        where.host = u"127.0.0.1"_s;
        where.tlsPort = tlsPort;
        where.password = "sesame";
        where.authorities = authority(u"ca"_s);
        where.certificateSubject = u"O=Guesthouse,CN=web.example"_s;
        return where;
    }

    int port = 0, tlsPort = 0;

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    QByteArray m_said;
    bool m_ready = false;
};

// How a session goes: nothing while it is open, else why it ended.
struct Attempt
{
    explicit Attempt(const Open &where, const SecureQemu *qemu = nullptr)
    {
        QObject::connect(&viewer, &ViewerProcess::ended, &viewer,
                         [this](EndReason reason, const QString &) { end = reason; });
        QObject::connect(&viewer, &ViewerProcess::opened, &viewer, [this] { opened = true; });
        QObject::connect(&viewer, &ViewerProcess::channelWanted, &viewer,
                         [this, qemu](quint32 request, bool secure) {
                             asked.append(secure);
                             viewer.sendSocket(
                                 request, qemu->connectTo(secure ? qemu->tlsPort : qemu->port));
                         });
        viewer.start(ViewerProcess::program(), where);
    }
    bool settled() const { return end || (opened && !viewer.display()->picture().isNull()); }

    ViewerProcess viewer;
    bool opened = false;
    std::optional<EndReason> end;
    QList<bool> asked; // for sockets; whether for TLS
};

// A proxy of HTTP that knows one server, whatever name it is asked for.
class Proxy : public QTcpServer
{
public:
    explicit Proxy(int port)
    {
        connect(this, &QTcpServer::newConnection, this, [this, port] {
            QTcpSocket *client = nextPendingConnection();
            auto *server = new QTcpSocket(client);
            server->connectToHost(QHostAddress::LocalHost, quint16(port));
            connect(server, &QTcpSocket::readyRead, client,
                    [client, server] { client->write(server->readAll()); });
            connect(client, &QTcpSocket::readyRead, server, [this, client, server] {
                if (client->property("through").toBool()) {
                    server->write(client->readAll());
                } else if (client->peek(4096).contains("\r\n\r\n")) {
                    asked.append(client->readLine().simplified());
                    while (client->readLine() != "\r\n")
                        ;
                    client->setProperty("through", true);
                    client->write("HTTP/1.0 200 Go on\r\n\r\n");
                    server->write(client->readAll());
                }
            });
        });
        listen(QHostAddress::LocalHost);
    }

    QList<QByteArray> asked; // first lines
};

class TestSpiceSecurity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        for (const QString &program : {u"qemu-system-x86_64"_s, u"openssl"_s}) {
            if (QStandardPaths::findExecutable(program).isEmpty())
                QSKIP(qPrintable(program + u" is not installed"_s));
        }
        if (!qEnvironmentVariableIsSet("GUESTHOUSE_VIEWER"))
            qputenv("GUESTHOUSE_VIEWER", QFile::encodeName(QCoreApplication::applicationDirPath()
                                                           + u"/../app/guesthouse-viewer"_s));
    }

    void onlyTheRightCertificateIsTrusted()
    {
        SecureQemu qemu;
        QVERIFY(qemu.waitUntilReady());
        {
            Attempt right(qemu.secure());
            QTRY_VERIFY_WITH_TIMEOUT(right.settled(), patience);
            QVERIFY(!right.end);
        }
        {
            Open where = qemu.secure();
            where.authorities = qemu.authority(u"other"_s);
            Attempt wrongAuthority(where);
            QTRY_COMPARE_WITH_TIMEOUT(wrongAuthority.end, EndReason::NotSecure, patience);
        }
        {
            Open where = qemu.secure();
            where.certificateSubject = u"O=Guesthouse,CN=mail.example"_s;
            Attempt wrongSubject(where);
            QTRY_COMPARE_WITH_TIMEOUT(wrongSubject.end, EndReason::NotSecure, patience);
        }
        {
            Open where = qemu.secure();
            where.certificateSubject.clear(); // then it must have the host's name
            Attempt wrongName(where);
            QTRY_COMPARE_WITH_TIMEOUT(wrongName.end, EndReason::NotSecure, patience);
        }
        {
            Open where = qemu.secure();
            where.port = qemu.port;
            where.secureChannels = {u"all"_s};
            where.authorities = qemu.authority(u"other"_s);
            Attempt plainPortToo(where); // is not used instead
            QTRY_COMPARE_WITH_TIMEOUT(plainPortToo.end, EndReason::NotSecure, patience);
        }
    }

    // Neither the library nor QEMU speaks TLS on them, and both would be asked for ever.
    void socketsThatAreHandedInCarryNoTls()
    {
        SecureQemu qemu;
        QVERIFY(qemu.waitUntilReady());
        Open where = qemu.secure();
        where.sockets = true;
        {
            Attempt tlsOnly(where, &qemu);
            QTRY_COMPARE_WITH_TIMEOUT(tlsOnly.end, EndReason::NotSecure, patience);
            QVERIFY(tlsOnly.asked.isEmpty());
        }
        where.port = qemu.port;
        Attempt plain(where, &qemu);
        QTRY_VERIFY_WITH_TIMEOUT(plain.settled(), patience);
        QVERIFY(!plain.end);
        QVERIFY(!plain.asked.contains(true));
    }

    void aProxyLeadsToTheServer()
    {
        SecureQemu qemu;
        QVERIFY(qemu.waitUntilReady());
        Proxy proxy(qemu.port);
        Open where;
        where.host = u"spice.invalid"_s; // the proxy's to look up
        where.port = 5987;
        where.password = "sesame";
        where.proxy = u"http://127.0.0.1:%1"_s.arg(proxy.serverPort());
        // What only a Windows guest's agent heeds does no harm.
        where.colorDepth = 16;
        where.disabledEffects = {u"wallpaper"_s, u"font-smooth"_s, u"animation"_s};
        Attempt attempt(where);
        QTRY_VERIFY_WITH_TIMEOUT(attempt.settled(), patience);
        QVERIFY(!attempt.end);
        QVERIFY(proxy.asked.size() >= 3); // every channel goes that way
        for (const QByteArray &line : std::as_const(proxy.asked))
            QVERIFY2(line.startsWith("CONNECT spice.invalid:5987 HTTP/"), line);
    }

    void channelsThatAreDisabledStayUnconnected()
    {
        SecureQemu qemu(
            {u"-audiodev"_s, u"spice,id=sound"_s, u"-device"_s, u"AC97,audiodev=sound"_s});
        QVERIFY(qemu.waitUntilReady());
        Open where = qemu.secure();
        {
            Attempt all(where);
            QTRY_VERIFY_WITH_TIMEOUT(all.settled(), patience);
            QTRY_VERIFY_WITH_TIMEOUT(
                all.viewer.features().sound && all.viewer.features().microphone, patience);
            QVERIFY(qemu.command("info spice"));
            QVERIFY2(qemu.said().contains("name: record"), qemu.said());
        }
        where.disabledChannels = {u"record"_s, u"cursor"_s};
        {
            Attempt some(where);
            QTRY_VERIFY_WITH_TIMEOUT(some.settled() && some.viewer.features().sound, patience);
            QVERIFY(!some.viewer.features().microphone);
            QVERIFY(qemu.command("info spice"));
            QVERIFY2(qemu.said().contains("name: playback"), qemu.said());
            QVERIFY2(!qemu.said().contains("name: record") && !qemu.said().contains("name: cursor"),
                     qemu.said());
        }
        where.disabledChannels.clear();
        where.sound = false;
        Attempt silent(where);
        QTRY_VERIFY_WITH_TIMEOUT(silent.settled(), patience);
        QVERIFY(!silent.viewer.features().sound && !silent.viewer.features().microphone);
        QVERIFY(qemu.command("info spice"));
        QVERIFY2(!qemu.said().contains("name: playback"), qemu.said());
    }

    void aPasswordExpires()
    {
        SecureQemu qemu;
        QVERIFY(qemu.waitUntilReady());
        Open where = qemu.secure();
        where.password.clear();
        {
            Attempt none(where);
            QTRY_COMPARE_WITH_TIMEOUT(none.end, EndReason::PasswordWanted, patience);
        }
        where.password = "sesame";
        {
            Attempt right(where);
            QTRY_VERIFY_WITH_TIMEOUT(right.settled(), patience);
            QVERIFY(!right.end);
        }
        QVERIFY(qemu.command("expire_password spice now"));
        Attempt late(where);
        QTRY_COMPARE_WITH_TIMEOUT(late.end, EndReason::PasswordWanted, patience);
    }
};

QTEST_GUILESS_MAIN(TestSpiceSecurity)
#include "tst_spicesecurity.moc"
