// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/newdevices.h"

#include <pugixml.hpp>

#include <functional>
#include <sstream>

using namespace Qt::StringLiterals;

namespace {

// The disk as `change` leaves it; as it is where it cannot be read.
QByteArray edited(const QByteArray &disk, const std::function<void(pugi::xml_node)> &change)
{
    pugi::xml_document document;
    if (!XmlAdmission::admit(disk)
        || !document.load_buffer(disk.constData(), size_t(disk.size()), pugi::parse_full))
        return disk;
    change(document.document_element());
    std::ostringstream out;
    document.document_element().print(out, "  ",
                                      pugi::format_default | pugi::format_attribute_single_quote);
    return QByteArray::fromStdString(out.str()).trimmed();
}

void set(pugi::xml_node node, const char *name, const QString &value)
{
    pugi::xml_attribute attribute = node.attribute(name);
    if (!attribute)
        attribute = node.append_attribute(name);
    attribute.set_value(value.toUtf8().constData());
}

// An empty <source> where libvirt writes it: before the target.
pugi::xml_node source(pugi::xml_node disk)
{
    disk.remove_child("source");
    const pugi::xml_node target = disk.child("target");
    return target ? disk.insert_child_before("source", target) : disk.append_child("source");
}

QString letters(const QString &target)
{
    for (const QString &prefix : {u"xvd"_s, u"vd"_s, u"hd"_s, u"sd"_s, u"fd"_s}) {
        if (target.startsWith(prefix))
            return prefix;
    }
    return {};
}

} // namespace

QByteArray diskOnBus(const QByteArray &disk, const QString &bus, const MachineHardware &machine)
{
    const QString free = machine.freeTarget(bus);
    return edited(disk, [&](pugi::xml_node node) {
        const pugi::xml_node target = node.child("target");
        if (!target)
            return;
        set(target, "bus", bus);
        const QString name = QString::fromUtf8(target.attribute("dev").value());
        if (letters(name) != letters(free))
            set(target, "dev", free);
    });
}

QByteArray diskWithPath(const QByteArray &disk, const QString &path)
{
    return edited(disk, [&path](pugi::xml_node node) {
        const bool block = path.startsWith("/dev/"_L1);
        if (path.isEmpty()) {
            node.remove_child("source");
            return;
        }
        set(node, "type", block ? u"block"_s : u"file"_s);
        set(source(node), block ? "dev" : "file", path);
    });
}

QByteArray diskWithVolume(const QByteArray &disk, const StorageVolume &volume,
                          const QString &poolName)
{
    return edited(disk, [&](pugi::xml_node node) {
        if (volume.type == VolumeType::Network || volume.path.isEmpty()) {
            set(node, "type", u"volume"_s);
            const pugi::xml_node from = source(node);
            set(from, "pool", poolName);
            set(from, "volume", volume.name);
        } else {
            const bool block = volume.type == VolumeType::Block;
            set(node, "type", block ? u"block"_s : u"file"_s);
            set(source(node), block ? "dev" : "file", volume.path);
        }
        if (pugi::xml_node driver = node.child("driver"); driver && !volume.format.isEmpty())
            set(driver, "type", volume.format);
    });
}
