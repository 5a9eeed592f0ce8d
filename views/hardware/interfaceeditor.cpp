// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hardware/interfaceeditor.h"

#include "models/core/safetext.h"
#include "models/xml/devicewords.h"
#include "models/xml/domainedit.h"
#include "models/xml/elementparts.h"
#include "models/xml/xmlnode.h"
#include "views/hardware/attributetable.h"
#include "views/hardware/hostaddress.h"
#include "views/hardware/interfacechoices.h"
#include "views/hardware/interfacesource.h"
#include "views/hardware/vlanbox.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QRandomGenerator>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;
using Value = FieldRows::Value;

InterfaceEditor::InterfaceEditor(const HardwareServices &services, QWidget *parent)
    : RowsEditor(services, parent)
    , m_vlan(new VlanBox)
    , m_parameters(
          new AttributeTable(tr("Filter parameters"), {{u"name"_s, tr("Name"), {}, true},
                                                       {u"value"_s, tr("Value"), {}, true}}))
{
    addConnection();
    FieldRows &r = rows();
    r.addOpenChoice(u"model@type"_s, tr("Model"),
                    {{u"virtio"_s, tr("VirtIO (fast; the guest needs its driver)")},
                     {u"e1000e"_s, tr("Intel 82574L (e1000e)")},
                     {u"e1000"_s, tr("Intel 82540EM (e1000)")},
                     {u"igb"_s, tr("Intel 82576 (igb)")},
                     {u"rtl8139"_s, tr("Realtek RTL8139")},
                     {u"vmxnet3"_s, tr("VMware vmxnet3")},
                     {u"virtio-transitional"_s, tr("VirtIO, for old and new drivers")},
                     {u"virtio-non-transitional"_s, tr("VirtIO, for new drivers only")},
                     {u"pcnet"_s, tr("AMD PCnet")},
                     {u"ne2k_pci"_s, tr("NE2000 (PCI)")},
                     {u"usb-net"_s, tr("USB (RNDIS)")},
                     {u"netfront"_s, tr("Xen (netfront)")}});
    auto *mac = r.addText(u"mac@address"_s, tr("MAC address"), tr("Made up by the host"));
    mac->setMaxLength(32);
    auto *random = new QPushButton(tr("Generate"));
    random->setAccessibleName(random->text());
    r.addBeside(u"mac@address"_s, random);
    r.addChoice(u"link@state"_s, tr("Link"), listOf(Words::linkState), tr("Default (plugged in)"));
    r.addNumber(u"mtu@size"_s, tr("MTU"));
    r.addNumber(u"boot@order"_s, tr("Boot order"));
    addLimits();

    r.addWidget(u"vlan/*"_s, tr("VLANs"), m_vlan);
    addGroup(tr("VLANs"), {u"vlan/*"_s});
    r.addText(u"filterref@filter"_s, tr("Filter"), tr("None"));
    r.addWidget(u"#parameters"_s, tr("Filter parameters"), m_parameters);
    alsoCovers({u"vlan/*"_s, u"filterref/parameter/*"_s, u"source/address/*"_s,
                u"bandwidth/inbound/*"_s, u"bandwidth/outbound/*"_s, u"source@type"_s});

    connect(random, &QPushButton::clicked, this, [this] {
        // Where QEMU's own begin.
        QString made;
        do {
            const quint32 rest = QRandomGenerator::global()->generate();
            made = u"52:54:00:%1:%2:%3"_s.arg(rest & 0xff, 2, 16, QChar(u'0'))
                       .arg(rest >> 8 & 0xff, 2, 16, QChar(u'0'))
                       .arg(rest >> 16 & 0xff, 2, 16, QChar(u'0'));
        } while (!addressProblem(made).isEmpty());
        edit(u"mac@address"_s, made);
    });
    connect(m_vlan, &VlanBox::edited, this, [this] { setElement(u"vlan"_s, m_vlan->vlan()); });
    connect(m_parameters, &AttributeTable::edited, this, [this] {
        QByteArray filter = element(u"filterref"_s);
        if (!filter.isEmpty())
            setElement(u"filterref"_s, ElementParts::withChildren(filter, u"parameter"_s,
                                                                  m_parameters->elements()));
    });
}

