// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMap>
#include <QProcess>
#include <QTemporaryDir>

// What went through a proxy since it was started or asked to forget.
struct RpcTraffic
{
    int calls = 0;      // questions by the client: round trips, but for those in flight together
    int events = 0;     // unasked messages by the daemon
    qint64 bytesUp = 0; // to the daemon
    qint64 bytesDown = 0;
    int connections = 0;             // ever
    int open = 0;                    // now
    QMap<int, int> byProcedure = {}; // remote_protocol.x's REMOTE_PROC_… → calls
};

// A link between a libvirt client and its daemon that can be slow, dead or cut, and that counts
// (tests/support/rpcproxy.py, a process of its own). GUI thread; every wait lets events through.
class RpcProxy
{
public:
    RpcProxy();
    ~RpcProxy();
    Q_DISABLE_COPY_MOVE(RpcProxy)

    bool start(const QString &daemonSocket); // true when it listens
    void quit();
    QString socket() const; // what clients connect to

    bool setLatency(int milliseconds); // each way
    bool freeze();                     // nothing passes, the sockets stay open
    bool thaw();
    bool cut();               // drops every connection
    bool refuse(bool refuse); // new connections
    // Ends the client's link, or with Kill… the client itself by SIGKILL, at the `call`-th call from
    // now on (of these procedures, or of all): before the daemon sees it, or once it is done and
    // its answer is swallowed.
    enum class Stop { Before, After, KillBefore, KillAfter };
    bool stopAt(Stop how, int call, const QList<int> &procedures = {});
    bool hasStopped();
    bool forget(); // counts from zero
    RpcTraffic traffic();

private:
    QByteArray ask(const QByteArray &command);

    QTemporaryDir m_folder;
    QProcess m_process;
};
