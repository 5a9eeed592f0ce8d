// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/connection.h"
#include "models/inventory/lane.h"
#include "models/ssh/sshhosts.h"
#include "models/values/connectionadvice.h"
#include "models/virt/eventloop.h"
#include "tests/support/patience.h"
#include "tests/support/privatelibvirtd.h"
#include "tests/support/sshserver.h"

#include <QDir>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTimer>

#include <memory>

using namespace Qt::StringLiterals;

// libvirt through a real ssh to a real daemon: how often the host is entered, and what happens when
// the line is cut.
class TestSshLink : public QObject
{
    Q_OBJECT

    std::unique_ptr<EventLoop> eventLoop;
    PrivateLibvirtd daemon;
    std::unique_ptr<SshServer> server;
    std::unique_ptr<SshHosts> hosts;
    std::unique_ptr<Connection> connection, second;
    int questions = 0;

    std::unique_ptr<Connection> connectionTo(const QString &uri)
    {
        auto made =
            std::make_unique<Connection>(ConnectionConfig{.id = QUuid::createUuid(), .uri = uri});
        made->setSshHosts(hosts.get());
        return made;
    }
    QString session() const { return u"qemu+ssh://%1/session"_s.arg(server->authority()); }
    QString testDriver() const { return u"test+ssh://%1/default"_s.arg(server->authority()); }
    bool isConnected(const Connection &which) const
    {
        return QTest::qWaitFor([&] { return which.status().state == ConnectionState::Connected; },
                               patience);
    }

private Q_SLOTS:
    void initTestCase()
    {
        eventLoop = std::make_unique<EventLoop>();
        QVERIFY2(daemon.start(), qPrintable(daemon.errorString()));
    }

    void init()
    {
        server = std::make_unique<SshServer>();
        QVERIFY2(server->start({SshServer::relayTo(daemon.socket())}),
                 qPrintable(server->errorString()));
        server->trust();
        server->useForProgram();
        hosts = std::make_unique<SshHosts>();
        questions = 0;
        connect(hosts.get(), &SshHosts::asked, this,
                [this](SshMaster *master, const SshQuestion &question) {
                    ++questions;
                    master->refuse(question.id);
                });
        connection = connectionTo(session());
        second = connectionTo(testDriver());
    }

    void cleanup()
    {
        connection.reset();
        second.reset();
        hosts.reset();
        QVERIFY(waitForWorkers(30'000));
        QTRY_COMPARE(server->connections(), 0);
        QCOMPARE(QDir(server->runtimeFolder()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
                 QStringList());
    }

    void cleanupTestCase()
    {
        daemon.quit();
        eventLoop.reset();
    }

    void twoConnectionsToAHostShareOneLogin()
    {
        connection->open();
        second->open();
        QVERIFY(isConnected(*connection));
        QVERIFY(isConnected(*second));
        QTRY_COMPARE(second->machines().size(), 1);
        QCOMPARE(server->logins(), 1);
        QCOMPARE(connection->status().ssh, SshUse::Shared);
        QVERIFY(connection->status().sshSince.isValid());
        QVERIFY(connection->canTunnel() && !connection->isLocal());
        QTRY_COMPARE(connection->host().canonicalUri, session()); // nothing of our means
        // The one who stays keeps it.
        connection->close();
        QVERIFY(!connection->canTunnel());
        second->refresh();
        QTRY_COMPARE(second->status().state, ConnectionState::Connected);
        QCOMPARE(server->connections(), 1);
        second->close();
        QTRY_COMPARE(server->connections(), 0);
        QCOMPARE(server->logins(), 1);
    }

    void aCutLineComesBackWithOneMoreLogin()
    {
        connection->open();
        second->open();
        QVERIFY(isConnected(*connection));
        QVERIFY(isConnected(*second));
        QSignalSpy status(connection.get(), &Connection::statusChanged);
        server->cut();
        QTRY_COMPARE(connection->status().state, ConnectionState::Lost);
        QVERIFY(isConnected(*connection));
        QVERIFY(isConnected(*second));
        QCOMPARE(server->logins(), 2);
        QCOMPARE(connection->status().ssh, SshUse::Shared);
        QCOMPARE(questions, 0);
    }

    void aHostThatAllowsOneSessionOnlyIsEnteredTwice()
    {
        server->stop();
        QVERIFY(server->start({SshServer::relayTo(daemon.socket()), u"MaxSessions 1"_s}));
        connection->open();
        QVERIFY(isConnected(*connection));
        QCOMPARE(server->logins(), 1);
        second->open();
        QVERIFY(isConnected(*second));
        QCOMPARE(server->logins(), 2);
        QCOMPARE(second->status().ssh, SshUse::Separate);
        QVERIFY(!second->status().sshSince.isValid());
        QVERIFY(second->canTunnel()); // channels are no sessions
        QCOMPARE(connection->status().ssh, SshUse::Shared);
        QCOMPARE(connection->status().state, ConnectionState::Connected);
    }

    void whoIsNotLetInIsToldSoAndNotTriedAgain()
    {
        server->stop();
        QVERIFY(server->start({u"DenyUsers *"_s}));
        connection->open();
        QTRY_COMPARE_WITH_TIMEOUT(connection->status().state, ConnectionState::Failed, patience);
        const Error error = *connection->status().error;
        QCOMPARE(error.kind, Error::Kind::Denied);
        QVERIFY(error.summary.contains(session()));
        QVERIFY(error.detail.contains(u"Permission denied"));
        QVERIFY(!connectionAdvice(error, session()).isEmpty());
        QVERIFY(!connection->status().retryAt.isValid());
    }

    void aQuestionThatIsNotAnsweredLeavesTheHostAloneInSilence()
    {
        QVERIFY(server->changeHostKey());
        QFile::remove(QFileInfo(server->clientConfig()).path() + u"/known"_s);
        QVERIFY(server->start());
        connection->open();
        QTRY_COMPARE(questions, 1);
        QTRY_COMPARE(connection->status().state, ConnectionState::Disconnected);
        QVERIFY(!connection->status().error);
        QCOMPARE(server->logins(), 0);
    }

    // Nothing on the way in or out holds this thread up.
    void theGuiThreadNeverWaitsForSsh()
    {
        qint64 longest = 0;
        QElapsedTimer beat;
        beat.start();
        QTimer heart;
        connect(&heart, &QTimer::timeout, &heart, [&] { longest = qMax(longest, beat.restart()); });
        heart.start(2);
        connection->open();
        QVERIFY(isConnected(*connection));
        server->cut();
        QTRY_COMPARE(connection->status().state, ConnectionState::Lost);
        QVERIFY(isConnected(*connection));
        connection->close();
        QTRY_COMPARE(connection->status().state, ConnectionState::Disconnected);
        qInfo("longest gap of the GUI thread around two logins: %lld ms", longest);
    }
};

QTEST_GUILESS_MAIN(TestSshLink)
#include "tst_sshlink.moc"
