// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/lane.h"
#include "tests/support/answers.h"
#include "tests/support/rpcproxy.h"
#include "tests/support/storagetest.h"

#include <QFile>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

// The pools of a host, and the lists of what lies in them.
class TestStoragePools : public StorageTest
{
    Q_OBJECT

private Q_SLOTS:
    void poolsAreListedOnceSomebodyAsksAndFollowTheirEvents()
    {
        QVERIFY(!storage->isListed());
        QObject viewer;
        storage->setDemand(&viewer, {});
        QTRY_VERIFY(storage->isListed());
        const auto known = storage->pool(pool);
        QVERIFY(known);
        QCOMPARE(known->name, u"images"_s);
        QCOMPARE(known->type, u"dir"_s);
        QCOMPARE(known->targetPath, folder());
        QCOMPARE(known->state, PoolState::Running);
        QVERIFY(known->capacity > 0 && known->available > 0);
        QVERIFY(daemon.virsh({u"pool-destroy"_s, u"images"_s}).ok());
        QTRY_COMPARE(storage->pool(pool)->state, PoolState::Stopped);
        QVERIFY(daemon.virsh({u"pool-start"_s, u"images"_s}).ok());
        QTRY_COMPARE(storage->pool(pool)->state, PoolState::Running);
        QVERIFY(answerOf(storage->stopPool(pool)));
        QSignalSpy removed(storage, &Storage::poolsRemoved);
        QVERIFY(answerOf(storage->undefinePool(pool)));
        QTRY_COMPARE(removed.count(), 1);
        QVERIFY(storage->pools().isEmpty());
    }

    void aPoolIsStoppedRenamedAndStartedAgain()
    {
        QVERIFY(answerOf(storage->setPoolAutostart(pool, true)));
        QVERIFY(!answerOf(storage->renamePool(pool, u"renamed"_s))); // it runs
        QVERIFY(answerOf(storage->stopPool(pool)));
        const auto renamed = answerOf(storage->renamePool(pool, u"renamed"_s));
        QVERIFY2(renamed, qPrintable(whyNot(renamed)));
        QObject viewer;
        storage->setDemand(&viewer, {});
        QTRY_VERIFY(storage->pool(pool));
        QTRY_COMPARE(storage->pool(pool)->name, u"renamed"_s);
        QTRY_VERIFY(storage->pool(pool)->autostart);
        QVERIFY(answerOf(storage->startPool(pool)));
        QTRY_COMPARE(storage->pool(pool)->state, PoolState::Running);
    }

    void aPoolThatCannotStartIsUndefinedAgain()
    {
        const auto made = answerOf(storage->createPool(
            {.name = u"second"_s, .type = u"dir"_s, .targetPath = u"/nowhere/at/all"_s}));
        QVERIFY(!made);
        QVERIFY(!made.error().summary.isEmpty());
        QVERIFY(!daemon.virsh({u"pool-info"_s, u"second"_s}).ok());
        const auto again = answerOf(
            storage->createPool({.name = u"images"_s, .type = u"dir"_s, .targetPath = folder()}));
        QVERIFY(!again); // the name is taken
    }

    void theHostTellsWhichPoolsItCanHave()
    {
        const auto all = answerOf(storage->poolCapabilities());
        QVERIFY2(all, qPrintable(whyNot(all)));
        bool folders = false;
        for (const PoolCapability &one : *all)
            folders |=
                one.type == "dir"_L1 && one.supported && one.volumeFormats.contains(u"qcow2"_s);
        QVERIFY(folders);
    }

    void tenThousandVolumesAreListedInOneCall()
    {
        connection.reset();
        QVERIFY(waitForWorkers(30'000));
        for (int i = 0; i < 10'000; ++i) {
            QFile file(pathOf(u"v%1.img"_s.arg(i, 5, 10, QChar(u'0'))));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(512));
        }
        QVERIFY(daemon.virsh({u"pool-refresh"_s, u"images"_s}).ok());
        RpcProxy proxy;
        QVERIFY(proxy.start(daemon.socket()));
        connection = opened(daemon.uri(proxy.socket()));
        storage = connection->storage();
        QTRY_VERIFY(!connection->host().driver.isEmpty());
        QVERIFY(proxy.forget());
        QObject viewer;
        QSignalSpy listed(storage, &Storage::volumesListed);
        storage->setDemand(&viewer, {pool});
        QVERIFY(listed.wait(30'000));
        QCOMPARE(storage->volumes(pool).size(), 10'000);
        constexpr int listVolumesCall = 282; // REMOTE_PROC_STORAGE_POOL_LIST_ALL_VOLUMES
        QCOMPARE(proxy.traffic().byProcedure.value(listVolumesCall), 1);
        // Those on screen are read before the rest.
        QList<VolumeRef> screen;
        for (int i = 9'900; i < 9'940; ++i)
            screen.append(ref(u"v%1.img"_s.arg(i, 5, 10, QChar(u'0'))));
        storage->describeFirst(screen);
        QTRY_VERIFY_WITH_TIMEOUT(storage->volume(screen.last())->described, 30'000);
        int described = 0;
        const auto all = storage->volumes(pool);
        for (const StorageVolume &volume : all)
            described += int(volume.described);
        QVERIFY2(described < 9'000, qPrintable(QString::number(described)));
        // Nobody looks any more: nothing more is read.
        storage->releaseDemand(&viewer);
        QVERIFY(storage->volumes(pool).isEmpty());
        connection.reset();
        proxy.quit();
    }
};

QTEST_GUILESS_MAIN(TestStoragePools)
#include "tst_storagepools.moc"
