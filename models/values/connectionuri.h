// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>
#include <utility>

// The parts of a libvirt URI, unescaped:
//     driver[+transport]://[user@][host][:port]/path[?name=value&…]
// Read by the same rules as libvirt's own parser, so that the host shown is the host dialled.
struct ConnectionUri
{
    using Parameter = std::pair<QString, QString>;

    QString driver = {};    // "qemu"
    QString transport = {}; // "ssh"; empty: a local socket, or TLS when there is a host
    QString user = {};
    QString host = {}; // an IPv6 address without its brackets
    int port = -1;     // -1: the transport's own
    QString path = {}; // "/system", "/session", "/"
    QList<Parameter> parameters = {};

    // Nothing if it is not a URI; `problem`, if given, is then set to a translated sentence.
    static std::optional<ConnectionUri> parse(const QString &uri, QString *problem = nullptr);
    QString toString() const;

    // The value of a parameter, whatever its case, as libvirt looks it up; null when absent.
    QString parameter(QStringView name) const;
    void setParameter(const QString &name, const QString &value); // an empty value removes it

    // How the daemon is reached: `transport`, or libvirt's default for it ("unix", "tls").
    QString effectiveTransport() const;
    bool isLocal() const; // no host, and no tunnel to one

    bool operator==(const ConnectionUri &) const = default;
};

// The same hypervisor on the same host, reached by ssh with its own defaults.
QString uriThroughSsh(const QString &uri);

// What is wrong with a host or a user typed in a field of their own, as a sentence; empty: nothing.
QString hostProblem(const QString &host);
QString userProblem(const QString &user);
