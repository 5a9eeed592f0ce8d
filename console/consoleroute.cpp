// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/consoleroute.h"

#include "console/consoletunnel.h"
#include "models/core/safetext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ConsoleRoute)
};

// Without Qt's network module: what libvirt writes into listen addresses.
bool isEverywhere(const QString &address)
{
    return address == u"0.0.0.0"_s || address == u"::"_s;
}

bool isLoopback(const QString &address)
{
    return address.startsWith(u"127."_s) || address == u"::1"_s || address == u"localhost"_s;
}

ConsoleRoute unsupported(const QString &why)
{
    return {ConsoleState::Unsupported, why, -1, {}};
}

} // namespace

ConsoleRoute consoleRoute(const ConsoleTarget &target, bool sockets)
{
    if (target.graphics.isEmpty())
        return {ConsoleState::NoDisplay, {}, -1, {}};
    const Graphics *spice = nullptr;
    for (const Graphics &graphics : target.graphics) {
        if (graphics.type == u"spice"_s && !spice)
            spice = &graphics;
    }
    if (!spice) {
        const QString type = target.graphics.first().type;
        if (type == u"vnc"_s)
            return unsupported(Words::tr("This machine's display is VNC. Guesthouse shows SPICE "
                                         "displays; VNC comes with a later version."));
        return unsupported(Words::tr("This machine's display is of the kind “%1”. Guesthouse shows "
                                     "SPICE displays.")
                               .arg(SafeText::line(type, 40)));
    }
    if (spice->gl)
        return unsupported(
            Words::tr("This machine draws with OpenGL (3D acceleration), which comes "
                      "with a later version. Turn OpenGL off in its display to see "
                      "its screen here."));

    ConsoleRoute route;
    route.graphicsIndex = spice->index;
    route.where.local = target.local;
    const bool tlsOnly = spice->tlsPort > 0 && spice->port <= 0;
    // A server that insists on TLS refuses sockets that were handed in, without saying so.
    if (sockets && target.local && target.allowFd && target.openChannel && !tlsOnly) {
        route.where.sockets = true;
        return route;
    }
    if (target.local && !spice->socketPath.isEmpty()) {
        route.where.path = spice->socketPath;
        return route;
    }
    const bool seenFromHost = !tunnelAddress(*spice, tlsOnly).isEmpty();
    if (target.tunnel && target.openChannel && seenFromHost) {
        // One way only: what was meant for the tunnel is never sent over the open network.
        route.where.sockets = true;
        route.where.port = spice->port;
        route.where.tlsPort = spice->tlsPort;
        if (tlsOnly)
            route.where.certificateName = target.hostName;
        return route;
    }
    route.sshWouldHelp = !target.local && seenFromHost;
    if (spice->port <= 0 && spice->tlsPort <= 0) {
        route.state = ConsoleState::OutOfReach;
        route.detail = Words::tr("The display has no network address; it can only be shown on the "
                                 "host itself.");
        return route;
    }
    const QString listen = spice->listenAddress;
    if (target.local) {
        route.where.host = listen.isEmpty() || isEverywhere(listen) ? u"localhost"_s : listen;
    } else if (isLoopback(listen) || (listen.isEmpty() && target.hostName.isEmpty())) {
        route.state = ConsoleState::OutOfReach;
        route.detail = Words::tr("The display accepts connections from its own host only (%1). "
                                 "Through SSH it can be reached: add the host once more, as an SSH "
                                 "connection.")
                           .arg(SafeText::line(listen, 60));
        return route;
    } else {
        route.where.host = listen.isEmpty() || isEverywhere(listen) ? target.hostName : listen;
    }
    route.where.port = spice->port;
    route.where.tlsPort = spice->tlsPort;
    return route;
}
