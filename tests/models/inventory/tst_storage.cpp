// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/connection.h"
#include "models/inventory/journal.h"
#include "models/inventory/lane.h"
#include "models/inventory/storage.h"
#include "models/virt/eventloop.h"
#include "tests/support/privatelibvirtd.h"
#include "tests/support/rpcproxy.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 mib = 1024 * 1024;

template <class T>
T answerOf(const QFuture<T> &future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 60'000))
        return T(tl::unexpected(Error{.summary = u"no answer came"_s}));
    return future.result();
}

template <class T>
QString whyNot(const Result<T> &result)
{
    return result ? QString()
                  : result.error().summary + u'|' + result.error().detail + u'|'
                        + result.error().advice;
}

bool run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QSignalSpy finished(&process, &QProcess::finished);
    process.start(program, arguments);
    return finished.wait(60'000) && process.exitCode() == 0;
}

QByteArray checksum(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    return file.open(QIODevice::ReadOnly) && hash.addData(&file) ? hash.result() : QByteArray();
}

// Noise, a hole in the middle, noise at the end.
bool writeSample(const QString &path, qint64 size)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.resize(size))
        return false;
    QByteArray noise(qMin<qint64>(size / 4, qint64(mib)), Qt::Uninitialized);
    for (char &c : noise)
        c = char(QRandomGenerator::global()->bounded(256));
    return file.write(noise) == noise.size() && file.seek(size - noise.size())
           && file.write(noise) == noise.size();
}

