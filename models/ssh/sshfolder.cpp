// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ssh/sshfolder.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <cstdlib>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestBase = 48; // leaves room for ssh's own ending of a temporary name

struct Place
{
    QString parent; // made when it is missing
    QString prefix;
};

// ssh expands "%" and "${…}" in paths, so a folder with such a name is not used.
Place place()
{
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    static const QRegularExpression plain(u"^/[A-Za-z0-9._/-]+$"_s);
    struct stat status
    {
    };
    if (runtime.size() <= longestBase && plain.match(runtime).hasMatch()
        && ::stat(QFile::encodeName(runtime).constData(), &status) == 0 && S_ISDIR(status.st_mode)
        && status.st_uid == ::geteuid() && (status.st_mode & 077) == 0)
        return {runtime + u"/guesthouse"_s, u"ssh-"_s};
    return {u"/tmp"_s, u"guesthouse-ssh-"_s};
}

int lockOf(const QString &folder, int flags)
{
    const int fd = ::open(QFile::encodeName(folder + u"/lock"_s).constData(),
                          O_RDWR | O_CLOEXEC | O_NOFOLLOW | flags, 0600);
    if (fd < 0 || ::flock(fd, LOCK_EX | LOCK_NB) == 0)
        return fd;
    ::close(fd);
    return -2; // somebody has it
}

// Only folders of ours whose owner has ended: a lock ends with the process that holds it.
void removeLeftoversIn(const Place &where)
{
    const QFileInfoList found =
        QDir(where.parent)
            .entryInfoList({where.prefix + u"*"_s},
                           QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks);
    for (const QFileInfo &folder : found) {
        if (folder.ownerId() != ::geteuid())
            continue;
        const int lock = lockOf(folder.filePath(), 0);
        // Without a lock it may be a run that is just starting.
        const bool young = folder.lastModified().secsTo(QDateTime::currentDateTime()) < 60;
        if (lock >= 0 || (lock == -1 && !young))
            QDir(folder.filePath()).removeRecursively();
        if (lock >= 0)
            ::close(lock);
    }
}

QString makeTemporary(const QString &start)
{
    QByteArray name = QFile::encodeName(start + u"XXXXXX"_s);
    return ::mkdtemp(name.data()) ? QFile::decodeName(name) : QString(); // mode 0700
}

} // namespace

void SshFolder::removeLeftovers()
{
    const Place where = place();
    removeLeftoversIn(where);
    if (where.parent != "/tmp"_L1)
        ::rmdir(QFile::encodeName(where.parent).constData());
}

SshFolder::SshFolder()
{
    const Place where = place();
    ::mkdir(QFile::encodeName(where.parent).constData(), 0700);
    m_path = makeTemporary(where.parent + u'/' + where.prefix);
    if (!m_path.isEmpty())
        m_lock = lockOf(m_path, O_CREAT);
}

SshFolder::~SshFolder()
{
    if (m_path.isEmpty())
        return;
    QDir(m_path).removeRecursively();
    if (m_lock >= 0)
        ::close(m_lock);
    const QString parent = QFileInfo(m_path).path();
    if (parent != "/tmp"_L1)
        ::rmdir(QFile::encodeName(parent).constData()); // unless another run uses it
}

QString SshFolder::makeFolder() const
{
    return m_path.isEmpty() ? QString() : makeTemporary(m_path + u'/');
}
