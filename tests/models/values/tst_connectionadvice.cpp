// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/connectionadvice.h"
#include "tests/support/patience.h"

using namespace Qt::StringLiterals;

// The messages are libvirt's (9.0) and OpenSSH's own, provoked on Debian 12.
class TestConnectionAdvice : public QObject
{
    Q_OBJECT

    static QString advice(const QString &uri, const QString &message, int code = 38)
    {
        Error error;
        error.detail = message;
        error.code = code;
        return connectionAdvice(error, uri);
    }

private Q_SLOTS:
    void everyFailureHasItsAdvice_data()
    {
        QTest::addColumn<QString>("uri");
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const char *uri, const char *message,
                            const char *words) {
            QTest::newRow(name) << QString::fromUtf8(uri) << QString::fromUtf8(message)
                                << QString::fromUtf8(words);
        };
        row("no daemon", "qemu:///system",
            "Failed to connect socket to '/var/run/libvirt/libvirt-sock': No such file or "
            "directory",
            "sudo apt install libvirt-daemon-system");
        row("no daemon, containers", "lxc:///system",
            "Failed to connect socket to '/var/run/libvirt/libvirt-sock': No such file or "
            "directory",
            "libvirt-daemon-driver-lxc");
        row("no such socket", "qemu:///system?socket=/nonexist",
            "Failed to connect socket to '/nonexist': No such file or directory",
            "No daemon has made this socket");
        row("no session daemon", "qemu:///session",
            "Failed to connect socket to '/run/user/1000/libvirt/libvirt-sock': No such file or "
            "directory",
            "daemon of your session");
        row("stale socket", "qemu:///system",
            "Failed to connect socket to '/run/x': Connection refused", "systemctl restart");
        row("group", "qemu:///system",
            "Failed to connect socket to '/var/run/libvirt/libvirt-sock': Permission denied",
            "sudo adduser $USER libvirt");
        row("no runtime folder", "qemu:///session",
            "Cannot create user runtime directory '/tmp/dlg/xx/libvirt': Permission denied",
            "XDG_RUNTIME_DIR");
        row("no polkit agent", "qemu:///system",
            "authentication unavailable: no polkit agent available to authenticate action "
            "'org.libvirt.unix.manage'",
            "polkit agent");
        row("polkit", "qemu:///system", "authentication failed: access denied by policy", "policy");
        row("TCP refused", "qemu+tcp://127.0.0.1:1/system",
            "unable to connect to server at '127.0.0.1:1': Connection refused",
            "libvirtd-tcp.socket");
        row("TLS refused", "qemu+tls://h/system",
            "unable to connect to server at 'h:16514': Connection refused", "16514");
        row("SSH refused", "qemu+ssh://127.0.0.1:1/system",
            "Cannot recv data: ssh: connect to host 127.0.0.1 port 1: Connection refused: "
            "Connection reset by peer",
            "openssh-server");
        row("libssh2 refused", "qemu+libssh2://h/system",
            "unable to connect to server at 'h:22': Connection refused", "port 22");
        row("name", "qemu+tcp://nohost.invalid/system",
            "Unable to resolve address 'nohost.invalid' service '16509': Name or service not known",
            "nohost.invalid");
        row("name by ssh", "qemu+ssh://nohost.invalid/system",
            "Cannot recv data: ssh: Could not resolve hostname nohost.invalid: Name or service not "
            "known: Connection "
            "reset by peer",
            "No address is known");
        row("name of ESX", "esx://nohost.invalid/",
            "internal error: IP address lookup for host 'nohost.invalid' failed: Name or service "
            "not known",
            "No address is known");
        row("time", "qemu+ssh://10.255.255.1/system",
            "Cannot recv data: ssh: connect to host 10.255.255.1 port 22: Connection timed out: "
            "Connection reset by "
            "peer",
            "did not answer in time");
        row("route", "qemu+tcp://10.0.0.9/system",
            "unable to connect to server at '10.0.0.9:16509': No route to host", "VPN");
        row("new key", "qemu+ssh://alice@host:2222/system",
            "Cannot recv data: Host key verification failed.: Connection reset by peer",
            "ssh -p 2222 alice@host");
        row("new key, libssh2", "qemu+libssh2://host/system",
            "SSH transport error: SSH host key for '127.0.0.1' "
            "(8D:A1:3C:2F:2D:C8:2A:B3:1B:88:F0:61:06:6A:DB:3F) was not accepted",
            "8D:A1:3C:2F:2D:C8:2A:B3:1B:88:F0:61:06:6A:DB:3F");
        row("new key, libssh", "qemu+libssh://host/system",
            "libssh transport error: SSH host key for '127.0.0.1' "
            "(0e:77:df:a6:f5:fa:8f:f1:65:f6:2a:78:50:d6:ca:59:14:2c:d8:b9:71:07:1b:d8:03:7e:2e:0a:"
            "4d:f7:83:f0) was "
            "not accepted",
            "4d:f7:83:f0");
        row("denied", "qemu+ssh://root@127.0.0.1/system",
            "Cannot recv data: root@127.0.0.1: Permission denied "
            "(publickey,keyboard-interactive).: Connection reset "
            "by peer",
            "ssh-copy-id root@127.0.0.1");
        row("no nc", "qemu+ssh://h/system",
            "End of file while reading data: sh: 1: nc: not found: Input/output error",
            "netcat-openbsd");
        row("no remote daemon", "qemu+ssh://h/system",
            "End of file while reading data: virt-ssh-helper: cannot connect to "
            "'/var/run/libvirt/libvirt-sock': "
            "Failed to connect socket to '/var/run/libvirt/libvirt-sock': No such file or "
            "directory: Input/output error",
            "no libvirt daemon runs on “h”");
        row("remote group", "qemu+ssh://bob@h/system",
            "End of file while reading data: virt-ssh-helper: cannot connect to "
            "'/var/run/libvirt/libvirt-sock': "
            "Failed to connect socket to '/var/run/libvirt/libvirt-sock': Permission denied: "
            "Input/output error",
            "sudo adduser bob libvirt");
        row("no command", "qemu+ssh://h/system?command=/nonexist",
            "Cannot recv data: libvirt:  error : cannot execute binary /nonexist: No such file or "
            "directory: "
            "Connection reset by peer",
            "command=");
        row("no CA", "qemu+tls://h/system",
            "Cannot read CA certificate '/etc/pki/CA/cacert.pem': No such file or directory",
            "cacert.pem");
        row("issuer", "qemu+tls://h/system",
            "Certificate failed validation: The certificate hasn't got a known issuer.",
            "authority");
        row("certificate's name", "qemu+tls://h/system",
            "Certificate [session] owner does not match the hostname h", "another name than “h”");
        row("certificate's time", "qemu+tls://h/system", "The server certificate /x has expired",
            "clock");
        row("driver", "qemu+ssh://h/system", "no connection driver available for qemu:///system",
            "libvirt-daemon-driver-qemu");
        row("password", "qemu+tcp://h/system", "authentication failed: authentication failed",
            "password");
        row("test file", "test:///nonexist", "XML error: failed to parse xml document '/nonexist'",
            "test:///default");
        row("keepalive", "qemu+ssh://h/system",
            "internal error: connection closed due to keepalive timeout", "stopped answering");
    }

    void everyFailureHasItsAdvice()
    {
        QFETCH(const QString, uri);
        QFETCH(const QString, message);
        QFETCH(const QString, words);
        const QString text = advice(uri, message);
        QVERIFY2(text.contains(words), qPrintable(text));
    }

    void aChangedKeyIsNeverAcceptedBlindly()
    {
        const QString message =
            u"Cannot recv data: @@@@@\n@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     "
            u"@\n@@@@@\n"
            "The fingerprint for the ED25519 key sent by the remote host is\n"
            "SHA256:DnffpvX6j/Fl9ip4UNbKWRQs2LlxBxvYA34uCk33g/A.\nAdd correct host key in /tmp/kh\n"
            "  ssh-keygen -f \"/tmp/kh\" -R \"evil; rm -rf /\"\nHost key verification failed.: "
            "Connection reset by "
            "peer"_s;
        const QString text = advice(u"qemu+ssh://h:2222/system"_s, message);
        QVERIFY(text.contains(u"SHA256:DnffpvX6j/Fl9ip4UNbKWRQs2LlxBxvYA34uCk33g/A"_s));
        QVERIFY(text.contains(u"pretends to be it"_s));
        QVERIFY(text.contains(u"ssh-keygen -R '[h]:2222'"_s));
        QVERIFY(!text.contains(u"evil"_s));
        QVERIFY(!text.contains(u"StrictHostKeyChecking"_s));
    }

    void aCommandToPasteIsQuoted()
    {
        const QString text =
            advice(u"qemu+ssh://DOM%5Cbob$x@h/system"_s, u"Host key verification failed."_s);
        QVERIFY2(text.contains(u"ssh 'DOM\\bob$x@h'"_s), qPrintable(text));
    }

    void theNumberSpeaksWhereTheWordsAreForeign()
    {
        QVERIFY(advice(u"qemu:///system"_s, u"Authentifizierung fehlgeschlagen"_s, 45)
                    .contains(u"policy"_s));
        QVERIFY(advice(u"qemu+tcp://h/system"_s, u"Authentifizierung fehlgeschlagen"_s, 45)
                    .contains(u"password"_s));
    }

    void whatIsUnknownGetsNoAdvice()
    {
        QCOMPARE(advice(u"qemu:///system"_s, u"internal error: something new"_s, 1), QString());
        QCOMPARE(advice(u"nonsense"_s, u"Permission denied"_s), QString());
        Error canceled;
        canceled.kind = Error::Kind::Canceled;
        canceled.detail = u"Permission denied"_s;
        QCOMPARE(connectionAdvice(canceled, u"qemu:///system"_s), QString());
    }
};

QTEST_GUILESS_MAIN(TestConnectionAdvice)
#include "tst_connectionadvice.moc"
