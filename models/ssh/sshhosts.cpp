// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ssh/sshhosts.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>

using namespace Qt::StringLiterals;

// Beside the program, so that it is found without being installed.
static QString helperProgram()
{
    const QString chosen = qEnvironmentVariable("GUESTHOUSE_SSH_HELPER");
    if (!chosen.isEmpty())
        return chosen;
    const QString beside = QCoreApplication::applicationDirPath() + u"/guesthouse-ssh"_s;
    return QFileInfo::exists(beside)
               ? beside
               : QStringLiteral(GUESTHOUSE_LIBEXEC_DIR) + u"/guesthouse-ssh"_s;
}

SshHosts::SshHosts(QObject *parent) : QObject(parent)
{
    SshFolder::removeLeftovers();
}

SshHosts::~SshHosts()
{
    // Children of this object: those whose masters have gone, and are being ended.
    const auto processes = findChildren<QProcess *>(QString(), Qt::FindDirectChildrenOnly);
    for (QProcess *process : processes) {
        constexpr int patienceMs = 1000;
        process->terminate();
        if (process->state() != QProcess::NotRunning && !process->waitForFinished(patienceMs))
            process->kill();
    }
}

std::shared_ptr<SshMaster> SshHosts::master(const QString &uri)
{
    const std::optional<SshHost> host = SshHost::of(uri);
    if (!host)
        return {};
    const QStringList key = host->arguments();
    if (std::shared_ptr<SshMaster> known = m_masters.value(key).lock())
        return known;
    const QString helper = helperProgram();
    if (!QFileInfo(helper).isExecutable() || !QFileInfo(SshMaster::program()).isExecutable())
        return {};
    if (!m_folder)
        m_folder = std::make_unique<SshFolder>();
    const QString folder = m_folder->makeFolder();
    if (folder.isEmpty())
        return {};
    auto made = std::make_shared<SshMaster>(*host, folder, helper,
                                            qEnvironmentVariable("GUESTHOUSE_SSH_CONFIG"), this);
    m_masters.insert(key, made);
    SshMaster *master = made.get();
    connect(master, &SshMaster::asked, this,
            [this, master](const SshQuestion &question) { Q_EMIT asked(master, question); });
    connect(master, &SshMaster::withdrawn, this,
            [this, master](quint64 question) { Q_EMIT withdrawn(master, question); });
    return made;
}
