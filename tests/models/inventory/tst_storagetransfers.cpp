// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/journal.h"
#include "tests/support/answers.h"
#include "tests/support/rpcproxy.h"
#include "tests/support/storagetest.h"

#include <QFile>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

// Volumes that are sent to a host and fetched from it, over links that break, too.
class TestStorageTransfers : public StorageTest
{
    Q_OBJECT

private Q_SLOTS:
    void uploadedAndDownloadedFilesAreTheSameAndHolesStayHoles()
    {
        constexpr qint64 size = 96 * qint64(mib) + 512;
        QVERIFY(writeSample(localFile(u"in"_s), size));
        const auto up = storage->uploadVolume(pool, u"disk.img"_s, localFile(u"in"_s));
        const auto sent = answerOf(up.future);
        QVERIFY2(sent, qPrintable(whyNot(sent)));
        QCOMPARE(sent->physical, quint64(size));
        QVERIFY(sent->allocation < 8 * mib);
        QVERIFY(!sent->incomplete);
        QCOMPARE(up.progress->done(), quint64(size));
        const auto down = storage->downloadVolume(ref(u"disk.img"_s), localFile(u"out"_s));
        const auto got = answerOf(down.future);
        QVERIFY2(got, qPrintable(whyNot(got)));
        QCOMPARE(*got, quint64(size));
        QCOMPARE(checksum(localFile(u"out"_s)), checksum(localFile(u"in"_s)));
        struct stat found;
        QCOMPARE(stat(qPrintable(localFile(u"out"_s)), &found), 0);
        QVERIFY(quint64(found.st_blocks) * 512 < 8 * mib);
        QVERIFY(!QFile::exists(localFile(u"out.part"_s)));
        // A file that is there stays, unless it is to be replaced.
        QVERIFY(!answerOf(storage->downloadVolume(ref(u"disk.img"_s), localFile(u"out"_s)).future));
        QVERIFY(answerOf(
            storage->downloadVolume(ref(u"disk.img"_s), localFile(u"out"_s), true).future));
    }

    void anUploadedImageIsSeenInItsOwnFormat()
    {
        QVERIFY(run(u"/usr/bin/qemu-img"_s, {u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s,
                                             localFile(u"x.qcow2"_s), u"300M"_s}));
        const auto sent =
            answerOf(storage->uploadVolume(pool, u"x.qcow2"_s, localFile(u"x.qcow2"_s)).future);
        QVERIFY2(sent, qPrintable(whyNot(sent)));
        QCOMPARE(sent->format, u"qcow2"_s);
        QCOMPARE(sent->capacity, 300 * mib);
        const auto first = answerOf(storage->peekVolume(ref(u"x.qcow2"_s), 0, 4));
        QVERIFY(first);
        QCOMPARE(*first, QByteArray("QFI\xfb"));
    }

    void aCanceledUploadLeavesNothingBehind()
    {
        auto journal = std::make_shared<Journal>(localFile(u"journal"_s));
        storage->setJournal(journal);
        QVERIFY(writeSample(localFile(u"in"_s), 64 * qint64(mib)));
        const auto up = storage->uploadVolume(pool, u"half.img"_s, localFile(u"in"_s));
        up.progress->cancel();
        const auto sent = answerOf(up.future);
        QVERIFY(!sent);
        QCOMPARE(sent.error().kind, Error::Kind::Canceled);
        QVERIFY(!QFile::exists(pathOf(u"half.img"_s)));
        QVERIFY(journal->open().isEmpty());
        const auto down = [&] {
            return answerOf(
                make(u"whole"_s, u"raw"_s, 8 * mib)
                    ? storage->downloadVolume(ref(u"whole"_s), localFile(u"out"_s)).future
                    : QFuture<Result<quint64>>());
        }();
        QVERIFY2(down, qPrintable(whyNot(down)));
        const auto stopped = storage->downloadVolume(ref(u"whole"_s), localFile(u"not"_s));
        stopped.progress->cancel();
        const auto not1 = answerOf(stopped.future);
        QVERIFY(!not1);
        QVERIFY(!QFile::exists(localFile(u"not"_s)));
        QVERIFY(!QFile::exists(localFile(u"not.part"_s)));
        QVERIFY(journal->open().isEmpty());
    }

