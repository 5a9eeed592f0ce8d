// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/hardware/addhardwaredialog.h"
#include "dialogs/hardware/newdiskbox.h"
#include "dialogs/hardware/removedevicedialog.h"
#include "models/core/async.h"
#include "models/xml/xmlnode.h"
#include "tests/support/byname.h"
#include "tests/support/patience.h"
#include "views/basic/messagepage.h"
#include "views/basic/plainlabel.h"
#include "views/hardware/hostdevicelist.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

class TestAddHardwareDialog : public QObject
{
    Q_OBJECT

    static QByteArray machine(const QByteArray &devices)
    {
        return "<domain type='qemu'><name>web</name><memory>65536</memory><os><type arch='x86_64' "
               "machine='q35'>hvm</type></os><devices>"
               + devices + "</devices></domain>";
    }
    static AddHardwareContext off()
    {
        return {.name = u"web"_s, .definition = machine("<memballoon model='virtio'/>")};
    }
    static AddHardwareContext running()
    {
        AddHardwareContext context = off();
        context.live = machine("<controller type='pci' index='0' model='pcie-root'/>"
                               "<controller type='pci' index='1' model='pcie-root-port'/>");
        return context;
    }
    static StoragePool pool()
    {
        StoragePool made;
        made.uuid = QUuid(u"0c3f2b52-3ad2-4a1e-8a4f-d5a0b0b1c2d3"_s);
        made.name = u"default"_s;
        made.type = u"dir"_s;
        made.state = PoolState::Running;
        made.available = 100ULL << 30;
        return made;
    }
    static QTreeWidgetItem *row(const AddHardwareDialog &dialog, const QString &title)
    {
        auto *list = byName<QTreeWidget>(&dialog, u"Kinds of devices"_s);
        const auto found = list->findItems(title, Qt::MatchExactly | Qt::MatchRecursive);
        return found.isEmpty() ? nullptr : found.first();
    }

private Q_SLOTS:
    void aNewDiskIsAVolumeAndADeviceThatHoldsIt()
    {
        AddHardwareDialog dialog(off(), {});
        dialog.show();
        QVERIFY(!dialog.acceptButton()->isEnabled()); // no pool is known
        dialog.setPools({pool()}, {{pool().uuid, {u"web-vda.qcow2"_s}}});
        QVERIFY(dialog.acceptButton()->isEnabled());
        QSignalSpy wanted(&dialog, &AddHardwareDialog::wanted);
        QTest::mouseClick(dialog.acceptButton(), Qt::LeftButton);
        QCOMPARE(wanted.size(), 1);
        const auto addition = wanted.first().first().value<DeviceAddition>();
        QVERIFY(addition.volume);
        QCOMPARE(addition.volume->pool, pool().uuid);
        QCOMPARE(addition.volume->spec.name, u"web-vda-2.qcow2"_s); // the first is taken
        QCOMPARE(addition.volume->spec.capacity, 20ULL << 30);
        QCOMPARE(addition.devices.size(), 1);
        const auto disk = readTree(addition.devices.first());
        QCOMPARE(disk->value(u"target@dev"), u"vda"_s);
        QVERIFY(!disk->child(u"source"));
        // It stays until it is done, and says why it is not.
        QVERIFY(dialog.isVisible() && !dialog.acceptButton()->isEnabled());
        dialog.fail({.summary = u"No space."_s}, false);
        QVERIFY(dialog.acceptButton()->isEnabled());
        QVERIFY(!byName<QPushButton>(&dialog, u"Add at the next start"_s)->isVisible());
    }

    void anImageThatThereIsIsChosenOrTyped()
    {
        HardwareServices services;
        services.chooseStorage = [](StoragePurpose, QObject *, const auto &chosen) {
            chosen(u"/srv/a & b.qcow2"_s);
        };
        AddHardwareDialog dialog(off(), services);
        dialog.show();
        byName<QRadioButton>(&dialog, u"An existing disk"_s)->setChecked(true);
        QVERIFY(!dialog.acceptButton()->isEnabled());
        auto *browse = byName<QPushButton>(&dialog, u"Browse"_s);
        QTest::mouseClick(browse, Qt::LeftButton);
        QVERIFY(dialog.acceptButton()->isEnabled());
        const auto disk = readTree(dialog.addition().devices.last());
        QCOMPARE(disk->value(u"source@file"), u"/srv/a & b.qcow2"_s);
        QVERIFY(!dialog.addition().volume);
        auto *path = byName<QLineEdit>(&dialog, u"Image or device"_s);
        path->clear();
        QTest::keyClicks(path, u"/dev/vg/x"_s);
        const auto block = readTree(dialog.addition().devices.last());
        QCOMPARE(block->value(u"source@dev"), u"/dev/vg/x"_s);
        QCOMPARE(block->attribute(u"type"), u"block"_s);
    }

    void whatCannotBeHadSaysWhyAndIsNotAdded()
    {
        AddHardwareDialog dialog(off(), {});
        dialog.show();
        dialog.choose(u"memballoon"_s);
        QVERIFY(!dialog.acceptButton()->isEnabled());
        auto *message = dialog.findChild<MessagePage *>();
        QVERIFY(message->isVisible() && message->text().contains("already"_L1));
        QVERIFY(!row(dialog, u"Memory balloon"_s)->toolTip(0).isEmpty());
        QVERIFY(row(dialog, u"Watchdog"_s)->toolTip(0).isEmpty());
        dialog.choose(u"watchdog"_s);
        QVERIFY(!message->isVisible() && dialog.acceptButton()->isEnabled());
        QVERIFY(byName<QPlainTextEdit>(&dialog, u"XML"_s)->toPlainText().contains("i6300esb"_L1));
    }

