// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/protocol/messages.h"
#include "models/core/filedescriptor.h"
#include "models/core/result.h"
#include "models/values/graphics.h"
#include "models/values/machinekey.h"

#include <QFuture>

#include <functional>
#include <optional>

// Where a machine's display is right now, from its live XML.
struct ConsoleTarget
{
    MachineKey key = {};
    QString name = {};
    QList<Graphics> graphics = {};
    bool local = false;     // the daemon runs on this computer
    QString hostName = {};  // of the host, for TCP
    QString preferred = {}; // the type of graphics to take when there are several
    bool allowFd = false;   // openChannel() may be tried
    bool tunnel = false;    // openChannel() goes through the ssh connection of the host
    // Where the server is, when that does not come from a machine's XML but from a connection file
    // or an address; the rest then does not matter.
    std::optional<Wire::Open> fixed = {};
    // One socket to the server, for the graphics device with this index: of virDomainOpenGraphicsFD
    // without authentication, or through a tunnel. `secure`: to the port that speaks TLS. Called on
    // the GUI thread, must not block.
    std::function<QFuture<Result<FileDescriptor>>(int graphicsIndex, bool secure)> openChannel = {};
};
