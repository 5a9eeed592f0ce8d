// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/storagetest.h"

#include "models/inventory/lane.h"
#include "tests/support/answers.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

bool StorageTest::run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QSignalSpy finished(&process, &QProcess::finished);
    process.start(program, arguments);
    return finished.wait(60'000) && process.exitCode() == 0;
}

QByteArray StorageTest::checksum(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    return file.open(QIODevice::ReadOnly) && hash.addData(&file) ? hash.result() : QByteArray();
}

bool StorageTest::writeSample(const QString &path, qint64 size)
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

bool StorageTest::anybodyMayRead(const QString &path)
{
    return QFile::setPermissions(path, QFile::Permissions(0x6666));
}

std::unique_ptr<Connection> StorageTest::opened(const QString &uri)
{
    auto fresh = std::make_unique<Connection>(
        ConnectionConfig{.id = QUuid::createUuid(), .uri = uri.isEmpty() ? daemon.uri() : uri});
    fresh->open();
    [&] { QTRY_COMPARE(fresh->status().state, ConnectionState::Connected); }();
    return fresh;
}

Result<StorageVolume> StorageTest::make(const QString &name, const QString &format, quint64 size,
                                        const QString &backing, const QString &backingFormat)
{
    return answerOf(storage->createVolume(pool, {.name = name,
                                                 .format = format,
                                                 .capacity = size,
                                                 .backingPath = backing,
                                                 .backingFormat = backingFormat}));
}

bool StorageTest::defineMachine(const QString &name, const QString &disk, const QString &format)
{
    const QByteArray xml = u"<domain type='qemu'><name>%1</name><memory unit='MiB'>16</memory>"
                           "<os><type arch='x86_64'>hvm</type></os><devices>"
                           "<disk type='file' device='disk'><driver name='qemu' type='%2'/>"
                           "<source file='%3'/><target dev='vda' bus='virtio'/></disk>"
                           "</devices></domain>"_s.arg(name, format, disk)
                               .toUtf8();
    return daemon.define(xml).ok();
}

void StorageTest::initTestCase()
{
    eventLoop = std::make_unique<EventLoop>();
    QVERIFY2(daemon.start(), qPrintable(daemon.errorString()));
}

void StorageTest::init()
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

void StorageTest::cleanup()
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

void StorageTest::cleanupTestCase()
{
    daemon.quit();
    eventLoop.reset();
}
