// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/core/filedescriptor.h"
#include "models/core/result.h"
#include "models/virt/handle.h"

#include <functional>
#include <memory>

namespace Virt {

class ConsolePump;

struct OpenedConsole
{
    // What the machine says and hears, in the packets of models/values/textconsole.h. Closing it
    // ends the session; the other end closes it after ConsolePacket::End.
    FileDescriptor socket = {};
    std::shared_ptr<ConsolePump> pump = {};
};

// Runs a task on a thread that may block: to end a stream is a call to the host.
using Elsewhere = void (*)(std::function<void()> task);

// virDomainOpenConsole with a stream that the event thread pumps into a socket. An empty alias is
// the machine's first console. Kind::Busy: somebody else has it, and `force` would take it away.
Result<OpenedConsole> openConsole(const DomainHandle &domain, const QString &alias, bool force,
                                  Elsewhere elsewhere);

// Any thread: the session ends with ConsoleEnd::Lost.
void endConsole(const std::weak_ptr<ConsolePump> &pump);

// A break on the line of a serial port (QEMU only: its monitor's chardev-send-break, for libvirt
// itself has no call for it; it marks the machine as tainted by custom-monitor).
Result<> sendBreak(const DomainHandle &domain, const QString &alias);

} // namespace Virt
