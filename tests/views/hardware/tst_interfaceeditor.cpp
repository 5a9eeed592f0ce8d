// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/hardware/editorrig.h"

#include <QTableWidget>

using namespace Qt::StringLiterals;

static const QByteArray card =
    "<interface type='network'><mac address='52:54:00:00:00:01'/>"
    "<source network='default' portgroup='slow'/><virtualport><parameters interfaceid='1'/>"
    "</virtualport><target dev='mine0'/><model type='virtio'/><driver queues='4'/>"
    "<address type='pci' domain='0x0000' bus='0x01' slot='0x00' function='0x0'/></interface>";
static const QString key = u"interface/52:54:00:00:00:01#0"_s;

static std::shared_ptr<const HardwareChoices> host()
{
    const auto choices = std::make_shared<HardwareChoices>();
    choices->networks = {
        {.name = u"default"_s, .active = true, .forward = u"nat"_s, .bridge = u"virbr0"_s},
        {.name = u"lab"_s, .portGroups = {u"fast"_s, u"slow"_s}, .defaultPortGroup = u"slow"_s}};
    choices->devices = {{.name = u"net_eth0"_s, .kind = NodeDevice::Kind::Net, .path = u"eth0"_s},
                        {.name = u"net_br0"_s, .kind = NodeDevice::Kind::Net, .path = u"br0"_s},
                        {.name = u"pci_1"_s,
                         .kind = NodeDevice::Kind::Pci,
                         .product = u"X540"_s,
                         .address = u"0000:03:10.1"_s,
                         .pciClass = u"0x020000"_s}};
    return choices;
}

class TestInterfaceEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void untouchedNothingIsSaid()
    {
        for (const QByteArray &one : {card, QByteArray("<interface type='user'/>")}) {
            EditorRig rig(one, one == card ? key : u"interface/#0"_s, {}, host());
            rig.fill();
            QCOMPARE(rig.edits, 0);
            QCOMPARE(rig.device(), one);
        }
    }

    void anotherNetworkBringsItsPortGroups()
    {
        EditorRig rig(card, key, {}, host());
        QCOMPARE(rig.shown(u"Network"_s), u"default (NAT)"_s);
        QVERIFY(rig.choose(u"Network"_s, u"lab (isolated, not running)"_s));
        QVERIFY(rig.says(u"not running: the machine cannot start"_s));
        QVERIFY(rig.choose(u"Port group"_s, u"fast"_s));
        QCOMPARE(rig.device(),
                 QByteArray(card).replace("<source network='default' portgroup='slow'/>",
                                          "<source network='lab' portgroup='fast'/>"));
    }

    void theAddressesOfTheGuestAreThoseOfItsCard()
    {
        EditorRig rig(card, key, {}, host());
        rig.guestAddresses = {{u"52:54:00:00:00:02"_s, {u"192.0.2.2"_s}},
                              {u"52:54:00:00:00:01"_s, {u"192.0.2.1"_s, u"2001:db8::1"_s}}};
        rig.fill();
        QVERIFY(!rig.says(u"192.0.2.1"_s)); // it does not run
        rig.running = true;
        rig.fill();
        QVERIFY(rig.says(u"192.0.2.1, 2001:db8::1"_s));
        QVERIFY(!rig.says(u"192.0.2.2"_s));
        rig.guestAddresses[1].addresses = {u"192.0.2.7"_s};
        rig.fill();
        QVERIFY(rig.says(u"192.0.2.7"_s));
        QVERIFY(!rig.says(u"2001:db8::1"_s));
    }

    void anotherConnectionRewritesWhatBelongsToIt()
    {
        EditorRig rig(card, key, {}, host());
        QVERIFY(rig.choose(u"Connection"_s, u"Bridge"_s));
        QVERIFY(rig.choose(u"Bridge"_s, u"br0"_s));
        QByteArray wanted = card;
        wanted.replace("type='network'", "type='bridge'")
            .replace("<source network='default' portgroup='slow'/>", "<source bridge='br0'/>");
        QCOMPARE(rig.device(), wanted);
        QVERIFY(rig.choose(u"Connection"_s, u"Virtual network"_s));
        QVERIFY(rig.changes.isEmpty());
        QVERIFY(rig.choose(u"Connection"_s, u"User mode (through the host’s own connections)"_s));
        wanted = card;
        wanted.replace("type='network'", "type='user'")
            .replace("<source network='default' portgroup='slow'/>", "")
            .replace("<virtualport><parameters interfaceid='1'/></virtualport>", "")
            .replace("<target dev='mine0'/>", "");
        QCOMPARE(rig.device(), wanted);
    }

    void everyConnectionHasItsFields_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("source");
        QTest::newRow("direct") << u"Directly on a host device (macvtap)"_s << u"Host device"_s
                                << u"eth0"_s << QByteArray("<source dev='eth0'/>");
        QTest::newRow("vdpa") << u"vDPA"_s << u"Host device"_s << u"/dev/vhost-vdpa-0"_s
                              << QByteArray("<source dev='/dev/vhost-vdpa-0'/>");
        QTest::newRow("vhostuser") << u"vhost-user"_s << u"Socket"_s << u"/run/x"_s
                                   << QByteArray("<source type='unix' path='/run/x'/>");
        QTest::newRow("ethernet") << u"Tap device"_s << u"Back-end device"_s << u"tap7"_s
                                  << QByteArray("<target dev='tap7'/>");
        QTest::newRow("hostdev") << u"Host device"_s << u"PCI device"_s << u"0000:03:10.1"_s
                                 << QByteArray("<source><address type='pci' domain='0x0000' "
                                               "bus='0x03' slot='0x10' function='0x1'/></source>");
        QTest::newRow("mcast") << u"Multicast"_s << u"Address"_s << u"230.0.0.1"_s
                               << QByteArray("<source address='230.0.0.1'/>");
    }
    void everyConnectionHasItsFields()
    {
        QFETCH(QString, type);
        QFETCH(QString, field);
        QFETCH(QString, text);
        QFETCH(QByteArray, source);
        EditorRig rig("<interface type='network'><source network='n'/></interface>",
                      u"interface/#0"_s);
        QVERIFY(rig.choose(u"Connection"_s, type));
        QVERIFY(rig.type(field, text));
        QVERIFY2(rig.device().contains(source), rig.device());
        QVERIFY(!rig.device().contains("network="));
    }

    void anAddressIsChecked()
    {
        HardwareServices services;
        services.macUser = [](const QString &mac) {
            return mac == "52:54:00:00:00:09"_L1 ? u"other"_s : QString();
        };
        EditorRig rig(card + "<interface><mac address='52:54:00:00:00:02'/></interface>", key,
                      services);
        QVERIFY(rig.type(u"MAC address"_s, u"52:54:00"_s));
        QVERIFY(rig.says(u"six pairs"_s));
        QVERIFY(rig.type(u"MAC address"_s, u"53:54:00:00:00:01"_s));
        QVERIFY(rig.says(u"multicast"_s));
        QVERIFY(rig.type(u"MAC address"_s, u"52:54:00:00:00:02"_s));
        QVERIFY(rig.says(u"Another interface of this machine"_s));
        QVERIFY(rig.type(u"MAC address"_s, u"52:54:00:00:00:09"_s));
        QVERIFY(rig.says(u"The machine “other” has this address."_s));
        // It is found under its new address, too.
        QVERIFY(rig.type(u"MAC address"_s, u"52:54:00:00:00:03"_s));
        QVERIFY(rig.choose(u"Link"_s, u"Unplugged"_s));
        QCOMPARE(rig.device(), QByteArray(card)
                                   .replace("00:01'/>", "00:03'/>")
                                   .replace("</interface>", "<link state='down'/></interface>"));
        QVERIFY(rig.press(u"Generate"_s));
        QVERIFY(rig.shown(u"MAC address"_s).startsWith("52:54:00:"_L1));
    }

    void bandwidthHasUnits()
    {
        EditorRig rig(card, key);
        QVERIFY(rig.press(u"Bandwidth limits"_s));
        QVERIFY(rig.type(u"Incoming, at most"_s, u"2048"_s));
        QVERIFY(rig.says(u"need an average"_s));
        QVERIFY(rig.type(u"Incoming, on average"_s, u"1024"_s));
        QVERIFY(rig.device().contains("<bandwidth><inbound peak='2048' average='1024'/>"
                                      "</bandwidth>"));
    }

    void severalVlansAreATrunk()
    {
        EditorRig rig(card, key);
        QVERIFY(rig.press(u"VLANs"_s));
        QVERIFY(rig.press(u"Add"_s));
        QVERIFY(rig.press(u"Add"_s));
        auto *table = rig.find<QTableWidget>(u"VLANs"_s);
        QVERIFY(table);
        table->item(0, 0)->setText(u"42"_s);
        table->item(1, 0)->setText(u"4711"_s);
        QVERIFY(rig.says(u"from 0 to 4095"_s));
        table->item(1, 0)->setText(u"47"_s);
        QVERIFY2(rig.device().contains("<vlan trunk='yes'><tag id='42'/><tag id='47'/></vlan>"),
                 rig.device());
        table->setCurrentCell(1, 0);
        QVERIFY(rig.press(u"Remove"_s));
        table->setCurrentCell(0, 0);
        QVERIFY(rig.press(u"Remove"_s));
        QCOMPARE(rig.device(), card);
    }
};

QTEST_MAIN(TestInterfaceEditor)
#include "tst_interfaceeditor.moc"