    void uploadingOverAVolumeReplacesItsBeginning()
    {
        QVERIFY(writeSample(localFile(u"in"_s), 2 * qint64(mib)));
        QVERIFY(make(u"raw"_s, u"raw"_s, 4 * mib));
        QVERIFY(make(u"small"_s, u"raw"_s, mib));
        QVERIFY(make(u"cow"_s, u"qcow2"_s, 4 * mib));
        const auto sent = answerOf(storage->uploadOver(ref(u"raw"_s), localFile(u"in"_s)).future);
        QVERIFY2(sent, qPrintable(whyNot(sent)));
        QVERIFY(answerOf(storage->downloadVolume(ref(u"raw"_s), localFile(u"out"_s)).future));
        QVERIFY(QFile::resize(localFile(u"out"_s), 2 * qint64(mib)));
        QCOMPARE(checksum(localFile(u"out"_s)), checksum(localFile(u"in"_s)));
        QVERIFY(!answerOf(storage->uploadOver(ref(u"small"_s), localFile(u"in"_s)).future));
        QVERIFY(!answerOf(storage->uploadOver(ref(u"cow"_s), localFile(u"in"_s)).future));
        // One that stops leaves a mark, until it is filled anew or gone.
        QObject viewer;
        storage->setDemand(&viewer, {pool});
        const auto up = storage->uploadOver(ref(u"raw"_s), localFile(u"in"_s));
        up.progress->cancel();
        QVERIFY(!answerOf(up.future));
        QTRY_VERIFY(storage->volume(ref(u"raw"_s)) && storage->volume(ref(u"raw"_s))->incomplete);
        QVERIFY(answerOf(storage->uploadOver(ref(u"raw"_s), localFile(u"in"_s)).future));
        QTRY_VERIFY(!storage->volume(ref(u"raw"_s))->incomplete);
    }

