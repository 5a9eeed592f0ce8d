// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/domainchanges.h"
#include "models/values/nodedevice.h"
#include "models/values/storage.h"

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>

#include <optional>

// One kind of device that could be added to a machine, or why it cannot.
struct NewDevice
{
    enum class Group { Storage, Network, InputAndDisplay, Ports, HostDevices, Usb, Memory, Other };
    // Where what it holds comes from.
    enum class Storage { None, NewOrExisting, Cdrom, Floppy, HostDisk };

    QString id = {}; // "disk", "controller-usb"
    Group group = Group::Other;
    QString title = {}, icon = {};
    QString words = {};    // also found by these, translated
    QString obstacle = {}; // a sentence; empty: it can be had
    QString note = {};     // a sentence to show beside it
    QByteArray xml = {};   // to begin with; empty with an obstacle
    // What has to change beside it, which takes the next start.
    QList<FieldChange> also = {};
    Storage storage = Storage::None;
    NodeDevice::Kind hostDevice = NodeDevice::Kind::Other; // one of the host's, of this kind

    bool operator==(const NewDevice &) const = default;
};
Q_DECLARE_METATYPE(NewDevice)

// What the user wants added to a machine.
struct DeviceAddition
{
    struct Volume
    {
        QUuid pool = {};
        VolumeSpec spec = {};
        bool operator==(const Volume &) const = default;
    };

    QString title = {};             // "Hard disk"
    QString item = {};              // its HardwareItem::key, once it is there
    QList<QByteArray> devices = {}; // the last one is it; those before it, a controller, come along
    QList<FieldChange> also = {};   // beside it; for the next start
    std::optional<Volume> volume = {}; // to be made first, for the last device to hold
    // The last one is a disk whose format nobody has said: that of the volume it holds.
    bool findFormat = false;
    EditTime time = EditTime::Both;

    bool operator==(const DeviceAddition &) const = default;
};
Q_DECLARE_METATYPE(DeviceAddition)
