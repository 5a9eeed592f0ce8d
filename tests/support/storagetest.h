// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/inventory/connection.h"
#include "models/inventory/storage.h"
#include "models/virt/eventloop.h"
#include "tests/support/patience.h"
#include "tests/support/privatelibvirtd.h"

#include <QTemporaryDir>

#include <memory>

// What the tests of Storage stand on: real files and machines of a private session daemon, and for
// each test function a connection to it and an empty, running pool “images”. Machines “one” and
// “two” and pools “second” and “renamed” that a test makes are gone after it.
class StorageTest : public QObject
{
    Q_OBJECT

protected:
    static constexpr quint64 mib = 1024 * 1024;

    // Runs a program; whether it succeeded.
    static bool run(const QString &program, const QStringList &arguments);
    // SHA-256; empty when the file cannot be read.
    static QByteArray checksum(const QString &path);
    // Makes a file of `size` bytes: noise, a hole in the middle, noise at the end.
    static bool writeSample(const QString &path, qint64 size);
    static bool anybodyMayRead(const QString &path);

    // Of the pool, and of the files in it.
    QString folder() const { return daemon.folder() + QLatin1String("/images"); }
    QString pathOf(const QString &name) const { return folder() + u'/' + name; }
    VolumeRef ref(const QString &name) const { return {pool, name}; }
    // A file of this computer, outside of all pools.
    QString localFile(const QString &name) const { return local->filePath(name); }

    // A further connection to the daemon, or to what stands between at `uri`.
    std::unique_ptr<Connection> opened(const QString &uri = {});
    // A volume in the pool.
    Result<StorageVolume> make(const QString &name, const QString &format, quint64 size,
                               const QString &backing = {}, const QString &backingFormat = {});
    // A machine with this disk, by virsh.
    bool defineMachine(const QString &name, const QString &disk, const QString &format);

    PrivateLibvirtd daemon;
    std::unique_ptr<Connection> connection;
    Storage *storage = nullptr; // of `connection`
    QUuid pool;

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase();

private:
    std::unique_ptr<EventLoop> eventLoop;
    std::unique_ptr<QTemporaryDir> local;
};
