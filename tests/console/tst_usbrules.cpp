// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/sharing/sharingsettings.h"
#include "console/sharing/usbrules.h"
#include "tests/support/patience.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

class TestUsbRules : public QObject
{
    Q_OBJECT

    const UsbFacts stick{
        .vendor = 0x0951, .product = 0x1666, .name = u"Stick"_s, .serial = u"A1"_s, .classes = {8}};
    const UsbFacts keyboard{.vendor = 0x046d, .product = 0xc31c, .name = u"Keys"_s, .classes = {3}};
    const UsbFacts hub{.vendor = 0x1d6b, .product = 2, .name = u"Hub"_s, .classes = {9}};

private Q_SLOTS:
    void nothingGoesByItselfUnlessTheUserChoseIt()
    {
        const UsbRules rules;
        for (const UsbFacts &device : {stick, keyboard, hub})
            QVERIFY(!rules.wants(device, true, true));
    }

    void aDevicePluggedInWithFocusGoesIfItsKindMay()
    {
        UsbRules rules{.automatic = true};
        QVERIFY(rules.wants(stick, true, true));
        QVERIFY(!rules.wants(stick, true, false));   // somebody else has the keyboard
        QVERIFY(!rules.wants(stick, false, true));   // it was there before
        QVERIFY(!rules.wants(keyboard, true, true)); // the only one of this computer, perhaps
        QVERIFY(!rules.wants(hub, true, true));
        QVERIFY(!rules.wants({}, true, true));
        rules.never = UsbRules::Storage;
        QVERIFY(!rules.wants(stick, true, true));
        QVERIFY(rules.wants(keyboard, true, true));
    }

    void aRememberedDeviceAlwaysGoesAndOnlyThatOne()
    {
        const UsbRules rules{.never = UsbRules::Kinds(UsbRules::allKinds),
                             .remembered = {stick.identity()}};
        QVERIFY(rules.wants(stick, false, false));
        UsbFacts sister = stick;
        sister.serial = u"A2"_s;
        QVERIFY(!rules.wants(sister, true, true));
    }

    void factsComeFromThisComputerItself()
    {
        QTemporaryDir root;
        const QString device = root.filePath(u"189:130"_s); // bus 2, device 3
        QVERIFY(QDir().mkpath(device + u"/2-1:1.0"_s));
        const auto write = [](const QString &path, const QByteArray &text) {
            QFile file(path);
            return file.open(QIODevice::WriteOnly) && file.write(text) > 0;
        };
        QVERIFY(write(device + u"/idVendor"_s, "0951\n"));
        QVERIFY(write(device + u"/idProduct"_s, "1666\n"));
        QVERIFY(write(device + u"/manufacturer"_s, "Kingston\n"));
        QVERIFY(write(device + u"/product"_s, "DataTraveler\n"));
        QVERIFY(write(device + u"/serial"_s, "60A4\n"));
        QVERIFY(write(device + u"/bDeviceClass"_s, "00\n"));
        QVERIFY(write(device + u"/2-1:1.0/bInterfaceClass"_s, "08\n"));
        const UsbFacts facts = UsbFacts::read(2, 3, root.path());
        QCOMPARE(facts, (UsbFacts{.vendor = 0x0951,
                                  .product = 0x1666,
                                  .name = u"Kingston DataTraveler"_s,
                                  .serial = u"60A4"_s,
                                  .classes = {8}}));
        QCOMPARE(facts.identity(), u"0951:1666:60A4"_s);
        QVERIFY(!UsbFacts::read(2, 4, root.path()).isValid());
        QVERIFY(!UsbFacts::read(0, 0, root.path()).isValid());
        QVERIFY(!UsbFacts::read(255, 200, root.path()).isValid());
    }

    void whatWasChosenIsRememberedByMachineAndDefaultsAreNotWritten()
    {
        QTemporaryDir folder;
        Settings settings(folder.filePath(u"settings.ini"_s));
        const MachineKey one{.uuid = QUuid::createUuid()}, other{.uuid = QUuid::createUuid()};
        SharingSettings chosen;
        chosen.folder = u"/srv/a folder, with “signs”"_s;
        chosen.folderReadOnly = false;
        chosen.folderAgain = true;
        chosen.usb = {.automatic = true, .never = {}, .remembered = {stick.identity()}};
        chosen.store(settings, one);
        QCOMPARE(SharingSettings::load(settings, one), chosen);
        QCOMPARE(SharingSettings::load(settings, other), SharingSettings());
        SharingSettings().store(settings, one);
        QCOMPARE(SharingSettings::load(settings, one), SharingSettings());
        QVERIFY(
            !settings
                 .value(
                     ("sharing/usbNever-" + one.uuid.toByteArray(QUuid::WithoutBraces)).constData())
                 .isValid());
    }
};

QTEST_GUILESS_MAIN(TestUsbRules)
#include "tst_usbrules.moc"