    void aSearchFindsKindsByTheirWords()
    {
        AddHardwareDialog dialog(off(), {});
        dialog.show();
        QTest::keyClicks(byName<QLineEdit>(&dialog, u"Search devices"_s), u"entropy"_s);
        QVERIFY(row(dialog, u"Hard disk"_s)->isHidden());
        QVERIFY(!row(dialog, u"Random number generator"_s)->isHidden());
        QVERIFY(dialog.addition().devices.last().contains("<rng"));
    }

    void aRunningMachineIsAskedWhenAndToldWhatCannotBe()
    {
        AddHardwareDialog dialog(running(), {});
        dialog.show();
        auto *time = byName<QComboBox>(&dialog, u"Add it"_s);
        QVERIFY(time->isVisible());
        dialog.choose(u"rng"_s);
        QCOMPARE(dialog.addition().time, EditTime::Both);
        // No sound card is plugged in.
        dialog.choose(u"sound"_s);
        QCOMPARE(dialog.addition().time, EditTime::NextStart);
        dialog.choose(u"interface"_s);
        QCOMPARE(dialog.addition().time, EditTime::Both);
        // The address is made up once.
        QCOMPARE(dialog.addition().devices, dialog.addition().devices);
        QSignalSpy wanted(&dialog, &AddHardwareDialog::wanted);
        dialog.accept();
        dialog.fail({.summary = u"No port."_s}, true);
        auto *later = byName<QPushButton>(&dialog, u"Add at the next start"_s);
        QVERIFY(later->isVisible());
        QTest::mouseClick(later, Qt::LeftButton);
        QCOMPARE(wanted.size(), 2);
        const auto first = wanted[0].first().value<DeviceAddition>(),
                   second = wanted[1].first().value<DeviceAddition>();
        QCOMPARE(first.time, EditTime::Both);
        QCOMPARE(second.time, EditTime::NextStart);
        QCOMPARE(second.devices, first.devices);
    }

    void devicesOfTheHostAreListedWithTheirUsers()
    {
        AddHardwareDialog dialog(off(), {});
        dialog.show();
        HardwareChoices choices;
        choices.devices = QList<NodeDevice>{{.name = u"usb_1"_s,
                                             .kind = NodeDevice::Kind::Usb,
                                             .vendor = u"<b>Logi</b>"_s,
                                             .vendorId = u"0x046d"_s,
                                             .productId = u"0xc077"_s,
                                             .address = u"1:4"_s},
                                            {.name = u"usb_2"_s,
                                             .kind = NodeDevice::Kind::Usb,
                                             .vendorId = u"0x1234"_s,
                                             .productId = u"0x0001"_s,
                                             .address = u"1:5"_s}};
        dialog.setChoices(std::make_shared<const HardwareChoices>(choices));
        dialog.choose(u"hostdev-usb"_s);
        dialog.setUsers({{.name = u"db"_s, .running = true, .devices = {u"usb 0x046d:0xc077"_s}}});
        auto *list = byName<QTreeWidget>(&dialog, u"Devices of the host"_s);
        QVERIFY(list->isVisible());
        QCOMPARE(list->topLevelItemCount(), 2);
        QVERIFY(list->topLevelItem(0)->text(2).contains("db"_L1));
        QVERIFY(dialog.addition().devices.last().contains("0xc077"));
        list->setCurrentItem(list->topLevelItem(1));
        QVERIFY(dialog.addition().devices.last().contains("0x1234"));
        // More becomes known: what is chosen stays.
        choices.host = HostCapabilities{};
        dialog.setChoices(std::make_shared<const HardwareChoices>(choices));
        QVERIFY(dialog.addition().devices.last().contains("0x1234"));
    }

    void aDisksVolumeStaysUnlessItIsTickedAndFree()
    {
        StorageVolume volume;
        volume.pool = pool().uuid;
        volume.name = u"web.qcow2"_s;
        volume.path = u"/srv/web.qcow2"_s;
        const RemoveDeviceContext context{
            .machine = u"web"_s, .device = u"Hard disk vdb"_s, .running = true, .volume = volume};
        for (const bool free : {true, false}) {
            VolumeUsers users;
            if (!free)
                users.machines += VolumeUser{.name = u"db"_s};
            QPointer<RemoveDeviceDialog> dialog = new RemoveDeviceDialog(
                context, readyFuture(VolumeUsersAnswer(
                             QHash<VolumeRef, VolumeUsers>{{volume.ref(), users}})));
            dialog->show();
            QSignalSpy wanted(dialog, &RemoveDeviceDialog::removalWanted);
            auto *box = byName<QCheckBox>(dialog, u"Also delete its volume from the host"_s);
            QVERIFY(!box->isChecked());
            QTRY_COMPARE(box->isEnabled(), free);
            box->setChecked(true);
            auto *time = byName<QComboBox>(dialog, u"Remove it"_s);
            QCOMPARE(dialog->deletesVolume(), free);
            time->setCurrentIndex(1); // the next start: the running machine still has it
            QVERIFY(!dialog->deletesVolume());
            time->setCurrentIndex(0);
            dialog->accept();
            QCOMPARE(wanted.size(), 1);
            QCOMPARE(wanted.first().at(1).toBool(), free);
            QTRY_VERIFY(!dialog);
        }
    }
};

QTEST_MAIN(TestAddHardwareDialog)
#include "tst_addhardwaredialog.moc"
