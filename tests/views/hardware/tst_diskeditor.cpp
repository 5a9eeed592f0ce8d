// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/hardware/editorrig.h"
#include "views/hardware/disksource.h"

#include <QWheelEvent>

using namespace Qt::StringLiterals;

static const QByteArray disk =
    "<disk type='file' device='disk'><driver name='qemu' type='qcow2'/>"
    "<source file='/a.qcow2'><seclabel model='dac' relabel='no'/><encryption format='luks'>"
    "<secret type='passphrase' uuid='f8'/></encryption><x:y xmlns:x='urn:x'/></source>"
    "<target dev='vda' bus='virtio'/><serial>S1</serial>"
    "<address type='pci' domain='0x0000' bus='0x04' slot='0x00' function='0x0'/></disk>";
static const QByteArray cd =
    "<disk type='file' device='cdrom'><driver name='qemu' type='raw'/>"
    "<source file='/old.iso' startupPolicy='optional'/><target dev='sda' bus='sata'/>"
    "<readonly/></disk>";
static const QString vda = u"disk/vda#0"_s, sda = u"disk/sda#0"_s;

class TestDiskEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void untouchedNothingIsSaid()
    {
        for (const QByteArray &one : {disk, cd, QByteArray("<disk><target dev='vda'/></disk>")}) {
            EditorRig rig(one, one == cd ? sda : vda);
            rig.fill();
            QCOMPARE(rig.edits, 0);
            QCOMPARE(rig.device(), one);
        }
    }

    void anotherFileIsOneAttribute()
    {
        EditorRig rig(disk, vda);
        QVERIFY(rig.type(u"File"_s, u"/b.qcow2"_s));
        QCOMPARE(rig.device(), QByteArray(disk).replace("/a.qcow2", "/b.qcow2"));
        QVERIFY(rig.type(u"File"_s, u"/a.qcow2"_s));
        QVERIFY(rig.changes.isEmpty());
    }

    void anotherFormKeepsWhatMakesSense()
    {
        EditorRig rig(disk, vda);
        QVERIFY(rig.choose(u"Storage"_s, u"Block device"_s));
        QVERIFY(rig.type(u"Block device"_s, u"/dev/vg/lv"_s));
        QByteArray wanted = disk;
        wanted.replace("type='file'", "type='block'")
            .replace("<source file='/a.qcow2'>", "<source dev='/dev/vg/lv'>")
            .replace("<x:y xmlns:x='urn:x'/>", "");
        // What was typed last comes behind what was kept.
        QCOMPARE(rig.device(), wanted);
        QVERIFY(rig.choose(u"Storage"_s, u"File"_s));
        QVERIFY(rig.changes.isEmpty());
        QCOMPARE(rig.device(), disk);
    }

    void everyFormHasItsFields_data()
    {
        QTest::addColumn<QString>("form");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QByteArray>("source");
        QTest::newRow("dir") << u"Folder"_s << u"Folder"_s << QByteArray("<source dir='/x'/>");
        QTest::newRow("volume") << u"Storage volume"_s << u"Volume"_s
                                << QByteArray("<source volume='/x'/>");
        QTest::newRow("network") << u"Network storage"_s << u"Name"_s
                                 << QByteArray("<source name='/x'/>");
        QTest::newRow("vhostuser")
            << u"vhost-user"_s << u"Socket"_s << QByteArray("<source type='unix' path='/x'/>");
        QTest::newRow("vdpa") << u"vhost-vDPA"_s << u"Block device"_s
                              << QByteArray("<source dev='/x'/>");
    }
    void everyFormHasItsFields()
    {
        QFETCH(QString, form);
        QFETCH(QString, field);
        QFETCH(QByteArray, source);
        EditorRig rig("<disk type='file' device='disk'><source file='/a'/>"
                      "<target dev='vda' bus='virtio'/></disk>",
                      vda);
        QVERIFY(rig.choose(u"Storage"_s, form));
        QVERIFY(rig.type(field, u"/x"_s));
        const QByteArray made = rig.device();
        QVERIFY2(made.contains(source), made);
        QVERIFY2(!made.contains("/a"), made);
    }

    void aServerIsNamedWithItsHostsAndSecret()
    {
        const auto offered = std::make_shared<HardwareChoices>();
        const QUuid secret(u"c1f11a6d-8c5d-4a3e-ac7a-4e171c5e0d4a"_s);
        offered->secrets = {{.uuid = secret, .usage = SecretUsage::Ceph, .description = u"Ours"_s}};
        EditorRig rig("<disk type='network' device='disk'><source protocol='nbd' name='e'>"
                      "<host name='a' port='1'/></source><target dev='vda' "
                      "bus='virtio'/></disk>",
                      vda, {}, offered);
        QVERIFY(!rig.shows(u"User"_s));
        QVERIFY(rig.choose(u"Protocol"_s, u"Ceph RBD"_s));
        QVERIFY(rig.type(u"Name"_s, u"pool/image"_s));
        QVERIFY(rig.type(u"User"_s, u"libvirt"_s));
        QVERIFY(rig.choose(u"Secret"_s, u"Ours"_s));
        QVERIFY(rig.press(u"Add"_s));
        auto *table = rig.settings.findChild<QTableWidget *>();
        QVERIFY(table);
        QVERIFY2(table->rowCount() == 2, rig.device());
        table->item(1, 0)->setText(u"mon2"_s);
        table->item(1, 1)->setText(u"6789"_s);
        QCOMPARE(rig.device(),
                 "<disk type='network' device='disk'><source protocol='rbd' name='pool/image'>"
                 "<host name='a' port='1'/><host name='mon2' port='6789'/>"
                 "<auth username='libvirt'><secret uuid='c1f11a6d-8c5d-4a3e-ac7a-4e171c5e0d4a' "
                 "type='ceph'/></auth></source><target dev='vda' bus='virtio'/></disk>");
    }

    void aWheelThatScrollsThePageChangesNothing()
    {
        EditorRig rig(disk, vda);
        rig.settings.show();
        auto *bus = rig.find<QComboBox>(u"Bus"_s);
        QVERIFY(bus);
        const int before = bus->currentIndex();
        for (const int turn : {120, -120}) {
            QWheelEvent event({4, 4}, bus->mapToGlobal(QPointF(4, 4)), {}, {0, turn}, Qt::NoButton,
                              Qt::NoModifier, Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(bus, &event);
            QVERIFY(!event.isAccepted());
            QCOMPARE(bus->currentIndex(), before);
        }
        QCOMPARE(rig.edits, 0);
    }

    void anotherBusBringsANameAndDropsTheAddress()
    {
        const QByteArray other = "<disk><target dev='sda' bus='sata'/></disk>";
        EditorRig rig(disk + other, vda);
        QVERIFY(rig.choose(u"Bus"_s, u"SATA"_s));
        QByteArray wanted = disk;
        wanted.replace("dev='vda' bus='virtio'", "dev='sdb' bus='sata'");
        wanted.truncate(wanted.indexOf("<address"));
        QCOMPARE(rig.device(), wanted + "</disk>");
        // It is still the same device that is edited.
        QVERIFY(rig.type(u"File"_s, u"/c"_s));
        QVERIFY(rig.device().contains("file='/c'"));
        QVERIFY(rig.type(u"File"_s, u"/a.qcow2"_s));
        QVERIFY(rig.choose(u"Bus"_s, u"VirtIO"_s));
        QVERIFY(rig.changes.isEmpty());
    }

    void aChosenFileBringsItsFormat()
    {
        HardwareServices services;
        ChosenStorage answer(u"/dev/vg/new"_s);
        answer.format = u"raw"_s;
        services.chooseStorage =
            [&answer](StoragePurpose purpose, QObject *,
                      const std::function<void(const ChosenStorage &)> &chosen) {
                QCOMPARE(purpose, StoragePurpose::Disk);
                chosen(answer);
            };
        EditorRig rig("<disk type='file' device='disk'><driver name='qemu' type='qcow2'/>"
                      "<source file='/a'/><target dev='vda' bus='virtio'/></disk>",
                      vda, services);
        QVERIFY(rig.press(u"Browse"_s));
        QCOMPARE(rig.device(),
                 "<disk type='block' device='disk'><driver name='qemu' type='raw'/>"
                 "<source dev='/dev/vg/new'/><target dev='vda' bus='virtio'/></disk>");
    }

    void limitsHaveUnits()
    {
        EditorRig rig("<disk type='file'><target dev='vda'/><iotune><total_bytes_sec>10485760"
                      "</total_bytes_sec></iotune></disk>",
                      vda);
        QCOMPARE(rig.shown(u"Total bandwidth"_s), u"10"_s);
        QVERIFY(rig.type(u"Total bandwidth"_s, u"20"_s));
        QVERIFY(rig.device().contains("<total_bytes_sec>20971520</total_bytes_sec>"));
        QVERIFY(rig.type(u"Total bandwidth"_s, u"1.5"_s));
        QVERIFY(rig.device().contains("<total_bytes_sec>1572864</total_bytes_sec>"));
        QVERIFY(rig.type(u"Read bandwidth"_s, u"7"_s));
        QVERIFY(rig.says(u"cannot stand beside"_s));
        QVERIFY(rig.type(u"Read bandwidth"_s, {}));
        QVERIFY(rig.type(u"Total bandwidth"_s, {}));
        QCOMPARE(rig.device(), "<disk type='file'><target dev='vda'/></disk>");
    }

    void theBackingChainIsShown()
    {
        EditorRig rig("<disk type='file' device='disk'><source file='/top'/>"
                      "<backingStore type='file'><format type='qcow2'/><source "
                      "file='/middle'/><backingStore type='block'><format type='raw'/>"
                      "<source dev='/dev/base'/><backingStore/></backingStore></backingStore>"
                      "<target dev='vda'/></disk>",
                      vda);
        QVERIFY(rig.says(u"/middle (qcow2)\n/dev/base (raw)"_s));
    }

    void aMediumIsPutInAndTakenOut()
    {
        HardwareServices services;
        services.recentImages = [] { return QStringList{u"/recent.iso"_s}; };
        EditorRig rig(cd, sda, services);
        QCOMPARE(rig.shown(u"Medium"_s), u"/old.iso"_s);
        QVERIFY(rig.type(u"Medium"_s, u"/new.iso"_s));
        QCOMPARE(rig.device(),
                 QByteArray(cd).replace("<source file='/old.iso' startupPolicy='optional'/>",
                                        "<source startupPolicy='optional' file='/new.iso'/>"));
        QVERIFY(rig.type(u"Medium"_s, u"/old.iso"_s));
        QVERIFY(rig.changes.isEmpty());
        QVERIFY(rig.press(u"Eject"_s));
        QCOMPARE(rig.device(), QByteArray(cd).replace("file='/old.iso' ", ""));
        QVERIFY(!rig.find<QPushButton>(u"Eject"_s)->isEnabled());
        auto *path = rig.find<QComboBox>(u"Medium"_s);
        QCOMPARE(path->itemText(0), u"/recent.iso"_s);
        path->setCurrentIndex(0);
        Q_EMIT path->activated(0);
        QVERIFY(rig.device().contains("file='/recent.iso'"));
    }

    void aRunningMachineGetsItAtOnce()
    {
        QList<DomainChanges> made;
        HardwareServices services;
        services.changeAtOnce = [&made](const DomainChanges &changes) { made += changes; };
        EditorRig rig(cd, sda, services);
        rig.live = QByteArray(rig.original).replace("/old.iso", "/live.iso");
        rig.fill();
        QCOMPARE(rig.shown(u"Medium"_s), u"/live.iso"_s); // what is in the drive
        QVERIFY(rig.type(u"Medium"_s, u"/new.iso"_s));
        QVERIFY(made.isEmpty()); // not with each letter
        QVERIFY(rig.press(u"Insert"_s));
        QCOMPARE(made.size(), 1);
        QVERIFY(rig.changes.isEmpty());
        const auto now = applyChanges(rig.live, made.first(), true);
        QVERIFY(now);
        QVERIFY(now->xml.contains("file='/new.iso'"));
        QVERIFY(rig.press(u"Eject"_s));
        QVERIFY(!applyChanges(rig.live, made.last(), true)->xml.contains("file="));
    }

    void namesOfDrivesGoOnAfterTheLetterZ()
    {
        QStringList taken;
        for (int i = 0; i < 26; ++i)
            taken += DiskSource::freeTarget(u"sd"_s, taken);
        QCOMPARE(taken.last(), u"sdz"_s);
        QCOMPARE(DiskSource::freeTarget(u"sd"_s, taken), u"sdaa"_s);
    }
};

QTEST_MAIN(TestDiskEditor)
#include "tst_diskeditor.moc"
