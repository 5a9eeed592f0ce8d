// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>
#include <QStringList>

// A virtual network of a host, as much as a new machine wants to know. Untrusted text.
struct HostNetwork
{
    QString name = {};
    bool active = false;
    QString forward = {}; // "nat", "route", "open", "bridge", "private", "hostdev"; empty: isolated
    QString bridge = {};  // the host's, of a network that has one
    QStringList portGroups = {};
    QString defaultPortGroup = {};
    bool openVSwitch = false;
    bool operator==(const HostNetwork &) const = default;
};
Q_DECLARE_METATYPE(HostNetwork)
