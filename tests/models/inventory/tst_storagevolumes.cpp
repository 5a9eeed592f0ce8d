// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/journal.h"
#include "tests/support/answers.h"
#include "tests/support/storagetest.h"

#include <QDir>
#include <QFile>
#include <QScopeGuard>

#include <unistd.h>

using namespace Qt::StringLiterals;

// What is made of volumes on the host itself.
class TestStorageVolumes : public StorageTest
{
    Q_OBJECT

private Q_SLOTS:
    void aNewVolumeAppearsAndIsDescribed()
    {
        QObject viewer;
        storage->setDemand(&viewer, {pool});
        QTRY_VERIFY(storage->isListed(pool));
        const auto made = make(u"a.qcow2"_s, u"qcow2"_s, 64 * mib);
        QVERIFY2(made, qPrintable(whyNot(made)));
        QCOMPARE(made->compat, u"1.1"_s);
        QTRY_VERIFY(storage->volume(ref(u"a.qcow2"_s)));
        QTRY_VERIFY(storage->volume(ref(u"a.qcow2"_s))->described);
        const StorageVolume volume = *storage->volume(ref(u"a.qcow2"_s));
        QCOMPARE(volume.capacity, 64 * mib);
        QCOMPARE(volume.format, u"qcow2"_s);
        QCOMPARE(volume.path, pathOf(u"a.qcow2"_s));
        QVERIFY(volume.physical > 0 && volume.physical < 2 * mib);
        QVERIFY(!make(u"a.qcow2"_s, u"raw"_s, mib)); // never over what is there
        QCOMPARE(answerOf(storage->readVolume(ref(u"a.qcow2"_s)))->format, u"qcow2"_s);
        QCOMPARE(answerOf(storage->volumeByPath(pathOf(u"a.qcow2"_s)))->ref(), ref(u"a.qcow2"_s));
    }

    void aFileThatThePoolHasNotSeenIsNotOverwritten()
    {
        QVERIFY(writeSample(pathOf(u"there.img"_s), mib));
        const QByteArray before = checksum(pathOf(u"there.img"_s));
        QVERIFY(!make(u"there.img"_s, u"raw"_s, mib));
        QVERIFY(!make(u"there.img"_s, u"qcow2"_s, mib));
        QVERIFY(make(u"source"_s, u"raw"_s, mib));
        QVERIFY(!answerOf(
            storage->copyVolume(ref(u"source"_s), pool, {.name = u"there.img"_s}).future));
        QVERIFY(writeSample(localFile(u"up"_s), mib));
        QVERIFY(!answerOf(storage->uploadVolume(pool, u"there.img"_s, localFile(u"up"_s)).future));
        QCOMPARE(checksum(pathOf(u"there.img"_s)), before);
    }

    void aCopyHasTheContentsOfTheWholeChain()
    {
        QVERIFY(writeSample(localFile(u"base.raw"_s), 8 * qint64(mib)));
        QVERIFY(
            answerOf(storage->uploadVolume(pool, u"base.raw"_s, localFile(u"base.raw"_s)).future));
        const auto top = make(u"top.qcow2"_s, u"qcow2"_s, 0, pathOf(u"base.raw"_s), u"raw"_s);
        QVERIFY2(top, qPrintable(whyNot(top)));
        QCOMPARE(top->backingPath, pathOf(u"base.raw"_s));
        const auto copy = storage->copyVolume(ref(u"top.qcow2"_s), pool,
                                              {.name = u"copy.raw"_s, .format = u"raw"_s});
        const auto made = answerOf(copy.future);
        QVERIFY2(made, qPrintable(whyNot(made)));
        QCOMPARE(made->format, u"raw"_s);
        QVERIFY(made->backingPath.isEmpty());
        QVERIFY(
            answerOf(storage->downloadVolume(ref(u"copy.raw"_s), localFile(u"copy.raw"_s)).future));
        QCOMPARE(checksum(localFile(u"copy.raw"_s)), checksum(localFile(u"base.raw"_s)));
    }

