// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/sharing/usbdialog.h"
#include "console/sharing/usbpermission.h"
#include "console/sharing/usbredirection.h"
#include "tests/support/fakeviewer.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QListView>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

static Wire::UsbDevice device(quint32 id, bool redirected = false)
{
    return {.id = id,
            .name = u"Device %1"_s.arg(id),
            .vendor = 0x1000,
            .product = quint16(id),
            .bus = 1,
            .address = quint8(id),
            .redirected = redirected};
}

static UsbFacts factsOf(int, int address)
{
    return {.vendor = 0x1000, .product = quint16(address), .classes = {0xff}};
}

// The helper, played by a script: says `answer`, and leaves the file "held" while it runs.
class Helper
{
public:
    explicit Helper(const QByteArray &answer)
    {
        QFile file(path());
        if (file.open(QIODevice::WriteOnly))
            file.write(
                QByteArray("#!/usr/bin/python3\nimport os, sys\nasked = sys.stdin.readline()\n"
                           "open('FOLDER/held', 'w').write(asked)\nprint('ANSWER', flush=True)\n"
                           "sys.stdin.read()\nos.remove('FOLDER/held')\n")
                    .replace("FOLDER", QFile::encodeName(m_folder.path()))
                    .replace("ANSWER", answer));
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    }
    QString path() const { return m_folder.filePath(u"helper"_s); }
    QString devices() const { return m_folder.filePath(u"no-devices"_s); }
    bool isHeld() const { return QFile::exists(m_folder.filePath(u"held"_s)); }
    QByteArray asked() const
    {
        QFile file(m_folder.filePath(u"held"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    QTemporaryDir m_folder;
};

class TestUsbRedirection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsComeChangeAndGoOneByOne()
    {
        UsbDevicesModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setRows({{.device = device(3)}, {.device = device(1)}, {.device = device(5)}});
        QCOMPARE(inserted.size(), 3);
        QCOMPARE(model.index(0).data(UsbDevicesModel::IdRole).toUInt(), 1u);
        model.setRows({{.device = device(1)}, {.device = device(3)}, {.device = device(5)}});
        QVERIFY(changed.isEmpty());
        model.setRows({{.device = device(1)}, {.device = device(4)}, {.device = device(5, true)}});
        QCOMPARE(inserted.size(), 4);
        QCOMPARE(removed.size(), 1);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(model.index(2).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
        QCOMPARE(model.inUse(), 1);
        model.setRows({});
        QCOMPARE(model.rowCount(), 0);
    }

    void anImpossibleDeviceSaysWhyAndCannotBeChecked()
    {
        Wire::UsbDevice blocked = device(1);
        blocked.possible = false;
        blocked.hindrance = u"blocked by\u202epolicy"_s;
        UsbDevicesModel model;
        model.setRows({{.device = blocked}});
        const QSignalSpy toggled(&model, &UsbDevicesModel::toggled);
        QVERIFY(!(model.index(0).flags() & Qt::ItemIsEnabled));
        QVERIFY(model.index(0).data().toString().contains(u"blocked by"_s));
        QVERIFY(!model.index(0).data().toString().contains(QChar(0x202e)));
        QVERIFY(!model.setData(model.index(0), Qt::Checked, Qt::CheckStateRole));
        QVERIFY(toggled.isEmpty());
    }

    void aClickAsksForThePermissionAndThenForTheDevice()
    {
        const Helper helper("SUCCESS");
        Fixture f;
        f.usb.permission().setHelper(helper.path());
        f.usb.permission().setDeviceFolder(helper.devices());
        f.fake.says(Wire::Features{.usbChannels = 2});
        f.fake.answers<Wire::WatchUsb>(Wire::UsbDevices{{device(7)}});
        f.fake.answers<Wire::RedirectUsb>(Wire::UsbDevices{{device(7, true)}});
        f.start();
        QTRY_VERIFY(f.usb.whyNot().isEmpty());
        f.usb.watch();
        QTRY_COMPARE(f.usb.model().rowCount(), 1);
        QVERIFY(f.fake.heard<Wire::RedirectUsb>().isEmpty());

        QVERIFY(!f.usb.model().setData(f.usb.model().index(0), Qt::Checked, Qt::CheckStateRole));
        QTRY_COMPARE(f.usb.model().inUse(), 1);
        QCOMPARE(helper.asked(), QByteArray("1 7\n"));
        QCOMPARE(f.fake.heard<Wire::RedirectUsb>().size(), 1);
        QCOMPARE(f.usb.permission().held(), 1);
        f.usb.setViewer(nullptr); // the console closes
        QTRY_VERIFY(!helper.isHeld());
    }

    void aRefusedPermissionIsSaidAndTheViewerNotAsked()
    {
        const Helper helper("Not authorized");
        Fixture f;
        f.usb.permission().setHelper(helper.path());
        f.usb.permission().setDeviceFolder(helper.devices());
        f.fake.says(Wire::Features{.usbChannels = 1});
        f.fake.answers<Wire::WatchUsb>(Wire::UsbDevices{{device(7)}});
        f.start();
        QTRY_VERIFY(f.usb.whyNot().isEmpty());
        f.usb.watch();
        QTRY_COMPARE(f.usb.model().rowCount(), 1);
        const QSignalSpy failed(&f.usb, &UsbRedirection::failed);
        f.usb.redirect(7, true);
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(f.usb.model().index(0).data().toString().contains(u"not permitted"_s));
        QCOMPARE(f.usb.model().index(0).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
        QVERIFY(f.fake.heard<Wire::RedirectUsb>().isEmpty());
        QCOMPARE(f.usb.permission().held(), 0);
    }

    void withoutTheHelperThePackageIsNamed()
    {
        UsbPermission permission;
        permission.setHelper({});
        permission.setDeviceFolder(u"/nonexistent"_s);
        QString said;
        permission.acquire(1, 1, [&said](bool granted, const QString &why) {
            QVERIFY(!granted);
            said = why;
        });
        QVERIFY(said.contains(u"spice-client-glib-usb-acl-helper"_s));
    }

    void aRememberedDeviceGoesByItselfAndALyingViewerGetsNothing()
    {
        const Helper helper("SUCCESS");
        Fixture f;
        f.usb.permission().setHelper(helper.path());
        f.usb.permission().setDeviceFolder(helper.devices());
        f.usb.setRules({.remembered = {factsOf(1, 7).identity(), factsOf(1, 8).identity()}});
        Wire::UsbDevice liar = device(8);
        liar.address = 9; // where something else is
        f.fake.says(Wire::Features{.usbChannels = 2});
        f.fake.answers<Wire::WatchUsb>(Wire::UsbDevices{{device(7), liar}});
        f.fake.answers<Wire::RedirectUsb>(Wire::UsbDevices{{device(7, true), liar}});
        f.start();
        QTRY_COMPARE(f.usb.model().inUse(), 1);
        QCOMPARE(f.fake.heard<Wire::RedirectUsb>().size(), 1);
        QCOMPARE(f.fake.heard<Wire::RedirectUsb>().first().device, 7u);
    }

    void nobodyLooksForDevicesBeforeTheUserWantsThat()
    {
        Fixture f;
        f.fake.says(Wire::Features{.usbChannels = 2});
        f.start();
        QTRY_VERIFY(f.usb.whyNot().isEmpty());
        QVERIFY(!f.usb.isWatching());
        UsbRules rules;
        rules.automatic = true;
        f.usb.chooseRules(rules);
        QVERIFY(f.usb.isWatching());
    }

    void aMachineWithoutAChannelSaysWhatToAdd()
    {
        Fixture f;
        f.start();
        QVERIFY(f.usb.whyNot().contains(u"redirection channel"_s));
        f.usb.setViewer(nullptr);
        QVERIFY(!f.usb.whyNot().isEmpty());
    }

    void theDialogFollowsTheDevicesAndRemembersTheSelectedOne()
    {
        Fixture f;
        f.fake.says(Wire::Features{.usbChannels = 1});
        f.fake.answers<Wire::WatchUsb>(Wire::UsbDevices{{device(1), device(2, true)}});
        f.start();
        QTRY_VERIFY(f.usb.whyNot().isEmpty());
        UsbDialog dialog(u"web"_s, f.usb);
        dialog.show();
        auto *list = dialog.findChild<QListView *>();
        QTRY_COMPARE(list->model()->rowCount(), 2);
        QVERIFY(list->isVisible());
        QCheckBox *always = nullptr;
        const auto boxes = dialog.findChildren<QCheckBox *>();
        for (QCheckBox *box : boxes) {
            if (box->accessibleName().startsWith(u"Always"_s))
                always = box;
        }
        QVERIFY(always && !always->isEnabled());
        list->setCurrentIndex(list->model()->index(0, 0));
        QVERIFY(always->isEnabled());
        const QSignalSpy chosen(&f.usb, &UsbRedirection::rulesChosen);
        always->click();
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(f.usb.rules().remembered, QStringList(factsOf(1, 1).identity()));
    }

private:
    struct Fixture
    {
        FakeViewer fake;
        ViewerProcess viewer;
        UsbRedirection usb;

        Fixture() { usb.setFactsReader(factsOf); }
        void start()
        {
            fake.start(viewer);
            usb.setViewer(&viewer);
        }
    };
};

QTEST_MAIN(TestUsbRedirection)
#include "tst_usbredirection.moc"
