// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/connection.h"
#include "models/values/libvirterror.h"
#include "tests/support/patience.h"

using namespace Qt::StringLiterals;

class TestConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aVersionIsReadable()
    {
        QCOMPARE(versionText(7002022), u"7.2.22"_s);
        QCOMPARE(versionText(9000000), u"9.0.0"_s);
        QCOMPARE(versionText(0), u"0.0.0"_s);
    }

    void aConnectionHasAName_data()
    {
        QTest::addColumn<QString>("uri");
        QTest::addColumn<QString>("name");
        const auto row = [](const char *uri, const char *name) {
            QTest::newRow(uri) << QString::fromUtf8(uri) << QString::fromUtf8(name);
        };
        row("qemu:///system", "This computer (system)");
        row("qemu:///session", "This computer (your session)");
        row("qemu:///session?socket=/run/x.sock", "This computer (private socket)");
        row("qemu+unix:///system", "This computer (system)");
        row("lxc:///system", "This computer (LXC)");
        row("xen:///", "This computer (Xen)");
        row("test:///default", "Test driver");
        row("test:///etc/x.xml", "Test driver (/etc/x.xml)");
        row("qemu+ssh://alice@host/system", "alice@host");
        row("qemu+ssh://host:2222/session", "host (session)");
        row("xen+tls://host/", "host (Xen)");
        row("qemu+ssh://root@[::1]/system", "root@[::1]");
        row("qemu+ext:///system?command=/x", "qemu+ext:///system?command=/x");
        row("nonsense", "nonsense");
        row("a\u202eb\n", "a\\u202eb\\n");
    }

    void aConnectionHasAName()
    {
        QFETCH(const QString, uri);
        QFETCH(const QString, name);
        QCOMPARE(connectionDisplayName({{}, {}, uri}), name);
        QCOMPARE(connectionDisplayName({{}, u"mine\n"_s, uri}), u"mine\\n"_s);
    }

    void whatWeakensACheckIsSaid_data()
    {
        QTest::addColumn<QString>("uri");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *uri, const char *words) {
            QTest::newRow(uri) << QString::fromUtf8(uri) << QString::fromUtf8(words);
        };
        row("qemu+ssh://h/system?command=/x", "Runs the program “/x” on this computer");
        row("qemu+ssh://h/system?COMMAND=/x", "Runs the program “/x”");
        row("qemu+ssh://h/system?%63ommand=/x", "Runs the program “/x”");
        row("qemu+ssh://h/system?a=1;command=/x", "Runs the program “/x”");
        row("qemu+ssh://h/system?command=ssh&command=/evil", "/evil");
        row("qemu+ssh://h/system?command=<b>%E2%80%AE", "spaces or control characters|escape");
        row("qemu+ext:///system", "Runs a program");
        row("qemu+ssh://h/system?netcat=/y", "on the host");
        row("qemu+tcp://h/system", "not encrypted");
        row("qemu+tls://h/system?no_verify=1", "certificate is not checked");
        row("qemu+ssh://h/system?no_verify=1", "key is not checked");
        row("qemu+tls://h/system?no_sanity=1", "not checked for mistakes");
        row("qemu+libssh2://h/system?known_hosts_verify=ignore", "key is not checked");
        row("qemu+libssh2://h/system?known_hosts_verify=AUTO", "accepted without asking");
        row("qemu+libssh://h/system?known_hosts=/x", "instead of your own list");
        row("qemu:///system?socket=/run/x", "/run/x");
        row("qemu+ssh://h/system?keyfile=/k", "private key");
        row("qemu+tls://h/system?pkipath=/k", "Trusts the certificates");
        row("qemu+tls://h/system?tls_priority=NORMAL", "weaker");
        row("qemu:///system?authfile=/k", "passwords in");
        row("qemu+ssh://h/system?name=test:///x", "instead");
        row("qemu:///embed?root=/x", "inside this program");
        row("qemu+ssh:h?command=/x", "two slashes"); // unreadable for us is not harmless
    }

    void whatWeakensACheckIsSaid()
    {
        QFETCH(const QString, uri);
        QFETCH(const QString, words);
        const QString said = uriWarnings(uri).join(u'\n');
        const QStringList either = words.split(u'|');
        QVERIFY2(std::any_of(either.begin(), either.end(),
                             [&said](const QString &w) { return said.contains(w); }),
                 qPrintable(said));
    }

    void whatIsHarmlessRaisesNoWarning_data()
    {
        QTest::addColumn<QString>("uri");
        for (const char *uri : {"qemu:///system", "qemu:///session", "qemu+ssh://a@h:22/system",
                                "qemu+tls://h/system", "test:///default",
                                "qemu+ssh://h/system?no_tty=1", "qemu+tls://h/system?no_verify=0",
                                "qemu+libssh2://h/system?known_hosts_verify=normal",
                                "qemu+ssh://h/system?mode=direct", ""})
            QTest::newRow(uri) << QString::fromLatin1(uri);
    }

    void whatIsHarmlessRaisesNoWarning()
    {
        QFETCH(const QString, uri);
        QCOMPARE(uriWarnings(uri), QStringList());
    }

    void aHostileUriWarnsInOneSafeLine()
    {
        const QStringList warnings = uriWarnings(u"qemu+ssh://h/?command=%3Cimg%3E%E2%80%AEx"_s);
        QCOMPARE(warnings.size(), 1);
        QVERIFY(warnings[0].contains(u"<img>\\u202ex"_s));
    }

    void whatCannotWorkIsAProblem_data()
    {
        QTest::addColumn<QString>("uri");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *uri, const char *words) {
            QTest::newRow(uri) << QString::fromUtf8(uri) << QString::fromUtf8(words);
        };
        row("", "Enter a URI");
        row("qmeu:///system", "qmeu");
        row("http://host/", "not a hypervisor");
        row("qemu+bar://h/system", "bar");
        row("qemu+ext:///system", "command=");
        row("qemu+unix://h/system", "three slashes");
        row("qemu:///system?socket=x", "absolute");
        row("qemu+ssh://h:99999/system", "port");
    }

    void whatCannotWorkIsAProblem()
    {
        QFETCH(const QString, uri);
        QFETCH(const QString, words);
        QVERIFY2(uriProblem(uri).contains(words), qPrintable(uriProblem(uri)));
    }

    void whatCanWorkIsNone_data()
    {
        QTest::addColumn<QString>("uri");
        for (const char *uri :
             {"qemu:///system", "QEMU+SSH://h/system", "test:///default", "esx://h/?no_verify=1",
              "qemu+ext:///system?command=/x", "vbox:///session", "ch:///session",
              "test+unix:///default?socket=/run/x", "qemu+ssh:///system"})
            QTest::newRow(uri) << QString::fromLatin1(uri);
    }

    void whatCanWorkIsNone()
    {
        QFETCH(const QString, uri);
        QCOMPARE(uriProblem(uri), QString());
    }

    void libvirtsNumbersHaveTheirNames()
    {
        QCOMPARE(libvirtErrorName(42), u"VIR_ERR_NO_DOMAIN"_s);
        QCOMPARE(libvirtErrorName(110), u"VIR_ERR_MULTIPLE_DOMAINS"_s);
        QCOMPARE(libvirtErrorName(41), QString());
        QCOMPARE(libvirtErrorName(111), QString());
        QCOMPARE(libvirtErrorName(-1), QString());
        QCOMPARE(libvirtErrorDomainName(7), u"VIR_FROM_RPC"_s);
        QCOMPARE(libvirtErrorDomainName(72), u"VIR_FROM_CH"_s);
        QCOMPARE(libvirtErrorDomainName(73), QString());
    }
};

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_connection.moc"
