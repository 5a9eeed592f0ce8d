// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/networkreader.h"

#include "models/xml/xmlnode.h"

using namespace Qt::StringLiterals;

HostNetwork readNetwork(const QByteArray &xml, const QString &name, bool active)
{
    HostNetwork network{.name = name, .active = active};
    const auto root = readTree(xml);
    if (!root || root->name != "network"_L1)
        return network;
    if (const XmlNode *forward = root->child(u"forward"))
        network.forward = forward->has(u"mode") ? forward->attribute(u"mode") : u"nat"_s;
    network.bridge = root->value(u"bridge@name");
    network.openVSwitch = root->value(u"virtualport@type") == "openvswitch"_L1;
    for (const XmlNode *group : root->find(u"portgroup")) {
        network.portGroups += group->attribute(u"name");
        if (group->attribute(u"default") == "yes"_L1)
            network.defaultPortGroup = group->attribute(u"name");
    }
    return network;
}
