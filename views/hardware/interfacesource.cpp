// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/interfacesource.h"

#include "models/xml/elementparts.h"

using namespace Qt::StringLiterals;

namespace {

// What a connection of each type says, as rows.
struct Form
{
    const char16_t *type, *fields, *attributes; // separated by blanks; attributes: of the source
};

// clang-format off
constexpr Form forms[] = {
    {u"network", u"source@network source@portgroup", u"network portgroup"},
    {u"bridge", u"source@bridge", u"bridge"},
    {u"direct", u"source@dev source@mode", u"dev mode"},
    {u"user", u"backend@type source@dev", u"dev"},
    {u"ethernet", u"target@dev target@managed script@path", u""},
    {u"hostdev", u"#pci @managed", u""},
    {u"vdpa", u"source@dev", u"dev"},
    {u"vhostuser", u"source@path source@mode source/reconnect@enabled source/reconnect@timeout", u"type path mode"},
    {u"server", u"source@address source@port", u"address port"},
    {u"client", u"source@address source@port", u"address port"},
    {u"mcast", u"source@address source@port", u"address port"},
    {u"udp", u"source@address source@port source/local@address source/local@port", u"address port"},
    {u"internal", u"source@name", u"name"},
};
// clang-format on

QStringList list(const char16_t *words)
{
    return QString::fromUtf16(words).split(u' ', Qt::SkipEmptyParts);
}

const Form *formOf(const QString &type)
{
    for (const Form &one : forms) {
        if (type == QStringView(one.type))
            return &one;
    }
    return nullptr;
}

} // namespace

QStringList InterfaceSource::fields(const QString &type)
{
    const Form *form = formOf(type);
    return form ? list(form->fields) : QStringList();
}

const QStringList &InterfaceSource::allFields()
{
    static const QStringList all{u"source@network"_s,
                                 u"source@portgroup"_s,
                                 u"source@bridge"_s,
                                 u"source@dev"_s,
                                 u"source@mode"_s,
                                 u"backend@type"_s,
                                 u"target@dev"_s,
                                 u"target@managed"_s,
                                 u"script@path"_s,
                                 u"#pci"_s,
                                 u"@managed"_s,
                                 u"source@path"_s,
                                 u"source/reconnect@enabled"_s,
                                 u"source/reconnect@timeout"_s,
                                 u"source@address"_s,
                                 u"source@port"_s,
                                 u"source/local@address"_s,
                                 u"source/local@port"_s,
                                 u"source@name"_s};
    return all;
}

// A source's values mean something else in each type, even under the same name.
QByteArray InterfaceSource::forType(const QByteArray &source, const QString &type)
{
    QByteArray made;
    if (type == "vhostuser"_L1) {
        made = ElementParts::make(u"source"_s, {{u"type"_s, u"unix"_s}});
    } else if (type == "server"_L1 || type == "client"_L1 || type == "mcast"_L1
               || type == "udp"_L1) { // these share a meaning
        made = ElementParts::kept(source.isEmpty() ? ElementParts::make(u"source"_s) : source,
                                  list(formOf(type)->attributes), {});
    }
    return !made.isEmpty() && ElementParts::isBare(made) ? QByteArray() : made;
}
