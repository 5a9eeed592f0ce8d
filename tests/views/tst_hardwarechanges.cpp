// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xml/domaindescriptionreader.h"
#include "models/xml/domainedit.h"
#include "tests/support/byname.h"
#include "tests/support/patience.h"
#include "views/hardware/conflictsbox.h"
#include "views/hardware/hardwarepage.h"
#include "views/hardware/pendingbar.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTreeWidget>

#include <memory>

using namespace Qt::StringLiterals;

static QByteArray machine(const QByteArray &serial, const QByteArray &cache = "none")
{
    return "<domain type='qemu'>\n  <name>web</name>\n  <memory unit='KiB'>1024</memory>\n"
           "  <vcpu>1</vcpu>\n  <devices>\n    <disk type='file' device='disk'>\n"
           "      <driver name='qemu' cache='"
           + cache + "'/>\n      <source file='/a'/>\n      <target dev='vda' bus='virtio'/>\n"
           + (serial.isEmpty() ? QByteArray() : "      <serial>" + serial + "</serial>\n")
           + "    </disk>\n  </devices>\n</domain>\n";
}

// What somebody else changes while the page is open, and what waits for the next start.
class TestHardwareChanges : public QObject
{
    Q_OBJECT

    std::unique_ptr<HardwarePage> page;
    const QString disk = u"disk/vda#0"_s;

    void choose(const QString &title) const
    {
        QVERIFY2(chooseRow(page.get(), u"Hardware"_s, title), qPrintable(title));
    }
    void type(const QString &field, const QString &text) const
    {
        QVERIFY2(typeInto(page.get(), field, text), qPrintable(field));
    }
    bool says(const QString &words) const { return ::says(page.get(), words); }
    // New buttons are shown, and old ones go, in the event loop.
    void click(const QString &name) const
    {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QTRY_VERIFY2(seenByName<QAbstractButton>(page.get(), name), qPrintable(name));
        QVERIFY2(clickOn(page.get(), name), qPrintable(name));
    }

private Q_SLOTS:
    void init()
    {
        page = std::make_unique<HardwarePage>();
        page->show();
        page->setReadings({}, readDomain(machine("A")));
        choose(u"Disk vda"_s);
    }
    void cleanup() { page.reset(); }

    void theSameFieldByAnotherHandIsSaidBeforeApply()
    {
        type(u"Serial number"_s, u"mine"_s);
        page->setReadings({}, readDomain(machine("theirs")));
        const auto *box = page->findChild<ConflictsBox *>();
        QVERIFY(box->isVisibleTo(page.get()));
        QCOMPARE(box->rows().size(), 1);
        QCOMPARE(box->rows()[0].setting, u"Disk vda: Serial number"_s);
        QCOMPARE(box->rows()[0].mine, u"mine"_s);
        QCOMPARE(box->rows()[0].theirs, u"theirs"_s);
        QVERIFY(!seenByName<QAbstractButton>(page.get(), u"Apply"_s)->isEnabled());
        QCOMPARE(seenByName<QLineEdit>(page.get(), u"Serial number"_s)->text(), u"mine"_s);

        click(u"Use mine"_s);
        QVERIFY(!box->isVisibleTo(page.get()));
        QSignalSpy wanted(page.get(), &HardwarePage::applyWanted);
        click(u"Apply"_s);
        QCOMPARE(wanted.size(), 1);
        const auto edited =
            applyChanges(machine("theirs"), wanted.first().first().value<DomainChanges>());
        QVERIFY(edited && edited->conflicts.isEmpty());
        QCOMPARE(edited->xml, machine("mine"));
    }

    void theirsCanBeTaken()
    {
        type(u"Serial number"_s, u"mine"_s);
        page->setReadings({}, readDomain(machine("theirs")));
        click(u"Use theirs"_s);
        QVERIFY(page->changes().isEmpty());
        QCOMPARE(seenByName<QLineEdit>(page.get(), u"Serial number"_s)->text(), u"theirs"_s);
        QVERIFY(!page->findChild<ConflictsBox *>()->isVisibleTo(page.get()));
    }

