// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/answers.h"
#include "tests/support/storagetest.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

// Nothing that somebody uses is touched.
class TestStorageUsers : public StorageTest
{
    Q_OBJECT

private Q_SLOTS:
    void aDiskOfAMachineIsNotDeletedWipedOrShrunk()
    {
        QVERIFY(make(u"used.qcow2"_s, u"qcow2"_s, 16 * mib));
        QVERIFY(defineMachine(u"one"_s, pathOf(u"used.qcow2"_s), u"qcow2"_s));
        const VolumeRef used = ref(u"used.qcow2"_s);
        const auto inactive = answerOf(storage->deleteVolumes({used}));
        QVERIFY(!inactive);
        QCOMPARE(inactive.error().kind, Error::Kind::Busy);
        QVERIFY2(inactive.error().detail.contains(u"one"_s), qPrintable(whyNot(inactive)));
        QVERIFY(!answerOf(storage->wipeVolume(used).future));
        QVERIFY(!answerOf(storage->resizeVolume(used, 8 * mib, Storage::Resize::Shrink)));
        // Growing is for a machine that is off.
        QVERIFY(answerOf(storage->resizeVolume(used, 32 * mib, Storage::Resize::Grow)));
        QVERIFY2(daemon.virsh({u"start"_s, u"one"_s}).ok(), "the machine does not start");
        const auto running = answerOf(storage->deleteVolumes({used}));
        QVERIFY(!running);
        QVERIFY(!answerOf(storage->resizeVolume(used, 64 * mib, Storage::Resize::Grow)));
        // The running machine alone counts, too.
        QVERIFY(daemon.virsh({u"undefine"_s, u"one"_s}).ok());
        QVERIFY(!answerOf(storage->deleteVolumes({used})));
        const auto users = answerOf(storage->usersOf({used}));
        QVERIFY(users);
        QCOMPARE(users->value(used).machines.size(), 1);
        QVERIFY(users->value(used).machines.first().running);
        QVERIFY(daemon.virsh({u"destroy"_s, u"one"_s}).ok());
        const auto free = answerOf(storage->deleteVolumes({used}));
        QVERIFY2(free, qPrintable(whyNot(free)));
        QVERIFY(!QFile::exists(pathOf(u"used.qcow2"_s)));
    }

    void aDiskByAnotherNameOfTheFileCounts()
    {
        QVERIFY(make(u"used.raw"_s, u"raw"_s, mib));
        QVERIFY(QFile::link(pathOf(u"used.raw"_s), daemon.folder() + "/link"_L1));
        QVERIFY(defineMachine(u"one"_s, daemon.folder() + "/link"_L1, u"raw"_s));
        QVERIFY(!answerOf(storage->deleteVolumes({ref(u"used.raw"_s)})));
        QVERIFY(QFile::remove(daemon.folder() + "/link"_L1));
    }

    void aBaseIsNotDeletedBeforeWhatLiesOnIt()
    {
        QVERIFY(make(u"base"_s, u"qcow2"_s, 16 * mib));
        QVERIFY(make(u"middle"_s, u"qcow2"_s, 0, pathOf(u"base"_s), u"qcow2"_s));
        QVERIFY(make(u"top"_s, u"qcow2"_s, 0, pathOf(u"middle"_s), u"qcow2"_s));
        const auto refused = answerOf(storage->deleteVolumes({ref(u"base"_s)}));
        QVERIFY(!refused);
        QVERIFY2(refused.error().detail.contains(u"middle"_s), qPrintable(whyNot(refused)));
        QVERIFY(!answerOf(storage->resizeVolume(ref(u"base"_s), 32 * mib, Storage::Resize::Grow)));
        // Made by somebody else, and not in the pool's list yet.
        QVERIFY(run(u"/usr/bin/qemu-img"_s,
                    {u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, u"-F"_s, u"qcow2"_s, u"-b"_s,
                     pathOf(u"top"_s), pathOf(u"foreign"_s)}));
        QVERIFY(anybodyMayRead(pathOf(u"foreign"_s)));
        QVERIFY(!answerOf(storage->deleteVolumes({ref(u"top"_s)})));
        QVERIFY(QFile::remove(pathOf(u"foreign"_s)));
        // Together, in whatever order they are named.
        const auto all =
            answerOf(storage->deleteVolumes({ref(u"base"_s), ref(u"top"_s), ref(u"middle"_s)}));
        QVERIFY2(all, qPrintable(whyNot(all)));
        QVERIFY(QDir(folder()).isEmpty());
    }

