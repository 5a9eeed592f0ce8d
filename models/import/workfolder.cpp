// SPDX-FileCopyrightText: 2026 The Guesthouse developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/import/workfolder.h"

#include "models/core/safetext.h"

#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>
#include <QUuid>

using namespace Qt::StringLiterals;

static const QString lockEnding = u".lock"_s;

QString WorkFolder::place()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation)
           + u"/guesthouse/imports"_s;
}

WorkFolder::WorkFolder(const QString &path) : m_path(path), m_lock(path + lockEnding)
{
    m_lock.setStaleLockTime(0); // however long it takes
}

WorkFolder::~WorkFolder()
{
    QDir(m_path).removeRecursively();
    m_lock.unlock();
}

Result<std::unique_ptr<WorkFolder>> WorkFolder::make()
{
    sweep();
    std::unique_ptr<WorkFolder> made(
        new WorkFolder(place() + u'/' + QUuid::createUuid().toString(QUuid::WithoutBraces)));
    // The lock first: a folder without one is swept away.
    const bool done = QDir().mkpath(place()) && made->m_lock.tryLock(0)
                      && QDir().mkdir(made->m_path)
                      && QFile::setPermissions(made->m_path, QFile::ReadOwner | QFile::WriteOwner
                                                                 | QFile::ExeOwner);
    if (!done) {
        return tl::unexpected(Error{
            .summary = QCoreApplication::translate("WorkFolder", "Cannot make a folder in “%1”.")
                           .arg(SafeText::line(place()))});
    }
    return made;
}

void WorkFolder::sweep()
{
    const QDir all(place());
    const auto folders = all.entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks);
    for (const QString &name : folders) {
        QLockFile lock(all.filePath(name) + lockEnding);
        lock.setStaleLockTime(0);
        if (QUuid(name).isNull() || !lock.tryLock(0))
            continue;
        QDir(all.filePath(name)).removeRecursively();
    }
}
