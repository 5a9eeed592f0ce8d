// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/values/machinekey.h"

#include <QDateTime>
#include <QStringList>

#include <optional>

// A connection as the user set it up; stored in the preferences, without secrets.
struct ConnectionConfig
{
    ConnectionId id = {};
    QString name = {}; // shown in the tree; empty: made from the URI
    QString uri = {};
    bool autoconnect = true;
    bool readOnly = false;

    bool operator==(const ConnectionConfig &) const = default;
};
Q_DECLARE_METATYPE(ConnectionConfig)

enum class ConnectionState {
    Disconnected, // by the user, or not yet asked for
    Connecting,
    Connected,
    NotResponding, // connected, but a call has waited for more than a few seconds
    Lost, // the link broke: it reconnects by itself at `retryAt`
    Failed, // could not be opened: `error`; retried at `retryAt` if that is set
};

// How a host reached by ssh is entered.
enum class SshUse {
    None,     // not by ssh, or not by ours
    Shared,   // libvirt and consoles go through one connection
    Separate, // libvirt has one of its own: host or ssh refused to share
};

struct ConnectionStatus
{
    ConnectionState state = ConnectionState::Disconnected;
    std::optional<Error> error = {}; // of Lost and Failed
    QDateTime retryAt = {}; // when the next attempt is due
    QDateTime dataFrom = {}; // when what is shown was last known to be true
    SshUse ssh = SshUse::None; // while it is usable
    QDateTime sshSince = {};

    bool isUsable() const
    {
        return state == ConnectionState::Connected || state == ConnectionState::NotResponding;
    }
    bool operator==(const ConnectionStatus &) const = default;
};
Q_DECLARE_METATYPE(ConnectionStatus)

// What a host says about itself once, at connect.
struct HostInfo
{
    QString hostname = {};
    QString canonicalUri = {};
    QString driver = {}; // "QEMU", "TEST"
    quint64 hypervisorVersion = 0; // major * 1,000,000 + minor * 1,000 + release
    quint64 libvirtVersion = 0; // of the daemon
    QString cpuModel = {};
    quint32 cpus = 0, mhz = 0, numaNodes = 0, sockets = 0, cores = 0, threads = 0;
    quint64 memoryKiB = 0;
    bool encrypted = false, secure = false;

    bool operator==(const HostInfo &) const = default;
};
Q_DECLARE_METATYPE(HostInfo)

// "7.2.22" from libvirt's number.
QString versionText(quint64 version);

// The name a connection gets when the user gave none: "This computer", "alice@host", the URI.
QString connectionDisplayName(const ConnectionConfig &config);

// What in a URI runs a program or weakens a check, as sentences to show and confirm; empty: nothing.
QStringList uriWarnings(const QString &uri);

// What is wrong with a URI typed by the user, as a sentence; empty: nothing.
QString uriProblem(const QString &uri);