// What qemu-img says of a file that it cannot open.
QJsonObject imageInfo(const QString &path)
{
    QProcess process;
    QSignalSpy finished(&process, &QProcess::finished);
    process.start(u"/usr/bin/qemu-img"_s, {u"info"_s, u"-U"_s, u"--output=json"_s, path});
    return finished.wait(60'000) ? QJsonDocument::fromJson(process.readAllStandardOutput()).object()
                                 : QJsonObject();
}

// Whether the passphrase, in a file as qemu-img wants it, opens an encrypted image.
bool opensWith(const QString &path, const QString &format, const QString &passphrase)
{
    QTemporaryFile secret;
    if (!secret.open() || secret.write(passphrase.toUtf8()) <= 0 || !secret.flush())
        return false;
    const QString image =
        format == "qcow2"_L1
            ? u"driver=qcow2,file.filename=%1,encrypt.key-secret=s,encrypt.format=luks"_s.arg(path)
            : u"driver=luks,file.filename=%1,key-secret=s"_s.arg(path);
    QProcess process;
    QSignalSpy finished(&process, &QProcess::finished);
    // A copy reads the contents, for which the key is needed.
    process.start(u"/usr/bin/qemu-img"_s,
                  {u"convert"_s, u"--object"_s, u"secret,id=s,file="_s + secret.fileName(),
                   u"--image-opts"_s, image, u"-O"_s, u"raw"_s, secret.fileName() + u".raw"_s});
    const bool done = finished.wait(60'000) && process.exitCode() == 0;
    QFile::remove(secret.fileName() + u".raw"_s);
    return done;
}

} // namespace

// Real pools, files and machines of a private session daemon.
class TestStorage : public QObject
{
    Q_OBJECT

    std::unique_ptr<EventLoop> eventLoop;
    PrivateLibvirtd daemon;
    std::unique_ptr<Connection> connection;
    Storage *storage = nullptr;
    QUuid pool;
    std::unique_ptr<QTemporaryDir> local;

    QString folder() const { return daemon.folder() + "/images"_L1; }
    QString pathOf(const QString &name) const { return folder() + u'/' + name; }
    QString localFile(const QString &name) const { return local->filePath(name); }
    VolumeRef ref(const QString &name) const { return {pool, name}; }

    std::unique_ptr<Connection> opened(const QString &uri = {})
    {
        auto fresh = std::make_unique<Connection>(
            ConnectionConfig{.id = QUuid::createUuid(), .uri = uri.isEmpty() ? daemon.uri() : uri});
        fresh->open();
        [&] { QTRY_COMPARE(fresh->status().state, ConnectionState::Connected); }();
        return fresh;
    }
    Result<StorageVolume> make(const QString &name, const QString &format, quint64 size,
                               const QString &backing = {}, const QString &backingFormat = {})
    {
        return answerOf(storage->createVolume(pool, {.name = name,
                                                     .format = format,
                                                     .capacity = size,
                                                     .backingPath = backing,
                                                     .backingFormat = backingFormat}));
    }
    // QEMU measures the processor before it derives a key, and gives up on one that is busy: about
    // one time in eight with 7.2. That says nothing of us.
    Result<StorageVolume> makeEncrypted(const QString &name, const QString &format,
                                        const QUuid &secret)
    {
        Result<StorageVolume> made = tl::unexpected(Error());
        for (int attempt = 0; attempt < 20 && !made; ++attempt) {
            made = answerOf(storage->createVolume(
                pool,
                {.name = name, .format = format, .capacity = 4 * mib, .encryptionSecret = secret}));
            if (!made && !made.error().detail.contains("accurate CPU usage"_L1))
                break;
        }
        return made;
    }
    // A machine with this disk, by virsh.
    bool defineMachine(const QString &name, const QString &disk, const QString &format)
    {
        const QByteArray xml = u"<domain type='qemu'><name>%1</name><memory unit='MiB'>16</memory>"
                               "<os><type arch='x86_64'>hvm</type></os><devices>"
                               "<disk type='file' device='disk'><driver name='qemu' type='%2'/>"
                               "<source file='%3'/><target dev='vda' bus='virtio'/></disk>"
                               "</devices></domain>"_s.arg(name, format, disk)
                                   .toUtf8();
        QFile file(daemon.folder() + u'/' + name + ".xml"_L1);
        return file.open(QIODevice::WriteOnly) && file.write(xml) == xml.size()
               && (file.close(), daemon.virsh({u"define"_s, file.fileName()}).ok());
    }
    bool anybodyMayRead(const QString &path)
    {
        return QFile::setPermissions(path, QFile::Permissions(0x6666));
    }

private Q_SLOTS:
    void initTestCase()
    {
        eventLoop = std::make_unique<EventLoop>();
        QVERIFY2(daemon.start(), qPrintable(daemon.errorString()));
    }

    void init()
    {
        QVERIFY(QDir().mkpath(folder()));
        QVERIFY(QFile::setPermissions(folder(), QFile::Permissions(0x7777)));
        local = std::make_unique<QTemporaryDir>();
        connection = opened();
        storage = connection->storage();
        const auto made = answerOf(storage->createPool(
            {.name = u"images"_s, .type = u"dir"_s, .targetPath = folder(), .autostart = false}));
        QVERIFY2(made, qPrintable(whyNot(made)));
        pool = *made;
    }

    void cleanup()
    {
        for (const QString &machine : {u"one"_s, u"two"_s}) {
            daemon.virsh({u"destroy"_s, machine});
            daemon.virsh({u"undefine"_s, machine, u"--snapshots-metadata"_s});
        }
        connection.reset();
        for (const QString &name : {u"images"_s, u"second"_s, u"renamed"_s}) {
            daemon.virsh({u"pool-destroy"_s, name});
            daemon.virsh({u"pool-undefine"_s, name});
        }
        QVERIFY(waitForWorkers(30'000));
        QDir(folder()).removeRecursively();
        // What the daemon's account owns, it removes itself.
        QVERIFY(!QFile::exists(folder()) || QDir(folder()).isEmpty()
                || run(u"/usr/bin/rm"_s, {u"-rf"_s, folder()}));
    }

    void cleanupTestCase()
    {
        daemon.quit();
        eventLoop.reset();
    }

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

    void anEncryptedVolumeIsOpenedByASecretMadeHereThatNobodyReadsBack()
    {
        const auto passphrase = u"nobody reads this: ü"_s;
        const SecretSpec spec{.usage = SecretUsage::Volume,
                              .usageId = pathOf(u"safe.qcow2"_s),
                              .description = u"of <b> & the safe"_s};
        const auto made =
            answerOf(storage->createSecret(spec, secretValue(spec.usage, passphrase)));
        QVERIFY2(made, qPrintable(whyNot(made)));
        const auto listed = answerOf(storage->secrets());
        QVERIFY2(listed, qPrintable(whyNot(listed)));
        QCOMPARE(*listed, QList<HostSecret>{*made});
        QCOMPARE(made->description, spec.description);
        const QString uuid = made->uuid.toString(QUuid::WithoutBraces);
        // Private: not even virsh gets it.
        QVERIFY(!daemon.virsh({u"secret-get-value"_s, uuid}).ok());
        QVERIFY(daemon.virsh({u"secret-dumpxml"_s, uuid}).output.contains("private='yes'"_L1));
        // A second one for the same is refused, and one whose value cannot be is not made.
        QVERIFY(!answerOf(storage->createSecret(spec, secretValue(spec.usage, u"x"_s))));
        SecretSpec other = spec;
        other.usageId = u"other"_s;
        QVERIFY(!answerOf(storage->createSecret(other, {})));
        QCOMPARE(answerOf(storage->secrets())->size(), 1);

        for (const QString &format : {u"qcow2"_s, u"raw"_s}) {
            const QString name = u"safe."_s + format;
            const auto volume = makeEncrypted(name, format, made->uuid);
            QVERIFY2(volume, qPrintable(whyNot(volume)));
            QCOMPARE(volume->encryption, u"luks"_s);
            QCOMPARE(volume->secret, made->uuid);
            // The file itself says so to somebody who knows nothing of libvirt, and opens with the
            // passphrase alone.
            QVERIFY(anybodyMayRead(pathOf(name)));
            const QJsonObject info = imageInfo(pathOf(name));
            if (format == "qcow2"_L1) {
                QCOMPARE(info.value("encrypted"_L1).toBool(), true);
                const QJsonObject specific =
                    info.value("format-specific"_L1)["data"_L1]["encrypt"_L1].toObject();
                QCOMPARE(specific.value("format"_L1).toString(), u"luks"_s);
            } else {
                QCOMPARE(info.value("format"_L1).toString(), u"luks"_s);
            }
            QVERIFY(opensWith(pathOf(name), format, passphrase));
        }

        QVERIFY(!opensWith(pathOf(u"safe.qcow2"_s), u"qcow2"_s, u"something else"_s));
        QVERIFY(answerOf(storage->deleteSecret(made->uuid)));
        QVERIFY(answerOf(storage->deleteSecret(made->uuid))); // gone already
        QVERIFY(answerOf(storage->secrets())->isEmpty());
        const auto without =
            answerOf(storage->createVolume(pool, {.name = u"no.qcow2"_s,
                                                  .format = u"qcow2"_s,
                                                  .capacity = mib,
                                                  .encryptionSecret = made->uuid}));
        QVERIFY(!without);
        QVERIFY(!QFile::exists(pathOf(u"no.qcow2"_s)));
    }

    void secretsOfEveryUsageAreTakenByTheHost()
    {
        const QByteArray key = "AQBkeyOfCephAAAAAAAAAA==";
        for (const SecretUsage usage : {SecretUsage::Volume, SecretUsage::Ceph, SecretUsage::Iscsi,
                                        SecretUsage::Tls, SecretUsage::Vtpm}) {
            const SecretSpec spec{.usage = usage, .usageId = u"what it is for"_s};
            const auto made =
                answerOf(storage->createSecret(spec, secretValue(usage, QString::fromLatin1(key))));
            QVERIFY2(made, qPrintable(whyNot(made)));
        }
        const auto listed = answerOf(storage->secrets());
        QVERIFY(listed);
        QCOMPARE(listed->size(), 5);
        for (const HostSecret &secret : *listed) {
            QCOMPARE(secret.usageId, u"what it is for"_s);
            QVERIFY(secret.usage != SecretUsage::Unknown && secret.usage != SecretUsage::None);
            QVERIFY(answerOf(storage->deleteSecret(secret.uuid)));
        }
        // What Ceph calls a key is base64; other text is none.
        QCOMPARE(secretValue(SecretUsage::Ceph, u" aGVsbG8= "_s).bytes(), QByteArrayView("hello"));
        QVERIFY(secretValue(SecretUsage::Ceph, u"not a key!"_s).isEmpty());
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

QTEST_GUILESS_MAIN(TestStorage)
#include "tst_storage.moc"
