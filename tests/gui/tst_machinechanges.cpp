// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "dialogs/hardware/historydialog.h"
#include "dialogs/hardware/multieditdialog.h"
#include "models/xml/domainedit.h"
#include "tests/support/privatelibvirtd.h"
#include "tests/support/windowuser.h"
#include "views/basic/messagepage.h"
#include "views/hardware/conflictsbox.h"
#include "views/hardware/hardwarepage.h"
#include "views/hardware/pendingbar.h"

#include <QCheckBox>
#include <QFile>
#include <QLineEdit>
#include <QListView>
#include <QSpinBox>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

// Changes of machines through the real window, while virsh changes the same ones behind its back.
class TestMachineChanges : public QObject
{
    Q_OBJECT

    PrivateLibvirtd daemon;
    std::unique_ptr<WindowUser> user;
    const QString disk = u"disk/vda#0"_s;

    QByteArray xml(const QString &machine = u"web"_s, bool inactive = true) const
    {
        QStringList arguments{u"dumpxml"_s, machine};
        if (inactive)
            arguments += u"--inactive"_s;
        return daemon.virsh(arguments).output.toUtf8();
    }
    QByteArray machine(const QByteArray &name) const
    {
        return "<domain type='qemu'><name>" + name
               + "</name><memory unit='MiB'>64</memory><vcpu>1</vcpu>"
                 "<os><type arch='x86_64' machine='pc'>hvm</type></os><devices>"
                 "<disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='"
               + daemon.folder().toUtf8() + "/" + name
               + ".img'/><target dev='vda' bus='virtio'/><serial>A</serial></disk>"
                 "</devices></domain>";
    }
    HardwarePage *page() const
    {
        return user->window().machinePages()->findChild<HardwarePage *>();
    }
    // The disk's page, when it has been read.
    void openDisk() const
    {
        QVERIFY(user->select(u"web"_s));
        QVERIFY(user->showPage(u"Hardware"_s));
        const auto chosen = [this] {
            auto *list = byName<QListView>(page(), u"Hardware"_s);
            for (int i = 0; list && i < list->model()->rowCount(); ++i) {
                const QModelIndex row = list->model()->index(i, 0);
                if (row.data().toString() != u"Disk vda"_s)
                    continue;
                list->setCurrentIndex(row);
                return serial() && serial()->isVisible();
            }
            return false;
        };
        QTRY_VERIFY2_WITH_TIMEOUT(chosen(),
                                  qPrintable(page()->findChild<MessagePage *>()->title()
                                             + page()->findChild<MessagePage *>()->text()),
                                  patience);
    }
    QLineEdit *serial() const { return byName<QLineEdit>(page(), u"Serial number"_s); }
    void type(const QString &text) const
    {
        serial()->selectAll();
        QTest::keyClicks(serial(), text);
    }
    QString configured(const QString &path) const
    {
        return fieldValue(xml(), disk, path).value_or(QString());
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(daemon.start(), qPrintable(daemon.errorString()));
        for (const QString &name : {u"web"_s, u"mail"_s}) {
            QFile image(daemon.folder() + u'/' + name + u".img"_s);
            QVERIFY(image.open(QIODevice::WriteOnly) && image.resize(1 << 20));
            QVERIFY(image.setPermissions(QFile::Permissions(0x6666)));
        }
    }
    void cleanupTestCase() { daemon.quit(); }
    void init()
    {
        QVERIFY(daemon.define(machine("web")).ok() && daemon.define(machine("mail")).ok());
        user = std::make_unique<WindowUser>();
        QVERIFY(user->startOn(daemon.uri()));
    }
    void cleanup()
    {
        QVERIFY(user->quit());
        user.reset();
        for (const QString &name : {u"web"_s, u"mail"_s}) {
            daemon.virsh({u"destroy"_s, name});
            daemon.virsh({u"undefine"_s, name});
        }
    }

