// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/connection.h"

// Where to look on this computer; tests look elsewhere.
struct LocalPlaces
{
    QString sockets = {};      // the daemons' sockets: /run/libvirt
    QStringList programs = {}; // folders that may hold libvirtd or virtqemud
    QStringList drivers = {};  // folders that may hold libvirt's driver modules
    QString xen = {};          // there when this is a Xen host
    bool root = false;

    static LocalPlaces ofThisComputer();
};

// The local hypervisors that this user can reach, best first, for the first start: told by sockets
// and permissions, without a call to libvirt. The user's own session connects by itself only where
// the system's daemon is out of reach; root has no session of its own.
QList<ConnectionConfig> localHypervisors(const LocalPlaces &places = LocalPlaces::ofThisComputer());