void InterfaceEditor::addConnection()
{
    FieldRows &r = rows();
    r.addChoice(u"@type"_s, tr("Connection"), listOf(Words::interfaceType), tr("None"));
    r.addOpenChoice(u"source@network"_s, tr("Network"), {}, tr("None"));
    r.addOpenChoice(u"source@portgroup"_s, tr("Port group"), {}, tr("Default"));
    r.addOpenChoice(u"source@bridge"_s, tr("Bridge"), {}, tr("None"));
    r.addOpenChoice(u"source@dev"_s, tr("Host device"), {}, tr("None"));
    r.addChoice(u"source@mode"_s, tr("Mode"), listOf(Words::directMode));
    r.addChoice(u"backend@type"_s, tr("Back end"), {{u"passt"_s, tr("passt")}},
                tr("Default (QEMU’s own)"));
    r.addText(u"target@dev"_s, tr("Back-end device"));
    r.addSwitch(u"target@managed"_s, tr("Made by libvirt"));
    r.addText(u"script@path"_s, tr("Script (runs on the host)"), tr("None"));
    r.addOpenChoice(u"#pci"_s, tr("PCI device"), {}, tr("None"));
    r.addSwitch(u"@managed"_s, tr("Managed by libvirt"));
    r.addText(u"source@path"_s, tr("Socket"));
    r.addSwitch(u"source/reconnect@enabled"_s, tr("Connect again when it breaks"));
    r.addNumber(u"source/reconnect@timeout"_s, tr("Seconds until then"));
    r.addText(u"source@address"_s, tr("Address"));
    r.addNumber(u"source@port"_s, tr("Port"));
    r.addText(u"source/local@address"_s, tr("Address of its own"));
    r.addNumber(u"source/local@port"_s, tr("Port of its own"));
    r.addText(u"source@name"_s, tr("Name"));
}

void InterfaceEditor::addLimits()
{
    const QList<FieldRows::Unit> rate{
        {tr("KiB/s"), 1}, {tr("MiB/s"), Q_UINT64_C(1) << 10}, {tr("GiB/s"), Q_UINT64_C(1) << 20}};
    const QList<FieldRows::Unit> size{
        {tr("KiB"), 1}, {tr("MiB"), Q_UINT64_C(1) << 10}, {tr("GiB"), Q_UINT64_C(1) << 20}};
    const std::pair<QString, QString> fields[] = {
        {u"bandwidth/inbound@average"_s, tr("Incoming, on average")},
        {u"bandwidth/inbound@peak"_s, tr("Incoming, at most")},
        {u"bandwidth/inbound@burst"_s, tr("Incoming, in one burst")},
        {u"bandwidth/inbound@floor"_s, tr("Incoming, guaranteed")},
        {u"bandwidth/outbound@average"_s, tr("Outgoing, on average")},
        {u"bandwidth/outbound@peak"_s, tr("Outgoing, at most")},
        {u"bandwidth/outbound@burst"_s, tr("Outgoing, in one burst")}};
    QStringList paths;
    for (const auto &[path, label] : fields) {
        rows().addAmount(path, label, path.endsWith("burst"_L1) ? size : rate);
        paths += path;
    }
    addGroup(tr("Bandwidth limits"), paths);
}

Value InterfaceEditor::shown(const QString &path) const
{
    if (path == "#pci"_L1)
        return HostAddress::pci(element(u"source/address"_s));
    return value(path);
}

Value InterfaceEditor::shownBefore(const QString &path) const
{
    if (path == "#pci"_L1)
        return HostAddress::pci(originalElement(u"source/address"_s));
    return originalValue(path);
}

void InterfaceEditor::arrange()
{
    fillWords();
    const QString type = word(u"@type"_s);
    const QStringList fields = InterfaceSource::fields(type);
    for (const QString &path : InterfaceSource::allFields())
        rows().setShown(path, fields.contains(path));
    if (type == "network"_L1) {
        const auto *port = qobject_cast<QComboBox *>(rows().field(u"source@portgroup"_s));
        rows().setShown(u"source@portgroup"_s,
                        port->count() > 1 || value(u"source@portgroup"_s).has_value());
    } else if (type == "user"_L1) {
        rows().setShown(u"source@dev"_s, value(u"backend@type"_s) == u"passt"_s);
    }
    m_vlan->setVlan(element(u"vlan"_s), value(u"vlan@trunk"_s) == u"yes"_s);
    const QByteArray filter = element(u"filterref"_s);
    m_parameters->setElements(ElementParts::children(filter, u"parameter"_s));
    rows().setShown(u"#parameters"_s, !filter.isEmpty());
    judge();
}

