// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/filedescriptor.h"
#include "models/core/result.h"

#include <QFuture>
#include <QHash>
#include <QObject>
#include <QPromise>

#include <memory>

// Sockets in a folder that lead through an open ssh connection to addresses as its host sees them.
// One for each address, made when it is first wanted and taken away when nobody has wanted it for
// a while: what was connected through it stays connected.
class SshForwards : public QObject
{
    Q_OBJECT

public:
    // `master`: the control socket of the connection.
    SshForwards(const QString &folder, const QString &master, QObject *parent = nullptr);
    ~SshForwards() override;

    // "127.0.0.1:5900", "[::1]:5900" or the path of a socket.
    QFuture<Result<FileDescriptor>> connectTo(const QString &address);
    // The connection has ended: everything that led through it is gone.
    void reset();
    void setLingerTime(int milliseconds) { m_lingerMs = milliseconds; }

    // How an address is written for ssh's -L; empty when it is none.
    static QString forwardable(const QString &address);

private:
    struct Forward;
    void make(const std::shared_ptr<Forward> &forward);
    void made(const std::shared_ptr<Forward> &forward, const QString &problem);
    void drop(const std::shared_ptr<Forward> &forward);
    class QProcess *tell(const QString &verb, const Forward &forward);

    QString m_folder, m_master;
    QHash<QString, std::shared_ptr<Forward>> m_forwards;
    int m_last = 0;
    int m_lingerMs = 30'000;
};
