// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/machinehardware.h"

#include "models/xml/machinedriver.h"
#include "models/xml/newdevices.h"

#include <QRandomGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;

MachineHardware::MachineHardware(const QByteArray &definition, const QByteArray &live,
                                 const HardwareChoices &choices, quint64 libvirt)
    : m_choices(choices), m_libvirt(libvirt)
{
    for (const QByteArray &document : {definition, live}) {
        if (document.isEmpty())
            continue;
        if (auto root = readTree(document))
            m_roots += *std::move(root);
    }
    if (m_roots.isEmpty())
        return;
    if (!live.isEmpty())
        m_freePorts = freePciePorts(live);
    m_driver = machineDriver(definition.isEmpty() ? live : definition);
    const XmlNode &root = m_roots.first();
    m_type = root.attribute(u"type");
    m_osType = root.value(u"os/type");
    m_machine = root.value(u"os/type@machine");
    m_architecture = root.value(u"os/type@arch");
}

bool MachineHardware::isQemu() const
{
    return m_type == "kvm"_L1 || m_type == "qemu"_L1 || m_type == "hvf"_L1;
}

bool MachineHardware::isContainer() const
{
    return m_osType == "exe"_L1 || m_type == "lxc"_L1;
}

bool MachineHardware::isXen() const
{
    return m_type == "xen"_L1;
}

bool MachineHardware::isX86() const
{
    return m_architecture == "x86_64"_L1 || m_architecture == "i686"_L1;
}

bool MachineHardware::isPcie() const
{
    if (has(u"devices/controller@model", u"pcie-root"_s))
        return true;
    return isQemu()
           && (m_machine.contains("q35"_L1) || m_machine == "virt"_L1
               || m_machine.startsWith("virt-"_L1));
}

bool MachineHardware::usbIsOff() const
{
    for (const XmlNode &root : m_roots) {
        for (const XmlNode *one : root.find(u"devices/controller")) {
            if (one->attribute(u"type") == "usb"_L1 && one->attribute(u"model") == "none"_L1)
                return true;
        }
    }
    return false;
}

bool MachineHardware::has(QStringView path, const QString &value) const
{
    const qsizetype at = path.lastIndexOf(u'@');
    const QStringView elements = at < 0 ? path : path.first(at);
    const QStringView own = at < 0 ? QStringView(u"") : path.sliced(at);
    return values(elements, own).contains(value);
}

bool MachineHardware::has(QStringView elements) const
{
    return count(elements) > 0;
}

int MachineHardware::count(QStringView elements) const
{
    qsizetype most = 0;
    for (const XmlNode &root : m_roots)
        most = std::max(most, root.find(elements).size());
    return int(most);
}

QStringList MachineHardware::values(QStringView elements, QStringView path) const
{
    QStringList all;
    for (const XmlNode &root : m_roots) {
        for (const XmlNode *node : root.find(elements)) {
            const QString value = path.isEmpty() ? node->text.trimmed() : node->value(path);
            if (!value.isEmpty())
                all += value;
        }
    }
    return all;
}

int MachineHardware::freeNumber(QStringView elements, QStringView path, int first) const
{
    const QStringList taken = values(elements, path);
    int number = first;
    while (taken.contains(QString::number(number)))
        ++number;
    return number;
}

int MachineHardware::freeControllerIndex(const QString &type) const
{
    int index = 0;
    for (const XmlNode &root : m_roots) {
        for (const XmlNode *one : root.find(u"devices/controller")) {
            if (one->attribute(u"type") == type)
                index = std::max(index, one->attribute(u"index").toInt() + 1);
        }
    }
    return index;
}

QString MachineHardware::freeTarget(const QString &bus) const
{
    const QString prefix = bus == "virtio"_L1 ? u"vd"_s
                           : bus == "ide"_L1  ? u"hd"_s
                           : bus == "fdc"_L1  ? u"fd"_s
                           : bus == "xen"_L1  ? u"xvd"_s
                                              : u"sd"_s;
    const QStringList taken = values(u"devices/disk/target", u"@dev");
    for (int index = 0;; ++index) {
        // a … z, aa … az, ba …
        QString letters;
        for (int rest = index; rest >= 0; rest = rest / 26 - 1)
            letters.prepend(QChar(u'a' + rest % 26));
        if (!taken.contains(prefix + letters))
            return prefix + letters;
    }
}

QString MachineHardware::freeMac() const
{
    // The makers' own, and those that hypervisors take themselves.
    const QString prefix = isXen()                 ? u"00:16:3e"_s
                           : m_type == "vmware"_L1 ? u"00:50:56"_s
                                                   : u"52:54:00"_s;
    const QStringList taken = values(u"devices/interface/mac", u"@address");
    QString mac;
    do {
        const quint32 random = QRandomGenerator::system()->generate();
        mac = prefix;
        for (int byte = 0; byte < 3; ++byte) {
            // VMware has but the lower part of its last bytes for people.
            const quint32 mask = byte == 0 && m_type == "vmware"_L1 ? 0x3f : 0xff;
            mac += u":%1"_s.arg((random >> (8 * byte)) & mask, 2, 16, QChar(u'0'));
        }
    } while (taken.contains(mac, Qt::CaseInsensitive));
    return mac;
}

bool MachineHardware::sharesMemory() const
{
    return has(u"memoryBacking/access@mode", u"shared"_s)
           || has(u"cpu/numa/cell@memAccess", u"shared"_s);
}
