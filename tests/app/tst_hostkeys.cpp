// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/hostkeys.h"
#include "tests/support/answers.h"
#include "tests/support/patience.h"

#include <QDir>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

// A real sshd on loopback, with a key made for the test.
class TestHostKeys : public QObject
{
    Q_OBJECT

    QTemporaryDir folder;
    QProcess sshd;
    quint16 port = 0;
    QString fingerprint;

    static QByteArray run(const QString &program, const QStringList &arguments)
    {
        QProcess process;
        process.start(program, arguments);
        return process.waitForFinished(20'000) ? process.readAllStandardOutput() : QByteArray();
    }

    static Result<QStringList> ask(const QString &host, int port)
    {
        return answerOf(hostKeyFingerprints(host, port));
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString key = folder.filePath(u"key"_s);
        run(u"/usr/bin/ssh-keygen"_s, {u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, QString(), u"-f"_s, key});
        const QByteArray print = run(u"/usr/bin/ssh-keygen"_s, {u"-l"_s, u"-f"_s, key + u".pub"_s});
        fingerprint = QString::fromUtf8(print).section(u' ', 1, 1);
        QVERIFY(fingerprint.startsWith(u"SHA256:"));
        QTcpServer probe;
        QVERIFY(probe.listen(QHostAddress::LocalHost));
        port = probe.serverPort();
        probe.close();
        QDir().mkpath(u"/run/sshd"_s); // root's sshd wants it; elsewhere nobody may make it
        sshd.start(u"/usr/sbin/sshd"_s,
                   {u"-D"_s, u"-e"_s, u"-f"_s, u"/dev/null"_s, u"-h"_s, key, u"-o"_s,
                    u"ListenAddress=127.0.0.1"_s, u"-o"_s, u"PidFile=none"_s, u"-p"_s,
                    QString::number(port)});
        QVERIFY2(sshd.waitForStarted(), qPrintable(sshd.errorString()));
        QByteArray said;
        QTRY_VERIFY2_WITH_TIMEOUT(
            (said += sshd.readAllStandardError()).contains("Server listening"), said.constData(), patience);
    }

    void cleanupTestCase()
    {
        sshd.kill();
        sshd.waitForFinished();
    }

    void theKeyThatTheHostPresentsIsShown()
    {
        const auto keys = ask(u"127.0.0.1"_s, port);
        QVERIFY(keys);
        QCOMPARE(*keys, QStringList{u"ED25519 "_s + fingerprint});
    }

    void aHostThatLooksLikeAnOptionIsNone()
    {
        QVERIFY(!ask(u"-oProxyCommand=touch /tmp/never"_s, port));
    }

    void aHostThatIsNotThereSaysSo()
    {
        const auto keys = ask(u"127.0.0.1"_s, 1);
        QVERIFY(!keys);
        QVERIFY(keys.error().summary.contains(u"127.0.0.1"));
    }

    void onlyAnUnknownKeyAsksForIt()
    {
        QVERIFY(isUnknownHostKey({.detail = u"Cannot recv data: Host key verification failed.: Connection reset by peer"_s}));
        QVERIFY(!isUnknownHostKey({.detail = u"REMOTE HOST IDENTIFICATION HAS CHANGED! Host key verification failed."_s}));
        QVERIFY(!isUnknownHostKey({.detail = u"Permission denied (publickey)."_s}));
    }
};

QTEST_GUILESS_MAIN(TestHostKeys)
#include "tst_hostkeys.moc"