    void anExternalSnapshotKeepsItsBase()
    {
        QVERIFY(make(u"disk.qcow2"_s, u"qcow2"_s, 16 * mib));
        QVERIFY(defineMachine(u"one"_s, pathOf(u"disk.qcow2"_s), u"qcow2"_s));
        QVERIFY(daemon.virsh({u"start"_s, u"one"_s, u"--paused"_s}).ok());
        const auto snapshot =
            daemon.virsh({u"snapshot-create-as"_s, u"one"_s, u"s1"_s, u"--disk-only"_s});
        QVERIFY2(snapshot.ok(), qPrintable(snapshot.error));
        QVERIFY(daemon.virsh({u"destroy"_s, u"one"_s}).ok());
        const auto refused = answerOf(storage->deleteVolumes({ref(u"disk.qcow2"_s)}));
        QVERIFY(!refused);
        QVERIFY2(refused.error().detail.contains(u"one"_s), qPrintable(whyNot(refused)));
        QVERIFY(QFile::exists(pathOf(u"disk.qcow2"_s)));
    }

    void aStoppedPoolMakesTheAnswerUnknown()
    {
        QVERIFY(make(u"free"_s, u"raw"_s, mib));
        const QString other = daemon.folder() + "/second"_L1;
        QVERIFY(QDir().mkpath(other));
        const auto second = answerOf(storage->createPool({.name = u"second"_s,
                                                          .type = u"dir"_s,
                                                          .targetPath = other,
                                                          .start = false,
                                                          .autostart = false}));
        QVERIFY2(second, qPrintable(whyNot(second)));
        const auto refused = answerOf(storage->deleteVolumes({ref(u"free"_s)}));
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Busy);
        QVERIFY2(refused.error().detail.contains(u"second"_s), qPrintable(whyNot(refused)));
        QVERIFY(QFile::exists(pathOf(u"free"_s)));
        QVERIFY(answerOf(storage->startPool(*second)));
        QVERIFY(answerOf(storage->deleteVolumes({ref(u"free"_s)})));
    }

    void aFileThatVanishedIsNoFailureToDelete()
    {
        QVERIFY(make(u"gone"_s, u"raw"_s, mib));
        QVERIFY(QFile::remove(pathOf(u"gone"_s)));
        const auto deleted = answerOf(storage->deleteVolumes({ref(u"gone"_s)}));
        QVERIFY2(deleted, qPrintable(whyNot(deleted)));
        const auto read = answerOf(storage->readVolume(ref(u"gone"_s)));
        QVERIFY(!read);
        QCOMPARE(read.error().kind, Error::Kind::NotFound);
    }

    void whoUsesAVolumeIsToldWhileItIsShown()
    {
        QVERIFY(make(u"shown.qcow2"_s, u"qcow2"_s, mib));
        QObject viewer;
        storage->setDemand(&viewer, {pool});
        storage->setUsersDemand(&viewer, true);
        const VolumeRef shown = ref(u"shown.qcow2"_s);
        QTRY_VERIFY(storage->knownUsers(shown));
        QVERIFY(storage->knownUsers(shown)->machines.isEmpty());
        QVERIFY(defineMachine(u"one"_s, pathOf(u"shown.qcow2"_s), u"qcow2"_s));
        QTRY_COMPARE(storage->knownUsers(shown)->machines.size(), 1);
        QCOMPARE(storage->knownUsers(shown)->machines.first().name, u"one"_s);
        QVERIFY(daemon.virsh({u"undefine"_s, u"one"_s}).ok());
        QTRY_VERIFY(storage->knownUsers(shown)->machines.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestStorageUsers)
#include "tst_storageusers.moc"
