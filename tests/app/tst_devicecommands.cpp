// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/devicecommands.h"
#include "app/reporter.h"
#include "dialogs/hardware/addhardwaredialog.h"
#include "dialogs/hardware/removedevicedialog.h"
#include "models/core/async.h"
#include "models/inventory/definitionhistory.h"
#include "models/inventory/inventory.h"
#include "models/inventory/jobs.h"
#include "models/inventory/lane.h"
#include "models/items/devicelistmodel.h"
#include "models/virt/eventloop.h"
#include "models/xml/domaindescriptionreader.h"
#include "models/xml/domainedit.h"
#include "tests/support/byname.h"
#include "tests/support/patience.h"
#include "tests/support/privatelibvirtd.h"
#include "views/hardware/hardwarepage.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QListView>
#include <QPushButton>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTreeWidget>

#include <memory>

using namespace Qt::StringLiterals;

namespace {

class Notices : public Reporter
{
public:
    void show(const Error &error, const QString &) override { last = error; }
    void offer(const Error &error, const QString &, const QString &,
               const std::function<void()> &act) override
    {
        last = error;
        offered = act;
    }
    void settle(const QString &) override {}

    std::optional<Error> last;
    std::function<void()> offered;
};

} // namespace

// Devices of a running machine, added and removed by the dialogs on a daemon of the test's own. It
// has no system, so that nothing in it lets go of a PCI device before it is off.
class TestDeviceCommands : public QObject
{
    Q_OBJECT

    EventLoop loop;
    PrivateLibvirtd daemon;
    std::unique_ptr<Inventory> inventory;
    std::unique_ptr<Jobs> jobs;
    std::unique_ptr<HardwarePage> page;
    Notices notices;
    DeviceCommands *commands = nullptr;
    Connection *host = nullptr;
    const QUuid uuid{u"6b1f7d4c-0e0b-4c5e-9d0e-0f6f1d0f1a02"_s};
    const QString name = u"plugged"_s;