    void whatVirshChangesBehindThePageIsMergedOrAsked()
    {
        openDisk();
        type(u"mine"_s);
        // Another field: merged without a word.
        QVERIFY(daemon.define(QByteArray(xml()).replace("type='raw'", "type='raw' cache='unsafe'"))
                    .ok());
        QVERIFY(WindowUser::click(page(), u"Apply"_s));
        QTRY_COMPARE_WITH_TIMEOUT(user->outcome(u"Change “web”"_s), u"Done"_s, patience);
        QCOMPARE(configured(u"serial"_s), u"mine"_s);
        QCOMPARE(configured(u"driver@cache"_s), u"unsafe"_s);
        // The same field: asked before anything is done.
        QTRY_COMPARE(serial()->text(), u"mine"_s);
        type(u"second"_s);
        QVERIFY(daemon.define(QByteArray(xml()).replace(">mine<", ">theirs<")).ok());
        auto *box = page()->findChild<ConflictsBox *>();
        QTRY_VERIFY_WITH_TIMEOUT(box->isVisible(), patience);
        QCOMPARE(box->rows().first().theirs, u"theirs"_s);
        QCOMPARE(configured(u"serial"_s), u"theirs"_s);
        QVERIFY(WindowUser::click(box, u"Use mine"_s));
        QVERIFY(WindowUser::click(page(), u"Apply"_s));
        QTRY_COMPARE_WITH_TIMEOUT(configured(u"serial"_s), u"second"_s, patience);
        // And back to what it was.
        QVERIFY(WindowUser::click(page(), u"Undo"_s));
        QTRY_COMPARE_WITH_TIMEOUT(configured(u"serial"_s), u"theirs"_s, patience);
    }

