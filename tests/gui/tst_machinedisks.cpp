// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/newmachine/furtherdrivedialog.h"
#include "dialogs/newmachine/newmachinedialog.h"
#include "dialogs/storage/newvolumedialog.h"
#include "dialogs/storage/sizefield.h"
#include "dialogs/storage/storagechooserdialog.h"
#include "models/inventory/storage.h"
#include "tests/support/privatelibvirtd.h"
#include "tests/support/windowuser.h"
#include "views/storage/storagebrowser.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFile>
#include <QLineEdit>
#include <QListWidget>
#include <QRegularExpression>
#include <QSpinBox>

using namespace Qt::StringLiterals;

// The disks and CDs of a new machine, chosen and made through the real window on a private daemon.
class TestMachineDisks : public QObject
{
    Q_OBJECT

    std::unique_ptr<PrivateLibvirtd> daemon;
    std::unique_ptr<WindowUser> user;

    QString path(const QString &name) const { return daemon->folder() + u'/' + name; }
    QString definition(const QString &machine) const
    {
        return daemon->virsh({u"dumpxml"_s, u"--inactive"_s, machine}).output;
    }
    NewMachineDialog *open(const QString &source) const
    {
        auto *dialog = user->choose(u"New machine"_s) ? user->dialog<NewMachineDialog>() : nullptr;
        auto *sources = byName<QListWidget>(dialog, u"Source"_s);
        const auto found =
            sources ? sources->findItems(source, Qt::MatchExactly) : QList<QListWidgetItem *>();
        if (!found.isEmpty())
            sources->setCurrentItem(found.first());
        return found.isEmpty() ? nullptr : dialog;
    }
    static void goTo(NewMachineDialog *dialog, const QString &step)
    {
        while (dialog->currentStep() != step) {
            if (dialog->currentStep() == u"Resources"_s)
                byName<QSpinBox>(dialog, u"Memory"_s)->setValue(128);
            QVERIFY2(WindowUser::click(dialog, u"Next"_s), qPrintable(dialog->currentStep()));
        }
    }
    static void choose(QComboBox *combo, const QString &beginning)
    {
        QVERIFY(combo && combo->isEnabled());
        const int at = combo->findText(beginning, Qt::MatchStartsWith);
        QVERIFY2(at >= 0, qPrintable(beginning));
        combo->setCurrentIndex(at);
        Q_EMIT combo->activated(at);
    }
    void create(NewMachineDialog *dialog, const QString &name) const
    {
        goTo(dialog, u"Review"_s);
        auto *field = byName<QLineEdit>(dialog, u"Name"_s);
        field->selectAll();
        QTest::keyClicks(field, name);
        byName<QCheckBox>(dialog, u"Start the machine"_s)->setChecked(false);
        QVERIFY(WindowUser::click(dialog, u"Create"_s));
        QTRY_COMPARE_WITH_TIMEOUT(user->outcome(u"Create “%1”"_s.arg(name)), u"Done"_s, 60'000);
    }

private Q_SLOTS:
    void initTestCase()
    {
        daemon = std::make_unique<PrivateLibvirtd>();
        QVERIFY2(daemon->start(), qPrintable(daemon->errorString()));
        QVERIFY(daemon->addPool(u"default"_s));
        QVERIFY(daemon->addPool(u"fast"_s));
        QFile iso(path(u"drivers.iso"_s));
        QVERIFY(iso.open(QIODevice::WriteOnly) && iso.resize(1 << 20));
        QVERIFY(iso.setPermissions(QFile::Permissions(0x6444)));
    }
    void cleanupTestCase()
    {
        daemon->quit();
        daemon.reset();
    }
    void init()
    {
        user = std::make_unique<WindowUser>();
        QVERIFY(user->startOn(daemon->uri()));
    }
    void cleanup()
    {
        QVERIFY(user->quit());
        user.reset();
    }

    void aMachineHasAsManyDisksAndCdsAsAreWished()
    {
        auto *dialog = open(u"Empty machine"_s);
        QVERIFY(dialog);
        goTo(dialog, u"Storage"_s);
        byName<QDoubleSpinBox>(dialog, u"Size"_s)->setValue(1);
        auto *allocation = byName<QComboBox>(dialog, u"Allocation"_s);
        QVERIFY(allocation && allocation->isVisible());
        QCOMPARE(allocation->currentText(), u"As it is filled"_s);
        choose(allocation, u"Its tables only"_s);

        // A disk of 32 MiB that is all there at once, in the other pool.
        QVERIFY(WindowUser::click(dialog, u"Add disk"_s));
        auto *drive = user->dialog<FurtherDriveDialog>();
        QVERIFY(drive);
        choose(byName<QComboBox>(drive, u"Pool"_s), u"fast ("_s);
        choose(byName<QComboBox>(drive, u"Format"_s), u"Raw"_s);
        choose(byName<QComboBox>(drive, u"Allocation"_s), u"All of it"_s);
        drive->findChild<SizeField *>()->setBytes(32ULL << 20);
        QVERIFY(WindowUser::click(drive, u"Add"_s));
        auto *list = byName<QListWidget>(dialog, u"Further disks and CDs"_s);
        QTRY_COMPARE(list->count(), 1);
        QCOMPARE(list->item(0)->text(), u"New disk, 32.0 MiB in “fast”"_s);

        QVERIFY(WindowUser::click(dialog, u"Add CD"_s));
        QVERIFY((drive = user->dialog<FurtherDriveDialog>()) != nullptr);
        auto *image = byName<QLineEdit>(drive, u"Image"_s);
        QVERIFY(image && image->isVisible());
        QTest::keyClicks(image, path(u"drivers.iso"_s));
        QVERIFY(WindowUser::click(drive, u"Add"_s));
        QTRY_COMPARE(list->count(), 2);

        // One too many, which is taken away again.
        QVERIFY(WindowUser::click(dialog, u"Add disk"_s));
        QVERIFY((drive = user->dialog<FurtherDriveDialog>()) != nullptr);
        QVERIFY(WindowUser::click(drive, u"Add"_s));
        QTRY_COMPARE(list->count(), 3);
        QVERIFY(WindowUser::click(dialog, u"Remove"_s));
        QTRY_COMPARE(list->count(), 2);

        create(dialog, u"many"_s);
        const QString xml = definition(u"many"_s);
        QVERIFY2(xml.contains(path(u"default/many.qcow2"_s)), qPrintable(xml));
        QVERIFY2(xml.contains(path(u"fast/many.img"_s)), qPrintable(xml));
        QVERIFY2(xml.contains(path(u"drivers.iso"_s)), qPrintable(xml));
        QCOMPARE(xml.count(u"device='disk'"_s), 2);
        QCOMPARE(xml.count(u"device='cdrom'"_s), 2); // and the empty drive
        const QString full =
            daemon->virsh({u"vol-info"_s, u"many.img"_s, u"--pool"_s, u"fast"_s}).output;
        QVERIFY2(full.contains(u"Allocation:     32.00 MiB"_s), qPrintable(full));
        // An empty image has 196 KiB, the tables of a gibibyte have some more.
        const QString sizes =
            daemon->virsh({u"vol-info"_s, u"many.qcow2"_s, u"--pool"_s, u"default"_s, u"--bytes"_s})
                .output;
        static const QRegularExpression taken(u"Allocation: +(\\d+)"_s);
        QVERIFY2(taken.match(sizes).captured(1).toULongLong() > 300'000, qPrintable(sizes));
        QVERIFY(daemon->virsh({u"undefine"_s, u"many"_s}).ok());
    }

    void windowsIsOfferedACdWithDrivers()
    {
        auto *dialog = open(u"Empty machine"_s);
        QVERIFY(dialog);
        goTo(dialog, u"System"_s);
        auto *systems = byName<QListWidget>(dialog, u"System"_s);
        auto *search = byName<QLineEdit>(dialog, u"Search systems"_s);
        QTRY_VERIFY_WITH_TIMEOUT(systems->count() > 10, 20'000);
        QTest::keyClicks(search, u"windows 10"_s);
        const auto found = systems->findItems(u"Microsoft Windows 10"_s, Qt::MatchExactly);
        QCOMPARE(found.size(), 1);
        systems->setCurrentItem(found.first());
        goTo(dialog, u"Storage"_s);
        QTRY_VERIFY(byName<QPushButton>(dialog, u"Add CD with drivers"_s) != nullptr);
        QVERIFY(WindowUser::click(dialog, u"Add CD with drivers"_s));
        auto *drive = user->dialog<FurtherDriveDialog>();
        QVERIFY(drive);
        QVERIFY2(drive->text().contains(u"virtio-win"_s), qPrintable(drive->text()));
        QVERIFY2(drive->text().contains(u"https://"_s), qPrintable(drive->text()));
        QTest::keyClicks(byName<QLineEdit>(drive, u"Image"_s), path(u"drivers.iso"_s));
        QVERIFY(WindowUser::click(drive, u"Add"_s));
        create(dialog, u"windows"_s);
        QVERIFY(definition(u"windows"_s).contains(path(u"drivers.iso"_s)));
        // The drivers bring the guest's agent along.
        QVERIFY(definition(u"windows"_s).contains(u"org.qemu.guest_agent.0"_s));
        QVERIFY(daemon->virsh({u"undefine"_s, u"windows"_s}).ok());
    }

    void aVolumeThatIsMadeInTheChooserIsTheDisk()
    {
        auto *dialog = open(u"Existing disk"_s);
        QVERIFY(dialog);
        QVERIFY(WindowUser::click(dialog, u"Storage"_s));
        auto *chooser = user->dialog<StorageChooserDialog>();
        QVERIFY(chooser);
        const Storage *storage = user->connection(daemon->uri())->storage();
        QTRY_VERIFY_WITH_TIMEOUT(storage->poolByName(u"default"_s), 20'000);
        QVERIFY(chooser->browser()->selectPool(storage->poolByName(u"default"_s)->uuid));
        QAction *make = chooser->browser()->commands()->action(StorageAction::NewVolume);
        QTRY_VERIFY(make->isEnabled());
        make->trigger();
        auto *made = user->dialog<NewVolumeDialog>();
        QVERIFY(made);
        auto *name = byName<QLineEdit>(made, u"Name"_s);
        name->selectAll();
        QTest::keyClicks(name, u"made-here"_s);
        QVERIFY(WindowUser::click(made, u"Create"_s));
        // It is selected as soon as it is there.
        QTRY_VERIFY_WITH_TIMEOUT(chooser->choice().path.contains(u"made-here"_s), 20'000);
        QVERIFY(WindowUser::click(chooser, u"Choose"_s));
        auto *field = byName<QLineEdit>(dialog, u"Disk"_s);
        QTRY_VERIFY(field->text().contains(u"/default/made-here"_s));
        create(dialog, u"chosen"_s);
        QVERIFY(definition(u"chosen"_s).contains(u"/default/made-here"_s));
        QVERIFY(daemon->virsh({u"undefine"_s, u"chosen"_s}).ok());
    }
};

QTEST_MAIN(TestMachineDisks)
#include "tst_machinedisks.moc"
