// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/virt/nodedevices.h"

#include "models/virt/lasterror.h"

#include <QCoreApplication>

#include <memory>

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(NodeDevices)
};

} // namespace

Result<QList<NodeDeviceHandle>> Virt::nodeDevices(const ConnectHandle &connect)
{
    constexpr unsigned kinds =
        VIR_CONNECT_LIST_NODE_DEVICES_CAP_PCI_DEV | VIR_CONNECT_LIST_NODE_DEVICES_CAP_USB_DEV
        | VIR_CONNECT_LIST_NODE_DEVICES_CAP_NET | VIR_CONNECT_LIST_NODE_DEVICES_CAP_SCSI
        | VIR_CONNECT_LIST_NODE_DEVICES_CAP_DRM | VIR_CONNECT_LIST_NODE_DEVICES_CAP_MDEV;
    virNodeDevicePtr *list = nullptr;
    const int count = virConnectListAllNodeDevices(connect.get(), &list, kinds);
    if (count < 0)
        return lastError().about(Text::tr("Cannot list the devices of the host."));
    const std::unique_ptr<virNodeDevicePtr, decltype(&free)> owned(list, free);
    QList<NodeDeviceHandle> devices;
    devices.reserve(count);
    for (int i = 0; i < count; ++i)
        devices.append(NodeDeviceHandle(list[i]));
    return devices;
}

Result<QByteArray> Virt::nodeDeviceXml(const NodeDeviceHandle &device)
{
    const std::unique_ptr<char, decltype(&free)> text(virNodeDeviceGetXMLDesc(device.get(), 0),
                                                      free);
    if (!text)
        return lastError().about(Text::tr("Cannot read about a device of the host."));
    return QByteArray(text.get());
}

bool Virt::isActive(const NodeDeviceHandle &device)
{
    return virNodeDeviceIsActive(device.get()) != 0;
}