    void editsSurviveTheLossOfTheConnectionAndAnotherMachine()
    {
        openDisk();
        type(u"mine"_s);
        QVERIFY(user->select(u"mail"_s));
        QVERIFY(page()->changes().isEmpty());
        QVERIFY(user->select(u"web"_s));
        Connection *host = user->connection(daemon.uri());
        QVERIFY(daemon.kill());
        QTRY_VERIFY_WITH_TIMEOUT(!host->status().isUsable(), patience);
        QVERIFY(daemon.restart());
        QVERIFY(daemon.define(QByteArray(xml()).replace("type='raw'", "type='raw' cache='unsafe'"))
                    .ok());
        QTRY_VERIFY_WITH_TIMEOUT(host->status().isUsable(), 60'000);
        openDisk();
        QCOMPARE(serial()->text(), u"mine"_s);
        QVERIFY(WindowUser::click(page(), u"Apply"_s));
        QTRY_COMPARE_WITH_TIMEOUT(configured(u"serial"_s), u"mine"_s, patience);
        QCOMPARE(configured(u"driver@cache"_s), u"unsafe"_s);
    }

    void whatWaitsIsDiscardedOrTakenUpByARestart()
    {
        QVERIFY(daemon.virsh({u"start"_s, u"web"_s}).ok());
        openDisk();
        auto *bar = page()->findChild<PendingBar *>();
        type(u"B"_s);
        QVERIFY(WindowUser::click(page(), u"Apply"_s));
        QTRY_VERIFY_WITH_TIMEOUT(bar->isVisible(), patience);
        QCOMPARE(page()->waiting().size(), 1);
        QVERIFY(WindowUser::click(bar, u"Discard"_s));
        QTRY_COMPARE_WITH_TIMEOUT(configured(u"serial"_s), u"A"_s, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!bar->isVisible(), patience);
        QVERIFY(WindowUser::click(page(), u"Undo"_s)); // of that, too
        QTRY_VERIFY_WITH_TIMEOUT(bar->isVisible(), patience);
        QCOMPARE(configured(u"serial"_s), u"B"_s);

        // There is no system that would react to the power button.
        user->window().commands().setShutdownPatience(200);
        QVERIFY(WindowUser::click(bar, u"Restart now"_s));
        QVERIFY(user->answer(u"Restart"_s));
        QTRY_VERIFY_WITH_TIMEOUT(user->notice().contains(u"waits to be restarted"_s), patience);
        QVERIFY(user->state(u"web"_s).startsWith(u"Running"_s));
        QVERIFY(WindowUser::click(user->window().findChild<NoticeBar *>(), u"Force off"_s));
        QTRY_COMPARE_WITH_TIMEOUT(user->outcome(u"Restart “web”"_s), u"Done"_s, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(!bar->isVisible(), patience);
        QCOMPARE(fieldValue(xml(u"web"_s, false), disk, u"serial"_s), u"B"_s);
    }

    void aRestartThatWaitsIsCancelled()
    {
        QVERIFY(daemon.virsh({u"start"_s, u"web"_s}).ok());
        openDisk();
        type(u"B"_s);
        QVERIFY(WindowUser::click(page(), u"Apply"_s));
        auto *bar = page()->findChild<PendingBar *>();
        QVERIFY(WindowUser::click(bar, u"Restart now"_s));
        QVERIFY(user->answer(u"Restart"_s));
        QTRY_VERIFY_WITH_TIMEOUT(user->chooseInTask(u"Restart “web”"_s), patience);
        QTRY_COMPARE_WITH_TIMEOUT(user->outcome(u"Restart “web”"_s), u"Canceled"_s, patience);
        QVERIFY(user->state(u"web"_s).startsWith(u"Running"_s));
    }

    void theHistoryGoesBackToAnEarlierDefinition()
    {
        openDisk();
        type(u"B"_s);
        QVERIFY(WindowUser::click(page(), u"Apply"_s));
        QTRY_COMPARE_WITH_TIMEOUT(configured(u"serial"_s), u"B"_s, patience);
        QVERIFY(daemon.define(QByteArray(xml()).replace("type='raw'", "type='raw' cache='unsafe'"))
                    .ok());
        QVERIFY(WindowUser::click(page(), u"History"_s));
        auto *dialog = user->dialog<HistoryDialog>();
        QVERIFY(dialog);
        auto *versions = byName<QTreeWidget>(dialog, u"Versions"_s);
        QCOMPARE(versions->topLevelItemCount(), 3);
        QCOMPARE(versions->topLevelItem(0)->text(1), u"Outside this program"_s);
        QCOMPARE(versions->topLevelItem(1)->text(1), u"This program"_s);
        QVERIFY2(versions->topLevelItem(1)->text(2).contains(u"Serial number: A → B"_s),
                 qPrintable(versions->topLevelItem(1)->text(2)));
        versions->setCurrentItem(versions->topLevelItem(2));
        auto *words = byName<QTreeWidget>(dialog, u"Differences"_s);
        QTRY_COMPARE(words->topLevelItemCount(), 2);
        QVERIFY(WindowUser::click(dialog, u"Go back to this version"_s));
        QTRY_COMPARE_WITH_TIMEOUT(configured(u"serial"_s), u"A"_s, patience);
        QCOMPARE(configured(u"driver@cache"_s), QString());
        QVERIFY(WindowUser::click(page(), u"Undo"_s));
        QTRY_COMPARE_WITH_TIMEOUT(configured(u"serial"_s), u"B"_s, patience);
        QCOMPARE(configured(u"driver@cache"_s), u"unsafe"_s);
    }

    void severalMachinesAreChangedAtOnce()
    {
        QVERIFY(user->select(u"web"_s));
        QTRY_VERIFY(user->row(u"mail"_s).isValid());
        user->tree()->selectionModel()->select(
            user->row(u"mail"_s), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QTRY_COMPARE(user->tree()->selectedMachines().size(), 2);
        QVERIFY(user->choose(u"Edit settings"_s));
        auto *dialog = user->dialog<MultiEditDialog>();
        QVERIFY(dialog);
        QVERIFY(!dialog->acceptButton()->isEnabled());
        const auto tick = [&](const QString &name) {
            byName<QCheckBox>(dialog, name)->setChecked(true);
        };
        tick(u"Change: Maximum memory"_s);
        byName<QSpinBox>(dialog, u"Maximum memory"_s)->setValue(128);
        tick(u"Change: Start with the host"_s);
        tick(u"Change: Add tags"_s);
        byName<QLineEdit>(dialog, u"Add tags"_s)->setText(u"production"_s);
        auto *table = byName<QTreeWidget>(dialog, u"What will change"_s);
        QTRY_COMPARE_WITH_TIMEOUT(table->topLevelItemCount(), 6, patience);
        QVERIFY(user->answer(u"Apply"_s));
        for (const QString &name : {u"web"_s, u"mail"_s}) {
            QTRY_COMPARE_WITH_TIMEOUT(user->outcome(u"Change “%1”"_s.arg(name)), u"Done"_s,
                                      patience);
            const QByteArray now = xml(name);
            QCOMPARE(fieldValue(now, {}, u"memory"_s), u"131072"_s);
            QVERIFY(now.contains("production"));
            QVERIFY(
                daemon.virsh({u"dominfo"_s, name}).output.contains(u"Autostart:      enable"_s));
        }
    }
};

QTEST_MAIN(TestMachineChanges)
#include "tst_machinechanges.moc"
