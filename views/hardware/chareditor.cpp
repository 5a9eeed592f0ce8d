// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/chareditor.h"

#include "models/xml/devicewords.h"
#include "models/xml/domainedit.h"
#include "models/xml/elementparts.h"
#include "models/xml/xmlnode.h"

#include <QComboBox>

using namespace Qt::StringLiterals;
using Value = FieldRows::Value;

namespace {

// What each connection says, as rows, separated by blanks.
struct Form
{
    const char16_t *type, *fields;
};

// clang-format off
constexpr Form forms[] = {
    {u"dev", u"source@path"},
    {u"file", u"source@path source@append"},
    {u"pipe", u"source@path"},
    {u"unix", u"source@path source@mode source/reconnect@enabled source/reconnect@timeout"},
    {u"tcp", u"source@mode source@host source@service protocol@type source@tls source/reconnect@enabled source/reconnect@timeout"},
    {u"udp", u"source[mode=connect]@host source[mode=connect]@service source[mode=bind]@host source[mode=bind]@service"},
    {u"spiceport", u"source@channel"},
    {u"dbus", u"source@channel"},
    {u"nmdm", u"source@master source@slave"},
    {u"qemu-vdagent", u"source/clipboard@copypaste source/mouse@mode"},
};
// clang-format on

QStringList fieldsOf(const QString &type)
{
    for (const Form &one : forms) {
        if (type == QStringView(one.type))
            return QString::fromUtf16(one.fields).split(u' ', Qt::SkipEmptyParts);
    }
    return {};
}

const QStringList sourceFields{u"source@path"_s,
                               u"source@mode"_s,
                               u"source@host"_s,
                               u"source@service"_s,
                               u"source[mode=connect]@host"_s,
                               u"source[mode=connect]@service"_s,
                               u"source[mode=bind]@host"_s,
                               u"source[mode=bind]@service"_s,
                               u"protocol@type"_s,
                               u"source@tls"_s,
                               u"source@append"_s,
                               u"source/reconnect@enabled"_s,
                               u"source/reconnect@timeout"_s,
                               u"source@channel"_s,
                               u"source@master"_s,
                               u"source@slave"_s,
                               u"source/clipboard@copypaste"_s,
                               u"source/mouse@mode"_s};

const QString agentName = u"org.qemu.guest_agent.0"_s;

} // namespace

CharEditor::CharEditor(const HardwareServices &services, QWidget *parent)
    : RowsEditor(services, parent)
{
    addTarget();
    addSource();
    rows().addText(u"log@file"_s, tr("Log file"), tr("None"));
    rows().addSwitch(u"log@append"_s, tr("Append to the log"), true);
    addGroup(tr("Log"), {u"log@file"_s, u"log@append"_s});
    alsoCovers({u"clipboard@copypaste"_s, u"source/reconnect/*"_s});
}

void CharEditor::addTarget()
{
    FieldRows &r = rows();
    r.addChoice(u"target@type"_s, tr("Target type"), {});
    r.addChoice(u"target/model@name"_s, tr("Model"), {});
    r.addOpenChoice(
        u"target@name"_s, tr("Name"),
        {{agentName, tr("Guest agent (org.qemu.guest_agent.0)")},
         {u"com.redhat.spice.0"_s, tr("SPICE agent (com.redhat.spice.0)")},
         {u"org.spice-space.webdav.0"_s, tr("Shared folders of SPICE (org.spice-space.webdav.0)")},
         {u"org.libguestfs.channel.0"_s, tr("libguestfs (org.libguestfs.channel.0)")}},
        tr("None"));
    r.addText(u"target@address"_s, tr("Guest address"));
    r.addNumber(u"target@port"_s, tr("Guest port"));
}

