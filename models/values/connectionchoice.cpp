// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/connectionchoice.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ConnectionChoice)
};

} // namespace

const QList<HypervisorChoice> &hypervisorChoices()
{
    static const QList<HypervisorChoice> choices{
        {Text::tr("QEMU/KVM, system"), u"qemu"_s, u"/system"_s, true},
        {Text::tr("QEMU/KVM, your session"), u"qemu"_s, u"/session"_s, true},
        {Text::tr("Xen"), u"xen"_s, u"/system"_s, true},
        {Text::tr("LXC containers"), u"lxc"_s, u"/system"_s, true},
        {Text::tr("bhyve"), u"bhyve"_s, u"/system"_s, true},
        {Text::tr("Virtuozzo"), u"vz"_s, u"/system"_s, true},
        {Text::tr("Test driver"), u"test"_s, u"/default"_s, false},
        {Text::tr("Other: type the URI"), {}, {}, false},
    };
    return choices;
}

const QList<TransportChoice> &transportChoices()
{
    static const QList<TransportChoice> choices{
        {Text::tr("This computer"), {}, 0, false},
        {Text::tr("Another computer by SSH"), u"ssh"_s, 22, true},
        {Text::tr("Another computer by TLS"), u"tls"_s, 16514, false},
        {Text::tr("Another computer by TCP, not encrypted"), u"tcp"_s, 16509, false},
        {Text::tr("Another computer by SSH (libssh)"), u"libssh"_s, 22, true},
        {Text::tr("Another computer by SSH (libssh2)"), u"libssh2"_s, 22, true},
    };
    return choices;
}

int transportChoiceOf(const ConnectionUri &uri)
{
    const QString transport = uri.isLocal() ? QString() : uri.effectiveTransport();
    const QList<TransportChoice> &choices = transportChoices();
    for (int i = 0; i < choices.size(); ++i)
        if (choices[i].transport == transport)
            return i;
    return -1;
}

int hypervisorChoiceOf(const ConnectionUri &uri)
{
    const QList<HypervisorChoice> &choices = hypervisorChoices();
    const int typed = int(choices.size()) - 1;
    const int transport = transportChoiceOf(uri);
    // "unix" and "tls" are left out when they are the default: such a URI would not come back as
    // it was.
    if (transport < 0 || (!uri.isLocal() && uri.host.isEmpty()) || uri.transport == "unix"_L1
        || (uri.transport.isEmpty() && !uri.host.isEmpty()))
        return typed;
    if (!uri.user.isEmpty() && !transportChoices()[transport].takesUser)
        return typed;
    for (int i = 0; i < typed; ++i)
        if (choices[i].driver == uri.driver && choices[i].path == uri.path
            && (choices[i].reachable || uri.isLocal()))
            return i;
    return typed;
}

QString parametersText(const QList<ConnectionUri::Parameter> &parameters)
{
    ConnectionUri uri;
    uri.parameters = parameters;
    return uri.toString().section(u'?', 1);
}

QList<ConnectionUri::Parameter> parametersFromText(const QString &text)
{
    const std::optional<ConnectionUri> uri = ConnectionUri::parse(u"test:///?"_s + text.trimmed());
    return uri ? uri->parameters : QList<ConnectionUri::Parameter>();
}
