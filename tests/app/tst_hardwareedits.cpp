// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/hardwareedits.h"
#include "app/reporter.h"
#include "models/inventory/inventory.h"
#include "models/inventory/jobs.h"
#include "models/inventory/lane.h"
#include "models/virt/eventloop.h"
#include "models/xml/domaindescriptionreader.h"
#include "models/xml/domainedit.h"
#include "tests/support/patience.h"
#include "tests/support/privatelibvirtd.h"
#include "views/hardware/hardwarepage.h"

#include <QAction>
#include <QFile>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

#include <memory>

using namespace Qt::StringLiterals;

namespace {

class Notices : public Reporter
{
public:
    void show(const Error &error, const QString &) override { shown += error; }
    void settle(const QString &) override {}

    QList<Error> shown;
};

} // namespace

// What the Hardware page asks for and the host answers, on a daemon of the test's own.
class TestHardwareEdits : public QObject
{
    Q_OBJECT

    EventLoop loop;
    PrivateLibvirtd daemon;
    std::unique_ptr<Inventory> inventory;
    std::unique_ptr<Jobs> jobs;
    std::unique_ptr<HardwarePage> page;
    std::unique_ptr<Notices> notices;
    HardwareEdits *edits = nullptr;
    Connection *host = nullptr;
    const QUuid uuid{u"7c2f7d4c-0e0b-4c5e-9d0e-0f6f1d0f1a03"_s};
    const QString name = u"changed"_s, disk = u"disk/vda#0"_s;

