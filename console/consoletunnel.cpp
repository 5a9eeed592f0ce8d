// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/consoletunnel.h"

using namespace Qt::StringLiterals;

QString tunnelAddress(const Graphics &graphics, bool secure)
{
    if (!graphics.socketPath.isEmpty() && !secure)
        return graphics.socketPath;
    const int port = secure ? graphics.tlsPort : graphics.port;
    if (port <= 0)
        return {};
    QString host = graphics.listenAddress;
    // Who listens everywhere, listens here, too; and loopback is no network.
    if (host.isEmpty() || host == u"0.0.0.0"_s)
        host = u"127.0.0.1"_s;
    else if (host == u"::"_s)
        host = u"::1"_s;
    return host.contains(u':') ? u"[%1]:%2"_s.arg(host, QString::number(port))
                               : u"%1:%2"_s.arg(host, QString::number(port));
}
