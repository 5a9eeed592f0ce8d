// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/hostdeviceuser.h"
#include "models/values/nodedevice.h"
#include "models/xml/elementwriter.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

// Devices of a host in the XML of its machines. Pure; any thread.

// What a machine has of its host, as hostDeviceIds() names it; nothing for what cannot be read.
QStringList hostDevicesOf(const QByteArray &domainXml);

// Those of `all` that one <hostdev> names: none where the host does not have it now, several where it
// says no more than which kind of USB device.
QList<NodeDevice> hostDevicesNamed(const QByteArray &hostdev, const QList<NodeDevice> &all);
// What kind of device it names; Other for what a list of the host's devices does not have.
NodeDevice::Kind hostDeviceKind(const QByteArray &hostdev);
// How it names it: "0000:03:00.0", "0x046d:0xc077, 1:4". Untrusted.
QString hostDeviceName(const QByteArray &hostdev);

// The <hostdev> that gives a machine this device; empty for a kind that no machine can have.
// `all`: the host's devices. A USB device is named by what it is, so that it is found again wherever
// it is plugged in, and by its place, too, where there are several of the kind.
QByteArray hostDeviceXml(const NodeDevice &device, const QList<NodeDevice> &all);

void writeHostDevice(ElementWriter &xml, const NodeDevice &device, const QList<NodeDevice> &all);

// "Logitech M105 Optical Mouse", "Ethernet controller 82574L (0000:03:00.0)". Untrusted.
QString hostDeviceText(const NodeDevice &device);
// What the device is, and where, in a few words: "USB 1:4 · 0x046d:0xc077 · eth1".
QString hostDeviceDetail(const NodeDevice &device, const QList<NodeDevice> &all);

// Those of a kind that it makes sense to offer: no bridges, no hubs.
QList<NodeDevice> offeredHostDevices(const QList<NodeDevice> &all, NodeDevice::Kind kind);

// Which machines have it already: "db (running), web"; empty: none. Untrusted.
QString hostDeviceUsers(const NodeDevice &device, const QList<HostDeviceUser> &users);
// What one should know before a machine gets it, as sentences: who has it, its IOMMU group, the
// driver that holds it. Safe to show.
QStringList hostDeviceSentences(const NodeDevice &device, const QList<NodeDevice> &all,
                                const QList<HostDeviceUser> &users);
