// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/import/ovfreader.h"

#include "models/xml/xmlnode.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(OvfReader)
};

// Writers differ in their prefixes, so names are compared without them.
QStringView local(QStringView name)
{
    return name.mid(name.indexOf(u':') + 1);
}

QString attribute(const XmlNode &node, QStringView name)
{
    for (const XmlNode::Attribute &one : node.attributes) {
        if (local(one.name) == name)
            return one.value;
    }
    return {};
}

QList<const XmlNode *> children(const XmlNode &node, QStringView name)
{
    QList<const XmlNode *> all;
    for (const XmlNode &child : node.children) {
        if (local(child.name) == name)
            all += &child;
    }
    return all;
}

QString text(const XmlNode &node, QStringView name)
{
    const auto found = children(node, name);
    return found.isEmpty() ? QString() : found.first()->text.trimmed();
}

// "byte * 2^20", "MegaBytes", "GB": bytes in one of them.
quint64 unitBytes(const QString &unit)
{
    static const QRegularExpression power(uR"(^byte\s*\*\s*2\^(\d{1,2})$)"_s);
    if (const auto match = power.match(unit); match.hasMatch())
        return 1ull << qMin(match.captured(1).toInt(), 50);
    const QString word = unit.toLower();
    if (word.startsWith(u'k'))
        return 1ull << 10;
    if (word.startsWith(u'm'))
        return 1ull << 20;
    if (word.startsWith(u'g'))
        return 1ull << 30;
    return word.startsWith(u't') ? 1ull << 40 : 1;
}

quint64 amount(const QString &number, quint64 unit)
{
    const quint64 value = number.toULongLong();
    constexpr quint64 most = 1ull << 60;
    return value > most / unit ? most : value * unit;
}

// The numbers are CIM_ResourceAllocationSettingData's.
enum ResourceType {
    Processor = 3,
    Memory = 4,
    Ethernet = 10,
    CdDrive = 15,
    DvdDrive = 16,
    DiskDrive = 17
};

class Reader
{
public:
    explicit Reader(const XmlNode &envelope) : m_envelope(envelope) {}

    Result<OvfMachine> run()
    {
        const auto systems = children(m_envelope, u"VirtualSystem");
        if (systems.size() != 1 || !children(m_envelope, u"VirtualSystemCollection").isEmpty()) {
            return tl::unexpected(
                Error{.kind = Error::Kind::Unsupported,
                      .summary = Text::tr("Only packages with one machine are imported.")});
        }
        readSystem(*systems.first());
        return m_machine;
    }

private:
    void readSystem(const XmlNode &system)
    {
        m_machine.spec.name = text(system, u"Name");
        if (m_machine.spec.name.isEmpty())
            m_machine.spec.name = attribute(system, u"id");
        for (const XmlNode *annotation : children(system, u"AnnotationSection"))
            m_machine.spec.description = text(*annotation, u"Annotation");
        for (const XmlNode *os : children(system, u"OperatingSystemSection"))
            m_machine.systemName = text(*os, u"Description");
        for (const XmlNode *hardware : children(system, u"VirtualHardwareSection")) {
            for (const XmlNode *item : children(*hardware, u"Item"))
                readItem(*item);
            for (const XmlNode *item : children(*hardware, u"StorageItem"))
                readItem(*item);
            for (const XmlNode *item : children(*hardware, u"EthernetPortItem"))
                readItem(*item);
            for (const XmlNode *config : children(*hardware, u"Config")) {
                if (attribute(*config, u"key") == "firmware"_L1)
                    m_machine.spec.firmware =
                        attribute(*config, u"value") == "efi"_L1 ? Firmware::Uefi : Firmware::Bios;
            }
        }
    }

    void readItem(const XmlNode &item)
    {
        constexpr qsizetype mostDevices = 64;
        const QString quantity = text(item, u"VirtualQuantity");
        switch (text(item, u"ResourceType").toInt()) {
        case Processor:
            m_machine.spec.vcpus = qBound(0, quantity.toInt(), 4096);
            break;
        case Memory: {
            const QString unit = text(item, u"AllocationUnits");
            m_machine.spec.memoryKiB =
                amount(quantity, unit.isEmpty() ? 1ull << 20 : unitBytes(unit)) / 1024;
            break;
        }
        case Ethernet:
            if (m_machine.networks.size() < mostDevices)
                m_machine.networks += text(item, u"Connection");
            break;
        case CdDrive:
        case DvdDrive:
        case DiskDrive:
            if (m_machine.disks.size() < mostDevices)
                readDisk(item, text(item, u"ResourceType").toInt() != DiskDrive);
            break;
        default:
            break;
        }
    }

    // "ovf:/disk/vmdisk1" or "/disk/vmdisk1", "ovf:/file/file1".
    void readDisk(const XmlNode &item, bool cdrom)
    {
        const QString resource = text(item, u"HostResource");
        const QString id = resource.section(u'/', -1);
        OvfDisk disk{.cdrom = cdrom};
        if (resource.contains(u"/file/")) {
            setFile(disk, id);
        } else if (!resource.isEmpty()) {
            for (const XmlNode *section : children(m_envelope, u"DiskSection")) {
                for (const XmlNode *one : children(*section, u"Disk")) {
                    if (attribute(*one, u"diskId") != id)
                        continue;
                    const QString unit = attribute(*one, u"capacityAllocationUnits");
                    disk.capacity = amount(attribute(*one, u"capacity"), unitBytes(unit));
                    setFile(disk, attribute(*one, u"fileRef"));
                }
            }
        }
        const DiskSpec drive{.device = cdrom ? DiskSpec::Device::Cdrom : DiskSpec::Device::Disk,
                             .role = m_machine.disks.isEmpty() ? DiskSpec::Role::System
                                                               : DiskSpec::Role::Data};
        m_machine.disks += disk;
        m_machine.spec.disks += drive;
    }

    void setFile(OvfDisk &disk, const QString &id) const
    {
        for (const XmlNode *references : children(m_envelope, u"References")) {
            for (const XmlNode *file : children(*references, u"File")) {
                if (id.isEmpty() || attribute(*file, u"id") != id)
                    continue;
                disk.file = attribute(*file, u"href");
                const QString compression = attribute(*file, u"compression");
                disk.compressed = !compression.isEmpty() && compression != "identity"_L1;
            }
        }
    }

    const XmlNode &m_envelope;
    OvfMachine m_machine;
};

} // namespace

Result<OvfMachine> readOvf(const QByteArray &xml)
{
    const auto root = readTree(xml);
    if (!root)
        return tl::unexpected(root.error());
    if (local(root->name) != "Envelope"_L1) {
        return tl::unexpected(
            Error{.summary = Text::tr("This XML does not describe a package of a machine (OVF)."),
                  .detail = Text::tr("Its root element is <%1>.").arg(root->name)});
    }
    return Reader(*root).run();
}
