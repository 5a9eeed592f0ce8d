// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/connectionadvice.h"

#include "models/values/connectionchoice.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ConnectionAdvice)
};

struct Context
{
    ConnectionUri uri;
    QString message; // libvirt's, untrusted

    bool isSsh() const { return uri.effectiveTransport().contains("ssh"_L1); }
    bool isSession() const { return uri.path == "/session"_L1; }
    QString host() const { return uri.host.isEmpty() ? u"localhost"_s : uri.host; }
    int port() const
    {
        if (uri.port > 0)
            return uri.port;
        const int choice = transportChoiceOf(uri);
        return choice < 0 ? 0 : transportChoices()[choice].defaultPort;
    }
};

// One argument of a command that the user may paste into a shell.
QString quoted(const QString &argument)
{
    static const QRegularExpression plain(u"^[A-Za-z0-9@._:/%\\[\\]-]+$"_s);
    if (plain.match(argument).hasMatch() && !argument.startsWith(u'['))
        return argument;
    return u'\'' + QString(argument).replace(u"'"_s, u"'\\''"_s) + u'\'';
}

QString sshCommand(const Context &c, const QString &program)
{
    QString command = program;
    if (c.uri.port > 0)
        command += u" -p %1"_s.arg(c.uri.port);
    return u"%1 %2"_s.arg(command,
                          quoted(c.uri.user.isEmpty() ? c.host() : c.uri.user + u'@' + c.host()));
}

// As ssh and libssh print it; nothing else of the message is repeated.
QString fingerprint(const QString &message)
{
    static const QRegularExpression pattern(
        u"SHA256:[A-Za-z0-9+/]{43}|\\b(?:[0-9A-Fa-f]{2}:){15,31}[0-9A-Fa-f]{2}\\b"_s);
    return pattern.match(message).captured();
}

QString keyChanged(const Context &c)
{
    const QString sent = fingerprint(c.message);
    QString advice = Text::tr("The host has another key than last time: it was installed anew, or "
                              "somebody pretends to be it. Do not sign in before its administrator "
                              "has confirmed the new key.");
    if (!sent.isEmpty())
        advice += u'\n' + Text::tr("The fingerprint it sent: %1").arg(sent);
    const QString entry = c.uri.port > 0 && c.uri.port != 22
                              ? u"[%1]:%2"_s.arg(c.host(), QString::number(c.uri.port))
                              : c.host();
    return advice + u'\n'
           + Text::tr("Only if it is right, forget the old key in a terminal: %1")
                 .arg(u"ssh-keygen -R %1"_s.arg(quoted(entry)));
}

QString keyUnknown(const Context &c)
{
    const QString sent = fingerprint(c.message);
    QString advice = Text::tr("The host's key is not known on this computer yet.");
    if (!sent.isEmpty())
        advice += u'\n' + Text::tr("The fingerprint it sent: %1").arg(sent);
    return advice + u'\n'
           + Text::tr("Connect once in a terminal, compare the fingerprint shown with the one that "
                      "the host's administrator gives you, and only then answer yes: %1")
                 .arg(sshCommand(c, u"ssh"_s));
}

QString sshDenied(const Context &c)
{
    return Text::tr("The host did not let you in. Check the user name, and that your key is on the "
                    "host and loaded here:\n%1\nssh-add")
        .arg(sshCommand(c, u"ssh-copy-id"_s));
}

QString noHelper(const Context &c)
{
    return Text::tr("The host lacks a program that passes the connection on. On “%1” install "
                    "libvirt's own (Debian: libvirt-daemon) or netcat-openbsd.")
        .arg(c.host());
}

QString remoteDaemonAbsent(const Context &c)
{
    return Text::tr("Signing in worked, but no libvirt daemon runs on “%1”. On that host:\n"
                    "sudo apt install libvirt-daemon-system\nsudo systemctl start libvirtd.socket")
        .arg(c.host());
}

QString remoteGroup(const Context &c)
{
    return Text::tr("Signing in worked, but this user may not use the libvirt daemon of “%1”. On "
                    "that host, add the user to the group libvirt:\nsudo adduser %2 libvirt")
        .arg(c.host(), c.uri.user.isEmpty() ? Text::tr("USER") : quoted(c.uri.user));
}

QString noName(const Context &c)
{
    return Text::tr(
               "No address is known for “%1”. Check the spelling, and that this computer is in "
               "the right network.")
        .arg(c.host());
}

