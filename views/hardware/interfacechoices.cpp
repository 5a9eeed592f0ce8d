// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/interfacechoices.h"

#include "views/hardware/hostaddress.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(InterfaceChoices)
};

QString remarks(const HostNetwork &one)
{
    static const QHash<QString, const char *> modes{
        {u"nat"_s, QT_TRANSLATE_NOOP("InterfaceChoices", "NAT")},
        {u"route"_s, QT_TRANSLATE_NOOP("InterfaceChoices", "routed")},
        {u"open"_s, QT_TRANSLATE_NOOP("InterfaceChoices", "open")},
        {u"bridge"_s, QT_TRANSLATE_NOOP("InterfaceChoices", "bridged")},
        {u"private"_s, QT_TRANSLATE_NOOP("InterfaceChoices", "private")},
        {u"vepa"_s, QT_TRANSLATE_NOOP("InterfaceChoices", "VEPA")},
        {u"hostdev"_s, QT_TRANSLATE_NOOP("InterfaceChoices", "host devices")},
        {u"passthrough"_s, QT_TRANSLATE_NOOP("InterfaceChoices", "passthrough")}};
    QStringList notes;
    if (one.forward.isEmpty())
        notes += Text::tr("isolated");
    else if (modes.contains(one.forward))
        notes += Text::tr(modes.value(one.forward));
    else
        notes += one.forward;
    if (one.openVSwitch)
        notes += u"Open vSwitch"_s;
    if (!one.active)
        notes += Text::tr("not running");
    return notes.join(u", "_s);
}

} // namespace

InterfaceChoices::InterfaceChoices(const HardwareChoices &host, const QString &network)
{
    for (const HostNetwork &one : host.networks.value_or(QList<HostNetwork>())) {
        networks += {one.name, Text::tr("%1 (%2)").arg(one.name, remarks(one))};
        if (!one.bridge.isEmpty())
            bridges += {one.bridge, Text::tr("%1 (of the network %2)").arg(one.bridge, one.name)};
        if (one.name == network) {
            for (const QString &group : one.portGroups)
                portGroups +=
                    {group, group == one.defaultPortGroup ? Text::tr("%1 (the default)").arg(group)
                                                          : group};
        }
    }
    static const QRegularExpression bridgeName(u"^(v?br|vmbr|bridge|ovs|xenbr|virbr)"_s);
    static const QRegularExpression ownName(u"^(vnet|macvtap|tap|tun|virbr|docker|veth|lo$|lo_)"_s);
    for (const NodeDevice &one : host.devices.value_or(QList<NodeDevice>())) {
        if (one.kind == NodeDevice::Kind::Net && bridgeName.match(one.path).hasMatch()
            && std::none_of(bridges.cbegin(), bridges.cend(),
                            [&one](const auto &known) { return known.raw == one.path; }))
            bridges += {one.path, one.path};
        else if (one.kind == NodeDevice::Kind::Net && !ownName.match(one.path).hasMatch())
            links += {one.path, one.path};
        if (one.kind == NodeDevice::Kind::Pci && one.pciClass.startsWith("0x02"_L1))
            cards += {one.address, Text::tr("%1 (%2)").arg(HostAddress::title(one), one.address)};
    }
}