    void anUploadThatStoppedGoesOnWithTheSameFileOnly()
    {
        auto journal = std::make_shared<Journal>(localFile(u"journal"_s));
        RpcProxy proxy;
        QVERIFY(proxy.start(daemon.socket()));
        const auto slow = opened(daemon.uri(proxy.socket()));
        slow->storage()->setJournal(journal);
        // Mostly holes, so that the first confirmed piece is through at once.
        constexpr qint64 size = 600 * qint64(mib);
        QFile file(localFile(u"in"_s));
        QVERIFY(file.open(QIODevice::ReadWrite) && file.resize(size) && file.write("begin") == 5);
        QVERIFY(file.seek(size - 48 * qint64(mib)));
        for (int i = 0; i < 48; ++i)
            QVERIFY(file.write(QByteArray(int(mib), char('a' + i % 26))) > 0);
        file.close();
        const auto up = slow->storage()->uploadVolume(pool, u"half.img"_s, file.fileName());
        const quint64 tail = quint64(size) - 40 * mib;
        QTRY_VERIFY_WITH_TIMEOUT(up.progress->done() > tail || up.future.isFinished(), 60'000);
        QVERIFY(proxy.cut());
        QVERIFY(!answerOf(up.future));
        proxy.quit();

        // The next start of the program.
        const auto again = std::make_shared<Journal>(localFile(u"journal"_s));
        connection =
            std::make_unique<Connection>(ConnectionConfig{.id = slow->id(), .uri = daemon.uri()});
        storage = connection->storage();
        storage->setJournal(again);
        connection->open();
        QTRY_COMPARE(connection->status().state, ConnectionState::Connected);
        QCOMPARE(storage->leftBehind().size(), 1);
        QCOMPARE(storage->leftBehind().first().done, 512 * mib);
        QCOMPARE(storage->incompleteFile(ref(u"half.img"_s)), file.fileName());
        QObject viewer;
        storage->setDemand(&viewer, {pool});
        QTRY_VERIFY(storage->volume(ref(u"half.img"_s))
                    && storage->volume(ref(u"half.img"_s))->incomplete);
        QVERIFY(file.rename(localFile(u"away"_s)) && writeSample(localFile(u"in"_s), size));
        QVERIFY(!answerOf(storage->resumeUpload(ref(u"half.img"_s)).future)); // another file
        QVERIFY(QFile::remove(localFile(u"in"_s)) && file.rename(localFile(u"in"_s)));
        const auto resumed = storage->resumeUpload(ref(u"half.img"_s));
        const auto done = answerOf(resumed.future);
        QVERIFY2(done, qPrintable(whyNot(done)));
        QTRY_VERIFY(!storage->volume(ref(u"half.img"_s))->incomplete);
        QVERIFY(storage->leftBehind().isEmpty());
        QVERIFY(answerOf(storage->downloadVolume(ref(u"half.img"_s), localFile(u"out"_s)).future));
        QCOMPARE(checksum(localFile(u"out"_s)), checksum(localFile(u"in"_s)));
    }

    void aDaemonThatDiesInAnUploadLeavesAMarkedVolume()
    {
        auto journal = std::make_shared<Journal>(localFile(u"journal"_s));
        storage->setJournal(journal);
        RpcProxy proxy;
        QVERIFY(proxy.start(daemon.socket()));
        const auto slow = opened(daemon.uri(proxy.socket()));
        slow->storage()->setJournal(journal);
        QFile file(localFile(u"in"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.write(QByteArray(32 * int(mib), 'x')) > 0);
        file.close();
        QVERIFY(proxy.setLatency(5));
        const auto up = slow->storage()->uploadVolume(pool, u"half.img"_s, file.fileName());
        QTRY_VERIFY(up.progress->done() > 0 || up.future.isFinished());
        QVERIFY(proxy.freeze());
        QVERIFY(proxy.cut());
        const auto sent = answerOf(up.future);
        QVERIFY(!sent);
        QCOMPARE(sent.error().kind, Error::Kind::Lost);
        // The entry outlives the program, and marks the volume until it is deleted.
        QCOMPARE(Journal(localFile(u"journal"_s)).leftBehind().size(), 1);
        QVERIFY(proxy.thaw());
        QTRY_COMPARE_WITH_TIMEOUT(slow->status().state, ConnectionState::Connected, 60'000);
        QObject viewer;
        slow->storage()->setDemand(&viewer, {pool});
        QTRY_VERIFY(slow->storage()->volume(ref(u"half.img"_s)));
        QVERIFY(slow->storage()->volume(ref(u"half.img"_s))->incomplete);
        Result<> deleted = answerOf(slow->storage()->deleteVolumes({ref(u"half.img"_s)}));
        // The daemon may still be ending the stream it lost.
        QVERIFY2(QTest::qWaitFor([&] {
                     return deleted
                            || (deleted =
                                    answerOf(slow->storage()->deleteVolumes({ref(u"half.img"_s)})))
                                   .has_value();
                 }),
                 qPrintable(whyNot(deleted)));
        QVERIFY(journal->open().isEmpty());
        proxy.quit();
    }

    void aDownloadGoesOnWhereTheLinkBroke()
    {
        auto journal = std::make_shared<Journal>(localFile(u"journal"_s));
        RpcProxy proxy;
        QVERIFY(proxy.start(daemon.socket()));
        const auto slow = opened(daemon.uri(proxy.socket()));
        slow->storage()->setJournal(journal);
        QFile file(localFile(u"in"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        for (int i = 0; i < 160; ++i)
            QVERIFY(file.write(QByteArray(int(mib), char(i + 1))) > 0);
        file.close();
        QVERIFY(answerOf(storage->uploadVolume(pool, u"big"_s, file.fileName()).future));
        const auto down = slow->storage()->downloadVolume(ref(u"big"_s), localFile(u"out"_s));
        QTRY_VERIFY_WITH_TIMEOUT(down.progress->done() > 70 * mib || down.future.isFinished(),
                                 60'000);
        QVERIFY(proxy.cut());
        const auto got = answerOf(down.future);
        QVERIFY(!got);
        QCOMPARE(got.error().kind, Error::Kind::Lost);
        QVERIFY(!QFile::exists(localFile(u"out"_s)));
        QVERIFY(QFile::exists(localFile(u"out.part"_s)));
        QTRY_COMPARE_WITH_TIMEOUT(slow->status().state, ConnectionState::Connected, 60'000);
        QVERIFY(proxy.forget());
        const auto again =
            answerOf(slow->storage()->downloadVolume(ref(u"big"_s), localFile(u"out"_s)).future);
        QVERIFY2(again, qPrintable(whyNot(again)));
        QCOMPARE(checksum(localFile(u"out"_s)), checksum(localFile(u"in"_s)));
        QVERIFY(quint64(proxy.traffic().bytesDown) < 120 * mib);
        QVERIFY(journal->open().isEmpty());
        proxy.quit();
    }

    void aDownloadThatFindsNoRoomLeavesNothing()
    {
        auto journal = std::make_shared<Journal>(localFile(u"journal"_s));
        storage->setJournal(journal);
        QVERIFY(writeSample(localFile(u"in"_s), 8 * qint64(mib)));
        QVERIFY(answerOf(storage->uploadVolume(pool, u"a"_s, localFile(u"in"_s)).future));
        // Stands for the full disk: no file of ours may become larger.
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit usual;
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &usual), 0);
        const rlimit small{mib, usual.rlim_max};
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
        const auto got = answerOf(storage->downloadVolume(ref(u"a"_s), localFile(u"out"_s)).future);
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &usual), 0);
        QVERIFY(!got);
        QCOMPARE(got.error().kind, Error::Kind::Failed);
        QVERIFY(!got.error().detail.isEmpty());
        QVERIFY(!QFile::exists(localFile(u"out"_s)));
        QVERIFY(!QFile::exists(localFile(u"out.part"_s)));
        QVERIFY(journal->open().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestStorageTransfers)
#include "tst_storagetransfers.moc"