void InterfaceEditor::fillWords()
{
    rows().setWords(u"@type"_s, schemaWords({u"domain"_s, u"devices"_s, u"interface"_s}, u"type"_s,
                                            listOf(Words::interfaceType)));
    const QString type = word(u"@type"_s);
    if (type == "vhostuser"_L1) {
        rows().setWords(u"source@mode"_s,
                        {{u"server"_s, tr("QEMU listens")}, {u"client"_s, tr("QEMU connects")}});
    } else {
        rows().setWords(u"source@mode"_s, listOf(Words::directMode));
    }
    const auto &choices = context().choices;
    const bool passt = !choices || !choices->capabilities
                       || choices->capabilities->interfaceBackends.isEmpty()
                       || choices->capabilities->interfaceBackends.contains(u"passt");
    rows().setWords(u"backend@type"_s,
                    passt ? FieldRows::Words{{u"passt"_s, u"passt"_s}} : FieldRows::Words());
    const InterfaceChoices offered(choices ? *choices : HardwareChoices(),
                                   word(u"source@network"_s));
    rows().setWords(u"source@network"_s, offered.networks);
    rows().setWords(u"source@portgroup"_s, offered.portGroups);
    rows().setWords(u"source@bridge"_s, offered.bridges);
    rows().setWords(u"source@dev"_s, type == "vdpa"_L1 ? FieldRows::Words() : offered.links);
    rows().setWords(u"#pci"_s, offered.cards);
}

QString InterfaceEditor::addressProblem(const QString &mac) const
{
    static const QRegularExpression form(u"^[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}$"_s);
    if (!form.match(mac).hasMatch())
        return tr("A MAC address is six pairs of digits or letters a to f, with colons between "
                  "them.");
    if (mac.left(2).toUInt(nullptr, 16) % 2 == 1)
        return tr("This is an address of a group (multicast): the second digit of an interface’s "
                  "own is even.");
    if (mac.compare(originalValue(u"mac@address"_s).value_or(QString()), Qt::CaseInsensitive) == 0)
        return {};
    int same = 0;
    const auto tree = readTree(context().document);
    for (const XmlNode *one :
         tree ? tree->find(u"devices/interface/mac") : QList<const XmlNode *>())
        same += one->attribute(u"address").compare(mac, Qt::CaseInsensitive) == 0;
    if (same > (value(u"mac@address"_s) == mac ? 1 : 0))
        return tr("Another interface of this machine has this address.");
    const QString user = services().macUser ? services().macUser(mac) : QString();
    if (!user.isEmpty())
        return tr("The machine “%1” has this address.").arg(SafeText::line(user, 80));
    return {};
}

// Of the card that the running machine has.
QString InterfaceEditor::guestAddresses() const
{
    const QString mac = originalValue(u"mac@address"_s).value_or(QString());
    QStringList all;
    for (const GuestAddresses &one : context().guestAddresses) {
        if (context().running && !mac.isEmpty() && one.mac.compare(mac, Qt::CaseInsensitive) == 0)
            all += one.addresses;
    }
    return all.isEmpty() ? QString()
                         : tr("Its guest has %1 here.", "IP addresses")
                               .arg(SafeText::line(all.join(u", "_s), 300));
}

