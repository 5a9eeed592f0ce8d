// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/domaindescriptionreader.h"
#include "tests/support/corpus.h"
#include "tests/views/hardware/editorrig.h"

#include <QTreeWidget>

using namespace Qt::StringLiterals;
using Kind = NodeDevice::Kind;

// The editor of devices that the host gives away.
class TestHostDeviceEditor : public QObject
{
    Q_OBJECT

    static QString keyOf(const QByteArray &device)
    {
        const auto read = readDomain("<domain><devices>" + device + "</devices></domain>");
        return read && !read->devices.isEmpty() ? read->devices.first().key : QString();
    }
    static NodeDevice usb(const QString &product, const QString &productId, const QString &address)
    {
        return {.name = u"usb_"_s + QString(address).replace(u':', u'_'),
                .kind = Kind::Usb,
                .vendor = u"Logitech"_s,
                .product = product,
                .vendorId = u"0x046d"_s,
                .productId = productId,
                .address = address};
    }
    static NodeDevice pci(const QString &vendor, const QString &product, const QString &address,
                          int group, const QStringList &members, const QString &driver = {})
    {
        return {.name = u"pci_"_s + QString(address).replace(u':', u'_').replace(u'.', u'_'),
                .kind = Kind::Pci,
                .vendor = vendor,
                .product = product,
                .vendorId = u"0x10de"_s,
                .productId = u"0x1234"_s,
                .address = address,
                .driver = driver,
                .iommuGroup = group,
                .groupMembers = members};
    }
    static std::shared_ptr<const HardwareChoices> host()
    {
        const QStringList group{u"0000:03:00.0"_s, u"0000:03:00.1"_s};
        auto choices = std::make_shared<HardwareChoices>();
        choices->devices = QList<NodeDevice>{
            usb(u"M105 Optical Mouse"_s, u"0xc077"_s, u"1:4"_s),
            usb(u"C920 Webcam"_s, u"0x082d"_s, u"1:5"_s),
            usb(u"K120 Keyboard"_s, u"0xc31c"_s, u"1:6"_s),
            usb(u"K120 Keyboard"_s, u"0xc31c"_s, u"2:3"_s),
            pci(u"NVIDIA"_s, u"GA106"_s, u"0000:03:00.0"_s, 14, group, u"nouveau"_s),
            pci(u"NVIDIA"_s, u"GA106 Audio"_s, u"0000:03:00.1"_s, 14, group),
            pci(u"Intel"_s, u"82574L"_s, u"0000:05:00.0"_s, 16, {u"0000:05:00.0"_s}, u"e1000e"_s),
            {.name = u"scsi_2_0_1_0"_s,
             .kind = Kind::Scsi,
             .product = u"tape"_s,
             .address = u"2:0:1:0"_s},
            {.name = u"scsi_3_0_0_0"_s,
             .kind = Kind::Scsi,
             .product = u"disk"_s,
             .address = u"3:0:0:0"_s},
            {.name = u"mdev_1"_s,
             .kind = Kind::Mediated,
             .address = u"4b20d080-1b54-4048-85b3-a6a62d165c01"_s,
             .mediatedType = u"nvidia-63"_s},
            {.name = u"mdev_2"_s,
             .kind = Kind::Mediated,
             .address = u"5b20d080-1b54-4048-85b3-a6a62d165c01"_s,
             .mediatedType = u"nvidia-64"_s,
             .active = false}};
        return choices;
    }
    static bool pick(const EditorRig &bench, const QString &title)
    {
        auto *choose = bench.find<QToolButton>(u"Choose another device"_s);
        if (!choose)
            return false;
        choose->setChecked(true);
        auto *list = bench.find<QTreeWidget>(u"Devices of the host"_s);
        const auto rows =
            list ? list->findItems(title, Qt::MatchContains) : QList<QTreeWidgetItem *>();
        if (rows.isEmpty())
            return false;
        list->setCurrentItem(rows.last());
        return true;
    }

private Q_SLOTS:
    void untouchedNothingIsSaid()
    {
        const QByteArray devices[] = {
            "<hostdev mode='subsystem' type='usb' managed='yes'><source "
            "startupPolicy='optional'><vendor id='0x046d'/><product id='0xc077'/></source>"
            "<boot order='4'/></hostdev>",
            "<hostdev mode='subsystem' type='pci'><driver name='vfio'/><source "
            "writeFiltering='no'><address domain='0' bus='6' slot='2' function='0'/></source>"
            "<rom bar='on' file='/etc/fake/boot.bin'/></hostdev>",
            "<hostdev mode='subsystem' type='scsi' sgio='filtered' rawio='yes'><source>"
            "<adapter name='scsi_host0'/><address bus='0' target='0' unit='0'/></source>"
            "<readonly/></hostdev>",
            "<hostdev mode='subsystem' type='scsi'><source protocol='iscsi' "
            "name='iqn.2014-08.com.example:iscsi/1'><host name='example.com' port='3260'/>"
            "<auth username='me'><secret type='iscsi' usage='s'/></auth></source></hostdev>",
            "<hostdev mode='subsystem' type='scsi_host'><source protocol='vhost' "
            "wwpn='naa.50014057667280d8'/></hostdev>",
            "<hostdev mode='subsystem' type='mdev' model='vfio-ap'><source><address "
            "uuid='4b20d080-1b54-4048-85b3-a6a62d165c01'/></source></hostdev>",
            "<hostdev mode='capabilities' type='storage'><source><block>/dev/sdf1</block></source>"
            "</hostdev>",
            "<hostdev mode='capabilities' type='net'><source><interface>eth0</interface></source>"
            "</hostdev>",
            "<hostdev type='newer' kind='x'><source what='y'/></hostdev>",
            "<hostdev mode='subsystem' type='pci'/>",
            "<hostdev/>"};
        for (const QByteArray &one : devices) {
            for (const auto &choices : {std::shared_ptr<const HardwareChoices>(), host()}) {
                EditorRig bench(one, keyOf(one), {}, choices);
                QVERIFY2(bench.settings.editor(), one);
                bench.fill();
                QCOMPARE(bench.edits, 0);
                QCOMPARE(bench.device(), one);
            }
        }
    }