    void aCanceledCopyIsGoneWhenTheHostHasFinishedIt()
    {
        QVERIFY(writeSample(localFile(u"in"_s), 8 * qint64(mib)));
        QVERIFY(answerOf(storage->uploadVolume(pool, u"a"_s, localFile(u"in"_s)).future));
        const auto copy =
            storage->copyVolume(ref(u"a"_s), pool, {.name = u"b"_s, .format = u"qcow2"_s});
        QVERIFY(copy.cancelable);
        copy.progress->cancel();
        const auto made = answerOf(copy.future);
        QVERIFY(!made);
        QCOMPARE(made.error().kind, Error::Kind::Canceled);
        QVERIFY(!QFile::exists(pathOf(u"b"_s)));
        QVERIFY(QFile::exists(pathOf(u"a"_s)));
    }

    void aVolumeIsRenamedWhileNobodyUsesItAndNeverOverAnother()
    {
        QVERIFY(make(u"old.qcow2"_s, u"qcow2"_s, 4 * mib));
        QVERIFY(make(u"other.qcow2"_s, u"qcow2"_s, 4 * mib));
        const QByteArray before = checksum(pathOf(u"old.qcow2"_s)),
                         other = checksum(pathOf(u"other.qcow2"_s));
        QVERIFY(!answerOf(storage->renameVolume(ref(u"old.qcow2"_s), u"other.qcow2"_s)));
        QVERIFY(writeSample(pathOf(u"unseen"_s), 4096)); // the pool does not know of it
        QVERIFY(!answerOf(storage->renameVolume(ref(u"old.qcow2"_s), u"unseen"_s)));
        QVERIFY(!answerOf(storage->renameVolume(ref(u"old.qcow2"_s), u"a/b"_s)));
        QVERIFY(defineMachine(u"one"_s, pathOf(u"old.qcow2"_s), u"qcow2"_s));
        const auto used = answerOf(storage->renameVolume(ref(u"old.qcow2"_s), u"new.qcow2"_s));
        QVERIFY(!used);
        QCOMPARE(used.error().kind, Error::Kind::Busy);
        QVERIFY(daemon.virsh({u"undefine"_s, u"one"_s}).ok());
        const auto renamed = answerOf(storage->renameVolume(ref(u"old.qcow2"_s), u"new.qcow2"_s));
        QVERIFY2(renamed, qPrintable(whyNot(renamed)));
        QCOMPARE(answerOf(storage->readVolume(ref(u"new.qcow2"_s)))->format, u"qcow2"_s);
        QVERIFY(!QFile::exists(pathOf(u"old.qcow2"_s)));
        QCOMPARE(checksum(pathOf(u"new.qcow2"_s)), before);
        QCOMPARE(checksum(pathOf(u"other.qcow2"_s)), other);
    }