void InterfaceEditor::judge()
{
    const auto mac = value(u"mac@address"_s);
    QString note = mac ? addressProblem(*mac) : QString();
    if (note.isEmpty())
        note = guestAddresses();
    rows().setNote(u"mac@address"_s, note);
    note.clear();
    const QString type = word(u"@type"_s);
    if (type == "network"_L1 && context().choices && context().choices->networks) {
        const auto &networks = *context().choices->networks;
        const auto known = std::find_if(
            networks.cbegin(), networks.cend(),
            [name = word(u"source@network"_s)](const auto &one) { return one.name == name; });
        if (known == networks.cend() && value(u"source@network"_s))
            note = tr("The host has no network of this name.");
        else if (known != networks.cend() && !known->active)
            note = tr("This network is not running: the machine cannot start until it does.");
    }
    rows().setNote(u"source@network"_s, note);
    note.clear();
    if (type == "direct"_L1 && word(u"source@mode"_s) != "passthrough"_L1)
        note = tr("The host and the machine cannot reach each other this way.");
    else if (type == "vhostuser"_L1
             && fieldValue(context().document, {}, u"memoryBacking/access@mode"_s) != u"shared"_s)
        note = tr("It needs memory that is shared with the host: see the Memory section.");
    rows().setNote(u"@type"_s, note);
    const auto mtu = value(u"mtu@size"_s);
    rows().setNote(u"mtu@size"_s, mtu && (mtu->toInt() < 68 || mtu->toInt() > 65535)
                                      ? tr("An MTU is a number from 68 to 65535.")
                                      : QString());
    const bool average =
        value(u"bandwidth/inbound@average"_s) || value(u"bandwidth/inbound@floor"_s)
        || (!value(u"bandwidth/inbound@peak"_s) && !value(u"bandwidth/inbound@burst"_s));
    rows().setNote(u"bandwidth/inbound@average"_s,
                   average ? QString() : tr("Peaks and bursts need an average."));
    const bool sent =
        value(u"bandwidth/outbound@average"_s)
        || (!value(u"bandwidth/outbound@peak"_s) && !value(u"bandwidth/outbound@burst"_s));
    rows().setNote(u"bandwidth/outbound@average"_s,
                   sent ? QString() : tr("Peaks and bursts need an average."));
    rows().setNote(u"vlan/*"_s, m_vlan->problem());
}

void InterfaceEditor::edit(const QString &path, const Value &wanted)
{
    if (path == "@type"_L1) {
        changeType(wanted);
    } else if (path == "#pci"_L1) {
        QByteArray source = element(u"source"_s);
        if (source.isEmpty())
            source = ElementParts::make(u"source"_s);
        const auto address = HostAddress::attributes(wanted.value_or(QString()), u"pci"_s);
        if (wanted && address.isEmpty())
            return; // not yet whole
        source = ElementParts::withChildren(source, u"address"_s, address);
        setElement(u"source"_s, ElementParts::isBare(source) ? QByteArray() : source);
    } else if (path == "source@network"_L1) {
        together([&] {
            set(path, wanted);
            if (value(u"source@portgroup"_s)
                && wanted != originalValue(u"source@network"_s)) // it is one of the other network
                set(u"source@portgroup"_s, {});
        });
    } else if (path == "filterref@filter"_L1 && !wanted) {
        setElement(u"filterref"_s, {});
    } else if (path == "source@path"_L1 && word(u"@type"_s) == "vhostuser"_L1) {
        together([&] {
            set(path, wanted);
            if (wanted && !value(u"source@type"_s))
                set(u"source@type"_s, u"unix"_s);
        });
    } else {
        set(path, wanted);
    }
}

void InterfaceEditor::changeType(const Value &type)
{
    const QString name = type.value_or(QString());
    const bool back = originalValue(u"@type"_s) == type;
    const auto original = [this](const QString &path) { return originalElement(path); };
    const QByteArray source =
        back ? original(u"source"_s) : InterfaceSource::forType(element(u"source"_s), name);
    const QStringList ports{u"network"_s, u"bridge"_s, u"direct"_s, u"hostdev"_s, u"ethernet"_s};
    together([&] {
        set(u"@type"_s, type);
        setElement(u"source"_s, source);
        const auto takeOut = [&](const QString &path, bool belongs) {
            if (back ? value(path) != originalValue(path) : !belongs && value(path))
                set(path, back ? originalValue(path) : Value());
        };
        const QString device = word(u"target@dev"_s);
        takeOut(u"@managed"_s, name == "hostdev"_L1);
        takeOut(u"backend@type"_s, name == "user"_L1);
        takeOut(u"target@managed"_s, name == "ethernet"_L1);
        takeOut(u"target@dev"_s, name == "ethernet"_L1 || name == "bridge"_L1
                                     || name == "network"_L1
                                     || (name == "direct"_L1 && !device.startsWith("vnet"_L1)));
        takeOut(u"script@path"_s, name == "ethernet"_L1 || name == "bridge"_L1);
        if (back)
            setElement(u"virtualport"_s, original(u"virtualport"_s));
        else if (!ports.contains(name) && !element(u"virtualport"_s).isEmpty())
            setElement(u"virtualport"_s, {});
    });
}
