// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cloudinit/cloudinit.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <arpa/inet.h>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(CloudInit)
};

bool matches(const QString &text, const QString &pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text).hasMatch();
}

bool isAddress(const QString &text, int family)
{
    in6_addr address{};
    return inet_pton(family, text.toUtf8().constData(), &address) == 1;
}

} // namespace

QString userNameProblem(const QString &name)
{
    if (name.isEmpty())
        return Text::tr("A user name is needed.");
    if (name == "root"_L1)
        return Text::tr("“root” is there already; name another user.");
    // What useradd of every distribution takes.
    if (!matches(name, u"[a-z_][a-z0-9_-]{0,31}"_s)) {
        return Text::tr("A user name is made of small letters, digits, “_” and “-”, begins with a "
                        "letter and has 32 characters at most.");
    }
    return {};
}

QString hostNameProblem(const QString &name)
{
    if (name.isEmpty())
        return {};
    const QString label = u"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"_s;
    if (name.size() > 253 || !matches(name, u"%1(\\.%1)*"_s.arg(label)))
        return Text::tr("A host name is made of letters, digits and “-”, with dots between its "
                        "parts.");
    return {};
}

QString sshKeyProblem(const QString &line)
{
    // Options before the key could run programs, so there are none.
    static const QString kinds =
        u"ssh-ed25519|ssh-rsa|ssh-dss|ecdsa-sha2-nistp(256|384|521)|"
        "sk-ssh-ed25519@openssh\\.com|sk-ecdsa-sha2-nistp256@openssh\\.com"_s;
    if (line.contains(u"PRIVATE KEY"))
        return Text::tr("This is a private key. Give the public one, from the file that ends in "
                        "“.pub”.");
    const bool printable =
        !matches(line, u"(?s).*[\\x{0}-\\x{1f}\\x{7f}\\x{85}\\x{2028}\\x{2029}].*"_s);
    if (!printable || !matches(line, u"(%1) +[A-Za-z0-9+/]{16,}={0,3}( .*)?"_s.arg(kinds)))
        return Text::tr("This is no public SSH key.");
    return {};
}

QString packageProblem(const QString &name)
{
    if (!matches(name, u"[A-Za-z0-9][A-Za-z0-9+._:-]{0,127}"_s))
        return Text::tr("The name of a package has letters, digits and “+._:-” only.");
    return {};
}

QString plainAddressProblem(const QString &address)
{
    if (address.isEmpty() || isAddress(address, AF_INET) || isAddress(address, AF_INET6))
        return {};
    return Text::tr("This is no IP address.");
}

QString addressProblem(const QString &addressWithPrefix)
{
    if (addressWithPrefix.isEmpty())
        return {};
    const qsizetype slash = addressWithPrefix.indexOf(u'/');
    const QString address = addressWithPrefix.left(qMax<qsizetype>(0, slash));
    const QString prefix = addressWithPrefix.mid(slash + 1);
    const int most = isAddress(address, AF_INET) ? 32 : isAddress(address, AF_INET6) ? 128 : 0;
    if (slash < 0 || most == 0 || !matches(prefix, u"[0-9]{1,3}"_s) || prefix.toInt() > most
        || prefix.toInt() < 1)
        return Text::tr("This is no address with the length of its network, like 192.0.2.10/24.");
    return {};
}

QString gatewayProblem(const QString &gateway, const QString &addressWithPrefix)
{
    const QString problem = plainAddressProblem(gateway);
    if (gateway.isEmpty() || !problem.isEmpty())
        return problem;
    if (addressWithPrefix.isEmpty() || !addressProblem(addressWithPrefix).isEmpty())
        return {};
    const int family = gateway.contains(u':') ? AF_INET6 : AF_INET;
    unsigned char near[16] = {}, far[16] = {};
    const QByteArray own = addressWithPrefix.section(u'/', 0, 0).toLatin1();
    if (inet_pton(family, own.constData(), near) != 1)
        return Text::tr("The address and its gateway are of two kinds (IPv4 and IPv6).");
    inet_pton(family, gateway.toLatin1().constData(), far);
    // A link-local one is always near.
    if (family == AF_INET6 && far[0] == 0xfe && (far[1] & 0xc0) == 0x80)
        return {};
    const int prefix = addressWithPrefix.section(u'/', 1).toInt();
    for (int bit = 0; bit < prefix; ++bit) {
        if (((near[bit / 8] ^ far[bit / 8]) >> (7 - bit % 8)) & 1)
            return Text::tr("The gateway is not in the network of this address.");
    }
    return {};
}

QStringList cloudInitProblems(const CloudInitForm &form)
{
    QStringList problems{userNameProblem(form.userName), hostNameProblem(form.hostName),
                         addressProblem(form.network.address),
                         gatewayProblem(form.network.gateway, form.network.address)};
    for (const QString &key : form.sshKeys)
        problems += sshKeyProblem(key);
    for (const QString &package : form.packages)
        problems += packageProblem(package);
    for (const QString &server : form.network.nameServers)
        problems += plainAddressProblem(server);
    if (!form.timezone.isEmpty() && !matches(form.timezone, u"[A-Za-z0-9+_/-]{1,64}"_s))
        problems += Text::tr("This is no time zone.");
    if (!form.locale.isEmpty() && !matches(form.locale, u"[A-Za-z0-9_.@-]{1,64}"_s))
        problems += Text::tr("This is no language.");
    if (form.fullName.contains(u':') || form.fullName.contains(u'\n'))
        problems += Text::tr("A full name has neither colons nor line breaks.");
    if (!form.network.macAddress.isEmpty()
        && !matches(form.network.macAddress, u"[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}"_s))
        problems += Text::tr("This is not the address of a network card.");
    if (form.password.isEmpty() && form.sshKeys.isEmpty())
        problems += Text::tr("Without a password or a key nobody can log in.");
    problems.removeAll(QString());
    return problems;
}
