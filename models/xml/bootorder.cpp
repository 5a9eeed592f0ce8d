// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/bootorder.h"

#include "models/xml/domaindescriptionreader.h"
#include "models/xml/domainedit.h"
#include "models/xml/xmlparts.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace {

// The word of the list of kinds that stands for a device; empty: none does.
QString kindOf(const HardwareItem &device, const XmlNode &node)
{
    if (device.kind == "interface"_L1)
        return u"network"_s;
    if (device.kind != "disk"_L1)
        return {};
    const QString type = node.attribute(u"device");
    return type == "cdrom"_L1 ? u"cdrom"_s : type == "floppy"_L1 ? u"fd"_s : u"hd"_s;
}

} // namespace

QStringList BootOrder::booting() const
{
    QStringList items;
    for (const BootDevice &device : devices) {
        if (device.boots)
            items += device.item;
    }
    return items;
}

BootOrder readBootOrder(const QByteArray &domain)
{
    BootOrder order;
    const auto read = readDomain(domain);
    const auto root = readTree(domain);
    if (!read || !root)
        return order;
    for (const XmlNode *boot : root->find(u"os/boot"))
        order.kinds += boot->attribute(u"dev");
    struct Place
    {
        BootDevice device;
        QString kind;
        int number = 0; // 0: none
    };
    QList<Place> places;
    for (const HardwareItem &item : read->devices) {
        if (item.kind != "disk"_L1 && item.kind != "interface"_L1 && item.kind != "hostdev"_L1
            && item.kind != "redirdev"_L1)
            continue;
        const auto node = XmlParts::read(item.xml);
        if (!node)
            continue;
        places += Place{.device = {.item = item.key,
                                   .title = item.title,
                                   .summary = item.summary,
                                   .icon = item.icon},
                        .kind = kindOf(item, *node),
                        .number = node->value(u"boot@order").toInt()};
    }
    const bool numbered = std::any_of(places.cbegin(), places.cend(),
                                      [](const Place &place) { return place.number > 0; });
    if (numbered) {
        order.kinds.clear();
    } else {
        for (qsizetype i = 0; i < order.kinds.size(); ++i) {
            const QString kind = order.kinds[i] == "hda"_L1 ? u"hd"_s : order.kinds[i];
            const auto first =
                std::find_if(places.begin(), places.end(),
                             [&kind](const Place &place) { return place.kind == kind; });
            if (first != places.end() && first->number == 0)
                first->number = int(i) + 1;
        }
    }
    constexpr int last = std::numeric_limits<int>::max();
    std::stable_sort(places.begin(), places.end(), [](const Place &a, const Place &b) {
        return (a.number > 0 ? a.number : last) < (b.number > 0 ? b.number : last);
    });
    for (Place &place : places) {
        place.device.boots = place.number > 0;
        order.devices += place.device;
    }
    return order;
}

DomainChanges bootOrderChanges(const QByteArray &original, const QString &section,
                               const QStringList &booting)
{
    DomainChanges changes;
    const BootOrder before = readBootOrder(original);
    const bool same = before.booting() == booting;
    for (const BootDevice &device : before.devices) {
        FieldChange change{.item = device.item, .path = u"boot@order"_s};
        change.before = fieldValue(original, device.item, change.path);
        const qsizetype place = booting.indexOf(device.item);
        if (same)
            change.after = change.before;
        else if (place >= 0)
            change.after = QString::number(place + 1);
        changes.fields += change; // all: an earlier edit may have to be taken back
    }
    for (const QString &kind : before.kinds) {
        ElementChange change{.item = section, .path = u"os/boot[dev=%1]"_s.arg(kind)};
        change.before = elementXml(original, section, change.path);
        if (same)
            change.after = change.before;
        changes.elements += change;
    }
    return changes;
}
