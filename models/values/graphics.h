// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMetaType>
#include <QString>

// One <graphics> of a machine's live XML. Passwords are not part of it: XML shown is never SECURE.
struct Graphics
{
    QString type = {}; // "spice", "vnc", "sdl", …
    int index = 0; // among the machine's <graphics>: virDomainOpenGraphicsFD's idx
    int port = -1, tlsPort = -1; // -1: none
    QString listenType = {}; // "address", "network", "socket", "none"
    QString listenAddress = {};
    QString socketPath = {};
    bool gl = false;

    bool operator==(const Graphics &) const = default;
};
Q_DECLARE_METATYPE(Graphics)
