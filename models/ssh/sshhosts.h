// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ssh/sshfolder.h"
#include "models/ssh/sshmaster.h"

#include <QHash>
#include <QObject>

#include <memory>

// Every ssh connection of the program, one for each host that somebody holds. GUI thread.
class SshHosts : public QObject
{
    Q_OBJECT

public:
    // `configFile`: in place of ~/.ssh/config, for tests; GUESTHOUSE_SSH_CONFIG by default.
    explicit SshHosts(QObject *parent = nullptr);
    ~SshHosts() override; // waits a moment for the last processes

    // The connection by which this URI's host is reached, made when nobody has it yet; ended when
    // the last holder lets it go. Null when OpenSSH does not get there or cannot be shared here.
    std::shared_ptr<SshMaster> master(const QString &uri);

Q_SIGNALS:
    // To be answered by SshMaster::answer() or refuse().
    void asked(SshMaster *master, const SshQuestion &question);
    void withdrawn(SshMaster *master, quint64 question);

private:
    std::unique_ptr<SshFolder> m_folder;                    // when it is needed
    QHash<QStringList, std::weak_ptr<SshMaster>> m_masters; // by what ssh is told
};