    void whatTheHostFindsAtApplyIsAskedToo()
    {
        type(u"Serial number"_s, u"mine"_s);
        click(u"Apply"_s);
        page->take(EditOutcome{.conflicts = {{disk, u"serial"_s, u"mine"_s, u"theirs"_s}}});
        QVERIFY(!page->changes().isEmpty());
        QVERIFY(says(u"Somebody else set it to “theirs” meanwhile."_s));
        click(u"Use mine"_s);
        QCOMPARE(page->changes().fields,
                 (QList<FieldChange>{{disk, u"serial"_s, u"theirs"_s, u"mine"_s}}));
    }

    void anotherFieldByAnotherHandIsTakenOver()
    {
        type(u"Serial number"_s, u"mine"_s);
        page->setReadings({}, readDomain(machine("A", "unsafe")));
        QVERIFY(!page->findChild<ConflictsBox *>()->isVisibleTo(page.get()));
        const auto edited = applyChanges(machine("A", "unsafe"), page->changes());
        QCOMPARE(edited->xml, machine("mine", "unsafe"));
    }

    void aDeviceThatIsGoneTakesItsEditsWithIt()
    {
        type(u"Serial number"_s, u"mine"_s);
        page->setReadings({}, readDomain("<domain type='qemu'><name>web</name></domain>"));
        const auto *box = page->findChild<ConflictsBox *>();
        QCOMPARE(box->rows().size(), 1);
        QVERIFY(box->rows()[0].gone);
        click(u"Use theirs"_s);
        QVERIFY(page->changes().isEmpty());
    }

    void editsSurviveAStateChangeAndALostHost()
    {
        type(u"Serial number"_s, u"mine"_s);
        page->setReadings(readDomain(machine("A")), readDomain(machine("A"))); // it was started
        QCOMPARE(seenByName<QLineEdit>(page.get(), u"Serial number"_s)->text(), u"mine"_s);
        page->setUnavailable(u"The host is away."_s);
        page->setReadOnly(true);
        QCOMPARE(page->changes().fields.size(), 1);
        page->setReadOnly(false);
        page->setReadings({}, readDomain(machine("A")));
        QCOMPARE(seenByName<QLineEdit>(page.get(), u"Serial number"_s)->text(), u"mine"_s);
        QVERIFY(seenByName<QAbstractButton>(page.get(), u"Apply"_s)->isEnabled());
        choose(u"Memory"_s);
        choose(u"Disk vda"_s);
        QCOMPARE(seenByName<QLineEdit>(page.get(), u"Serial number"_s)->text(), u"mine"_s);
    }

    void theSettingsAreStillLookedAtWhenTheyComeBack()
    {
        type(u"Serial number"_s, u"mine"_s);
        const DomainChanges kept = page->changes();
        page->setLoading(); // another machine
        page->setReadings({}, readDomain("<domain type='qemu'><name>a</name></domain>"));
        page->setLoading();
        page->setChanges(kept);
        page->setReadings({}, readDomain(machine("A")));
        choose(u"Disk vda"_s);
        QVERIFY(seenByName<QLineEdit>(page.get(), u"Serial number"_s)->isVisible());
        QCOMPARE(seenByName<QLineEdit>(page.get(), u"Serial number"_s)->text(), u"mine"_s);
    }

    void aFailureIsSaidAndKeepsTheEdits()
    {
        type(u"Serial number"_s, u"mine"_s);
        click(u"Apply"_s);
        page->take(tl::unexpected(Error{.summary = u"No disk space left."_s}));
        QVERIFY(says(u"Not applied: No disk space left."_s));
        page->take(tl::unexpected(Error{.summary = u"Cannot."_s, .detail = u"bad MAC"_s}));
        QVERIFY(says(u"Not applied: bad MAC"_s));
        QCOMPARE(page->changes().fields.size(), 1);
        QVERIFY(seenByName<QAbstractButton>(page.get(), u"Apply"_s)->isEnabled());
    }

