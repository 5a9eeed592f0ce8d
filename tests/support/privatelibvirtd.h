// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QStringList>

// What an independent `virsh` answered.
struct VirshAnswer
{
    int status = -1;
    QString output = {};
    QString error = {};

    bool ok() const { return status == 0; }
};

// An unprivileged libvirtd of the test's own (app/demo/private_libvirtd.py), with no machine but
// the test driver's. It goes with its guests and files when this object does, and also when the
// test crashes. GUI thread; every wait lets events through.
class PrivateLibvirtd
{
public:
    PrivateLibvirtd();
    ~PrivateLibvirtd();
    Q_DISABLE_COPY_MOVE(PrivateLibvirtd)

    bool start(); // true when it answers; errorString() tells why not
    // The same, and its guests' consoles have TLS (VNC's nothing else), with a certificate for
    // localhost that caFile() vouches for and otherCaFile() does not.
    bool startWithTls();
    QString caFile() const { return m_folder + QStringLiteral("/tls/ca-cert.pem"); }
    QString otherCaFile() const { return m_folder + QStringLiteral("/tls/other-ca-cert.pem"); }
    QString errorString() const { return m_error; }
    void quit(); // ends all and waits for it

    // The folder that its account may read: for kernels, disks and logs.
    QString folder() const { return m_folder; }
    QString socket() const;
    // The daemon's QEMU driver, at its own socket or at a proxy's.
    QString uri(const QString &socket = {}) const;
    // The daemon's test driver: shared by all who connect, with an event loop and keep-alives,
    // which test:///default lacks. Its machines are reset when the last one disconnects.
    QString testDriverUri(const QString &socket = {}) const;
    // The same with a private copy of a node file (see nodefile.h) for each connection.
    QString nodeUri(const QString &nodeFile, const QString &socket = {}) const;

    qint64 pid() const { return m_pid; }
    bool kill();    // SIGKILL; its guests live on. True when it is gone.
    bool restart(); // after kill()
    void stop();    // SIGSTOP: the socket stays open and nothing answers
    void cont();

    // Runs virsh on uri(), or on another one, as a process of its own.
    VirshAnswer virsh(const QStringList &arguments, const QString &uri = {}) const;
    // Defines a machine by its XML, as `virsh define OPTIONS`.
    VirshAnswer define(const QByteArray &xml, const QStringList &options = {}) const;
    // A running pool of the files in folder()/`name`, which is made for it and open to all. `pool`:
    // what it is called, if not like that.
    bool addPool(const QString &name, const QString &pool = {}) const;
    // Many virsh commands in one process; false when one failed.
    bool virshScript(const QByteArray &commands, const QString &uri = {}) const;

private:
    bool waitForLine(const QByteArray &first);

    QProcess m_keeper;
    QString m_folder, m_error;
    qint64 m_pid = 0;
};
