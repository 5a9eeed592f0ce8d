// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/connectionchoice.h"
#include "models/values/connectionuri.h"
#include "tests/support/patience.h"

#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace {

QString pick(QRandomGenerator &random, const QStringList &from)
{
    return from.at(random.bounded(int(from.size())));
}

ConnectionUri someUri(QRandomGenerator &random)
{
    ConnectionUri uri;
    uri.driver = pick(random, {u"qemu"_s, u"xen"_s, u"lxc"_s, u"test"_s});
    uri.transport = pick(random, {{}, u"ssh"_s, u"tls"_s, u"tcp"_s, u"libssh2"_s});
    uri.host = pick(random, {u"host"_s, u"Host.example.org"_s, u"10.0.0.1"_s, u"::1"_s,
                             u"fe80::1%eth0"_s, u"2001:db8::a:b"_s, u"a-b_c"_s});
    uri.user =
        pick(random,
             {{}, u"root"_s, u"a@b"_s, u"DOM\\user"_s, u"jörg"_s, u"50%"_s, u"a+b"_s, u"a/b?"_s});
    if (random.bounded(2))
        uri.port = random.bounded(1, 65536);
    uri.path = pick(random, {u"/system"_s, u"/session"_s, u"/"_s, {}, u"/a b/ü%?#"_s});
    for (int i = random.bounded(4); i > 0; --i)
        uri.parameters.append(
            {pick(random, {u"socket"_s, u"no_tty"_s, u"keyfile"_s, u"x y"_s, u"ü"_s}),
             pick(random, {u""_s, u"1"_s, u"/run/a b.sock"_s, u"a&b=c;d"_s, u"100%"_s, u"+#?"_s})});
    return uri;
}

} // namespace

