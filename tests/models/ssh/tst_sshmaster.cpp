// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ssh/sshhosts.h"
#include "tests/support/answers.h"
#include "tests/support/patience.h"
#include "tests/support/sshserver.h"

#include <QDir>
#include <QLocalServer>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>

#include <csignal>
#include <memory>
#include <unistd.h>

using namespace Qt::StringLiterals;

static const QString passphrase = u"correct horse"_s;

// Real ssh to a real sshd: who is asked what, how often the host is entered, and what is left.
class TestSshMaster : public QObject
{
    Q_OBJECT

    std::unique_ptr<SshServer> server;
    std::unique_ptr<SshHosts> hosts;
    QList<SshQuestion> asked;
    // What the user says; no entry: a cancel.
    std::function<std::optional<QString>(const SshQuestion &)> user;

    QString uri() const { return u"qemu+ssh://%1/system"_s.arg(server->authority()); }

    static QByteArray greeting(const FileDescriptor &socket)
    {
        QLocalSocket local;
        local.setSocketDescriptor(::dup(socket.get()));
        QByteArray said;
        [&] { QTRY_VERIFY((said += local.readAll()).contains('\n')); }();
        return said.trimmed();
    }

private Q_SLOTS:
    void initTestCase() { std::signal(SIGPIPE, SIG_IGN); } // as main() does

    void init()
    {
        server = std::make_unique<SshServer>(passphrase);
        QVERIFY2(server->start(), qPrintable(server->errorString()));
        server->useForProgram();
        hosts = std::make_unique<SshHosts>();
        asked.clear();
        user = [](const SshQuestion &question) -> std::optional<QString> {
            return question.kind == SshQuestion::Kind::HostKey ? u"yes"_s : passphrase;
        };
        connect(hosts.get(), &SshHosts::asked, this,
                [this](SshMaster *master, const SshQuestion &question) {
                    asked.append(question);
                    if (const auto answer = user(question))
                        master->answer(question.id, *answer);
                    else
                        master->refuse(question.id);
                });
    }

