// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/domaindescriptionreader.h"
#include "tests/support/corpus.h"
#include "tests/views/hardware/editorrig.h"

using namespace Qt::StringLiterals;

// The editors of devices that have few settings.
class TestDeviceEditors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void untouchedNothingIsSaid()
    {
        const QByteArray devices[] = {
            "<video><model type='qxl' ram='65536' vram='65536' vgamem='16384' heads='1'/></video>",
            "<sound model='ich9'><codec type='micro'/><codec type='output'/><audio "
            "id='2'/></sound>",
            "<tpm model='tpm-crb'><backend type='emulator' "
            "version='2.0'><active_pcr_banks><sha256/>"
            "</active_pcr_banks></backend></tpm>",
            "<rng model='virtio'><backend model='egd' type='udp'><source mode='bind' "
            "service='1234'/><source mode='connect' host='1.2.3.4' "
            "service='1234'/></backend></rng>",
            "<filesystem type='mount' accessmode='passthrough'><driver type='virtiofs'/>"
            "<source dir='/srv'/><target dir='share'/></filesystem>",
            "<controller type='usb' index='0' model='ich9-ehci1'/>",
            "<redirfilter><usbdev class='0x08' vendor='0x1234' product='0xbeef' version='2.56' "
            "allow='yes'/><usbdev allow='no'/></redirfilter>",
            "<memory model='dimm'><target><size unit='MiB'>512</size><node>0</node></target>"
            "</memory>",
            "<redirdev bus='usb' type='spicevmc'/>",
            "<video/>",
            "<tpm/>",
            "<rng/>",
            "<filesystem/>",
            "<sound/>",
            "<controller/>",
            "<memory/>"};
        for (const QByteArray &one : devices) {
            EditorRig rig(one, EditorRig::keyOf(one));
            QVERIFY2(rig.settings.editor(), one);
            rig.fill();
            QCOMPARE(rig.edits, 0);
            QCOMPARE(rig.device(), one);
        }
    }

    void everyMachineOfTheCorpusIsLeftAlone()
    {
        int shown = 0;
        for (const QString &path : Corpus::documents()) {
            const QByteArray document = Corpus::read(path);
            const auto read = readDomain(document);
            if (!read || document.size() > 200'000)
                continue;
            QHash<QString, int> kinds;
            ItemSettings settings;
            int edits = 0;
            connect(&settings, &ItemSettings::fieldEdited, this, [&edits] { ++edits; });
            connect(&settings, &ItemSettings::elementEdited, this, [&edits] { ++edits; });
            for (const HardwareItem &one : read->devices) {
                if (++kinds[one.kind] > 4)
                    continue;
                settings.setContext({.original = document, .document = document, .item = one.key});
                ++shown;
            }
            QVERIFY2(edits == 0, qPrintable(path));
        }
        QVERIFY(shown > 300);
    }

    void anotherVideoModelKeepsWhatItKnows()
    {
        const QByteArray qxl = "<video><model type='qxl' ram='65536' vram='131072' heads='2' "
                               "primary='yes'><acceleration accel3d='no'/></model></video>";
        EditorRig rig(qxl, EditorRig::keyOf(qxl));
        QCOMPARE(rig.shown(u"Video memory"_s), u"128"_s);
        QVERIFY(rig.choose(u"Model"_s, u"VirtIO"_s));
        QCOMPARE(rig.device(), "<video><model type='virtio' heads='2' primary='yes'>"
                               "<acceleration accel3d='no'/></model></video>");
        QVERIFY(rig.choose(u"3D acceleration"_s, u"Yes"_s));
        QVERIFY(rig.says(u"display with OpenGL"_s));
        QVERIFY(rig.choose(u"Model"_s, u"QXL"_s));
        QVERIFY(rig.changes.isEmpty());
    }

    void aSoundCardHasItsBackEndAndCodecs()
    {
        const QByteArray card = "<sound model='ich9'><codec type='micro'/></sound>";
        EditorRig rig(card + "<audio id='1' type='spice'/><audio id='3' type='none'/>",
                      EditorRig::keyOf(card));
        QVERIFY(rig.choose(u"Audio back end"_s, u"None (number 3)"_s));
        QVERIFY(rig.press(u"Add"_s));
        QCOMPARE(rig.device(), "<sound model='ich9'><codec type='micro'/><codec type='duplex'/>"
                               "<audio id='3'/></sound>");
    }

    void anotherSecurityChipKeepsNoSettingsOfTheFirst()
    {
        const QByteArray chip =
            "<tpm model='tpm-crb'><backend type='emulator' version='2.0' "
            "persistent_state='yes'><active_pcr_banks><sha256/></active_pcr_banks></backend></tpm>";
        EditorRig rig(chip, EditorRig::keyOf(chip));
        QVERIFY(rig.press(u"PCR bank SHA1"_s));
        QVERIFY(rig.device().contains("<sha256/><sha1/>"));
        QVERIFY(rig.choose(u"Back end"_s, u"The host’s, passed through"_s));
        QVERIFY(rig.type(u"Host device"_s, u"/dev/tpm0"_s));
        QCOMPARE(rig.device(), "<tpm model='tpm-crb'><backend type='passthrough'>"
                               "<device path='/dev/tpm0'/></backend></tpm>");
        QVERIFY(rig.choose(u"Back end"_s, u"Emulated"_s));
        QCOMPARE(rig.device(), chip);
    }

    void randomNumbersComeFromSomewhereElse()
    {
        const QByteArray rng = "<rng model='virtio'><rate bytes='1024'/>"
                               "<backend model='random'>/dev/urandom</backend></rng>";
        EditorRig rig(rng, EditorRig::keyOf(rng));
        QVERIFY(rig.type(u"Host device"_s, u"/dev/hwrng"_s));
        QCOMPARE(rig.device(), QByteArray(rng).replace("/dev/urandom", "/dev/hwrng"));
        QVERIFY(rig.choose(u"Back end"_s, u"Entropy daemon (EGD)"_s));
        QVERIFY(rig.type(u"Host"_s, u"egd"_s));
        QVERIFY(rig.type(u"Port"_s, u"708"_s));
        QCOMPARE(rig.device(),
                 "<rng model='virtio'><rate bytes='1024'/><backend model='egd' type='tcp'>"
                 "<source mode='connect' host='egd' service='708'/></backend></rng>");
        QVERIFY(rig.choose(u"Back end"_s, u"Host device"_s));
        QVERIFY(rig.changes.isEmpty());
    }

    void aSharedFolderSharesTheMemory()
    {
        const QByteArray folder = "<filesystem type='mount' accessmode='mapped'><source "
                                  "dir='/srv'/><target dir='share'/></filesystem>";
        EditorRig rig(folder, EditorRig::keyOf(folder));
        QVERIFY(rig.choose(u"Driver"_s, u"virtiofs (fast)"_s));
        QVERIFY(rig.says(u"memory that the machine shares"_s));
        QVERIFY(rig.press(u"Share the memory"_s));
        QVERIFY(!rig.shows(u"Share the memory"_s));
        QVERIFY(rig.wanted().contains("<memoryBacking><source type='memfd'/><access "
                                      "mode='shared'/></memoryBacking>"));
        QCOMPARE(rig.device(), "<filesystem type='mount' accessmode='passthrough'><source "
                               "dir='/srv'/><target dir='share'/><driver type='virtiofs'/>"
                               "</filesystem>");
    }

    void rulesOfRedirectionAreATable()
    {
        const QByteArray filter = "<redirfilter><usbdev class='0x08' allow='yes'/></redirfilter>";
        EditorRig rig(filter, EditorRig::keyOf(filter));
        auto *table = rig.find<QTableWidget>(u"Rules"_s);
        table->item(0, 1)->setText(u"0x046d"_s);
        QVERIFY(rig.press(u"Add"_s));
        QCOMPARE(rig.device(), "<redirfilter><usbdev class='0x08' allow='yes' "
                               "vendor='0x046d'/><usbdev allow='yes'/></redirfilter>");
        table->setCurrentCell(1, 0);
        QVERIFY(rig.press(u"Remove"_s));
        table->item(0, 1)->setText({});
        QCOMPARE(rig.device(), filter);
        QVERIFY(rig.changes.isEmpty());
    }

    void aModuleOfMemoryHasASizeWithAUnit()
    {
        const QByteArray module = "<memory model='dimm'><target><size unit='MiB'>512</size>"
                                  "<node>0</node></target></memory>";
        EditorRig rig(module, EditorRig::keyOf(module));
        QVERIFY(rig.says(u"no room for modules"_s));
        auto *size = rig.find<QLineEdit>(u"Size"_s);
        QVERIFY(size);
        QCOMPARE(size->text(), u"512"_s);
        size->setFocus();
        size->selectAll();
        QTest::keyClicks(size, u"1024"_s);
        QCOMPARE(rig.device(), "<memory model='dimm'><target><size unit='KiB'>1048576</size>"
                               "<node>0</node></target></memory>");
        QCOMPARE(size->text(), u"1024"_s); // as it was typed
        size->selectAll();
        QTest::keyClicks(size, u"512"_s);
        QVERIFY(rig.changes.isEmpty());
    }

    void controllersAreCalledByTheirNames()
    {
        const QByteArray usb = "<controller type='usb' index='0' model='ich9-ehci1'/>";
        EditorRig rig(usb + "<controller type='usb' index='0' model='ich9-uhci1'/>",
                      EditorRig::keyOf(usb));
        QCOMPARE(rig.shown(u"Model"_s), u"USB 2 (ICH9)"_s);
        QVERIFY(rig.choose(u"Model"_s, u"USB 3 (qemu-xhci)"_s));
        QVERIFY(rig.says(u"companions"_s));
        QCOMPARE(rig.device(), QByteArray(usb).replace("ich9-ehci1", "qemu-xhci"));
    }

    void aControllerSaysWhatIsPluggedIntoIt()
    {
        const QByteArray scsi = "<controller type='scsi' index='1' model='virtio-scsi'/>";
        const QByteArray address =
            "<address type='drive' controller='1' bus='0' target='0' unit='0'/>";
        EditorRig rig(scsi + "<disk type='file' device='disk'><target dev='sdb' bus='scsi'/>"
                          + address + "</disk>",
                      EditorRig::keyOf(scsi));
        QVERIFY(rig.says(u"Disk sdb"_s));
        QVERIFY(rig.changes.isEmpty());
    }

    void theFormFollowsAnElementThatIsWrittenAnew()
    {
        // Its fields are part of the new element from then on, and no change of their own.
        const QByteArray port =
            "<serial type='pty'><target port='0'/><alias name='ua-x'/></serial>";
        EditorRig rig(port, EditorRig::keyOf(port));
        QVERIFY(rig.type(u"Guest port"_s, u"2"_s));
        QCOMPARE(rig.changes.fields.size(), 1);
        QVERIFY(rig.choose(u"Connected to"_s, u"Nowhere"_s));
        QVERIFY(rig.changes.fields.isEmpty());
        QCOMPARE(rig.changes.elements.size(), 1);
        QVERIFY(rig.type(u"Guest port"_s, u"3"_s));
        QVERIFY(rig.changes.fields.isEmpty());
        QCOMPARE(rig.device(),
                 "<serial type='null'><target port='3'/><alias name='ua-x'/></serial>");
    }
};

QTEST_MAIN(TestDeviceEditors)
#include "tst_deviceeditors.moc"