    void aCardIsSaidInTheHostsWordsWithAllOfItsGroup()
    {
        const QByteArray card = "<hostdev mode='subsystem' type='pci' managed='yes'><source>"
                                "<address domain='0x0000' bus='0x03' slot='0x00' function='0x0'/>"
                                "</source></hostdev>";
        EditorRig bench(card, keyOf(card), {}, host());
        QVERIFY(bench.says(u"NVIDIA GA106"_s));
        QVERIFY(bench.says(u"Its IOMMU group (14) also has: NVIDIA GA106 Audio (0000:03:00.1)"_s));
        QVERIFY(bench.says(u"The host uses it now (driver nouveau)."_s));
        // Nobody needs to see how it is written.
        QVERIFY(!bench.shows(u"Slot"_s));
        QVERIFY(bench.press(u"How the machine names it"_s));
        QCOMPARE(bench.shown(u"Bus"_s), u"0x03"_s);
        QVERIFY(bench.type(u"Bus"_s, u"three"_s));
        QVERIFY(bench.says(u"This is a number"_s));
        QVERIFY(bench.says(u"The host does not have this device now."_s));
    }

    void anotherCardIsAnotherAddress()
    {
        const QByteArray card =
            "<hostdev mode='subsystem' type='pci'>\n  <source writeFiltering='no'>\n    <address "
            "domain='0' bus='3' slot='0' function='0'/>\n  </source>\n  <rom file='/boot.bin'/>\n"
            "  <address type='pci' bus='0x07' slot='0x01'/>\n</hostdev>";
        EditorRig bench(card, keyOf(card), {}, host());
        QVERIFY(bench.says(u"The host must give the device away by hand"_s));
        QVERIFY(pick(bench, u"82574L"_s));
        QVERIFY(bench.says(u"Intel 82574L"_s));
        QVERIFY(bench.says(u"It is alone in its IOMMU group (16)."_s));
        // What means the same stays as it was written.
        QCOMPARE(bench.device(), QByteArray(card).replace("bus='3'", "bus='0x05'"));
        QVERIFY(bench.choose(u"Managed by libvirt"_s, u"Yes"_s));
        QVERIFY(!bench.says(u"The host must give the device away by hand"_s));
        QVERIFY(bench.choose(u"Managed by libvirt"_s, u"Default"_s));
        QVERIFY(pick(bench, u"GA106 Audio"_s));
        QVERIFY(bench.device().contains("bus='3' slot='0' function='0x1'"));
        auto *list = bench.find<QTreeWidget>(u"Devices of the host"_s);
        list->setCurrentItem(list->topLevelItem(0));
        QCOMPARE(bench.device(), card);
        QVERIFY(bench.changes.isEmpty());
    }

    void theRomIsTheDevicesOwnUnlessAFileIsChosen()
    {
        const QByteArray card = "<hostdev mode='subsystem' type='pci' managed='yes'><source>"
                                "<address bus='0x03' slot='0x00' function='0x0'/></source>"
                                "</hostdev>";
        HardwareServices services;
        services.chooseStorage = [](StoragePurpose, QObject *, const auto &chosen) {
            chosen(ChosenStorage(u"/roms/card.bin"_s));
        };
        EditorRig bench(card, keyOf(card), services, host());
        QVERIFY(bench.press(u"Browse"_s));
        QVERIFY(bench.choose(u"ROM in the guest’s memory (BAR)"_s, u"No"_s));
        QVERIFY(bench.type(u"Boot order"_s, u"2"_s));
        QCOMPARE(bench.device(),
                 QByteArray(card).replace("</hostdev>", "<rom file='/roms/card.bin' bar='off'/>"
                                                        "<boot order='2'/></hostdev>"));
        QVERIFY(bench.type(u"ROM file"_s, {}));
        QVERIFY(bench.choose(u"ROM in the guest’s memory (BAR)"_s, u"Default"_s));
        QVERIFY(bench.type(u"Boot order"_s, {}));
        QVERIFY(bench.changes.isEmpty());
        QCOMPARE(bench.device(), card);
    }

