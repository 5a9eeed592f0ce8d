// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/domaindescription.h"
#include "models/values/newdevice.h"
#include "models/xml/machinehardware.h"

// Adding devices to machines, and taking them out again: the rules. Pure; any thread.

// Every kind there is, in the order to show; those that this machine cannot have say why.
QList<NewDevice> newDevices(const MachineHardware &machine);
QString newDeviceGroupText(NewDevice::Group group);

// The same disk on a bus, with a name that is free and usual there.
QByteArray diskOnBus(const QByteArray &disk, const QString &bus, const MachineHardware &machine);
// The same disk with other contents: a path of the host, or a volume. Other things of its <source>
// are gone.
QByteArray diskWithPath(const QByteArray &disk, const QString &path);
QByteArray diskWithVolume(const QByteArray &disk, const StorageVolume &volume,
                          const QString &poolName);
// The buses that a disk, CD or floppy can be on here, the first to propose.
QStringList diskBuses(const MachineHardware &machine, const QString &device);

// What must be added with it, before it: a controller that libvirt would choose badly or not at all.
QList<QByteArray> companionsOf(const QByteArray &device, const MachineHardware &machine);

// Why a running machine cannot be given it, as a sentence; empty: one may try.
QString whyNotWhileRunning(const QByteArray &device, const MachineHardware &machine);
// How many devices can be plugged into the running machine's PCI Express ports; -1: has none of these.
int freePciePorts(const QByteArray &live);
// libvirt's refusal in words that help, where we have them.
Error refusedWhileRunning(const Error &error);

// The key (HardwareItem::key) of the last device in a document: the one that was added.
QString lastDevice(const QByteArray &domainXml);

// Why a device cannot be removed, as a sentence; empty: it can.
QString whyNotRemovable(const QByteArray &domainXml, const QString &item);
// What is plugged into a controller, by the addresses in the document.
QList<HardwareItem> devicesAt(const QByteArray &domainXml, const QString &controller);
// All that goes with it, itself included: its keys. A serial port takes its text console along.
QStringList removedWith(const QByteArray &domainXml, const QString &item);
// The same device in the machine's other document, whose numbering may differ; empty: it is not there.
QString counterpart(const QByteArray &domainXml, const QString &item, const QByteArray &other);
// What is removed from the host if the user wants that: the path of a disk's image. Empty: nothing.
QString removableStorage(const QByteArray &domainXml, const QString &item);
