// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/core/result.h"
#include "models/values/connection.h"
#include "models/virt/handle.h"

#include <QByteArray>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

// libvirt's connection calls as functions on handles. All of them block: worker threads only.
namespace Virt {

struct Question
{
    QString prompt, challenge, fallback;
    bool echo = false;
};
using Answerer = std::function<std::optional<QStringList>(const QList<Question> &)>;

// virConnectOpenAuth, with keep-alive where the driver has it.
Result<ConnectHandle> open(const QString &uri, bool readOnly, const Answerer &answer);

// Told once, on the event thread, when the link has ended (virConnectCloseReason).
class CloseWatch
{
public:
    CloseWatch(ConnectHandle connect, std::function<void(int reason)> closed);
    ~CloseWatch(); // without it the connection would keep itself open
    CloseWatch(const CloseWatch &) = delete;
    CloseWatch &operator=(const CloseWatch &) = delete;

private:
    ConnectHandle m_connect;
    bool m_registered = false;
};

// What the host says about itself; each part that a driver lacks stays empty.
HostInfo readHost(const ConnectHandle &connect);
Result<QByteArray> capabilities(const ConnectHandle &connect);
// virConnectGetDomainCapabilities; an empty text leaves that choice to the host.
Result<QByteArray> domainCapabilities(const ConnectHandle &connect, const QString &emulator,
                                      const QString &architecture, const QString &machine,
                                      const QString &virtType);

// The cheapest call there is, to see whether anybody answers.
bool ping(const ConnectHandle &connect);

} // namespace Virt
