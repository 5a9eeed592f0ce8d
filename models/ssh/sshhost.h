// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

// What tells one ssh login from another, as a libvirt URI names it. Two connections to the same
// host share one.
struct SshHost
{
    QString user = {};
    QString host = {};
    int port = -1; // -1: ssh's own
    QString keyFile = {};
    bool anyKey = false;   // no_verify=1: the host's key is not checked
    bool neverAsk = false; // no_tty=1: rather fail than ask

    // Nothing unless OpenSSH gets there: other transports, and URIs with a command of their own,
    // which know better.
    static std::optional<SshHost> of(const QString &uri);

    QString displayName() const; // "root@host", "[2001:db8::1]:2222"
    // For ssh, up to and including the host's name.
    QStringList arguments() const;

    bool operator==(const SshHost &) const = default;
};

// The URI with which libvirt starts `command` in ssh's place.
QString uriThroughCommand(const QString &uri, const QString &command);
