// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/inventory.h"
#include "models/inventory/lane.h"
#include "models/virt/eventloop.h"
#include "tests/support/answers.h"
#include "tests/support/privatelibvirtd.h"
#include "tests/views/hardware/editorrig.h"

#include <QFile>

#include <memory>

using namespace Qt::StringLiterals;

// The editors on a machine that runs, on a daemon of the test's own.
class TestLiveMedia : public QObject
{
    Q_OBJECT

    EventLoop loop;
    PrivateLibvirtd daemon;
    std::unique_ptr<Inventory> inventory;
    Connection *host = nullptr;
    const QUuid uuid{u"5a1f7d4c-0e0b-4c5e-9d0e-0f6f1d0f1a02"_s};
    const QString name = u"media"_s, drive = u"disk/sda#0"_s;
    QString first, second;

    QByteArray xml(bool inactive) const
    {
        QStringList arguments{u"dumpxml"_s, u"--security-info"_s, name};
        if (inactive)
            arguments += u"--inactive"_s;
        return daemon.virsh(arguments).output.toUtf8();
    }
    Result<EditOutcome> change(const DomainChanges &changes) const
    {
        return answerOf(host->changeMachine(uuid, changes, EditTime::Both, true));
    }
    // What is in the drive, as one of the two documents says.
    QString medium(bool inactive) const
    {
        return fieldValue(xml(inactive), drive, u"source@file"_s).value_or(QString());
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(daemon.start(), qPrintable(daemon.errorString()));
        first = daemon.folder() + u"/first.iso"_s;
        second = daemon.folder() + u"/second.iso"_s;
        for (const QString &path : {first, second}) {
            QFile image(path);
            QVERIFY(image.open(QIODevice::WriteOnly) && image.resize(1 << 20));
            QVERIFY(image.setPermissions(QFile::Permissions(0x6666)));
        }
        inventory = std::make_unique<Inventory>();
        host = inventory->add({.uri = daemon.uri()});
        host->open();
        QTRY_COMPARE_WITH_TIMEOUT(host->status().state, ConnectionState::Connected, 30'000);
        const QByteArray definition =
            "<domain type='qemu'><name>media</name><uuid>" + uuid.toByteArray(QUuid::WithoutBraces)
            + "</uuid><memory unit='MiB'>64</memory><vcpu>1</vcpu>"
              "<os><type arch='x86_64' machine='q35'>hvm</type></os><devices>"
              "<disk type='file' device='cdrom'><driver name='qemu' type='raw'/><source file='"
            + first.toUtf8()
            + "'/><target dev='sda' bus='sata'/><readonly/></disk>"
              "<interface type='user'><mac address='52:54:00:12:34:57'/>"
              "<model type='virtio'/></interface>"
              "<graphics type='vnc' port='-1' passwd='old'><listen type='address' "
              "address='127.0.0.1'/></graphics></devices></domain>";
        QVERIFY(daemon.define(definition).ok());
        QVERIFY(daemon.virsh({u"start"_s, name}).ok());
        QTRY_VERIFY_WITH_TIMEOUT(host->machine(uuid).has_value(), 30'000);
    }
    void cleanupTestCase()
    {
        daemon.virsh({u"destroy"_s, name});
        daemon.virsh({u"undefine"_s, name});
        inventory.reset();
        QVERIFY(waitForWorkers(30'000));
        daemon.quit();
    }

    void aMediumIsChangedAndEjectedWhileTheMachineRuns()
    {
        Result<EditOutcome> outcome;
        HardwareServices services;
        services.changeAtOnce = [&](const DomainChanges &changes) { outcome = change(changes); };
        EditorRig rig({}, drive, services);
        const auto read = [&] {
            rig.original = xml(true);
            rig.live = xml(false);
            rig.fill();
        };
        read();
        QCOMPARE(rig.shown(u"Medium"_s), first);
        QVERIFY(rig.type(u"Medium"_s, second));
        QVERIFY(rig.press(u"Insert"_s));
        QVERIFY2(outcome, qPrintable(whyNot(outcome)));
        QVERIFY(outcome->notNow.isEmpty());
        QVERIFY(outcome->now.contains(drive));
        QCOMPARE(medium(false), second);
        QCOMPARE(medium(true), second);

        read();
        QVERIFY(rig.press(u"Eject"_s));
        QVERIFY(outcome && outcome->notNow.isEmpty());
        QCOMPARE(medium(false), QString());
        QCOMPARE(medium(true), QString());

        // What the hypervisor has to say against it arrives whole.
        read();
        QCOMPARE(rig.shown(u"Medium"_s), QString());
        QVERIFY(rig.type(u"Medium"_s, daemon.folder() + u"/missing.iso"_s));
        QVERIFY(rig.press(u"Insert"_s));
        QVERIFY(outcome);
        QVERIFY(outcome->notNow.contains(drive));
        QVERIFY(outcome->notNow.value(drive).detail.contains(u"missing.iso"_s));
    }

    void aPasswordIsChangedWhileTheMachineRuns()
    {
        EditorRig rig({}, u"graphics/vnc#0"_s);
        rig.original = xml(true).replace(" passwd='old'", ""); // pages do not read it
        rig.live = xml(false).replace(" passwd='old'", "");
        rig.fill();
        QVERIFY(rig.type(u"Password"_s, u"new"_s));
        QVERIFY(rig.press(u"Password expires"_s));
        const auto outcome = change(rig.changes);
        QVERIFY2(outcome, qPrintable(whyNot(outcome)));
        QVERIFY(outcome->notNow.isEmpty());
        for (const bool inactive : {true, false}) {
            QCOMPARE(fieldValue(xml(inactive), u"graphics/vnc#0"_s, u"@passwd"_s), u"new"_s);
            QVERIFY(fieldValue(xml(inactive), u"graphics/vnc#0"_s, u"@passwdValidTo"_s));
        }
    }

    void aNewAddressOfACardWaitsForTheNextStart()
    {
        const QString card = u"interface/52:54:00:12:34:57#0"_s;
        EditorRig rig({}, card);
        rig.original = xml(true);
        rig.live = xml(false);
        rig.fill();
        QVERIFY(rig.type(u"MAC address"_s, u"52:54:00:12:34:58"_s));
        const auto outcome = change(rig.changes);
        QVERIFY(outcome && outcome->nextStart);
        QVERIFY(!outcome->notNow.value(card).detail.isEmpty()); // libvirt's own words
        QVERIFY(xml(true).contains("52:54:00:12:34:58"));
        QVERIFY(xml(false).contains("52:54:00:12:34:57"));
    }
};

QTEST_MAIN(TestLiveMedia)
#include "tst_livemedia.moc"
