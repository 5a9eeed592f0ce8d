// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/inventory.h"
#include "models/inventory/lane.h"
#include "models/virt/eventloop.h"
#include "models/xml/bulkedit.h"
#include "models/xml/domaindescriptionreader.h"
#include "models/xml/domainedit.h"
#include "models/xml/pendingchanges.h"
#include "tests/support/answers.h"
#include "tests/support/patience.h"
#include "tests/support/privatelibvirtd.h"

#include <QFile>

#include <memory>

using namespace Qt::StringLiterals;

// Changes of definitions and of running machines, on a daemon of the test's own.
class TestChangeMachine : public QObject
{
    Q_OBJECT

    EventLoop loop;
    PrivateLibvirtd daemon;
    std::unique_ptr<Inventory> inventory;
    Connection *host = nullptr;
    const QUuid uuid{u"5a1f7d4c-0e0b-4c5e-9d0e-0f6f1d0f1a01"_s};
    const QString name = u"edited"_s, disk = u"disk/vda#0"_s;

    QByteArray xml(bool inactive, bool secure = false) const
    {
        QStringList arguments{u"dumpxml"_s, name};
        if (inactive)
            arguments += u"--inactive"_s;
        if (secure)
            arguments += u"--security-info"_s;
        return daemon.virsh(arguments).output.toUtf8();
    }
    Result<EditOutcome> change(const DomainChanges &changes, EditTime time = EditTime::Both,
                               bool overrule = false) const
    {
        return answerOf(host->changeMachine(uuid, changes, time, overrule));
    }
    static QStringList lines(const QByteArray &text)
    {
        return QString::fromUtf8(text).split(u'\n');
    }
    // The lines of two documents that are not in the other one.
    static QStringList difference(const QByteArray &before, const QByteArray &after)
    {
        QStringList a = lines(before), b = lines(after);
        for (qsizetype i = a.size() - 1; i >= 0; --i) {
            if (b.removeOne(a[i]))
                a.removeAt(i);
        }
        return a + b;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(daemon.start(), qPrintable(daemon.errorString()));
        QFile image(daemon.folder() + u"/disk.img"_s), other(daemon.folder() + u"/other.img"_s);
        for (QFile *file : {&image, &other}) {
            QVERIFY(file->open(QIODevice::WriteOnly) && file->resize(1 << 20));
            QVERIFY(file->setPermissions(QFile::Permissions(0x6666)));
        }
        inventory = std::make_unique<Inventory>();
        host = inventory->add({.uri = daemon.uri()});
        host->open();
        QTRY_COMPARE_WITH_TIMEOUT(host->status().state, ConnectionState::Connected, 30'000);
    }
    void cleanupTestCase()
    {
        inventory.reset();
        QVERIFY(waitForWorkers(30'000));
        daemon.quit();
    }
    void init()
    {
        const QByteArray definition =
            "<domain type='qemu' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>"
            "<name>edited</name><uuid>"
            + uuid.toByteArray(QUuid::WithoutBraces)
            + "</uuid><memory unit='MiB'>64</memory><currentMemory unit='MiB'>64</currentMemory>"
              "<vcpu current='1'>2</vcpu><os><type arch='x86_64' machine='q35'>hvm</type></os>"
              "<metadata><x:y xmlns:x='urn:somebody'>theirs</x:y></metadata><devices>"
              "<disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='"
            + daemon.folder().toUtf8()
            + "/disk.img'/><target dev='vda' bus='virtio'/></disk>"
              "<controller type='pci' model='pcie-root'/>"
              "<controller type='pci' model='pcie-root-port'/>"
              "<controller type='pci' model='pcie-root-port'/>"
              "<controller type='pci' model='pcie-root-port'/>"
              "<controller type='pci' model='pcie-root-port'/>"
              "<controller type='pci' model='pcie-root-port'/>"
              "<controller type='pci' model='pcie-root-port'/>"
              "<controller type='pci' model='pcie-root-port'/>"
              "<controller type='pci' model='pcie-root-port'/>"
              "<interface type='user'><mac address='52:54:00:12:34:56'/>"
              "<model type='virtio'/></interface>"
              "<graphics type='vnc' port='-1' passwd='kept'><listen type='address' "
              "address='127.0.0.1'/></graphics></devices>"
              "<qemu:commandline><qemu:env name='FOREIGN' value='1'/></qemu:commandline></domain>";
        QVERIFY(daemon.define(definition).ok());
        QTRY_VERIFY_WITH_TIMEOUT(host->machine(uuid).has_value(), 30'000);
    }
    void cleanup()
    {
        daemon.virsh({u"destroy"_s, name});
        daemon.virsh({u"undefine"_s, name});
        QTRY_VERIFY_WITH_TIMEOUT(!host->machine(uuid).has_value(), 30'000);
    }

    void oneFieldChangesOneLineAndNothingElse()
    {
        const QByteArray before = xml(true, true);
        const auto outcome = change({.fields = {{disk, u"driver@cache"_s, {}, u"none"_s}}});
        QVERIFY2(outcome, qPrintable(whyNot(outcome)));
        QVERIFY(outcome->nextStart && !outcome->running && outcome->now.isEmpty());
        const QByteArray after = xml(true, true);
        QCOMPARE(difference(before, after).size(), 2);
        QCOMPARE(fieldValue(after, disk, u"driver@cache"_s), u"none"_s);
        QVERIFY(after.contains("passwd='kept'") && after.contains("FOREIGN")
                && after.contains("theirs"));
        const auto again = change({.fields = {{disk, u"driver@cache"_s, u"none"_s, u"none"_s}}});
        QVERIFY(again && !again->nextStart);
    }

    void aPasswordIsReplacedWithoutHavingBeenSeen()
    {
        const auto outcome = change(
            {.fields = {{u"graphics/vnc#0"_s, u"@passwd"_s, QString(), u"new one"_s, true}}});
        QVERIFY(outcome && outcome->nextStart);
        QVERIFY(xml(true, true).contains("passwd='new one'"));
    }

    void aPasswordIsTakenOutByAnEmptyOneInTheXml()
    {
        const QByteArray shown = deviceXml(xml(true), u"graphics/vnc#0"_s);
        QVERIFY(!shown.contains("passwd"));
        QByteArray mine = shown;
        mine.replace(" type='vnc'", " type='vnc' passwd=''");
        const DomainChanges changes{
            .elements = {{.item = u"graphics/vnc#0"_s, .before = shown, .after = mine}}};
        QVERIFY(daemon.virsh({u"start"_s, name}).ok());
        const auto outcome = change(changes);
        QVERIFY2(outcome, qPrintable(whyNot(outcome)));
        QVERIFY(outcome->nextStart);
        QVERIFY2(!xml(true, true).contains("passwd"), xml(true, true).constData());
        // QEMU asks for it all the same, which libvirt does not say.
        QVERIFY(xml(false, true).contains("passwd='kept'"));
        QVERIFY(outcome->notNow.contains(u"graphics/vnc#0"_s));
        QVERIFY(outcome->notNow.constBegin()->summary.contains(u"keeps its password"_s));
        const auto back = change(outcome->undo);
        QVERIFY(back && xml(true, true).contains("passwd='kept'"));
        // The form says it without having seen it.
        const auto form =
            change({.fields = {{u"graphics/vnc#0"_s, u"@passwd"_s, {}, std::nullopt, true}}});
        QVERIFY(form && !xml(true, true).contains("passwd"));
        QVERIFY(form->notNow.contains(u"graphics/vnc#0"_s));
    }

    void whatSomebodyElseChangedIsToldAndNotReplaced()
    {
        QVERIFY(
            daemon
                .define(
                    QByteArray(xml(true, true)).replace("type='raw'", "type='raw' cache='unsafe'"))
                .ok());
        const DomainChanges mine{
            .fields = {{disk, u"driver@cache"_s, {}, u"none"_s}, {{}, u"title"_s, {}, u"T"_s}}};
        const QByteArray before = xml(true, true);
        const auto refused = change(mine);
        QVERIFY(refused && !refused->nextStart);
        QCOMPARE(refused->conflicts.size(), 1);
        QCOMPARE(refused->conflicts.first().theirs, u"unsafe"_s);
        QCOMPARE(xml(true, true), before);
        const auto forced = change(mine, EditTime::Both, true);
        QVERIFY(forced && forced->nextStart && forced->conflicts.isEmpty());
        QCOMPARE(fieldValue(xml(true), disk, u"driver@cache"_s), u"none"_s);
        QCOMPARE(fieldValue(xml(true), {}, u"title"_s), u"T"_s);
    }

    void aDefinitionWrittenByHandKeepsThePasswords()
    {
        const QByteArray shown = xml(true), before = xml(true, true);
        QVERIFY(!shown.contains("'kept'") && before.contains("passwd='kept'"));
        QByteArray mine = shown;
        mine.replace("<vcpu placement='static' current='1'>2</vcpu>",
                     "<vcpu placement='static' current='1'>3</vcpu>");
        QVERIFY(mine != shown);
        const auto outcome = change({.document = DocumentChange{shown, mine}});
        QVERIFY2(outcome, qPrintable(whyNot(outcome)));
        QVERIFY(outcome->nextStart && outcome->conflicts.isEmpty());
        const QByteArray after = xml(true, true);
        QCOMPARE(difference(before, after).size(), 2);
        QVERIFY(after.contains("passwd='kept'") && after.contains("FOREIGN"));
        // The same once more, and a device: its password stays, too.
        const auto again = change({.document = DocumentChange{mine, mine}});
        QVERIFY(again && !again->nextStart);
        const QString vnc = u"graphics/vnc#0"_s;
        const QByteArray device = deviceXml(xml(true), vnc);
        QByteArray edited = device;
        edited.replace("port='-1' autoport='yes'", "port='5999' autoport='no'");
        QVERIFY(edited != device);
        const auto moved = change({.elements = {{.item = vnc, .before = device, .after = edited}}});
        QVERIFY2(moved, qPrintable(whyNot(moved)));
        QVERIFY(moved->nextStart);
        QCOMPARE(fieldValue(xml(true, true), vnc, u"@passwd"_s), u"kept"_s);
        QCOMPARE(fieldValue(xml(true, true), vnc, u"@port"_s), u"5999"_s);
    }

    void aDefinitionWrittenByHandIsMergedOrAConflictButReplacesNothingInSilence()
    {
        const QByteArray shown = xml(true);
        QByteArray mine = shown;
        mine.replace("current='1'>2</vcpu>", "current='1'>3</vcpu>");
        QVERIFY(
            daemon
                .define(
                    QByteArray(xml(true, true)).replace("type='raw'", "type='raw' cache='unsafe'"))
                .ok());
        const auto merged = change({.document = DocumentChange{shown, mine}});
        QVERIFY(merged && merged->nextStart && merged->conflicts.isEmpty());
        QCOMPARE(fieldValue(xml(true), disk, u"driver@cache"_s), u"unsafe"_s);
        QCOMPARE(fieldValue(xml(true), {}, u"vcpu"_s), u"3"_s);
        QByteArray other = shown;
        other.replace("current='1'>2</vcpu>", "current='1'>4</vcpu>");
        const QByteArray before = xml(true, true);
        const auto refused = change({.document = DocumentChange{shown, other}});
        QVERIFY(refused && !refused->nextStart);
        QCOMPARE(refused->conflicts.size(), 1);
        QCOMPARE(refused->conflicts.first().theirs, u"3"_s);
        QCOMPARE(xml(true, true), before);
        const auto forced =
            change({.document = DocumentChange{shown, other}}, EditTime::Both, true);
        QVERIFY(forced && forced->nextStart);
        QCOMPARE(fieldValue(xml(true), {}, u"vcpu"_s), u"4"_s);
        QCOMPARE(fieldValue(xml(true), disk, u"driver@cache"_s), u"unsafe"_s);
    }

    void whatIsWrittenByHandReachesTheRunningMachine()
    {
        QVERIFY(daemon.virsh({u"start"_s, name}).ok());
        const QString card = u"interface/52:54:00:12:34:56#0"_s;
        const QByteArray shown = xml(true);
        QByteArray mine = shown;
        mine.replace("<uuid>", "<title>By hand</title><uuid>");
        QByteArray device = deviceXml(shown, card), edited = device;
        edited.replace("</interface>", "<link state='down'/></interface>");
        mine.replace(device, edited);
        const auto outcome = change({.document = DocumentChange{shown, mine}});
        QVERIFY2(outcome, qPrintable(whyNot(outcome)));
        QVERIFY(outcome->running && outcome->nextStart && outcome->now.contains(card));
        QCOMPARE(fieldValue(xml(false), card, u"link@state"_s), u"down"_s);
        QCOMPARE(fieldValue(xml(false), {}, u"title"_s), u"By hand"_s);
        device = deviceXml(xml(true), card);
        edited = device;
        edited.replace("'down'", "'up'");
        const auto up = change({.elements = {{.item = card, .before = device, .after = edited}}});
        QVERIFY(up && up->now.contains(card));
        QCOMPARE(fieldValue(xml(false), card, u"link@state"_s), u"up"_s);
    }

    void aRunningMachineChangesNowAsFarAsItCan()
    {
        QVERIFY(daemon.virsh({u"start"_s, name}).ok());
        const QString card = u"interface/52:54:00:12:34:56#0"_s;
        const auto outcome = change({.fields = {{card, u"link@state"_s, {}, u"down"_s},
                                                {{}, u"title"_s, {}, u"Now"_s},
                                                {disk, u"driver@io"_s, {}, u"threads"_s}}});
        QVERIFY2(outcome, qPrintable(whyNot(outcome)));
        QVERIFY(outcome->running && outcome->nextStart);
        QVERIFY(outcome->now.contains(card));
        QVERIFY(outcome->notNow.contains(disk)); // QEMU opens a disk once
        QVERIFY(!outcome->notNow.value(disk).detail.isEmpty());
        QCOMPARE(fieldValue(xml(false), card, u"link@state"_s), u"down"_s);
        QCOMPARE(fieldValue(xml(false), {}, u"title"_s), u"Now"_s);
        QCOMPARE(fieldValue(xml(false), disk, u"driver@io"_s), std::nullopt);
        QCOMPARE(fieldValue(xml(true), disk, u"driver@io"_s), u"threads"_s);
        QCOMPARE(fieldValue(xml(true), card, u"link@state"_s), u"down"_s);
    }

    void whatIsForTheNextStartLeavesTheRunningMachineAlone()
    {
        QVERIFY(daemon.virsh({u"start"_s, name}).ok());
        const QString card = u"interface/52:54:00:12:34:56#0"_s;
        const auto outcome =
            change({.fields = {{card, u"link@state"_s, {}, u"down"_s}}}, EditTime::NextStart);
        QVERIFY(outcome && outcome->nextStart && outcome->now.isEmpty());
        QCOMPARE(fieldValue(xml(false), card, u"link@state"_s), std::nullopt);
        const auto now =
            change({.fields = {{card, u"link@state"_s, {}, u"down"_s}}}, EditTime::Now);
        QVERIFY(now && !now->nextStart && now->now.contains(card));
        QCOMPARE(fieldValue(xml(false), card, u"link@state"_s), u"down"_s);
    }

    void aDiskIsPluggedIn()
    {
        QVERIFY(daemon.virsh({u"start"_s, name}).ok());
        const QByteArray device = "<disk type='file' device='disk'><driver name='qemu' type='raw'/>"
                                  "<source file='"
                                  + daemon.folder().toUtf8()
                                  + "/other.img'/><target dev='vdb' bus='virtio'/></disk>";
        const auto outcome = change({.elements = {{.after = device}}});
        QVERIFY2(outcome, qPrintable(whyNot(outcome)));
        QVERIFY2(outcome->notNow.isEmpty(),
                 qPrintable(outcome->notNow.isEmpty() ? QString()
                                                      : outcome->notNow.constBegin()->detail));
        QVERIFY(!deviceXml(xml(false), u"disk/vdb#0"_s).isEmpty());
        QVERIFY(!deviceXml(xml(true), u"disk/vdb#0"_s).isEmpty());
        // Out of the definition; the guest, which has no system, keeps what runs until it is off.
        const auto removed =
            change({.elements = {{.item = u"disk/vdb#0"_s,
                                  .before = deviceXml(xml(true), u"disk/vdb#0"_s)}}});
        QVERIFY(removed && removed->nextStart);
        QVERIFY(deviceXml(xml(true), u"disk/vdb#0"_s).isEmpty());
        QVERIFY(daemon.virsh({u"destroy"_s, name}).ok());
        QVERIFY(QFile::exists(daemon.folder() + u"/other.img"_s));
    }

    void whatWasAppliedIsUndonePasswordsIncluded()
    {
        const QByteArray before = xml(true, true);
        const QString vnc = u"graphics/vnc#0"_s;
        const auto outcome =
            change({.fields = {{disk, u"driver@cache"_s, {}, u"none"_s},
                               {{}, u"memory"_s, u"65536"_s, u"131072"_s},
                               {vnc, u"@passwd"_s, QString(), u"new"_s, true}},
                    .elements = {{.after = "<watchdog model='ib700' action='reset'/>"}}});
        QVERIFY2(outcome, qPrintable(whyNot(outcome)));
        QVERIFY(xml(true, true).contains("watchdog") && xml(true, true).contains("131072"));
        QVERIFY(!outcome->before.contains("kept") && !outcome->after.contains("'new'"));
        QCOMPARE(withoutSecrets(xml(true, true)), outcome->after);
        QCOMPARE(withoutSecrets(before), outcome->before);
        const auto undone = change(outcome->undo);
        QVERIFY2(undone, qPrintable(whyNot(undone)));
        QVERIFY(undone->conflicts.isEmpty() && undone->nextStart);
        QCOMPARE(difference(before, xml(true, true)), QStringList());
        // And the undoing itself is undone.
        QVERIFY(change(undone->undo));
        QVERIFY(xml(true, true).contains("passwd='new'"));
        QCOMPARE(fieldValue(xml(true), disk, u"driver@cache"_s), u"none"_s);
    }

    void whatWaitsOnARunningMachineIsToldAndDiscarded()
    {
        QVERIFY(daemon.virsh({u"start"_s, name}).ok());
        const auto waiting = [this] {
            QStringList texts;
            for (const auto &one : differences(*readDomain(xml(false)), *readDomain(xml(true)),
                                               Compare::RunningWithDefinition))
                texts += differenceText(one);
            return texts;
        };
        QCOMPARE(waiting(), QStringList()); // libvirt filled in what it does
        const QByteArray before = xml(true, true);
        const QString card = u"interface/52:54:00:12:34:56#0"_s;
        QVERIFY(change({.fields = {{disk, u"driver@cache"_s, {}, u"none"_s},
                                   {{}, u"memory"_s, u"65536"_s, u"131072"_s},
                                   {disk, u"readonly/*"_s, {}, QString()}},
                        .elements = {{.item = card, .before = deviceXml(xml(true), card)},
                                     {.after = "<watchdog model='ib700' action='reset'/>"}}},
                       EditTime::NextStart));
        const QStringList texts = waiting();
        QVERIFY2(texts.size() == 5, qPrintable(texts.join(u'\n')));
        const auto list = differences(*readDomain(xml(false)), *readDomain(xml(true)),
                                      Compare::RunningWithDefinition);
        const PendingDiscard discard = discardPending(xml(false), xml(true), list);
        QVERIFY(discard.left.isEmpty());
        const auto outcome = change(discard.changes, EditTime::NextStart);
        QVERIFY2(outcome && outcome->conflicts.isEmpty(), qPrintable(whyNot(outcome)));
        QVERIFY2(waiting().isEmpty(), qPrintable(waiting().join(u'\n')));
        const QStringList left = difference(before, xml(true, true));
        QVERIFY2(left.isEmpty(), qPrintable(left.join(u'\n')));
    }

    void anEarlierDefinitionComesBackUnlessItWasChangedMeanwhile()
    {
        const auto restore = [this](const QByteArray &shown, const QByteArray &wanted) {
            return answerOf(host->restoreDefinition(uuid, shown, wanted));
        };
        const QByteArray whole = xml(true, true), early = xml(true);
        QVERIFY(!early.contains("kept"));
        QVERIFY(change({.fields = {{disk, u"driver@cache"_s, {}, u"none"_s}}}));
        const QByteArray shown = xml(true);
        QVERIFY(change({.fields = {{{}, u"title"_s, {}, u"theirs"_s}}}));
        const auto refused = restore(withoutSecrets(shown), early);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Busy);
        QCOMPARE(fieldValue(xml(true), {}, u"title"_s), u"theirs"_s);
        QCOMPARE(withoutSecrets(xml(true, true)), withoutSecrets(xml(true)));
        const auto back = restore(withoutSecrets(xml(true)), early);
        QVERIFY2(back, back ? "" : qPrintable(back.error().summary + back.error().detail));
        QCOMPARE(xml(true, true), whole); // with its password
        const auto forth = restore(back->after, back->before);
        QVERIFY(forth);
        QCOMPARE(fieldValue(xml(true), {}, u"title"_s), u"theirs"_s);
    }

    void tagsOfARunningMachineChangeAtOnce()
    {
        QVERIFY(daemon.virsh({u"start"_s, name}).ok());
        const BulkPlan plan =
            planBulkEdit({.addTags = {u"production"_s}}, *host->machine(uuid), xml(true));
        QVERIFY(plan.isPossible());
        const auto outcome = change(plan.changes);
        QVERIFY2(outcome && outcome->notNow.isEmpty(),
                 outcome && !outcome->notNow.isEmpty()
                     ? qPrintable(outcome->notNow.constBegin()->detail)
                     : "");
        for (const bool inactive : {true, false}) {
            const auto read = readDomain(xml(inactive));
            QCOMPARE(read->tags, QStringList{u"production"_s});
        }
        QVERIFY(xml(true).contains("theirs")); // somebody's metadata
        QTRY_COMPARE_WITH_TIMEOUT(host->machine(uuid)->tags, QStringList{u"production"_s}, 30'000);
    }

    void whatLibvirtDoesNotKnowIsRefusedAndNothingIsChanged()
    {
        const QByteArray before = xml(true, true);
        const auto refused = change({.fields = {{disk, u"driver@cache"_s, {}, u"hyper"_s}}});
        QVERIFY(!refused);
        QVERIFY2(!refused.error().detail.isEmpty(), qPrintable(refused.error().summary));
        QCOMPARE(xml(true, true), before);
    }
};

QTEST_MAIN(TestChangeMachine)
#include "tst_changemachine.moc"
