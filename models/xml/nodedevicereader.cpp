// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/nodedevicereader.h"

#include "models/xml/xmlnode.h"

#include <QCoreApplication>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(NodeDeviceReader)
};

constexpr qsizetype mostMembers = 512; // of one IOMMU group

std::optional<uint> number(const QString &text)
{
    bool ok = false;
    const uint value = text.trimmed().toUInt(&ok, 0); // "0x1f", "31"
    return ok ? std::optional(value) : std::nullopt;
}

QString hex(uint value, int digits)
{
    return u"%1"_s.arg(value, digits, 16, QChar(u'0'));
}

// libvirt's own numbers are decimal in one place and hexadecimal in another; ours are as lspci says.
QString pciAddress(const QString &domain, const QString &bus, const QString &slot,
                   const QString &function)
{
    const auto d = number(domain), b = number(bus), s = number(slot), f = number(function);
    if (!d || !b || !s || !f || *b > 0xff || *s > 0x1f || *f > 7)
        return {};
    return u"%1:%2:%3.%4"_s.arg(hex(*d, 4), hex(*b, 2), hex(*s, 2), hex(*f, 1));
}

void readIommuGroup(const XmlNode &capability, NodeDevice &to)
{
    const XmlNode *group = capability.child(u"iommuGroup");
    const auto index = group ? number(group->attribute(u"number")) : std::nullopt;
    if (!index || *index > 0xffffff)
        return;
    to.iommuGroup = int(*index);
    for (const XmlNode *member : group->find(u"address")) {
        const QString address =
            pciAddress(member->attribute(u"domain"), member->attribute(u"bus"),
                       member->attribute(u"slot"), member->attribute(u"function"));
        if (!address.isEmpty() && to.groupMembers.size() < mostMembers)
            to.groupMembers += address;
    }
}

void readIds(const XmlNode &capability, NodeDevice &to)
{
    to.vendor = capability.value(u"vendor");
    to.product = capability.value(u"product");
    to.vendorId = capability.value(u"vendor@id");
    to.productId = capability.value(u"product@id");
}

void readPci(const XmlNode &capability, NodeDevice &to)
{
    to.kind = NodeDevice::Kind::Pci;
    readIds(capability, to);
    to.pciClass = capability.value(u"class");
    to.address = pciAddress(capability.value(u"domain"), capability.value(u"bus"),
                            capability.value(u"slot"), capability.value(u"function"));
    readIommuGroup(capability, to);
}

void readUsb(const XmlNode &capability, NodeDevice &to)
{
    const auto bus = number(capability.value(u"bus")), device = number(capability.value(u"device"));
    to.kind = NodeDevice::Kind::Usb;
    readIds(capability, to);
    if (bus && device)
        to.address = u"%1:%2"_s.arg(*bus).arg(*device);
}

void readScsi(const XmlNode &capability, NodeDevice &to)
{
    QStringList parts;
    for (const auto &name : {u"host", u"bus", u"target", u"lun"}) {
        const auto part = number(capability.value(name));
        if (!part)
            return;
        parts += QString::number(*part);
    }
    to.kind = NodeDevice::Kind::Scsi;
    to.address = parts.join(u':');
    to.product = capability.value(u"type");
}

void readMediated(const XmlNode &capability, NodeDevice &to)
{
    to.kind = NodeDevice::Kind::Mediated;
    to.mediatedType = capability.value(u"type@id");
    QUuid uuid(capability.value(u"uuid"));
    // "mdev_4b20d080_1b54_4048_85b3_a6a62d165c01_0000_00_02_0": all that older ones say.
    if (uuid.isNull())
        uuid = QUuid(to.name.mid(5, 36).replace(u'_', u'-'));
    if (!uuid.isNull())
        to.address = uuid.toString(QUuid::WithoutBraces);
    readIommuGroup(capability, to);
}

} // namespace

Result<NodeDevice> readNodeDevice(const QByteArray &xml)
{
    const auto root = readTree(xml);
    if (!root)
        return tl::unexpected(root.error());
    if (root->name != "device"_L1 || !root->space.isEmpty()) {
        return tl::unexpected(
            Error{.summary = Text::tr("This XML does not describe a device of a host."),
                  .detail = Text::tr("Its root element is <%1>.").arg(root->name)});
    }
    NodeDevice device{.name = root->value(u"name"),
                      .parent = root->value(u"parent"),
                      .driver = root->value(u"driver/name")};
    for (const XmlNode *capability : root->find(u"capability")) {
        const QString type = capability->attribute(u"type");
        if (type == "pci"_L1) {
            readPci(*capability, device);
        } else if (type == "usb_device"_L1) {
            readUsb(*capability, device);
        } else if (type == "scsi"_L1) {
            readScsi(*capability, device);
        } else if (type == "mdev"_L1) {
            readMediated(*capability, device);
        } else if (type == "net"_L1) {
            device.kind = NodeDevice::Kind::Net;
            device.path = capability->value(u"interface");
        } else if (type == "drm"_L1) {
            device.kind = NodeDevice::Kind::Drm;
            for (const XmlNode *node : root->find(u"devnode")) {
                if (node->attribute(u"type") == "dev"_L1)
                    device.path = node->text.trimmed();
            }
        }
    }
    return device;
}
