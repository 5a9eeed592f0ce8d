// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QStringList>

// What a cloud image asks for at its first boot (cloud-init's NoCloud), from a form's values.
struct CloudInitForm
{
    QString userName = {}, fullName = {};
    QString password = {}; // in clear, hashed as soon as it is used; empty: none
    QStringList sshKeys = {};
    bool administrator = true;  // may become root, by sudo
    bool sshByPassword = false; // as far as there is one
    QString hostName = {};
    QString timezone = {}, locale = {};
    QStringList packages = {}; // to install
    bool upgrade = false;      // all packages, first

    struct Network
    {
        QString macAddress = {}; // which card; empty: the first wired one
        QString address = {};    // "192.0.2.10/24"; empty: DHCP
        QString gateway = {};
        QStringList nameServers = {};
        bool operator==(const Network &) const = default;
    };
    Network network = {};

    bool operator==(const CloudInitForm &) const = default;
};

// What is wrong with what was typed, as sentences for under the field; empty: fine. All may be empty
// but the user name.
QString userNameProblem(const QString &name);
QString hostNameProblem(const QString &name);
QString sshKeyProblem(const QString &line);
QString packageProblem(const QString &name);
QString addressProblem(const QString &addressWithPrefix); // "192.0.2.10/24", "2001:db8::2/64"
QString plainAddressProblem(const QString &address);
// Of a gateway that machines with this address cannot reach.
QString gatewayProblem(const QString &gateway, const QString &addressWithPrefix);
QStringList cloudInitProblems(const CloudInitForm &form); // of all fields

// The three files of a seed; `user` and `meta` are YAML, `network` too (version 2), or empty where
// cloud-init's own choice is right.
struct CloudInitFiles
{
    QByteArray user = {}, meta = {}, network = {};
};

// `instance` must be another one each time: cloud-init does everything once for each. Fails when
// cloudInitProblems() has something to say. Takes a moment (the password's hash): no GUI thread.
Result<CloudInitFiles> writeCloudInit(const CloudInitForm &form, const QString &instance);

// As in /etc/shadow: crypt(3), SHA-512, with a salt of its own. Slow on purpose.
Result<QString> passwordHash(const QString &password);
