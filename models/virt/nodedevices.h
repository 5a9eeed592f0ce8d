// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/core/result.h"
#include "models/virt/handle.h"

#include <QByteArray>
#include <QList>

using NodeDeviceHandle = Handle<virNodeDevice, virNodeDeviceRef, virNodeDeviceFree>;

// The devices of a host. All of it blocks: worker threads only.
namespace Virt {

// Those that a machine could have, or that say something of such a one (virConnectListAllNodeDevices):
// USB, PCI, mediated, SCSI, network interfaces, render nodes. One call.
Result<QList<NodeDeviceHandle>> nodeDevices(const ConnectHandle &connect);
Result<QByteArray> nodeDeviceXml(const NodeDeviceHandle &device);
// False for a mediated device that is only defined; true where a libvirt cannot tell.
bool isActive(const NodeDeviceHandle &device);

} // namespace Virt