QString refused(const Context &c)
{
    const QString way = c.uri.effectiveTransport();
    if (c.isSsh())
        return Text::tr("Nothing answers on port %1 of “%2”. Is the SSH server installed and "
                        "running there (Debian: openssh-server), and is it the right port?")
            .arg(QString::number(c.port()), c.host());
    return Text::tr(
               "Nothing answers on port %1 of “%2”. The daemon listens to the network only when "
               "told to; on that host:\nsudo systemctl enable --now libvirtd-%3.socket")
        .arg(QString::number(c.port()), c.host(), way == "tcp"_L1 ? u"tcp"_s : u"tls"_s);
}

QString noAnswer(const Context &c)
{
    return Text::tr("“%1” did not answer in time. Is it switched on, is this computer in the right "
                    "network, and does a firewall let port %2 through?")
        .arg(c.host(), QString::number(c.port()));
}

QString noRoute(const Context &c)
{
    return Text::tr(
               "There is no way to “%1” from here. Check this computer's network, and whether a "
               "VPN is needed.")
        .arg(c.host());
}

QString caMissing(const Context &)
{
    return Text::tr(
        "TLS needs the certificate of the authority that signed the host's one, on this "
        "computer as /etc/pki/CA/cacert.pem.");
}

QString clientCertificate(const Context &)
{
    return Text::tr("The host wants a certificate of you: /etc/pki/libvirt/clientcert.pem with its "
                    "key /etc/pki/libvirt/private/clientkey.pem, signed by the host's authority.");
}

QString unknownIssuer(const Context &)
{
    return Text::tr(
        "The host's certificate was not signed by the authority that this computer "
        "trusts (/etc/pki/CA/cacert.pem). Ask the host's administrator which is right.");
}

QString wrongName(const Context &c)
{
    return Text::tr("The host's certificate was made for another name than “%1”. Use the name that "
                    "is in the certificate.")
        .arg(c.host());
}

QString expired(const Context &)
{
    return Text::tr("A certificate is out of its dates. Check this computer's clock; else the "
                    "certificate has to be renewed.");
}

QString localDaemonAbsent(const Context &c)
{
    if (!c.uri.parameter(u"socket").isEmpty())
        return Text::tr(
            "No daemon has made this socket. Check the path, and that the daemon runs.");
    if (c.isSession())
        return Text::tr("The daemon of your session could not be started. Install it:\n"
                        "sudo apt install libvirt-daemon libvirt-daemon-driver-qemu");
    QString packages = u"libvirt-daemon-system"_s;
    if (c.uri.driver == "lxc"_L1 || c.uri.driver == "vbox"_L1)
        packages += u" libvirt-daemon-driver-"_s + c.uri.driver;
    else if (c.uri.driver == "xen"_L1)
        packages += u" libvirt-daemon-driver-xen"_s;
    return Text::tr("The libvirt daemon is not installed or not running. Install and start it:\n"
                    "sudo apt install %1\nsudo systemctl start libvirtd.socket")
        .arg(packages);
}

QString localGroup(const Context &c)
{
    if (!c.uri.parameter(u"socket").isEmpty())
        return Text::tr("This socket is not open to your user.");
    return Text::tr("Your user may not use the system's daemon. Join the group libvirt, then sign "
                    "out of the desktop and in again:\nsudo adduser $USER libvirt\n"
                    "Or use the machines of your own session: qemu:///session");
}

QString localDaemonSilent(const Context &c)
{
    return c.isSession() || !c.uri.parameter(u"socket").isEmpty()
               ? Text::tr("The daemon that made the socket is gone. Start it again.")
               : Text::tr("The daemon is installed but does not answer. Restart it:\n"
                          "sudo systemctl restart libvirtd.service");
}

QString noPolkitAgent(const Context &)
{
    return Text::tr(
        "The system wanted to ask for an administrator's password, but nothing in this "
        "desktop session can show the question. Start a polkit agent, or join the group "
        "libvirt and sign in again:\nsudo adduser $USER libvirt");
}

QString polkitDenied(const Context &)
{
    return Text::tr("The system's policy does not let your user manage machines. Join the group "
                    "libvirt and sign in again, or ask the administrator:\n"
                    "sudo adduser $USER libvirt");
}

QString badCredentials(const Context &)
{
    return Text::tr("The host did not accept the user name or the password. Try again.");
}

QString noDriver(const Context &c)
{
    return Text::tr("The daemon has no driver for “%1”. Install it where the daemon runs, for "
                    "example:\nsudo apt install libvirt-daemon-driver-%1")
        .arg(c.uri.driver);
}

QString noCommand(const Context &)
{
    return Text::tr(
        "The program that the URI names in command= cannot be started. Check its path.");
}

QString noRuntimeFolder(const Context &)
{
    return Text::tr("Your session has no runtime folder. Sign in to the desktop anew, or check "
                    "XDG_RUNTIME_DIR.");
}

