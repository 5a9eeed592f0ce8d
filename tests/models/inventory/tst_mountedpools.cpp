// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inventory/connection.h"
#include "models/inventory/lane.h"
#include "models/inventory/storage.h"
#include "models/virt/eventloop.h"
#include "tests/support/answers.h"
#include "tests/support/patience.h"

#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <unistd.h>

using namespace Qt::StringLiterals;

// Pools that a host has to mount or to activate: on a loop device, by a libvirtd of root's with its
// own view of the disks, so that nothing of this computer is touched.
class TestMountedPools : public QObject
{
    Q_OBJECT

    QTemporaryDir folder;
    QProcess daemon;
    std::unique_ptr<EventLoop> eventLoop;
    std::unique_ptr<Connection> connection;
    Storage *storage = nullptr;
    QString device;

    // Its output; nothing when it failed.
    static std::optional<QString> run(const QString &program, const QStringList &arguments)
    {
        QProcess process;
        QSignalSpy finished(&process, &QProcess::finished);
        process.start(program, arguments);
        if (!finished.wait(patience) || process.exitCode() != 0)
            return {};
        return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
    }
    void attachLoopDevice()
    {
        const QString image = folder.filePath(u"disk"_s);
        QFile::remove(image);
        QFile file(image);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(64 * 1024 * 1024));
        device = run(u"/usr/sbin/losetup"_s, {u"--find"_s, u"--show"_s, image}).value_or(QString());
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (geteuid() != 0)
            QSKIP("only root's libvirtd can mount");
        eventLoop = std::make_unique<EventLoop>();
        daemon.setProcessChannelMode(QProcess::MergedChannels);
        daemon.start(u"/usr/bin/unshare"_s,
                     {u"--mount"_s,
                      QStringLiteral(GUESTHOUSE_SOURCE_DIR "/tests/support/lxc-daemon.sh"),
                      folder.path()});
        const QString socket = folder.path() + u"/run/libvirt-sock"_s;
        QVERIFY(QTest::qWaitFor(
            [&] { return QFile::exists(socket) || daemon.state() == QProcess::NotRunning; },
            patience));
        if (daemon.state() == QProcess::NotRunning)
            QSKIP("this computer gives nobody a view of the disks of their own (unshare --mount)");
        connection = std::make_unique<Connection>(ConnectionConfig{
            .id = QUuid::createUuid(), .uri = u"qemu+unix:///system?socket="_s + socket});
        connection->open();
        QTRY_COMPARE_WITH_TIMEOUT(connection->status().state, ConnectionState::Connected, patience);
        storage = connection->storage();
    }
    void init()
    {
        attachLoopDevice();
        if (device.isEmpty())
            QSKIP("this computer has no loop device to give (losetup)");
    }
    void cleanup()
    {
        if (!device.isEmpty())
            run(u"/usr/sbin/losetup"_s, {u"--detach"_s, device});
        device.clear();
    }
    void cleanupTestCase()
    {
        connection.reset();
        QVERIFY(waitForWorkers(30'000));
        if (daemon.state() == QProcess::NotRunning)
            return;
        daemon.terminate();
        QVERIFY(
            QTest::qWaitFor([this] { return daemon.state() == QProcess::NotRunning; }, patience));
    }

    void aFileSystemIsMadeMountedAndNeverMadeOver()
    {
        PoolSpec spec{.name = u"disk"_s,
                      .type = u"fs"_s,
                      .targetPath = folder.filePath(u"mounted"_s),
                      .devices = {device},
                      .format = u"ext4"_s,
                      .build = true,
                      .autostart = false};
        const auto pool = answerOf(storage->createPool(spec));
        QVERIFY2(pool, qPrintable(whyNot(pool)));
        const auto made = answerOf(storage->createVolume(
            *pool, {.name = u"a.qcow2"_s, .format = u"qcow2"_s, .capacity = 1024 * 1024}));
        QVERIFY2(made, qPrintable(whyNot(made)));
        QCOMPARE(made->path, spec.targetPath + u"/a.qcow2"_s);
        QVERIFY(!QFile::exists(made->path)); // in the daemon's view alone
        // Stopped, it is not mounted: its device can be read, and is not formatted again.
        QVERIFY(answerOf(storage->stopPool(*pool)));
        QVERIFY(!answerOf(storage->buildPool(*pool)));
        const auto started = answerOf(storage->startPool(*pool));
        QVERIFY2(started, qPrintable(whyNot(started)));
        QVERIFY(answerOf(storage->readVolume({*pool, u"a.qcow2"_s})));
        QVERIFY(answerOf(storage->stopPool(*pool)));
        QVERIFY(answerOf(storage->undefinePool(*pool)));
        // A second pool of the same disk does not make its file system anew, and leaves nothing.
        spec.name = u"again"_s;
        QVERIFY(!answerOf(storage->createPool(spec)));
        // Without being built, it has what the first had.
        spec.build = false;
        const auto again = answerOf(storage->createPool(spec));
        QVERIFY2(again, qPrintable(whyNot(again)));
        QVERIFY(answerOf(storage->readVolume({*again, u"a.qcow2"_s})));
        QVERIFY(answerOf(storage->stopPool(*again)));
        QVERIFY(answerOf(storage->undefinePool(*again)));
    }

    void aVolumeGroupIsMadeOfADisk()
    {
        const QString lvm = u"/usr/sbin/lvm"_s;
        if (!QFile::exists(lvm))
            QSKIP("the package lvm2 is not installed");
        if (!run(u"/usr/sbin/dmsetup"_s, {u"version"_s}))
            QSKIP("this computer has no device mapper (dmsetup version)");
        const QString group = u"guesthouse-%1"_s.arg(QCoreApplication::applicationPid());
        const auto pool = answerOf(storage->createPool({.name = u"group"_s,
                                                        .type = u"logical"_s,
                                                        .targetPath = u"/dev/"_s + group,
                                                        .devices = {device},
                                                        .sourceName = group,
                                                        .format = u"lvm2"_s,
                                                        .build = true,
                                                        .autostart = false}));
        QVERIFY2(pool, qPrintable(whyNot(pool)));
        const auto made = answerOf(storage->createVolume(
            *pool, {.name = u"a"_s, .capacity = 8 * 1024 * 1024, .allocation = 8 * 1024 * 1024}));
        QVERIFY2(made, qPrintable(whyNot(made)));
        QCOMPARE(made->type, VolumeType::Block);
        QVERIFY(answerOf(storage->deleteVolumes({made->ref()})));
        QVERIFY(answerOf(storage->stopPool(*pool)));
        QVERIFY(answerOf(storage->deletePoolContents(*pool)));
        QVERIFY(answerOf(storage->undefinePool(*pool)));
    }
};

QTEST_GUILESS_MAIN(TestMountedPools)
#include "tst_mountedpools.moc"
