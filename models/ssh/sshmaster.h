// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/filedescriptor.h"
#include "models/core/result.h"
#include "models/ssh/askpassserver.h"
#include "models/ssh/sshforwards.h"
#include "models/ssh/sshhost.h"

#include <QDateTime>
#include <QFileSystemWatcher>
#include <QFuture>
#include <QObject>
#include <QPointer>
#include <QProcess>
#include <QPromise>
#include <QTimer>

#include <memory>

// One login at a host: a plain `ssh -N` as a child of ours, through which libvirt and every console
// go (OpenSSH's ControlMaster). It uses the user's ~/.ssh/config and asks its questions here, by
// asked(). Nothing blocks; GUI thread. It ends with this object, and with the program, however that
// ends.
class SshMaster : public QObject
{
    Q_OBJECT

public:
    enum class State { Closed, Opening, Open };

    // `folder`: its own, empty, short. `helper`: the program guesthouse-ssh. `configFile`: in
    // place of the user's; empty in all but tests. `processes`: the owner of what this starts,
    // which may outlive it for a moment; it outlives this.
    SshMaster(const SshHost &host, const QString &folder, const QString &helper,
              const QString &configFile, QObject *processes);
    ~SshMaster() override;

    const SshHost &host() const { return m_host; }
    State state() const { return m_state; }
    QDateTime since() const { return m_since; } // of Open

    // Ready when the host let us in, at once if it has. Errors: Canceled when the user gave up a
    // question, Denied when the host refused us, Unsupported when this ssh or this computer cannot
    // share connections: then directCommand() is left.
    QFuture<Result<>> open();
    void close();

    // What libvirt starts in ssh's place: through this connection, or by itself. Questions of both
    // come here.
    QString sharedCommand() const { return m_folder + QLatin1String("/shared"); }
    QString directCommand() const { return m_folder + QLatin1String("/direct"); }

    // A socket to an address as the host sees it: "127.0.0.1:5900", "[::1]:5900", or the path of a
    // socket there. Opens the connection if need be; no new login otherwise.
    QFuture<Result<FileDescriptor>> connectTo(const QString &address);
    SshForwards &forwards() { return m_forwards; }

    void answer(quint64 question, const QString &text);
    // The user does not want to: the whole attempt ends.
    void refuse(quint64 question);

    // How long a host may be silent before it lets us in; twice that for a login without questions.
    void setPatience(int seconds);

    static QString program(); // ssh
    qint64 processId() const;

Q_SIGNALS:
    void stateChanged();
    void asked(const SshQuestion &question);
    void withdrawn(quint64 question); // answered, or ssh went on without
    void lost(const Error &error);    // an open connection has ended by itself

private:
    void start();
    void readErrors();
    void lookForSocket();
    void ended();
    void endProcess();
    void finish(const Result<> &result);
    void leave();

    SshHost m_host;
    QString m_folder, m_helper, m_configFile;
    QString m_controlPath; // another one for each process: the last one takes its own away
    int m_starts = 0;
    QObject *m_processes;
    AskpassServer m_questions;
    SshForwards m_forwards;
    QFileSystemWatcher m_watcher;
    QTimer m_patience;
    int m_patienceSeconds = 20;
    QPointer<QProcess> m_process;
    State m_state = State::Closed;
    QDateTime m_since;
    QByteArray m_errors; // the end of what ssh said
    bool m_givenUp = false, m_silent = false, m_cannotShare = false;
    QList<std::shared_ptr<QPromise<Result<>>>> m_waiting;
};