QString keepAlive(const Context &)
{
    return Text::tr("The host stopped answering in the middle. Check the network between; the "
                    "connection is tried again.");
}

QString badFile(const Context &)
{
    return Text::tr("The test driver reads its machines from a file. Check the path, or use "
                    "test:///default.");
}

enum class Where { Anywhere, Here, There };

// The first rule whose words the message contains wins; lower case, most special first.
struct Rule
{
    Where where;
    QLatin1StringView words;
    QString (*advice)(const Context &);
};

constexpr std::array rules{
    Rule{Where::There, "identification has changed"_L1, keyChanged},
    Rule{Where::There, "host key for server"_L1, keyChanged},
    Rule{Where::There, "ssh host key for"_L1, keyUnknown},
    Rule{Where::There, "host key verification failed"_L1, keyUnknown},
    Rule{Where::There, "no ed25519 host key is known"_L1, keyUnknown},
    Rule{Where::There, "virt-ssh-helper: not found"_L1, noHelper},
    Rule{Where::There, "nc: not found"_L1, noHelper},
    Rule{Where::There, "nc: command not found"_L1, noHelper},
    Rule{Where::There, "cannot execute binary"_L1, noCommand},
    Rule{Where::There, "failed to connect socket to"_L1, nullptr}, // told apart below
    Rule{Where::There, "permission denied ("_L1, sshDenied},
    Rule{Where::There, "too many authentication failures"_L1, sshDenied},
    Rule{Where::There, "could not resolve hostname"_L1, noName},
    Rule{Where::Anywhere, "name or service not known"_L1, noName},
    Rule{Where::Anywhere, "temporary failure in name resolution"_L1, noName},
    Rule{Where::Anywhere, "unable to resolve address"_L1, noName},
    Rule{Where::There, "connection refused"_L1, refused},
    Rule{Where::There, "timed out"_L1, noAnswer},
    Rule{Where::There, "no route to host"_L1, noRoute},
    Rule{Where::There, "network is unreachable"_L1, noRoute},
    Rule{Where::There, "cannot read ca certificate"_L1, caMissing},
    Rule{Where::There, "cannot read certificate"_L1, clientCertificate},
    Rule{Where::There, "hasn't got a known issuer"_L1, unknownIssuer},
    Rule{Where::There, "not trusted"_L1, unknownIssuer},
    Rule{Where::There, "does not match the hostname"_L1, wrongName},
    Rule{Where::There, "has expired"_L1, expired},
    Rule{Where::There, "not been activated"_L1, expired},
    Rule{Where::There, "not yet active"_L1, expired},
    Rule{Where::There, "certificate"_L1, unknownIssuer},
    Rule{Where::Anywhere, "no polkit agent"_L1, noPolkitAgent},
    Rule{Where::Anywhere, "denied by policy"_L1, polkitDenied},
    Rule{Where::Anywhere, "polkit"_L1, polkitDenied},
    Rule{Where::Anywhere, "no connection driver available"_L1, noDriver},
    Rule{Where::Anywhere, "keepalive timeout"_L1, keepAlive},
    Rule{Where::Here, "cannot create user runtime directory"_L1, noRuntimeFolder},
    Rule{Where::Here, "failed to parse xml document"_L1, badFile},
    Rule{Where::Here, "no such file or directory"_L1, localDaemonAbsent},
    Rule{Where::Here, "unable to locate libvirtd"_L1, localDaemonAbsent},
    Rule{Where::Here, "permission denied"_L1, localGroup},
    Rule{Where::Here, "connection refused"_L1, localDaemonSilent},
    Rule{Where::There, "authentication failed"_L1, badCredentials},
};

// virErrorNumber; for messages that libvirt translates into the user's language.
constexpr int authFailed = 45;
constexpr int authUnavailable = 94;

} // namespace

QString connectionAdvice(const Error &error, const QString &uri)
{
    const std::optional<ConnectionUri> parsed = ConnectionUri::parse(uri);
    if (!parsed || error.kind == Error::Kind::Canceled)
        return {};
    const Context context{*parsed, error.detail.left(16 * 1024)};
    const QString words = context.message.toLower();
    const Where place = parsed->isLocal() ? Where::Here : Where::There;
    for (const Rule &rule : rules) {
        if ((rule.where != Where::Anywhere && rule.where != place) || !words.contains(rule.words))
            continue;
        if (rule.advice)
            return rule.advice(context);
        return words.contains("permission denied"_L1) ? remoteGroup(context)
                                                      : remoteDaemonAbsent(context);
    }
    if (error.code == authUnavailable)
        return noPolkitAgent(context);
    if (error.code == authFailed || error.kind == Error::Kind::Denied)
        return place == Where::Here ? polkitDenied(context) : badCredentials(context);
    return {};
}
