// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>
#include <QStringList>

// One device of a host (virConnectListAllNodeDevices), as much as a machine wants to know that may
// have it. Untrusted text.
struct NodeDevice
{
    enum class Kind { Usb, Pci, Mediated, MediatedParent, Scsi, Drm, Net, Other };

    QString name = {};   // libvirt's: "pci_0000_00_1f_2"
    QString parent = {}; // the same of what it is plugged into
    Kind kind = Kind::Other;
    QString vendor = {}, product = {};     // words: "Intel Corporation"; may be empty
    QString vendorId = {}, productId = {}; // "0x8086"
    QString address = {};          // "0000:00:1f.2", "1:4" (USB bus:device), "0:0:1:0", UUID
    QString driver = {};           // that holds it now: "vfio-pci", "e1000e"
    QString pciClass = {};         // "0x020000"; empty: not said
    int iommuGroup = -1;           // -1: none
    QStringList groupMembers = {}; // addresses of all PCI devices of the same group
    QString path = {};             // "/dev/dri/renderD128", the net interface's name
    QString mediatedType = {};     // of Mediated
    bool active = true;            // a mediated device that is only defined is not

    bool operator==(const NodeDevice &) const = default;
};
Q_DECLARE_METATYPE(NodeDevice)