    void anotherUsbDeviceKeepsItsPolicy()
    {
        const QByteArray mouse = "<hostdev mode='subsystem' type='usb'><source "
                                 "startupPolicy='optional'><vendor id='0x046d'/><product "
                                 "id='0xc077'/></source></hostdev>";
        EditorRig bench(mouse, keyOf(mouse), {}, host());
        QVERIFY(bench.says(u"Logitech M105 Optical Mouse"_s));
        QVERIFY(pick(bench, u"C920 Webcam"_s));
        QCOMPARE(bench.device(), QByteArray(mouse).replace("0xc077", "0x082d"));
        // Of two that are alike, its place tells which one.
        QVERIFY(pick(bench, u"K120 Keyboard"_s));
        QCOMPARE(bench.device(),
                 QByteArray(mouse).replace("<product id='0xc077'/>",
                                           "<product id='0xc31c'/><address bus='2' device='3'/>"));
        QVERIFY(pick(bench, u"M105"_s));
        QVERIFY(bench.changes.isEmpty());
        QCOMPARE(bench.device(), mouse);
    }

    void aUsbDeviceThatIsNamedByItsPlaceIsNamedByWhatItIsToo()
    {
        const QByteArray mouse = "<hostdev mode='subsystem' type='usb'><source "
                                 "guestReset='off'><address bus='1' device='4'/></source>"
                                 "</hostdev>";
        EditorRig bench(mouse, keyOf(mouse), {}, host());
        QVERIFY(bench.says(u"Logitech M105 Optical Mouse"_s));
        QVERIFY(pick(bench, u"C920 Webcam"_s));
        QCOMPARE(bench.device(),
                 QByteArray(mouse).replace("<address bus='1' device='4'/>",
                                           "<vendor id='0x046d'/><product id='0x082d'/>"));
        // libvirt wants the place last.
        QVERIFY(pick(bench, u"K120 Keyboard"_s));
        QCOMPARE(bench.device(),
                 QByteArray(mouse).replace("<address bus='1' device='4'/>",
                                           "<vendor id='0x046d'/><product id='0xc31c'/>"
                                           "<address bus='2' device='3'/>"));
        QVERIFY(bench.choose(u"If the host lacks it"_s, u"Optional"_s));
        QVERIFY(pick(bench, u"M105"_s));
        QCOMPARE(bench.device(),
                 QByteArray(mouse).replace("guestReset='off'", "guestReset='off' "
                                                               "startupPolicy='optional'"));
        QVERIFY(bench.choose(u"If the host lacks it"_s, u"Default"_s));
        QVERIFY(bench.changes.isEmpty());
        QCOMPARE(bench.device(), mouse);
    }

    void twoThatAreAlikeMustBeTold()
    {
        const QByteArray keyboard = "<hostdev mode='subsystem' type='usb'><source><vendor "
                                    "id='0x046d'/><product id='0xC31C'/></source></hostdev>";
        EditorRig bench(keyboard, keyOf(keyboard), {}, host());
        QVERIFY(bench.says(u"the machine does not say which one"_s));
        // The first one of them, too.
        QVERIFY(bench.press(u"Choose another device"_s));
        auto *list = bench.find<QTreeWidget>(u"Devices of the host"_s);
        QVERIFY(!list->currentItem());
        list->setCurrentItem(list->topLevelItem(2));
        QCOMPARE(bench.device(), QByteArray(keyboard).replace(
                                     "</source>", "<address bus='1' device='6'/></source>"));
    }

    void whatTheHostDoesNotHaveNowIsSaidWithWhatThatMeans()
    {
        const QByteArray gone = "<hostdev mode='subsystem' type='usb'><source><vendor "
                                "id='0x1234'/><product id='0x5678'/></source></hostdev>";
        EditorRig bench(gone, keyOf(gone), {}, host());
        QVERIFY(bench.says(u"0x1234:0x5678"_s));
        QVERIFY(bench.says(u"The host does not have this device now. Without it the machine will "
                           "not start."_s));
        QCOMPARE(bench.shown(u"Vendor"_s), u"0x1234"_s); // one may have to type it
        QVERIFY(bench.choose(u"If the host lacks it"_s, u"Optional"_s));
        QVERIFY(bench.says(u"The machine starts without it."_s));
        QVERIFY(bench.type(u"Vendor"_s, u"0x046d"_s));
        QVERIFY(bench.type(u"Product"_s, u"0xc077"_s));
        QVERIFY(!bench.says(u"does not have this device"_s));

        EditorRig unread(gone, keyOf(gone), {}, {});
        QVERIFY(unread.says(u"the host’s devices are being read"_s));
        QVERIFY(!unread.shows(u"Choose another device"_s));
        QCOMPARE(unread.shown(u"Product"_s), u"0x5678"_s);
    }