    void cleanup()
    {
        hosts.reset();
        QTRY_COMPARE(server->connections(), 0);
        QCOMPARE(QDir(server->runtimeFolder()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
                 QStringList());
    }

    void aHostIsAskedAboutOnceAndEnteredOnce()
    {
        const auto master = hosts->master(uri());
        QVERIFY(master);
        QCOMPARE(hosts->master(u"qemu+ssh://%1/session"_s.arg(server->authority())), master);
        const auto first = master->open(), second = master->open();
        QVERIFY(answerOf(first));
        QVERIFY(answerOf(second));
        QVERIFY(answerOf(master->open()));
        QCOMPARE(master->state(), SshMaster::State::Open);
        QCOMPARE(asked.size(), 2);
        QCOMPARE(asked[0].kind, SshQuestion::Kind::HostKey);
        QCOMPARE(asked[0].fingerprint, server->fingerprint());
        QCOMPARE(asked[0].keyType, u"ED25519"_s);
        QVERIFY(asked[0].keyHost.contains(u"127.0.0.1"));
        QCOMPARE(asked[1].kind, SshQuestion::Kind::Secret);
        QVERIFY(asked[1].prompt.contains(u"passphrase"));
        QVERIFY(!asked[1].repeated);
        QCOMPARE(server->logins(), 1);

        // As libvirt does it.
        QProcess shared;
        shared.start(master->sharedCommand(),
                     master->host().arguments() + QStringList{u"echo through"_s});
        QSignalSpy ended(&shared, &QProcess::finished);
        QVERIFY(ended.wait(20'000));
        QCOMPARE(shared.readAllStandardOutput(), QByteArray("through\n"));
        QCOMPARE(server->logins(), 1);
    }

    void aWrongPassphraseIsAskedAgain()
    {
        server->trust();
        user = [](const SshQuestion &question) -> std::optional<QString> {
            return question.repeated ? passphrase : u"wrong"_s;
        };
        const auto master = hosts->master(uri());
        QVERIFY(answerOf(master->open()));
        QCOMPARE(asked.size(), 2);
        QVERIFY(!asked[0].repeated);
        QVERIFY(asked[1].repeated);
        QCOMPARE(server->logins(), 1);
    }

    void aCancelEndsTheAttemptAndNothingElseIsAsked()
    {
        server->trust();
        user = [](const SshQuestion &) { return std::nullopt; };
        const auto result = answerOf(hosts->master(uri())->open());
        QVERIFY(!result);
        QCOMPARE(result.error().kind, Error::Kind::Canceled);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(server->logins(), 0);
    }

    void aJumpHostOfTheUsersSettingsIsGoneThrough()
    {
        server->trust();
        QFile config(server->clientConfig());
        QVERIFY(config.open(QIODevice::Append));
        config.write(
            u"Host inner\nHostName localhost\nHostKeyAlias [127.0.0.1]:%1\nPort %1\nProxyJump %2\n"_s
                .arg(QString::number(server->port()), server->authority())
                .toUtf8());
        config.close();
        const auto master = hosts->master(u"qemu+ssh://inner/system"_s);
        const auto opened = answerOf(master->open());
        QVERIFY2(opened, qPrintable(whyNot(opened)));
        QCOMPARE(asked.size(), 2); // for the jump host and for the host
        QCOMPARE(server->logins(), 2);
        QTcpServer display;
        QVERIFY(display.listen(QHostAddress::LocalHost));
        QVERIFY(answerOf(master->connectTo(u"127.0.0.1:%1"_s.arg(display.serverPort()))));
        QTRY_VERIFY(display.hasPendingConnections());
        QCOMPARE(server->logins(), 2);
    }

    void aKeyThatIsNotBelievedIsNotRemembered()
    {
        user = [](const SshQuestion &) { return std::nullopt; };
        const auto master = hosts->master(uri());
        const auto result = answerOf(master->open());
        QVERIFY(!result);
        QCOMPARE(result.error().kind, Error::Kind::Canceled);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0].kind, SshQuestion::Kind::HostKey);
        QVERIFY(!server->isTrusted());
        QCOMPARE(server->logins(), 0);
        // Another attempt may be made at once.
        user = [](const SshQuestion &question) -> std::optional<QString> {
            return question.kind == SshQuestion::Kind::HostKey ? u"yes"_s : passphrase;
        };
        QVERIFY(answerOf(master->open()));
        QVERIFY(server->isTrusted());
    }

    void aChangedKeyIsRefusedWithoutAQuestion()
    {
        server->trust();
        QVERIFY(server->changeHostKey());
        QVERIFY(server->start());
        const auto result = answerOf(hosts->master(uri())->open());
        QVERIFY(!result);
        QCOMPARE(result.error().kind, Error::Kind::Denied);
        QVERIFY(result.error().detail.contains(u"IDENTIFICATION HAS CHANGED"));
        QVERIFY(result.error().detail.contains(server->fingerprint()));
        QVERIFY(asked.isEmpty());
        QCOMPARE(server->logins(), 0);
    }

    void everyChannelGoesThroughTheOneConnection()
    {
        server->trust();
        QTcpServer display;
        QVERIFY(display.listen(QHostAddress::LocalHost));
        QLocalServer local;
        QVERIFY(local.listen(server->runtimeFolder() + u"/a b:c%d.sock"_s));
        for (QObject *each : {static_cast<QObject *>(&display), static_cast<QObject *>(&local)}) {
            const auto greet = [](QIODevice *socket) {
                if (socket)
                    socket->write("hello\n");
            };
            if (auto *tcp = qobject_cast<QTcpServer *>(each))
                connect(tcp, &QTcpServer::newConnection, this,
                        [=] { greet(tcp->nextPendingConnection()); });
            else
                connect(&local, &QLocalServer::newConnection, this,
                        [&] { greet(local.nextPendingConnection()); });
        }
        const auto master = hosts->master(uri());
        const QString address = u"127.0.0.1:%1"_s.arg(display.serverPort());
        QList<QFuture<Result<FileDescriptor>>> channels;
        for (int i = 0; i < 5; ++i) // and nobody has opened it yet
            channels.append(master->connectTo(address));
        QList<FileDescriptor> sockets;
        for (const auto &channel : channels) {
            const auto socket = answerOf(channel);
            QVERIFY2(socket, qPrintable(whyNot(socket)));
            QCOMPARE(greeting(*socket), QByteArray("hello"));
            sockets.append(*socket);
        }
        const auto path = answerOf(master->connectTo(local.fullServerName()));
        QVERIFY2(path, qPrintable(whyNot(path)));
        QCOMPARE(greeting(*path), QByteArray("hello"));
        QCOMPARE(server->logins(), 1);
        QCOMPARE(server->connections(), 1);

        // Ways that nobody takes any more are closed; what went through them goes on.
        const QString folder = QFileInfo(master->sharedCommand()).path();
        const auto ways = [&] { return QDir(folder).entryList({u"f*"_s}, QDir::System); };
        QCOMPARE(ways().size(), 2);
        master->forwards().setLingerTime(50);
        for (const QString &way : {address, local.fullServerName()})
            QVERIFY(answerOf(master->connectTo(way)));
        QTRY_COMPARE(ways(), QStringList());
        QVERIFY(display.isListening());
        QVERIFY(::write(sockets[0].get(), "x", 1) == 1);
        const auto again = answerOf(master->connectTo(address));
        QVERIFY(again);
        QCOMPARE(greeting(*again), QByteArray("hello"));
        QCOMPARE(server->logins(), 1);
    }

    void anAddressCannotBeAnythingElse_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("written");
        QTest::newRow("IPv4") << u"127.0.0.1:5900"_s << u"127.0.0.1:5900"_s;
        QTest::newRow("IPv6") << u"[::1]:5900"_s << u"[::1]:5900"_s;
        QTest::newRow("name") << u"localhost:5900"_s << u"localhost:5900"_s;
        QTest::newRow("path") << u"/run/a:b%C\\.sock"_s << u"/run/a\\:b%%C\\\\.sock"_s;
        QTest::newRow("no port") << u"127.0.0.1"_s << QString();
        QTest::newRow("port 0") << u"127.0.0.1:0"_s << QString();
        QTest::newRow("option") << u"-oProxyCommand=x:1"_s << QString();
        QTest::newRow("environment") << u"/run/${HOME}"_s << QString();
        QTest::newRow("line feed") << u"/run/a\nb"_s << QString();
        QTest::newRow("two addresses") << u"a:1:b:2"_s << QString();
    }