    QByteArray xml(bool inactive = true) const
    {
        QStringList arguments{u"dumpxml"_s, name};
        if (inactive)
            arguments += u"--inactive"_s;
        return daemon.virsh(arguments).output.toUtf8();
    }
    bool define(const QByteArray &definition) const
    {
        QFile file(daemon.folder() + u"/definition.xml"_s);
        return file.open(QIODevice::WriteOnly) && file.write(definition) == definition.size()
               && file.flush() && daemon.virsh({u"define"_s, file.fileName()}).ok();
    }
    std::optional<QString> configured(const QString &path) const
    {
        return fieldValue(xml(), disk, path);
    }
    // As the program reads it again after a change.
    void read() const
    {
        const QByteArray live = xml(false);
        const bool runs = host->machine(uuid)->isActive();
        const auto definition = readDomain(xml());
        page->setReadings(runs ? HardwarePage::Reading(readDomain(live)) : std::nullopt,
                          definition);
        edits->take(runs ? readDomain(live) : definition,
                    runs ? std::optional(definition) : std::nullopt, runs, true);
    }
    void start() const
    {
        QVERIFY(daemon.virsh({u"start"_s, name}).ok());
        QTRY_VERIFY_WITH_TIMEOUT(host->machine(uuid)->isActive(), patience);
    }
    template <class Button>
    Button *button(const QString &named) const
    {
        for (Button *one : page->findChildren<Button *>()) {
            if (one->accessibleName() == named)
                return one;
        }
        return nullptr;
    }
    void chooseApply(const QString &text) const
    {
        for (QAction *action : button<QToolButton>(u"Apply"_s)->actions()) {
            if (action->text().remove(u'&') == text) {
                QVERIFY(action->isEnabled() && action->isVisible());
                action->trigger();
                return;
            }
        }
        QFAIL("not in the menu");
    }
    void apply(const DomainChanges &changes) const
    {
        page->setChanges(changes);
        QTest::mouseClick(button<QToolButton>(u"Apply"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(page->changes().isEmpty() && idle(), patience);
    }
    void setSerial(const QString &from, const QString &to) const
    {
        apply({.fields = {{disk, u"serial"_s, from, to}}});
        QTRY_VERIFY(page->barText().contains(to));
        QCOMPARE(configured(u"serial"_s), to);
    }
    void press(const QString &named) const
    {
        auto *one = button<QPushButton>(named);
        QVERIFY(one);
        QTRY_VERIFY(one->isVisible() && one->isEnabled());
        QTest::mouseClick(one, Qt::LeftButton);
    }
    bool idle() const { return jobs->runningCount() == 0; }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(daemon.start(), qPrintable(daemon.errorString()));
        QFile image(daemon.folder() + u"/disk.img"_s);
        QVERIFY(image.open(QIODevice::WriteOnly) && image.resize(1 << 20));
        QVERIFY(image.setPermissions(QFile::Permissions(0x6666)));
        inventory = std::make_unique<Inventory>();
        host = inventory->add({.uri = daemon.uri()});
        host->open();
        QTRY_COMPARE_WITH_TIMEOUT(host->status().state, ConnectionState::Connected, patience);
    }
    void cleanupTestCase()
    {
        inventory.reset();
        QVERIFY(waitForWorkers(30'000));
        daemon.quit();
    }
    void init()
    {
        QVERIFY(define("<domain type='qemu'><name>changed</name><uuid>"
                       + uuid.toByteArray(QUuid::WithoutBraces)
                       + "</uuid><memory unit='MiB'>64</memory><vcpu>1</vcpu><os><type "
                         "arch='x86_64' machine='pc'>hvm</type></os><devices>"
                         "<disk type='file' device='disk'><driver name='qemu' type='raw'/>"
                         "<source file='"
                       + daemon.folder().toUtf8()
                       + "/disk.img'/><target dev='vda' bus='virtio'/><serial>A</serial></disk>"
                         "<disk type='file' device='cdrom'><target dev='hdc' bus='ide'/></disk>"
                         "<interface type='user'><mac address='52:54:00:12:34:56'/>"
                         "<model type='virtio'/></interface></devices></domain>"));
        QTRY_VERIFY_WITH_TIMEOUT(host->machine(uuid).has_value(), patience);
        jobs = std::make_unique<Jobs>();
        notices = std::make_unique<Notices>();
        page = std::make_unique<HardwarePage>();
        edits = new HardwareEdits(*inventory, *jobs, *notices, page.get());
        connect(edits, &HardwareEdits::readAgainWanted, this, &TestHardwareEdits::read);
        edits->setMachine({host->id(), uuid});
        read();
        page->show();
    }
    void cleanup()
    {
        QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
        page.reset();
        jobs.reset();
        notices.reset();
        daemon.virsh({u"destroy"_s, name});
        daemon.virsh({u"undefine"_s, name});
        QTRY_VERIFY_WITH_TIMEOUT(!host->machine(uuid).has_value(), patience);
    }

    void whatOnlyTheRunningMachineGetsLeavesItsDefinition()
    {
        start();
        read();
        const QString card = u"interface/52:54:00:12:34:56#0"_s;
        page->setChanges({.fields = {{card, u"link@state"_s, {}, u"down"_s}}});
        chooseApply(u"Apply to the running machine only"_s);
        QTRY_VERIFY_WITH_TIMEOUT(page->changes().isEmpty() && idle(), patience);
        QCOMPARE(fieldValue(xml(false), card, u"link@state"_s), u"down"_s);
        QCOMPARE(fieldValue(xml(), card, u"link@state"_s), std::nullopt);
        QVERIFY(!button<QPushButton>(u"Apply at the next start"_s)->isVisible());
    }

    void whatWaitsForTheNextStartIsToldWithoutAlarm()
    {
        start();
        read();
        apply({.fields = {{disk, u"serial"_s, u"A"_s, u"B"_s}}});
        QCOMPARE(configured(u"serial"_s), u"B"_s);
        QTRY_COMPARE(notices->shown.size(), 1);
        QCOMPARE(notices->shown.first().kind, Error::Kind::Postponed);
        QVERIFY(notices->shown.first().summary.contains(u"next start"_s));
        QVERIFY2(notices->shown.first().detail.contains(u"serial"_s),
                 qPrintable(notices->shown.first().detail)); // in libvirt's words
    }

    void whatTheRunningMachineRefusesIsOfferedForTheNextStart()
    {
        start();
        read();
        auto *later = button<QPushButton>(u"Apply at the next start"_s);
        const FieldChange serial{disk, u"serial"_s, u"A"_s, u"B"_s};
        page->setChanges({.fields = {serial, {{}, u"title"_s, {}, u"Titled"_s}}});
        QVERIFY(!later->isVisible());
        chooseApply(u"Apply to the running machine only"_s);
        QTRY_VERIFY_WITH_TIMEOUT(later->isVisible(), patience);
        // What it took is done, what it refused stays as it was entered, and says why.
        QCOMPARE(page->changes(), DomainChanges{.fields = {serial}});
        QCOMPARE(fieldValue(xml(false), {}, u"title"_s), u"Titled"_s);
        QCOMPARE(fieldValue(xml(), {}, u"title"_s), std::nullopt);
        QCOMPARE(configured(u"serial"_s), u"A"_s);
        QVERIFY(page->barText().contains(u"The running machine refused: "_s));
        QVERIFY2(page->barText().contains(u"serial"_s), qPrintable(page->barText()));
        QVERIFY(notices->shown.isEmpty());
        QTest::mouseClick(later, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(page->changes().isEmpty() && idle(), patience);
        QCOMPARE(configured(u"serial"_s), u"B"_s);
        QVERIFY(!later->isVisible());
    }

    void aMediumThatTheRunningMachineRefusesIsNotInItsDefinition()
    {
        start();
        read();
        const QString drive = u"disk/hdc#0"_s;
        const auto medium = [&](const QString &file) {
            return DomainChanges{
                .elements = {{drive, u"source"_s, {}, "<source file='" + file.toUtf8() + "'/>"}}};
        };
        const QString missing = daemon.folder() + u"/missing.iso"_s;
        edits->applyAtOnce(medium(missing));
        auto *later = button<QPushButton>(u"Apply at the next start"_s);
        QTRY_VERIFY_WITH_TIMEOUT(later->isVisible(), patience);
        QCOMPARE(page->changes(), medium(missing));
        QVERIFY2(page->barText().contains(u"missing.iso"_s), qPrintable(page->barText()));
        QCOMPARE(fieldValue(xml(), drive, u"source@file"_s), std::nullopt);
        QVERIFY(notices->shown.isEmpty());
        press(u"Revert"_s);
        QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);

        const QString image = daemon.folder() + u"/cd.img"_s;
        QFile file(image);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(1 << 20));
        QVERIFY(file.setPermissions(QFile::Permissions(0x6666)));
        edits->applyAtOnce(medium(image));
        QTRY_COMPARE_WITH_TIMEOUT(fieldValue(xml(), drive, u"source@file"_s), image, patience);
        QCOMPARE(fieldValue(xml(false), drive, u"source@file"_s), image);
        QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
        QVERIFY(page->changes().isEmpty());
    }

    void whatIsRefusedBehindAnotherMachineIsKeptAndTold()
    {
        start();
        read();
        const DomainChanges serial{.fields = {{disk, u"serial"_s, u"A"_s, u"B"_s}}};
        page->setChanges(serial);
        chooseApply(u"Apply to the running machine only"_s);
        edits->setMachine({host->id(), QUuid::createUuid()});
        QTRY_COMPARE_WITH_TIMEOUT(notices->shown.size(), 1, patience);
        QVERIFY(notices->shown.first().advice.contains(u"keeps the change"_s));
        edits->setMachine({host->id(), uuid});
        QCOMPARE(page->changes(), serial);
        QCOMPARE(configured(u"serial"_s), u"A"_s);
    }

    void whatIsOnItsWayIsNotEditedByWhoComesBack()
    {
        const DomainChanges serial{.fields = {{disk, u"serial"_s, u"A"_s, u"B"_s}}};
        page->setChanges(serial);
        auto *apply = button<QToolButton>(u"Apply"_s);
        QTest::mouseClick(apply, Qt::LeftButton);
        edits->setMachine({host->id(), QUuid::createUuid()});
        edits->setMachine({host->id(), uuid});
        QCOMPARE(page->changes(), serial);
        QVERIFY(!apply->isEnabled());
        QCOMPARE(page->barText(), u"Applying…"_s);
        QTRY_VERIFY_WITH_TIMEOUT(page->changes().isEmpty() && idle(), patience);
        QCOMPARE(configured(u"serial"_s), u"B"_s);
    }

    void everyChangeIsUndoneAndDoneAgain()
    {
        setSerial(u"A"_s, u"B"_s);
        apply({.fields = {{disk, u"driver@cache"_s, {}, u"none"_s}}});
        QCOMPARE(configured(u"driver@cache"_s), u"none"_s);
        setSerial(u"B"_s, u"C"_s);
        auto *undo = button<QPushButton>(u"Undo"_s), *redo = button<QPushButton>(u"Redo"_s);
        QVERIFY2(undo->accessibleDescription().contains(u"B → C"_s),
                 qPrintable(undo->accessibleDescription()));
        QVERIFY(!redo->isVisible());
        press(u"Undo"_s);
        QTRY_COMPARE_WITH_TIMEOUT(configured(u"serial"_s), u"B"_s, patience);
        QTRY_VERIFY(page->barText().startsWith(u"Undone: "_s));
        QTRY_VERIFY(redo->isVisible() && redo->accessibleDescription().contains(u"B → C"_s));
        press(u"Undo"_s);
        QTRY_COMPARE_WITH_TIMEOUT(configured(u"driver@cache"_s), std::nullopt, patience);
        press(u"Undo"_s);
        QTRY_COMPARE_WITH_TIMEOUT(configured(u"serial"_s), u"A"_s, patience);
        QTRY_VERIFY(idle() && !undo->isVisible() && redo->isVisible());
        // And forth, until a change of another kind.
        press(u"Redo"_s);
        QTRY_COMPARE_WITH_TIMEOUT(configured(u"serial"_s), u"B"_s, patience);
        QTRY_VERIFY(page->barText().startsWith(u"Done again: "_s));
        press(u"Redo"_s);
        QTRY_COMPARE_WITH_TIMEOUT(configured(u"driver@cache"_s), u"none"_s, patience);
        QTRY_VERIFY(idle());
        setSerial(u"B"_s, u"D"_s);
        QVERIFY(!redo->isVisible());
        // Another machine has ways back of its own.
        edits->setMachine({host->id(), QUuid::createUuid()});
        QVERIFY(!undo->isVisible());
        edits->setMachine({host->id(), uuid});
        read();
        QVERIFY(undo->isVisible() && undo->accessibleDescription().contains(u"B → D"_s));
    }

    void whatSomebodyElseChangedSinceIsNotUndone()
    {
        setSerial(u"A"_s, u"B"_s);
        apply({.fields = {{disk, u"driver@cache"_s, {}, u"none"_s}}});
        auto *undo = button<QPushButton>(u"Undo"_s);
        QTRY_VERIFY(!undo->accessibleDescription().contains(u"A → B"_s));
        QVERIFY(define(QByteArray(xml()).replace("cache='none'", "cache='unsafe'")));
        press(u"Undo"_s);
        QTRY_COMPARE_WITH_TIMEOUT(jobs->jobs().last().state, Job::State::Failed, patience);
        const Error why = jobs->jobs().last().error.value_or(Error());
        QVERIFY2(why.advice.contains(u"Somebody else"_s), qPrintable(why.advice));
        QVERIFY(!why.detail.isEmpty());
        QCOMPARE(configured(u"driver@cache"_s), u"unsafe"_s);
        // The one before it is about something else.
        press(u"Undo"_s);
        QTRY_COMPARE_WITH_TIMEOUT(configured(u"serial"_s), u"A"_s, patience);
        QCOMPARE(configured(u"driver@cache"_s), u"unsafe"_s);
    }

    void editsOfAMachineThatIsGoneAreDropped()
    {
        setSerial(u"A"_s, u"B"_s);
        const DomainChanges cache{.fields = {{disk, u"driver@cache"_s, {}, u"none"_s}}};
        page->setChanges(cache);
        edits->setMachine({host->id(), QUuid::createUuid()});
        edits->setMachine({host->id(), uuid});
        QCOMPARE(page->changes(), cache);
        // A link that is lost takes nothing away.
        host->close();
        QTRY_VERIFY_WITH_TIMEOUT(!host->status().isUsable(), patience);
        edits->setMachine({host->id(), QUuid::createUuid()});
        edits->setMachine({host->id(), uuid});
        QCOMPARE(page->changes(), cache);
        host->open();
        QTRY_COMPARE_WITH_TIMEOUT(host->status().state, ConnectionState::Connected, patience);
        QCOMPARE(page->changes(), cache);

        QVERIFY(daemon.virsh({u"undefine"_s, name}).ok());
        QTRY_VERIFY_WITH_TIMEOUT(!host->machine(uuid), patience);
        QVERIFY(page->changes().isEmpty());
        edits->setMachine({host->id(), QUuid::createUuid()});
        edits->setMachine({host->id(), uuid});
        QVERIFY(page->changes().isEmpty());
        QVERIFY(!button<QPushButton>(u"Undo"_s)->isVisible());
    }

    void theSchemaIsReadWhenSomebodyLooks()
    {
        HardwarePage unseen;
        HardwareEdits alone(*inventory, *jobs, *notices, &unseen);
        QSignalSpy wanted(&unseen, &HardwarePage::schemaWanted);
        edits->setMachine({host->id(), uuid});
        QVERIFY(wanted.isEmpty() && !unseen.schema());
        unseen.show();
        QCOMPARE(wanted.size(), 1);
        if (!QFile::exists(DomainSchema::installed() + u"/domain.rng"_s))
            QSKIP("libvirt's schemas are not installed");
        QTRY_VERIFY_WITH_TIMEOUT(unseen.schema(), patience);
        unseen.hide();
        unseen.show();
        QCOMPARE(wanted.size(), 1);
    }
};

QTEST_MAIN(TestHardwareEdits)
#include "tst_hardwareedits.moc"