void CharEditor::addSource()
{
    FieldRows &r = rows();
    r.addChoice(u"@type"_s, tr("Connected to"), listOf(Words::charType), tr("None"));
    r.addText(u"source@path"_s, tr("Path"), tr("Made by the host"));
    r.addChoice(u"source@mode"_s, tr("Socket mode"), listOf(Words::socketMode));
    r.addText(u"source@host"_s, tr("Host"));
    r.addText(u"source@service"_s, tr("Port"));
    r.addText(u"source[mode=connect]@host"_s, tr("Sends to the host"));
    r.addText(u"source[mode=connect]@service"_s, tr("Sends to the port"));
    r.addText(u"source[mode=bind]@host"_s, tr("Receives at the address"));
    r.addText(u"source[mode=bind]@service"_s, tr("Receives at the port"));
    r.addChoice(u"protocol@type"_s, tr("Protocol"),
                {{u"raw"_s, tr("As it is")},
                 {u"telnet"_s, u"Telnet"_s},
                 {u"telnets"_s, tr("Telnet with TLS")},
                 {u"tls"_s, u"TLS"_s}});
    r.addSwitch(u"source@tls"_s, tr("TLS"));
    r.addSwitch(u"source@append"_s, tr("Append to the file"), true);
    r.addSwitch(u"source/reconnect@enabled"_s, tr("Connect again when it breaks"));
    r.addNumber(u"source/reconnect@timeout"_s, tr("Seconds until then"));
    r.addText(u"source@channel"_s, tr("Channel"), tr("None"));
    r.addText(u"source@master"_s, tr("Device of the machine"));
    r.addText(u"source@slave"_s, tr("Device of the other side"));
    r.addSwitch(u"source/clipboard@copypaste"_s, tr("Clipboard sharing"));
    r.addChoice(u"source/mouse@mode"_s, tr("Mouse"),
                {{u"client"_s, tr("The viewer’s")}, {u"server"_s, tr("The machine’s")}});
}

QString CharEditor::kind() const
{
    return HardwareItem::kindOf(context().item);
}

void CharEditor::arrange()
{
    fillWords();
    const QString type = word(u"@type"_s), target = word(u"target@type"_s);
    const QStringList fields = fieldsOf(type);
    for (const QString &path : sourceFields)
        rows().setShown(path, fields.contains(path));
    const bool connects = word(u"source@mode"_s) != "bind"_L1;
    rows().setShown(u"source/reconnect@enabled"_s,
                    connects && fields.contains(u"source/reconnect@enabled"_s));
    rows().setShown(u"source/reconnect@timeout"_s,
                    connects && word(u"source/reconnect@enabled"_s) == "yes"_L1
                        && fields.contains(u"source/reconnect@timeout"_s));
    // Where the host makes the path, and says it only while the machine runs.
    rows().setShown(u"source@path"_s, fields.contains(u"source@path"_s));
    const bool channel = kind() == "channel"_L1, guest = target == "guestfwd"_L1;
    const bool redirected = kind() == "redirdev"_L1;
    rows().setShown(u"target@type"_s, kind() != "parallel"_L1 && !redirected);
    rows().setShown(u"target/model@name"_s, kind() == "serial"_L1);
    rows().setShown(u"target@name"_s, channel && !guest);
    rows().setShown(u"target@address"_s, channel && guest);
    rows().setShown(u"target@port"_s, (!channel && !redirected) || guest);
    rows().setShown(u"log@file"_s, !redirected);
    rows().setShown(u"log@append"_s, !redirected);
    judge();
}

void CharEditor::fillWords()
{
    const QStringList where{u"domain"_s, u"devices"_s, kind()};
    FieldRows::Words types = schemaWords(where, u"type"_s, listOf(Words::charType));
    const bool channel = kind() == "channel"_L1;
    types.removeIf([channel](const auto &one) {
        return (one.raw == "qemu-vdagent"_L1 && !channel)
               || ((one.raw == "stdio"_L1 || one.raw == "vc"_L1) && channel);
    });
    rows().setWords(u"@type"_s, types);

    FieldRows::Words ours;
    if (kind() == "serial"_L1)
        ours = {{u"isa-serial"_s, u"ISA"_s},
                {u"usb-serial"_s, u"USB"_s},
                {u"pci-serial"_s, u"PCI"_s},
                {u"spapr-vio-serial"_s, u"sPAPR VIO"_s},
                {u"system-serial"_s, tr("Built into the system")},
                {u"sclp-serial"_s, u"SCLP"_s},
                {u"isa-debug"_s, tr("Debug port")}};
    else if (kind() == "console"_L1)
        ours = {{u"serial"_s, tr("Serial port")},
                {u"virtio"_s, u"VirtIO"_s},
                {u"xen"_s, u"Xen"_s},
                {u"lxc"_s, u"LXC"_s},
                {u"uml"_s, u"UML"_s},
                {u"openvz"_s, u"OpenVZ"_s},
                {u"sclp"_s, u"SCLP"_s},
                {u"sclplm"_s, u"SCLP (line mode)"_s}};
    else if (channel)
        ours = {{u"virtio"_s, u"VirtIO"_s},
                {u"guestfwd"_s, tr("Forwarded TCP port")},
                {u"xen"_s, u"Xen"_s}};
    rows().setWords(u"target@type"_s,
                    schemaWords(where + QStringList{u"target"_s}, u"type"_s, ours));

    const QString target = word(u"target@type"_s);
    FieldRows::Words models{
        {u"isa-serial"_s, u"ISA"_s},   {u"pci-serial"_s, u"PCI"_s},
        {u"usb-serial"_s, u"USB"_s},   {u"pl011"_s, u"PL011"_s},
        {u"16550a"_s, u"16550A"_s},    {u"spapr-vty"_s, u"sPAPR VTY"_s},
        {u"sclpconsole"_s, u"SCLP"_s}, {u"isa-debugcon"_s, tr("Debug console")}};
    if (target == "isa-serial"_L1 || target == "pci-serial"_L1 || target == "usb-serial"_L1)
        models.removeIf([&target](const auto &one) { return one.raw != target; });
    rows().setWords(u"target/model@name"_s, models);
}

