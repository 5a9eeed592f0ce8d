// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/domainchanges.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

// A device that a machine can boot from.
struct BootDevice
{
    QString item = {};                // HardwareItem::key
    QString title = {}, summary = {}; // untrusted
    QString icon = {};                // freedesktop name
    bool boots = false;

    bool operator==(const BootDevice &) const = default;
};

// In what order a machine tries its devices: each has a number of its own (<boot order>), or the
// machine has a list of kinds (<os><boot dev>), of each of which the first one counts.
struct BootOrder
{
    QList<BootDevice> devices = {}; // those that boot first, in their order
    QStringList kinds = {};         // the list of kinds, if it is that: "hd", "network"

    QStringList booting() const; // their items
};

// Pure; any thread.
BootOrder readBootOrder(const QByteArray &domain);

// What makes `booting` the order: each gets its number, and the list of kinds goes. The same order
// as in `original` is what is there (`before` equals `after`). `section`: the item of the section.
DomainChanges bootOrderChanges(const QByteArray &original, const QString &section,
                               const QStringList &booting);
