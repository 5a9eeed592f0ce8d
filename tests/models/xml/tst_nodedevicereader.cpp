// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/hostdeviceuser.h"
#include "models/xml/hostdevices.h"
#include "models/xml/nodedevicereader.h"
#include "tests/support/patience.h"

using namespace Qt::StringLiterals;
using Kind = NodeDevice::Kind;

class TestNodeDeviceReader : public QObject
{
    Q_OBJECT

    static NodeDevice read(const QByteArray &xml)
    {
        const auto device = readNodeDevice(xml);
        return device.value_or(NodeDevice{.name = u"not read"_s});
    }
    static QByteArray pci(const QByteArray &bus, const QByteArray &more = {})
    {
        return "<device><name>pci_0000_" + bus
               + "_00_0</name><parent>computer</parent><driver><name>e1000e</name></driver>"
                 "<capability type='pci'><class>0x020000</class><domain>0</domain><bus>"
               + bus
               + "</bus><slot>31</slot><function>2</function><product id='0x10d3'>82574L</product>"
                 "<vendor id='0x8086'>Intel</vendor><iommuGroup number='4'>"
                 "<address domain='0x0000' bus='0x00' slot='0x1f' function='0x2'/>"
                 "<address domain='0x0000' bus='0x00' slot='0x1f' function='0x3'/></iommuGroup>"
               + more + "</capability></device>";
    }

private Q_SLOTS:
    void aPciDeviceIsNamedAsLspciDoes()
    {
        const NodeDevice device = read(pci("10"));
        QCOMPARE(device.kind, Kind::Pci);
        QCOMPARE(device.address, u"0000:0a:1f.2"_s);
        QCOMPARE(device.driver, u"e1000e"_s);
        QCOMPARE(device.vendorId + device.productId, u"0x80860x10d3"_s);
        QCOMPARE(device.iommuGroup, 4);
        QCOMPARE(device.groupMembers, (QStringList{u"0000:00:1f.2"_s, u"0000:00:1f.3"_s}));
        const QByteArray xml = hostDeviceXml(device, {});
        QVERIFY2(xml.contains("bus=\"0x0a\" slot=\"0x1f\" function=\"0x2\""), xml.constData());
        QCOMPARE(hostDevicesOf("<domain><devices>" + xml + "</devices></domain>"),
                 hostDeviceIds(device));
        QCOMPARE(hostDeviceText(device), u"Intel 82574L"_s);
        const NodeDevice net{.parent = device.name, .kind = Kind::Net, .path = u"enp10s31f2"_s};
        QCOMPARE(hostDeviceDetail(device, {device, net}), u"0000:0a:1f.2 · enp10s31f2"_s);
    }

    void usbScsiMediatedAndTheOthersAreRead()
    {
        const NodeDevice mouse =
            read("<device><name>usb_1_1</name><capability type='usb_device'><bus>1</bus><device>4"
                 "</device><product id='0xc077'>M105</product><vendor id='0x046d'>Logitech</vendor>"
                 "</capability></device>");
        QCOMPARE(mouse.kind, Kind::Usb);
        QCOMPARE(mouse.address, u"1:4"_s);
        QCOMPARE(hostDevicesOf("<domain><devices>" + hostDeviceXml(mouse, {mouse})
                               + "</devices></domain>"),
                 QStringList{u"usb 0x046d:0xc077"_s});
        // Two of a kind are told apart by where they are.
        QVERIFY(hostDeviceXml(mouse, {mouse, mouse}).contains("device=\"4\""));
        const NodeDevice disk =
            read("<device><name>scsi_2_0_1_0</name><capability type='scsi'><host>2</host><bus>0"
                 "</bus><target>1</target><lun>0</lun><type>disk</type></capability></device>");
        QCOMPARE(disk.kind, Kind::Scsi);
        QCOMPARE(
            hostDevicesOf("<domain><devices>" + hostDeviceXml(disk, {}) + "</devices></domain>"),
            hostDeviceIds(disk));
        const NodeDevice gpu =
            read("<device><name>mdev_4b20d080_1b54_4048_85b3_a6a62d165c01_0000_00_02_0</name>"
                 "<capability type='mdev'><type id='i915-GVTg_V5_4'/></capability></device>");
        QCOMPARE(gpu.address, u"4b20d080-1b54-4048-85b3-a6a62d165c01"_s);
        QCOMPARE(hostDeviceText(gpu), u"i915-GVTg_V5_4"_s);
        const NodeDevice card =
            read("<device><name>drm_renderD128</name><devnode type='link'>/dev/dri/by-path/x"
                 "</devnode><devnode type='dev'>/dev/dri/renderD128</devnode>"
                 "<capability type='drm'><type>render</type></capability></device>");
        QCOMPARE(card.kind, Kind::Drm);
        QCOMPARE(card.path, u"/dev/dri/renderD128"_s);
    }

    void bridgesAndRootHubsAreNotOffered()
    {
        NodeDevice bridge = read(pci("1")),
                   hub{.kind = Kind::Usb, .vendorId = u"0x1d6b"_s, .address = u"1:1"_s};
        bridge.pciClass = u"0x060400"_s;
        const NodeDevice card = read(pci("2"));
        QCOMPARE(offeredHostDevices({bridge, hub, card}, Kind::Pci), QList<NodeDevice>{card});
        QVERIFY(offeredHostDevices({bridge, hub, card}, Kind::Usb).isEmpty());
    }

    void whatIsHostileIsRefusedOrLeftOut()
    {
        QVERIFY(!readNodeDevice("<domain/>"));
        QVERIFY(!readNodeDevice("<device"));
        QVERIFY(!readNodeDevice("<!DOCTYPE d [<!ENTITY a 'a'>]><device>&a;</device>"));
        QVERIFY(!readNodeDevice(QByteArray("<device>").repeated(300)
                                + QByteArray("</device>").repeated(300)));
        QCOMPARE(read(pci("999999999999")).address, QString());
        QCOMPARE(read(pci("-1")).address, QString());
        QCOMPARE(read("<device><name>x</name><capability type='scsi'><host>a</host></capability>"
                      "</device>")
                     .kind,
                 Kind::Other);
        const QByteArray group = pci("1", "<iommuGroup number='99999999999'/>");
        QVERIFY(readNodeDevice(group));
        QByteArray members;
        for (int i = 0; i < 2000; ++i)
            members += "<address domain='0' bus='0' slot='1' function='0'/>";
        const QByteArray huge = "<device><capability type='pci'><iommuGroup number='1'>" + members
                                + "</iommuGroup></capability></device>";
        QVERIFY(read(huge).groupMembers.size() <= 512);
        QVERIFY(hostDeviceXml({.kind = Kind::Pci, .address = u"nonsense"_s}, {}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestNodeDeviceReader)
#include "tst_nodedevicereader.moc"