    void anAddressCannotBeAnythingElse()
    {
        QFETCH(QString, address);
        QFETCH(QString, written);
        QCOMPARE(SshForwards::forwardable(address), written);
    }

    void aCutLineIsSaidAndOneMoreLoginBringsItBack()
    {
        server->trust();
        const auto master = hosts->master(uri());
        QVERIFY(answerOf(master->open()));
        QSignalSpy lost(master.get(), &SshMaster::lost);
        server->cut();
        QVERIFY(lost.wait(20'000));
        QCOMPARE(lost[0][0].value<Error>().kind, Error::Kind::Lost);
        QVERIFY(lost[0][0].value<Error>().summary.contains(u"127.0.0.1"));
        QCOMPARE(master->state(), SshMaster::State::Closed);
        QVERIFY(answerOf(master->open()));
        QCOMPARE(server->logins(), 2);
        // And when our own end dies.
        ::kill(pid_t(master->processId()), SIGKILL);
        QVERIFY(lost.wait(20'000));
        QVERIFY(answerOf(master->open()));
        QCOMPARE(server->logins(), 3);
    }

    void aHostThatSaysNothingIsGivenUpWithWords()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        const auto master =
            hosts->master(u"qemu+ssh://root@127.0.0.1:%1/system"_s.arg(silent.serverPort()));
        master->setPatience(1);
        const auto result = answerOf(master->open());
        QVERIFY(!result);
        QCOMPARE(result.error().kind, Error::Kind::Failed);
        QVERIFY2(result.error().detail.contains(u"timed out"), qPrintable(result.error().detail));
        const auto refused = answerOf(hosts->master(u"qemu+ssh://127.0.0.1:1/system"_s)->open());
        QVERIFY(refused.error().detail.contains(u"Connection refused"));
    }

    void aQuestionThatTheHostNoLongerWaitsForIsWithdrawn()
    {
        server->trust();
        QSignalSpy withdrawn(hosts.get(), &SshHosts::withdrawn);
        hosts->disconnect(this);
        QSignalSpy questions(hosts.get(), &SshHosts::asked);
        const auto master = hosts->master(uri());
        const auto opening = master->open();
        QVERIFY(questions.wait(20'000));
        server->cut();
        master->close();
        QTRY_COMPARE(withdrawn.size(), 1);
        QCOMPARE(withdrawn[0][1].toULongLong(), questions[0][1].value<SshQuestion>().id);
        QCOMPARE(answerOf(opening).error().kind, Error::Kind::Canceled);
    }

    void aQuestionGoesWithWhoeverWantedToKnow()
    {
        server->trust();
        hosts->disconnect(this);
        QSignalSpy questions(hosts.get(), &SshHosts::asked);
        QSignalSpy withdrawn(hosts.get(), &SshHosts::withdrawn);
        auto master = hosts->master(uri());
        const auto opening = master->open();
        QVERIFY(questions.wait(20'000));
        master.reset();
        QCOMPARE(withdrawn.size(), 1);
        QVERIFY(opening.isFinished());
        // And the program can end in the middle of one.
        master = hosts->master(uri());
        const auto other = master->open();
        QVERIFY(questions.wait(20'000));
        hosts.reset();
    }

    // Whoever of the user's programs finds the socket learns nothing and breaks nothing.
    void whatIsNoQuestionIsDropped_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("dropped");
        QTest::newRow("too long") << QByteArray("\x7f\xff\xff\xffx") << true;
        QTest::newRow("cut off") << QByteArray("\0\0\0\x10half", 8) << false;
        QTest::newRow("empty") << QByteArray("\0\0\0\0", 4) << false;
        QTest::newRow("no hint") << QByteArray("\0\0\0\x05hello", 9) << false;
    }

    void whatIsNoQuestionIsDropped()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, dropped);
        AskpassServer questions;
        QVERIFY(questions.listen(server->runtimeFolder()));
        QSignalSpy asking(&questions, &AskpassServer::asked);
        QSignalSpy gone(&questions, &AskpassServer::withdrawn);
        QLocalSocket socket;
        socket.connectToServer(server->runtimeFolder() + u"/questions"_s);
        QVERIFY(socket.waitForConnected());
        socket.write(bytes);
        socket.flush();
        if (dropped) {
            QTRY_COMPARE(socket.state(), QLocalSocket::UnconnectedState);
            QCOMPARE(asking.size(), 0);
            return;
        }
        socket.disconnectFromServer();
        QTRY_VERIFY(!questions.isWaiting());
        QCOMPARE(gone.size(), asking.size());
    }

    void whatSshAsksIsUnderstood_data()
    {
        QTest::addColumn<QString>("prompt");
        QTest::addColumn<QString>("hint");
        QTest::addColumn<SshQuestion::Kind>("kind");
        using Kind = SshQuestion::Kind;
        QTest::newRow("password") << u"root@h's password: "_s << QString() << Kind::Secret;
        QTest::newRow("code") << u"(root@h) Verification code: "_s << QString() << Kind::Secret;
        QTest::newRow("posing as a key")
            << u"(root@h) The authenticity of host 'h' can't be established. (yes/no)? "_s
            << QString() << Kind::Text;
        QTest::newRow("more keys")
            << u"Accept updated hostkeys? (yes/no): "_s << QString() << Kind::Text;
        QTest::newRow("agent") << u"Allow use of key id?"_s << u"confirm"_s << Kind::Permission;
        QTest::newRow("touch") << u"Confirm user presence for key"_s << u"none"_s << Kind::Notice;
    }

    void whatSshAsksIsUnderstood()
    {
        QFETCH(QString, prompt);
        QFETCH(QString, hint);
        QFETCH(SshQuestion::Kind, kind);
        QCOMPARE(SshQuestion::read(prompt, hint).kind, kind);
    }

    void aKeyOfAnotherTypeIsRemarkedOn()
    {
        const SshQuestion question = SshQuestion::read(
            u"The authenticity of host 'h (192.0.2.1)' can't be established,\n"
            "but keys of different type are already known for this host.\n"
            "ECDSA key fingerprint is SHA256:0123456789012345678901234567890123456789abc.\n"
            "Are you sure you want to continue connecting (yes/no/[fingerprint])? "_s,
            {});
        QCOMPARE(question.kind, SshQuestion::Kind::HostKey);
        QCOMPARE(question.keyHost, u"h (192.0.2.1)"_s);
        QCOMPARE(question.keyType, u"ECDSA"_s);
        QCOMPARE(question.remarks,
                 u"but keys of different type are already known for this host."_s);
    }

    void onlyOpenSshWithoutACommandOfItsOwnIsShared()
    {
        for (const QString &other :
             {u"qemu:///system"_s, u"qemu+tls://host/system"_s, u"qemu+libssh://host/system"_s,
              u"qemu+ssh://host/system?command=/usr/bin/myssh"_s,
              u"qemu+ssh://-oProxyCommand=x/system"_s, u"qemu+ssh://-oX@host/system"_s,
              u"qemu+ssh:///system"_s})
            QVERIFY2(!hosts->master(other), qPrintable(other));
        const auto host = SshHost::of(u"lxc+ssh://al@[::1]:23/?keyfile=/k&no_tty=1&no_verify=1"_s);
        QCOMPARE(host->arguments(),
                 QStringList({u"-p"_s, u"23"_s, u"-l"_s, u"al"_s, u"-i"_s, u"/k"_s, u"-o"_s,
                              u"BatchMode=yes"_s, u"-o"_s, u"StrictHostKeyChecking=no"_s, u"--"_s,
                              u"::1"_s}));
        QCOMPARE(host->displayName(), u"al@[::1]:23"_s);
    }

    void whatACrashLeftIsTakenAway()
    {
        const QString parent = server->runtimeFolder() + u"/guesthouse"_s;
        const QString left = parent + u"/ssh-AAAAAA"_s;
        QVERIFY(QDir().mkpath(left + u"/host"_s));
        for (const QString &name : {u"/lock"_s, u"/host/m1"_s}) {
            QFile file(left + name);
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        const auto folders = [&] {
            return QDir(parent).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        };
        const auto master = hosts->master(uri());
        QCOMPARE(folders().size(), 2); // ours is in use
        const SshHosts next;
        QVERIFY(!QFile::exists(left));
        QCOMPARE(folders().size(), 1);
        QVERIFY(QFile::exists(master->sharedCommand()));
    }
};

QTEST_GUILESS_MAIN(TestSshMaster)
#include "tst_sshmaster.moc"