void CharEditor::judge()
{
    const QString type = word(u"@type"_s), name = word(u"target@name"_s);
    QString note;
    if (kind() == "channel"_L1) {
        const auto tree = readTree(context().document);
        int same = 0;
        for (const XmlNode *target :
             tree ? tree->find(u"devices/channel/target") : QList<const XmlNode *>())
            same += target->attribute(u"name") == name;
        const QString state = liveValue(u"target@state"_s).value_or(QString());
        if (name.isEmpty() && word(u"target@type"_s) == "virtio"_L1)
            note = tr("The guest finds a channel by its name.");
        else if (same > 1 && !name.isEmpty())
            note = tr("Another channel of this machine has this name.");
        else if (name == agentName && state == "connected"_L1)
            note = tr("The agent in the guest is connected.");
        else if (name == agentName && state == "disconnected"_L1)
            note = tr("No agent in the guest is connected.");
    }
    rows().setNote(u"target@name"_s, note);
    note.clear();
    if (type == "spicevmc"_L1 || type == "spiceport"_L1) {
        const auto tree = readTree(context().document);
        bool spice = false;
        for (const XmlNode *one : tree ? tree->find(u"devices/graphics") : QList<const XmlNode *>())
            spice = spice || one->attribute(u"type") == "spice"_L1;
        if (!spice)
            note = tr("It needs a SPICE display.");
    }
    rows().setNote(u"@type"_s, note);
}

void CharEditor::edit(const QString &path, const Value &wanted)
{
    if (path == "@type"_L1) {
        changeType(wanted);
    } else if (path == "target@type"_L1 && kind() == "serial"_L1) {
        together([&] {
            set(path, wanted);
            // A model is one of its target's.
            if (wanted == originalValue(path))
                set(u"target/model@name"_s, originalValue(u"target/model@name"_s));
            else if (value(u"target/model@name"_s))
                set(u"target/model@name"_s, {});
        });
    } else if (path == "target@name"_L1) {
        together([&] {
            set(path, wanted);
            if (wanted && !value(u"target@type"_s))
                set(u"target@type"_s, u"virtio"_s);
        });
    } else {
        set(path, wanted);
    }
}

void CharEditor::changeType(const Value &type)
{
    const QString name = type.value_or(QString());
    const bool back = originalValue(u"@type"_s) == type;
    const QString before = word(u"@type"_s);
    const QByteArray source = element(u"source"_s);
    // A path stays a path, a server a server.
    QStringList attributes, children{u"seclabel"_s};
    static const QStringList paths{u"dev"_s, u"file"_s, u"pipe"_s};
    if (paths.contains(before) && paths.contains(name))
        attributes = {u"path"_s};
    if ((before == "spiceport"_L1 || before == "dbus"_L1)
        && (name == "spiceport"_L1 || name == "dbus"_L1))
        attributes = {u"channel"_s};
    if ((before == "tcp"_L1 || before == "unix"_L1) && (name == "tcp"_L1 || name == "unix"_L1)) {
        attributes = {u"mode"_s};
        children += u"reconnect"_s;
    }
    QByteArray made;
    if (!source.isEmpty() && before != "udp"_L1 && !fieldsOf(name).isEmpty())
        made = ElementParts::kept(source, attributes, children);
    if ((name == "unix"_L1 || name == "tcp"_L1) && !made.contains("mode="))
        made = ElementParts::with(made.isEmpty() ? ElementParts::make(u"source"_s) : made,
                                  u"@mode"_s, u"bind"_s);
    if (!made.isEmpty() && ElementParts::isBare(made))
        made.clear();
    // UDP has two sources, so that only the whole device can be written anew.
    QByteArray device = ElementParts::with(element({}), u"@type"_s, type);
    device = ElementParts::withChild(device, u"source"_s, made);
    if (name != "tcp"_L1)
        device = ElementParts::withChild(device, u"protocol"_s, {});
    setElement({}, back ? originalElement() : device);
}
