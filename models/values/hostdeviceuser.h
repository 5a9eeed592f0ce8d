// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/nodedevice.h"

#include <QMetaType>
#include <QStringList>
#include <QUuid>

// A machine that has devices of its host.
struct HostDeviceUser
{
    QUuid machine = {};
    QString name = {}; // untrusted
    bool running = false;
    QStringList devices = {}; // as hostDeviceIds() names them

    bool operator==(const HostDeviceUser &) const = default;
};
Q_DECLARE_METATYPE(HostDeviceUser)

// The names under which a machine can have a device: by its address, and USB by what it is, too.
inline QStringList hostDeviceIds(const NodeDevice &device)
{
    using Kind = NodeDevice::Kind;
    switch (device.kind) {
    case Kind::Usb:
        return {QLatin1String("usb ") + device.address, QLatin1String("usb ") + device.vendorId + u':' + device.productId};
    case Kind::Pci:
        return {QLatin1String("pci ") + device.address};
    case Kind::Mediated:
        return {QLatin1String("mdev ") + device.address};
    case Kind::Scsi:
        return {QLatin1String("scsi ") + device.address};
    default:
        return {};
    }
}