    void aFullDiskIsToldAndLeavesNothing()
    {
        if (geteuid() != 0)
            QSKIP("A small file system needs root to be mounted.");
        const QString small = daemon.folder() + "/small"_L1;
        QVERIFY(QDir().mkpath(small));
        if (!run(u"/usr/bin/mount"_s,
                 {u"-t"_s, u"tmpfs"_s, u"-o"_s, u"size=4m,mode=777"_s, u"tmpfs"_s, small}))
            QSKIP("Mounting is not permitted here.");
        const auto unmount = qScopeGuard([&] { run(u"/usr/bin/umount"_s, {u"-l"_s, small}); });
        auto journal = std::make_shared<Journal>(localFile(u"journal"_s));
        storage->setJournal(journal);
        const auto second = answerOf(storage->createPool(
            {.name = u"second"_s, .type = u"dir"_s, .targetPath = small, .autostart = false}));
        QVERIFY2(second, qPrintable(whyNot(second)));
        QFile file(localFile(u"in"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.write(QByteArray(8 * int(mib), 'x')) > 0);
        file.close();
        const auto empty = [&](const Error &error) {
            return !error.summary.isEmpty() && journal->open().isEmpty()
                   && QDir(small).entryList(QDir::Files).isEmpty();
        };
        const auto sent = answerOf(storage->uploadVolume(*second, u"up"_s, file.fileName()).future);
        QVERIFY(!sent && empty(sent.error()));
        QVERIFY(answerOf(storage->uploadVolume(pool, u"a"_s, file.fileName()).future));
        const auto copied = answerOf(
            storage->copyVolume(ref(u"a"_s), *second, {.name = u"copy"_s, .format = u"raw"_s})
                .future);
        QVERIFY(!copied);
        QVERIFY2(empty(copied.error()), qPrintable(QDir(small).entryList(QDir::Files).join(u' ')));
        const auto made = answerOf(storage->createVolume(
            *second,
            {.name = u"full"_s, .format = u"raw"_s, .capacity = 8 * mib, .allocation = 8 * mib}));
        QVERIFY(!made);
        QVERIFY2(empty(made.error()), qPrintable(QDir(small).entryList(QDir::Files).join(u' ')));
        QVERIFY(answerOf(storage->stopPool(*second)));
    }

    void aVolumeGrowsAndShrinksOnlyWhenAskedByName()
    {
        QVERIFY(make(u"a"_s, u"raw"_s, 4 * mib));
        QVERIFY(answerOf(storage->resizeVolume(ref(u"a"_s), 8 * mib, Storage::Resize::Grow)));
        QCOMPARE(answerOf(storage->readVolume(ref(u"a"_s)))->capacity, 8 * mib);
        QVERIFY(!answerOf(storage->resizeVolume(ref(u"a"_s), 2 * mib, Storage::Resize::Grow)));
        QCOMPARE(answerOf(storage->readVolume(ref(u"a"_s)))->capacity, 8 * mib);
        const auto shrunk =
            answerOf(storage->resizeVolume(ref(u"a"_s), 2 * mib, Storage::Resize::Shrink));
        QVERIFY2(shrunk, qPrintable(whyNot(shrunk)));
        QCOMPARE(answerOf(storage->readVolume(ref(u"a"_s)))->capacity, 2 * mib);
    }

    void wipingLeavesZeros()
    {
        QVERIFY(writeSample(localFile(u"in"_s), qint64(mib)));
        QVERIFY(answerOf(storage->uploadVolume(pool, u"w"_s, localFile(u"in"_s)).future));
        const auto wiped = answerOf(storage->wipeVolume(ref(u"w"_s)).future);
        QVERIFY2(wiped, qPrintable(whyNot(wiped)));
        QCOMPARE(*answerOf(storage->peekVolume(ref(u"w"_s), 0, 16)), QByteArray(16, '\0'));
    }

    void theDaemonsEndInTheMiddleOfACopyIsToldAsALostLink()
    {
        QVERIFY(writeSample(localFile(u"in"_s), 8 * qint64(mib)));
        QVERIFY(answerOf(storage->uploadVolume(pool, u"a"_s, localFile(u"in"_s)).future));
        const auto copy =
            storage->copyVolume(ref(u"a"_s), pool, {.name = u"b"_s, .format = u"qcow2"_s});
        daemon.stop();
        QVERIFY(daemon.kill());
        const auto made = answerOf(copy.future);
        if (!made)
            QCOMPARE(made.error().kind, Error::Kind::Lost);
        QVERIFY(daemon.restart());
        QTRY_COMPARE_WITH_TIMEOUT(connection->status().state, ConnectionState::Connected, 60'000);
        QCOMPARE(checksum(pathOf(u"a"_s)).size(), 32);
    }
};

QTEST_GUILESS_MAIN(TestStorageVolumes)
#include "tst_storagevolumes.moc"
