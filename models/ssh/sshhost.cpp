// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ssh/sshhost.h"

#include "models/values/connectionuri.h"

using namespace Qt::StringLiterals;

// As libvirt reads its numeric parameters.
static bool isOn(const ConnectionUri &uri, QStringView name)
{
    const QString value = uri.parameter(name);
    return !value.isNull() && value.toInt() != 0;
}

std::optional<SshHost> SshHost::of(const QString &text)
{
    const std::optional<ConnectionUri> uri = ConnectionUri::parse(text);
    if (!uri || uri->transport != "ssh"_L1 || !uri->parameter(u"command").isNull())
        return {};
    // The parser refuses what ssh would take for an option; this is the last line.
    if (!hostProblem(uri->host).isEmpty() || !userProblem(uri->user).isEmpty())
        return {};
    return SshHost{.user = uri->user,
                   .host = uri->host,
                   .port = uri->port,
                   .keyFile = uri->parameter(u"keyfile"),
                   .anyKey = isOn(*uri, u"no_verify"),
                   .neverAsk = isOn(*uri, u"no_tty")};
}

QString SshHost::displayName() const
{
    QString name = host.contains(u':') ? u'[' + host + u']' : host;
    if (!user.isEmpty())
        name = user + u'@' + name;
    return port > 0 ? name + u':' + QString::number(port) : name;
}

QStringList SshHost::arguments() const
{
    QStringList list;
    if (port > 0)
        list += {u"-p"_s, QString::number(port)};
    if (!user.isEmpty())
        list += {u"-l"_s, user};
    if (!keyFile.isEmpty())
        list += {u"-i"_s, keyFile};
    if (neverAsk)
        list += {u"-o"_s, u"BatchMode=yes"_s};
    if (anyKey)
        list += {u"-o"_s, u"StrictHostKeyChecking=no"_s};
    return list + QStringList{u"--"_s, host};
}

QString uriThroughCommand(const QString &text, const QString &command)
{
    std::optional<ConnectionUri> uri = ConnectionUri::parse(text);
    if (!uri)
        return text;
    uri->setParameter(u"command"_s, command);
    return uri->toString();
}