class TestConnectionUri : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theGoodOnesComeApart_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<ConnectionUri>("parts");
        QTest::newRow("system") << u"qemu:///system"_s
                                << ConnectionUri{u"qemu"_s, {}, {}, {}, -1, u"/system"_s, {}};
        QTest::newRow("ssh") << u"qemu+ssh://alice@host:2222/session"_s
                             << ConnectionUri{u"qemu"_s, u"ssh"_s,      u"alice"_s, u"host"_s,
                                              2222,      u"/session"_s, {}};
        QTest::newRow("IPv6") << u"xen+tcp://[fe80::1%25eth0]:1/"_s
                              << ConnectionUri{u"xen"_s, u"tcp"_s, {}, u"fe80::1%eth0"_s,
                                               1,        u"/"_s,   {}};
        QTest::newRow("plain zone")
            << u"xen+tcp://[fe80::1%eth0]/"_s
            << ConnectionUri{u"xen"_s, u"tcp"_s, {}, u"fe80::1%eth0"_s, -1, u"/"_s, {}};
        QTest::newRow("no path") << u"qemu+ssh://h"_s
                                 << ConnectionUri{u"qemu"_s, u"ssh"_s, {}, u"h"_s, -1, {}, {}};
        QTest::newRow("escaped") << u"qemu+ssh://a%40b@h/system?socket=/a%20b&x"_s
                                 << ConnectionUri{u"qemu"_s,
                                                  u"ssh"_s,
                                                  u"a@b"_s,
                                                  u"h"_s,
                                                  -1,
                                                  u"/system"_s,
                                                  {{u"socket"_s, u"/a b"_s}, {u"x"_s, {}}}};
        // libvirt's separator is "&" as long as one follows, ";" after the last
        QTest::newRow("separators")
            << u"test:///?a=1;b=2&c=3;d=4"_s
            << ConnectionUri{u"test"_s,
                             {},
                             {},
                             {},
                             -1,
                             u"/"_s,
                             {{u"a"_s, u"1;b=2"_s}, {u"c"_s, u"3"_s}, {u"d"_s, u"4"_s}}};
    }

    void theGoodOnesComeApart()
    {
        QFETCH(const QString, text);
        QFETCH(const ConnectionUri, parts);
        QString problem;
        const std::optional<ConnectionUri> parsed = ConnectionUri::parse(text, &problem);
        QVERIFY2(parsed, qPrintable(problem));
        QCOMPARE(parsed->toString(), parts.toString());
        QVERIFY(*parsed == parts);
    }

    void theBadOnesAreNamed_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *text, const char *words) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(words);
        };
        row("", "Enter a URI");
        row("host", "starts with a hypervisor");
        row("://host/", "starts with a hypervisor");
        row("+ssh://host/", "starts with a hypervisor");
        row("1qemu://host/", "starts with a hypervisor");
        row("qe_mu:///x", "starts with a hypervisor");
        row("qemu:system", "two slashes");
        row("qemu+ssh:/host/system", "two slashes");
        row("qemu+://h/", "how to get there");
        row("qemu+ssh://a b/system", "spaces");
        row("qemu+ssh://-oProxyCommand=x/system", "dash");
        row("qemu+ssh://-o/system", "dash");
        row("qemu+ssh://$(id)/system", "cannot be part");
        row("qemu+ssh://h;id/system", "cannot be part");
        row("qemu+ssh://h%6fst/system", "cannot be part");
        row("qemu+ssh://höst/system", "xn--");
        row("qemu+ssh://-oX@h/system", "dash");
        row("qemu+ssh://%2doX@h/system", "dash");
        row("qemu+ssh://a:secret@h/system", "colon");
        row("qemu+ssh://a@b@h/system", "escaped");
        row("qemu+ssh://@h/system?x=\n", "spaces or control");
        row("qemu+ssh://a@/system", "host is missing");
        row("qemu+ssh://:22/system", "host is missing");
        row("qemu+ssh://h:/system", "port");
        row("qemu+ssh://h:0/system", "port");
        row("qemu+ssh://h:65536/system", "port");
        row("qemu+ssh://h:22x/system", "port");
        row("qemu+ssh://::1/system", "brackets");
        row("qemu+ssh://[::1/system", "closing bracket");
        row("qemu+ssh://[::1]22/system", "colon and the port");
        row("qemu+ssh://[host]/system", "Only IPv6");
        row("qemu+ssh://[::zz]/system", "not an IPv6");
        row("qemu+ssh://[::1%]/system", "not an IPv6");
        row("qemu+ssh://[::1%25-o;id]/system", "not an IPv6");
        row("qemu:///sys%00tem", "control characters");
        row("qemu:///system?command=%0a", "control characters");
        row("qemu:///sys%zztem", "as an escape");
        row("qemu:///system?x=[1]", "as an escape");
        row("qemu:///system#x", "#");
    }

    void theBadOnesAreNamed()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, words);
        QString problem;
        QVERIFY(!ConnectionUri::parse(text, &problem));
        QVERIFY2(problem.contains(words), qPrintable(problem));
    }

    void whatIsComposedIsReadBackAndAgreesWithQUrl()
    {
        QRandomGenerator random(20261121);
        for (int i = 0; i < 5000; ++i) {
            ConnectionUri uri = someUri(random);
            if (!userProblem(uri.user).isEmpty())
                uri.user.clear();
            const QString text = uri.toString();
            QString problem;
            const std::optional<ConnectionUri> parsed = ConnectionUri::parse(text, &problem);
            QVERIFY2(parsed, qPrintable(text + u": "_s + problem));
            for (ConnectionUri::Parameter &parameter : uri.parameters)
                if (parameter.second.isNull())
                    parameter.second = u""_s;
            QVERIFY2(*parsed == uri, qPrintable(text));

            const QUrl url(text, QUrl::StrictMode);
            QVERIFY2(url.isValid(), qPrintable(text + url.errorString()));
            QCOMPARE(url.port(), uri.port);
            QCOMPARE(url.userName(QUrl::FullyDecoded), uri.user);
            QCOMPARE(url.host(QUrl::FullyDecoded), uri.host.toLower());
            QCOMPARE(url.path(QUrl::FullyDecoded), uri.path);
        }
    }

    void nothingMakesTheParserFall()
    {
        QRandomGenerator random(7);
        const QString alphabet = u"qemu+sh:/@[]%?&=;#-._~%0 a\u202e\n\0ü"_s;
        for (int i = 0; i < 20000; ++i) {
            QString text = random.bounded(3) ? u"qemu+ssh://"_s : QString();
            for (int n = random.bounded(24); n > 0; --n)
                text += alphabet[random.bounded(int(alphabet.size()))];
            if (const std::optional<ConnectionUri> parsed = ConnectionUri::parse(text)) {
                const std::optional<ConnectionUri> again = ConnectionUri::parse(parsed->toString());
                QVERIFY2(again, qPrintable(text));
                QCOMPARE(again->host, parsed->host);
                QCOMPARE(again->user, parsed->user);
                QCOMPARE(again->toString(), parsed->toString());
                QVERIFY(!parsed->host.startsWith(u'-'));
            }
        }
    }

    void theLastOfSeveralParametersCounts()
    {
        const ConnectionUri uri = *ConnectionUri::parse(u"qemu+ssh://h/?COMMAND=a&command=b"_s);
        QCOMPARE(uri.parameter(u"Command"), u"b"_s);
        QVERIFY(uri.parameter(u"socket").isNull());
        QVERIFY(!ConnectionUri::parse(u"test:///?x"_s)->parameter(u"x").isNull());
    }

    void aParameterIsSetOnceAndRemoved()
    {
        ConnectionUri uri = *ConnectionUri::parse(u"test:///?a=1&Socket=x&b=2&socket=y"_s);
        uri.setParameter(u"socket"_s, u"/z"_s);
        QCOMPARE(uri.toString(), u"test:///?a=1&Socket=/z&b=2"_s);
        uri.setParameter(u"socket"_s, {});
        uri.setParameter(u"c"_s, u"3"_s);
        QCOMPARE(uri.toString(), u"test:///?a=1&b=2&c=3"_s);
    }

    void everyChoiceOfTheFormIsFoundAgain()
    {
        const QList<HypervisorChoice> &hypervisors = hypervisorChoices();
        for (int h = 0; h < hypervisors.size() - 1; ++h) {
            for (int t = 0; t < transportChoices().size(); ++t) {
                const TransportChoice &transport = transportChoices()[t];
                ConnectionUri uri{hypervisors[h].driver,
                                  transport.transport,
                                  {},
                                  {},
                                  -1,
                                  hypervisors[h].path,
                                  {}};
                if (!transport.transport.isEmpty()) {
                    if (!hypervisors[h].reachable)
                        continue;
                    uri.host = u"h"_s;
                }
                QCOMPARE(hypervisorChoiceOf(uri), h);
                QCOMPARE(transportChoiceOf(uri), t);
            }
        }
    }

    void whatTheFormCannotShowIsTyped_data()
    {
        QTest::addColumn<QString>("uri");
        for (const char *uri :
             {"qemu+ext:///system?command=/x", "qemu+unix:///system", "qemu://h/system",
              "qemu+tls://u@h/system", "esx://h/", "test:///some/file", "qemu+ssh:///system"})
            QTest::newRow(uri) << QString::fromLatin1(uri);
    }

    void whatTheFormCannotShowIsTyped()
    {
        QFETCH(const QString, uri);
        QCOMPARE(hypervisorChoiceOf(*ConnectionUri::parse(uri)),
                 int(hypervisorChoices().size()) - 1);
    }

    void parametersComeBackFromTheirText()
    {
        const QList<ConnectionUri::Parameter> parameters{{u"a b"_s, u"1&2"_s}, {u"c"_s, u"/x=y"_s}};
        QCOMPARE(parametersFromText(parametersText(parameters)), parameters);
        QVERIFY(parametersText({}).isEmpty());
    }

    // libvirt's own parser is the judge: the host, user and port that we show are those it dials.
    void libvirtDialsTheHostThatIsShown()
    {
        const QString virsh = QStandardPaths::findExecutable(u"virsh"_s);
        if (virsh.isEmpty())
            QSKIP("virsh (libvirt-clients) is not installed");
        QTemporaryDir folder;
        const QString log = folder.filePath(u"log"_s), ssh = folder.filePath(u"ssh"_s);
        QFile script(ssh);
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("#!/bin/sh\nfor a in \"$@\"; do printf '%s\\n' \"$a\"; done > '"
                     + QFile::encodeName(log) + "'\nexit 1\n");
        script.close();
        QVERIFY(script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));

        QRandomGenerator random(42);
        for (int i = 0; i < 40; ++i) {
            ConnectionUri uri = someUri(random);
            uri.driver = u"qemu"_s;
            uri.transport = u"ssh"_s;
            uri.parameters = {{u"x"_s, u"a&command=/bin/false;b"_s}, {u"command"_s, ssh}};
            QFile::remove(log);
            QProcess process;
            process.start(virsh, {u"-c"_s, uri.toString(), u"uri"_s});
            QVERIFY(process.waitForFinished());
            QFile dialled(log);
            QVERIFY2(dialled.open(QIODevice::ReadOnly), process.readAllStandardError().constData());
            const QStringList arguments = QString::fromUtf8(dialled.readAll()).split(u'\n');
            const qsizetype host = arguments.indexOf(u"--"_s);
            QVERIFY(host > 0);
            QCOMPARE(arguments.value(host + 1), uri.host);
            const qsizetype user = arguments.indexOf(u"-l"_s), port = arguments.indexOf(u"-p"_s);
            QCOMPARE(user < 0 ? QString() : arguments.value(user + 1), uri.user);
            QCOMPARE(port < 0 ? -1 : arguments.value(port + 1).toInt(), uri.port);
        }
    }

    void anotherWayToTheSameHostBySsh()
    {
        QCOMPARE(uriThroughSsh(u"qemu+tls://lab:16514/system?pkipath=/x"_s),
                 u"qemu+ssh://lab/system"_s);
        QCOMPARE(uriThroughSsh(u"xen+tcp://[::1]/"_s), u"xen+ssh://[::1]/"_s);
        QCOMPARE(uriThroughSsh(u"nonsense"_s), u"nonsense"_s);
    }
};

QTEST_GUILESS_MAIN(TestConnectionUri)
#include "tst_connectionuri.moc"