    void whoHasItAlreadyIsAskedOnceAndIsNotThisMachine()
    {
        const QUuid own = QUuid::createUuid();
        int asked = 0;
        HardwareServices services;
        services.hostDeviceUsers = [&](QObject *, const auto &answer) {
            ++asked;
            answer({{.machine = own, .name = u"self"_s, .devices = {u"usb 0x046d:0xc077"_s}},
                    {.machine = QUuid::createUuid(),
                     .name = u"<b>office</b>"_s,
                     .running = true,
                     .devices = {u"usb 0x046d:0xc077"_s}}});
        };
        const QByteArray mouse = "<hostdev mode='subsystem' type='usb'><source><vendor "
                                 "id='0x046d'/><product id='0xc077'/></source></hostdev>";
        EditorRig bench(mouse, keyOf(mouse), services, host());
        bench.original.replace("<devices>", "<uuid>" + own.toByteArray(QUuid::WithoutBraces)
                                                + "</uuid><devices>");
        bench.fill();
        asked = 0;
        bench.fill();
        QCOMPARE(asked, 0);
        QVERIFY(bench.says(u"It belongs to <b>office</b> (running) already"_s));
        QVERIFY(!bench.says(u"self"_s));
    }

    void aMediatedDeviceHasADisplay()
    {
        const QByteArray gpu = "<hostdev mode='subsystem' type='mdev' model='vfio-pci'><source>"
                               "<address uuid='4b20d080-1b54-4048-85b3-a6a62d165c01'/></source>"
                               "</hostdev>";
        EditorRig bench(gpu, keyOf(gpu), {}, host());
        QVERIFY(bench.says(u"nvidia-63"_s));
        QVERIFY(bench.choose(u"Boot framebuffer"_s, u"Yes"_s));
        QVERIFY(bench.says(u"It needs the display."_s));
        QVERIFY(bench.choose(u"Display"_s, u"Yes"_s));
        QVERIFY(!bench.says(u"It needs the display."_s));
        QVERIFY(pick(bench, u"nvidia-64"_s));
        QVERIFY(bench.says(u"It is only defined"_s));
        QCOMPARE(bench.device(), QByteArray(gpu)
                                     .replace("uuid='4", "uuid='5")
                                     .replace("'vfio-pci'", "'vfio-pci' ramfb='on' display='on'"));
    }

    void aScsiDeviceIsAtAnAdapter()
    {
        const QByteArray tape = "<hostdev mode='subsystem' type='scsi'><source><adapter "
                                "name='scsi_host2'/><address bus='0' target='1' unit='0'/>"
                                "</source></hostdev>";
        EditorRig bench(tape, keyOf(tape), {}, host());
        QVERIFY(bench.says(u"SCSI tape"_s));
        QVERIFY(pick(bench, u"SCSI disk"_s));
        QVERIFY(bench.choose(u"Unprivileged SCSI commands"_s, u"Not filtered"_s));
        QVERIFY(bench.choose(u"Raw I/O"_s, u"Yes"_s));
        QVERIFY(bench.press(u"Read-only"_s));
        QCOMPARE(bench.device(),
                 "<hostdev mode='subsystem' type='scsi' sgio='unfiltered' rawio='yes'><source>"
                 "<adapter name='scsi_host3'/><address bus='0' target='0' unit='0'/></source>"
                 "<readonly/></hostdev>");
        QVERIFY(bench.press(u"How the machine names it"_s));
        QVERIFY(bench.type(u"Unit"_s, u"5"_s));
        QVERIFY(bench.device().contains("target='0' unit='5'"));
    }

    void containersGetFilesOfDevices()
    {
        const QByteArray disk = "<hostdev mode='capabilities' type='storage'><source><block>"
                                "/dev/sdf1</block></source></hostdev>";
        EditorRig bench(disk, keyOf(disk), {}, host());
        QVERIFY(!bench.shows(u"Choose another device"_s));
        QVERIFY(bench.type(u"Block device"_s, u"/dev/sdg"_s));
        QCOMPARE(bench.device(), QByteArray(disk).replace("sdf1", "sdg"));
    }
};

QTEST_MAIN(TestHostDeviceEditor)
#include "tst_hostdeviceeditor.moc"