    void whatWaitsIsMarkedAtItsFieldAndListed()
    {
        auto *bar = page->findChild<PendingBar *>();
        QVERIFY(!bar->isVisibleTo(page.get()));
        page->setReadings(readDomain(machine("A")), readDomain(machine("B", "unsafe")));
        QVERIFY(bar->isVisibleTo(page.get()));
        QCOMPARE(page->waiting().size(), 2);
        QVERIFY(says(u"Now: A"_s));
        QVERIFY(says(u"Serial number: A → B"_s));
        choose(u"Memory"_s);
        QVERIFY(!says(u"Now: A"_s));
        auto *list = bar->findChild<QTreeWidget *>();
        QVERIFY(!list->isVisibleTo(page.get()));
        click(u"Show them"_s);
        QCOMPARE(list->topLevelItemCount(), 2);
        QVERIFY(list->topLevelItem(1)->text(0).contains(u"Disk vda: Serial number: A → B"_s));
        Q_EMIT list->itemActivated(list->topLevelItem(1), 0);
        QCOMPARE(seenByName<QListView>(page.get(), u"Hardware"_s)->currentIndex().data().toString(),
                 u"Disk vda"_s);

        QSignalSpy restart(page.get(), &HardwarePage::restartWanted),
            discard(page.get(), &HardwarePage::discardWanted);
        click(u"Restart now"_s);
        click(u"Discard"_s);
        QCOMPARE(restart.size(), 1);
        QCOMPARE(discard.size(), 1);
        page->setReadings({}, readDomain(machine("B", "unsafe"))); // it is off: nothing waits
        QVERIFY(!bar->isVisibleTo(page.get()));
    }

    void theReasonWhyItWaitsIsInTheList()
    {
        page->setReadings(readDomain(machine("A")), readDomain(machine("A")));
        type(u"Serial number"_s, u"B"_s);
        click(u"Apply"_s);
        page->take(EditOutcome{
            .nextStart = true,
            .running = true,
            .notNow = {{disk, Error{.summary = u"No."_s, .detail = u"cannot modify serial"_s}}}});
        page->setReadings(readDomain(machine("A")), readDomain(machine("B")));
        auto *list = page->findChild<PendingBar *>()->findChild<QTreeWidget *>();
        QCOMPARE(list->topLevelItemCount(), 1);
        QVERIFY2(list->topLevelItem(0)->text(0).contains(u"cannot modify serial"_s),
                 qPrintable(list->topLevelItem(0)->text(0)));
    }

    void whatWasDoneCanBeTakenBackUntilTheNextEdit()
    {
        QVERIFY(!seenByName<QAbstractButton>(page.get(), u"Undo"_s));
        page->setUndo({.said = u"Done: Disk vda: Serial number: A → B"_s,
                       .undo = u"Disk vda: Serial number: A → B"_s});
        auto *undoing = seenByName<QAbstractButton>(page.get(), u"Undo"_s);
        QVERIFY(undoing->text().startsWith(u"&Undo: Disk vda"_s));
        QVERIFY(!seenByName<QAbstractButton>(page.get(), u"Redo"_s));
        QVERIFY(says(u"Done: Disk vda"_s));
        QSignalSpy undo(page.get(), &HardwarePage::undoWanted);
        click(u"Undo"_s);
        QCOMPARE(undo.size(), 1);
        type(u"Serial number"_s, u"mine"_s);
        QVERIFY(!seenByName<QAbstractButton>(page.get(), u"Undo"_s));
        QVERIFY(seenByName<QAbstractButton>(page.get(), u"Apply"_s));
        click(u"Revert"_s);
        QVERIFY(seenByName<QAbstractButton>(page.get(), u"Undo"_s));
    }
};

QTEST_MAIN(TestHardwareChanges)
#include "tst_hardwarechanges.moc"
