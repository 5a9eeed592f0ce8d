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

// Displays that no program elsewhere can show, and why.
QString whatItMeans(const QString &type)
{
    if (type == u"sdl"_s || type == u"desktop"_s)
        return Words::tr(
                   "The machine draws into a window on its host's own desktop (%1). Its screen "
                   "can be seen there and nowhere else. Give it a SPICE or VNC display to see "
                   "it here.")
            .arg(SafeText::line(type, 40));
    if (type == u"egl-headless"_s)
        return Words::tr(
            "The machine draws with its host's graphics card, but shows the result to "
            "nobody (egl-headless). Give it a SPICE or VNC display beside it to see it "
            "here.");
    if (type == u"dbus"_s)
        return Words::tr(
            "The machine offers its screen to programs on its host over D-Bus. Give it "
            "a SPICE or VNC display to see it here.");
    if (type == u"rdp"_s)
        return Words::tr(
            "The machine's display is a remote desktop (RDP), as VirtualBox and Hyper-V "
            "offer it. A remote desktop program can show it; Guesthouse shows SPICE and "
            "VNC.");
    return Words::tr("This machine's display is of the kind “%1”. Guesthouse shows SPICE and VNC.")
        .arg(SafeText::line(type, 40));
}

} // namespace

const Graphics *chosenGraphics(const ConsoleTarget &target)
{
    const auto find = [&target](const QString &type) -> const Graphics * {
        for (const Graphics &graphics : target.graphics) {
            if (graphics.type == type)
                return &graphics;
        }
        return nullptr;
    };
    for (const QString &type : {target.preferred, u"spice"_s, u"vnc"_s}) {
        if (const Graphics *graphics = type.isEmpty() ? nullptr : find(type))
            return graphics;
    }
    return target.graphics.isEmpty() ? nullptr : &target.graphics.first();
}

ConsoleRoute consoleRoute(const ConsoleTarget &target, bool sockets)
{
    if (target.fixed)
        return {ConsoleState::Connecting, {}, -1, *target.fixed};
    const Graphics *graphics = chosenGraphics(target);
    if (!graphics)
        return {ConsoleState::NoDisplay, {}, -1, {}};
    const bool vnc = graphics->type == u"vnc"_s;
    if (!vnc && graphics->type != u"spice"_s)
        return unsupported(whatItMeans(graphics->type));
    // Memory of the graphics card can be handed over on one computer, and by sockets of its own.
    const bool handsOver =
        !vnc && target.local
        && ((sockets && target.allowFd && target.openChannel) || !graphics->socketPath.isEmpty());
    if (graphics->gl && !handsOver)
        return unsupported(
            Words::tr("This machine draws with OpenGL (3D acceleration). Its screen can only be "
                      "shown on its own host. Turn OpenGL off in its display to see it here."));

    ConsoleRoute route;
    route.where.protocol = vnc ? Wire::Protocol::Vnc : Wire::Protocol::Spice;
    route.graphicsIndex = graphics->index;
    route.where.local = target.local;
    const bool tlsOnly = graphics->tlsPort > 0 && graphics->port <= 0;
    // A server that insists on TLS refuses sockets that were handed in, without saying so.
    if (sockets && target.local && target.allowFd && target.openChannel && !tlsOnly) {
        route.where.sockets = true;
        return route;
    }
    if (target.local && !graphics->socketPath.isEmpty()) {
        route.where.path = graphics->socketPath;
        return route;
    }
    const bool seenFromHost = !tunnelAddress(*graphics, tlsOnly).isEmpty();
    if (!vnc && tlsOnly && target.tunnel) {
        route.state = ConsoleState::OutOfReach;
        route.detail =
            Words::tr("The display accepts connections with TLS only, and SPICE's TLS cannot be led "
                      "through SSH. SSH encrypts by itself: let the display accept plain "
                      "connections on the host's own address, 127.0.0.1.");
        return route;
    }
    if (target.tunnel && target.openChannel && seenFromHost) {
        // One way only: what was meant for the tunnel is never sent over the open network.
        route.where.sockets = true;
        route.where.port = graphics->port;
        route.where.tlsPort = graphics->tlsPort;
        if (tlsOnly)
            route.where.certificateName = target.hostName;
        return route;
    }
    route.sshWouldHelp = !target.local && seenFromHost;
    if (graphics->port <= 0 && graphics->tlsPort <= 0) {
        route.state = ConsoleState::OutOfReach;
        route.detail = Words::tr("The display has no network address; it can only be shown on the "
                                 "host itself.");
        return route;
    }
    const QString listen = graphics->listenAddress;
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
    route.where.port = graphics->port;
    route.where.tlsPort = graphics->tlsPort;
    return route;
}