    QByteArray xml(bool inactive) const
    {
        QStringList arguments{u"dumpxml"_s, name};
        if (inactive)
            arguments += u"--inactive"_s;
        return daemon.virsh(arguments).output.toUtf8();
    }
    bool has(const QString &item, bool inactive) const
    {
        return !deviceXml(xml(inactive), item).isEmpty();
    }
    // What the page shows after it has read the machine again.
    QString selected() const
    {
        page->setReadings(readDomain(xml(false)), readDomain(xml(true)));
        const auto *hardware = byName<QListView>(page.get(), u"Hardware"_s);
        return hardware->currentIndex().data(DeviceListModel::KeyRole).toString();
    }
    QString volumePath(const QString &volume) const
    {
        return daemon.virsh({u"vol-path"_s, volume, u"--pool"_s, u"vms"_s}).output.trimmed();
    }
    template <class Dialog>
    Dialog *dialog() const
    {
        Dialog *found = nullptr;
        const auto there = [&found] {
            for (QWidget *window : QApplication::topLevelWidgets()) {
                if (auto *one = qobject_cast<Dialog *>(window); one && one->isVisible())
                    found = one;
            }
            return found != nullptr;
        };
        return QTest::qWaitFor(there, patience) ? found : nullptr;
    }
    // Adds one of a kind with its first settings; waits until the dialog has closed.
    void add(const QString &kind)
    {
        commands->add();
        QPointer<AddHardwareDialog> adding = dialog<AddHardwareDialog>();
        QVERIFY(adding);
        adding->choose(kind);
        QTRY_VERIFY_WITH_TIMEOUT(adding->acceptButton()->isEnabled(), patience);
        // The daemon has no networks; the dialog hears of that a moment later.
        if (kind == "interface"_L1)
            QTRY_VERIFY_WITH_TIMEOUT(adding->addition().devices.last().contains("user"), patience);
        QTest::mouseClick(adding->acceptButton(), Qt::LeftButton);
        QTRY_VERIFY2_WITH_TIMEOUT(!adding, qPrintable(kind), patience);
    }
    void remove(const QString &item, bool inRunning, bool deleteVolume = false,
                const QString &time = {})
    {
        commands->remove(item, inRunning);
        QPointer<RemoveDeviceDialog> removing = dialog<RemoveDeviceDialog>();
        QVERIFY(removing);
        auto *box = removing->findChild<QCheckBox *>();
        if (!time.isEmpty())
            removing->findChild<QComboBox *>()->setCurrentText(time);
        if (deleteVolume) {
            QTRY_VERIFY_WITH_TIMEOUT(box->isEnabled(), patience);
            box->setChecked(true);
        }
        QVERIFY(box->isChecked() == deleteVolume);
        QTest::mouseClick(removing->acceptButton(), Qt::LeftButton);
        QTRY_VERIFY(!removing);
    }
    // All that the running machine has left, behind the program's back.
    bool fillPorts() const
    {
        const QByteArray one = "<rng model='virtio'><backend model='random'>/dev/urandom"
                               "</backend></rng>";
        QFile file(daemon.folder() + u"/rng.xml"_s);
        if (!file.open(QIODevice::WriteOnly) || file.write(one) != one.size() || !file.flush())
            return false;
        int taken = 0;
        while (daemon.virsh({u"attach-device"_s, name, file.fileName(), u"--live"_s}).ok())
            ++taken;
        return taken > 0;
    }
    bool idle() const { return jobs->runningCount() == 0; }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(daemon.start(), qPrintable(daemon.errorString()));
        QVERIFY(daemon.addPool(u"vms"_s));
        inventory = std::make_unique<Inventory>();
        jobs = std::make_unique<Jobs>();
        page = std::make_unique<HardwarePage>();
        commands = new DeviceCommands(*inventory, *jobs, notices, page.get());
        host = inventory->add({.uri = daemon.uri()});
        host->open();
        QTRY_COMPARE_WITH_TIMEOUT(host->status().state, ConnectionState::Connected, patience);
        QByteArray ports;
        for (int i = 0; i < 7; ++i)
            ports += "<controller type='pci' model='pcie-root-port'/>";
        const auto defined = daemon.define(
            "<domain type='qemu'><name>plugged</name><uuid>"
            + uuid.toByteArray(QUuid::WithoutBraces)
            + "</uuid><memory unit='MiB'>64</memory><vcpu>1</vcpu><os><type arch='x86_64' "
              "machine='q35'>hvm</type></os><devices>"
              "<controller type='usb' index='0' model='qemu-xhci'/>"
              "<controller type='pci' index='0' model='pcie-root'/>"
            + ports
            + "<graphics type='spice' autoport='yes'/><video><model type='vga'/></video>"
              "<memballoon model='none'/></devices></domain>");
        QVERIFY2(defined.ok(), qPrintable(defined.error));
        QVERIFY(daemon.virsh({u"start"_s, name}).ok());
        QTRY_VERIFY_WITH_TIMEOUT(host->machine(uuid) && host->machine(uuid)->isActive(), patience);
        commands->setMachine({host->id(), uuid});
    }
    void cleanupTestCase()
    {
        daemon.virsh({u"destroy"_s, name});
        page.reset();
        jobs.reset();
        inventory.reset();
        QVERIFY(waitForWorkers(30'000));
        daemon.quit();
    }

    void devicesArePluggedInNowAndDefined()
    {
        for (const auto &[kind, item] :
             {std::pair(u"input-tablet"_s, u"input/tablet#0"_s),
              std::pair(u"redirdev"_s, u"redirdev/#0"_s), std::pair(u"rng"_s, u"rng/#0"_s)}) {
            add(kind);
            QVERIFY2(has(item, false) && has(item, true), qPrintable(item));
            QCOMPARE(selected(), item);
        }
        const QByteArray before = xml(false);
        add(u"interface"_s);
        static const QRegularExpression mac(u"<mac address='([0-9a-f:]+)'"_s);
        const QString now = mac.match(QString::fromUtf8(xml(false))).captured(1);
        QVERIFY(!now.isEmpty());
        QCOMPARE(mac.match(QString::fromUtf8(xml(true))).captured(1), now);
        QVERIFY(!before.contains(now.toUtf8()));
        QVERIFY(selected().startsWith("interface/"_L1));
    }

    void whatIsAddedAndRemovedIsOursInTheHistory()
    {
        const QTemporaryDir folder;
        DefinitionHistory definitions(folder.path());
        commands->setDefinitions(&definitions);
        const auto restore = qScopeGuard([this] { commands->setDefinitions(nullptr); });
        add(u"redirdev"_s);
        remove(u"redirdev/#1"_s, true);
        QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
        DefinitionHistory::Versions kept;
        whenDone(definitions.versions({host->id(), uuid}), this,
                 [&kept](const DefinitionHistory::Versions &all) { kept = all; });
        QTRY_COMPARE_WITH_TIMEOUT(kept.versions.size(), 3, patience);
        using Origin = DefinitionVersion::Origin;
        QCOMPARE(kept.versions[0].origin, Origin::Ours);
        QVERIFY2(kept.versions[0].what.contains(u"removed"_s), qPrintable(kept.versions[0].what));
        QCOMPARE(kept.versions[1].origin, Origin::Ours);
        QVERIFY2(kept.versions[1].what.contains(u"added"_s), qPrintable(kept.versions[1].what));
        QCOMPARE(kept.versions[2].origin, Origin::Found);
    }

    void aDiskGetsItsVolume()
    {
        add(u"disk"_s);
        QVERIFY(has(u"disk/vda#0"_s, false) && has(u"disk/vda#0"_s, true));
        QCOMPARE(selected(), u"disk/vda#0"_s);
        const QString path = volumePath(u"plugged-vda.qcow2"_s);
        QVERIFY(QFile::exists(path));
        QCOMPARE(fieldValue(xml(true), u"disk/vda#0"_s, u"source@file"_s), path);
    }

    void whatNeedsNoGuestIsGoneAtOnce()
    {
        for (const QString &item : {u"input/tablet#0"_s, u"redirdev/#0"_s}) {
            remove(item, true);
            QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
            QVERIFY2(!has(item, false) && !has(item, true), qPrintable(item));
        }
    }

    void aVolumeIsDeletedOnlyAfterTheGuestHasLetGo()
    {
        const QString path = volumePath(u"plugged-vda.qcow2"_s);
        remove(u"disk/vda#0"_s, true, true);
        QTRY_VERIFY_WITH_TIMEOUT(!has(u"disk/vda#0"_s, true), patience);
        // The guest keeps it, which the user is told after a while.
        notices.last.reset();
        QTRY_VERIFY_WITH_TIMEOUT(notices.last.has_value(), patience);
        QVERIFY(notices.last->summary.contains("not let go"_L1));
        QVERIFY(has(u"disk/vda#0"_s, false) && QFile::exists(path) && !idle());
        QVERIFY(daemon.virsh({u"destroy"_s, name}).ok());
        QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
        QVERIFY(!QFile::exists(path));
        QCOMPARE(jobs->jobs().last().state, Job::State::Succeeded);
    }

    void whatTheRunningMachineKeepsIsTakenOutForTheNextStart()
    {
        QVERIFY(daemon.virsh({u"start"_s, name}).ok());
        QTRY_VERIFY_WITH_TIMEOUT(host->machine(uuid)->isActive(), patience);
        const QString item = u"rng/#0"_s;
        QVERIFY(has(item, true) && has(item, false));
        notices.offered = {};
        remove(item, true, false, u"From the running machine only"_s);
        // Its guest does not answer: the definition, which nobody has touched, is offered.
        QTRY_VERIFY_WITH_TIMEOUT(notices.offered, patience);
        QVERIFY(notices.last->summary.contains("not let go"_L1));
        QVERIFY(has(item, true) && has(item, false));
        std::exchange(notices.offered, {})();
        QTRY_VERIFY_WITH_TIMEOUT(!has(item, true), patience);
        QVERIFY(has(item, false));
        QVERIFY(daemon.virsh({u"destroy"_s, name}).ok());
        QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    }

    void whatWasNotAddedLeavesNoVolumeBehind()
    {
        QVERIFY(daemon.virsh({u"start"_s, name}).ok());
        QTRY_VERIFY_WITH_TIMEOUT(host->machine(uuid)->isActive(), patience);
        commands->add();
        QPointer<AddHardwareDialog> adding = dialog<AddHardwareDialog>();
        QVERIFY(adding);
        QVERIFY(fillPorts());
        QTRY_VERIFY_WITH_TIMEOUT(adding->acceptButton()->isEnabled(), patience);
        QTest::mouseClick(adding->acceptButton(), Qt::LeftButton);
        QPushButton *later = nullptr;
        for (QPushButton *button : adding->findChildren<QPushButton *>()) {
            if (button->accessibleName() == "Add at the next start"_L1)
                later = button;
        }
        QVERIFY(later);
        QTRY_VERIFY_WITH_TIMEOUT(later->isVisible(), patience);
        QVERIFY(volumePath(u"plugged-vda.qcow2"_s).isEmpty());
        QVERIFY(!has(u"disk/vda#0"_s, true));
        QTest::mouseClick(later, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!adding, patience);
        QVERIFY(has(u"disk/vda#0"_s, true) && !has(u"disk/vda#0"_s, false));
        QVERIFY(QFile::exists(volumePath(u"plugged-vda.qcow2"_s)));
        // The next time it is known before.
        commands->add();
        adding = dialog<AddHardwareDialog>();
        QVERIFY(adding);
        QTRY_COMPARE_WITH_TIMEOUT(adding->addition().time, EditTime::NextStart, patience);
        adding->close();
        QTRY_VERIFY(!adding);
    }

    void whoHasClosedTheDialogIsOfferedTheNextStartByANotice()
    {
        QVERIFY(daemon.virsh({u"destroy"_s, name}).ok());
        QTRY_VERIFY_WITH_TIMEOUT(!host->machine(uuid)->isActive(), patience);
        QVERIFY(daemon.virsh({u"start"_s, name}).ok());
        QTRY_VERIFY_WITH_TIMEOUT(host->machine(uuid)->isActive(), patience);
        commands->add();
        QPointer<AddHardwareDialog> adding = dialog<AddHardwareDialog>();
        QVERIFY(adding);
        QVERIFY(fillPorts());
        QTRY_VERIFY_WITH_TIMEOUT(adding->acceptButton()->isEnabled(), patience);
        QVERIFY(adding->addition().time != EditTime::NextStart);
        notices.offered = {};
        QTest::mouseClick(adding->acceptButton(), Qt::LeftButton);
        QVERIFY(!idle());
        adding->close();
        QTRY_VERIFY(!adding);
        QTRY_VERIFY_WITH_TIMEOUT(notices.offered, patience);
        QVERIFY(!has(u"disk/vdb#0"_s, true));
        std::exchange(notices.offered, {})();
        QTRY_VERIFY_WITH_TIMEOUT(has(u"disk/vdb#0"_s, true), patience);
        QVERIFY(!has(u"disk/vdb#0"_s, false));
        QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    }

    void whatIsRemovedForTheNextStartKeepsItsVolume()
    {
        const QString path = volumePath(u"plugged-vda.qcow2"_s);
        QVERIFY(daemon.virsh({u"destroy"_s, name}).ok());
        QTRY_VERIFY_WITH_TIMEOUT(!host->machine(uuid)->isActive(), patience);
        remove(u"disk/vda#0"_s, false);
        QTRY_VERIFY_WITH_TIMEOUT(idle() && !has(u"disk/vda#0"_s, true), patience);
        QVERIFY(QFile::exists(path));
    }
};

QTEST_MAIN(TestDeviceCommands)
#include "tst_devicecommands.moc"
